package io.github.millwork.deploy;

import io.github.millwork.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page to try a model: one file without anything of a model in it, which asks this server for the rest. Its policy
 * allows just its own script and style, by their digests.
 */
final class Page {
    private Page() {}

    /** Lazy, by its holder. */
    private static final class Made {
        static final Response RESPONSE = make();
    }

    static Response response() {
        return Made.RESPONSE;
    }

    private static Response make() {
        String style = resource("page.css");
        String script = resource("page.js");
        String page = resource("page.html").replace("/*STYLE*/", style).replace("/*SCRIPT*/", script);
        String policy = "default-src 'none'; script-src " + digest(script) + "; style-src " + digest(style)
                + "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return Response.of(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", policy)
                .with("Referrer-Policy", "no-referrer")
                .with("Cache-Control", "no-cache");
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Expected the resource " + name + " beside " + Page.class
                        + " but there is none. Pack the resources of the library with its classes.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every JDK has.", e);
        }
    }
}
