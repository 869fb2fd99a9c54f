package io.github.millwork.deploy;

import io.github.millwork.http.Refusal;
import io.github.millwork.http.Request;
import java.util.Locale;

/** Keeps pages of other sites from asking through the browser of someone who can reach this server. */
final class SameOrigin {
    private SameOrigin() {}

    /**
     * Lets through what comes from no page, or from a page of this server.
     *
     * @throws Refusal otherwise (403)
     */
    static void check(Request request) {
        String origin = request.header("Origin");
        if (origin == null) return;
        String host = request.header("Host");
        int scheme = origin.indexOf("://");
        if (host != null && scheme > 0 && lower(origin.substring(scheme + 3)).equals(lower(host))) return;
        throw Refusal.of(403, "Expected a page of this server but another one asks. Ask from a server of your own.");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
