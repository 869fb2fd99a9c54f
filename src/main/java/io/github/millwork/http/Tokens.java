package io.github.millwork.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask: bearer tokens for those who use, others for those who administer and may use as well. Where there is none at
 * all, anyone may. Digests are kept and compared in constant time, never the tokens. Immutable and thread-safe.
 */
public final class Tokens {
    private static final String SCHEME = "bearer ";

    private final List<byte[]> use;
    private final List<byte[]> administer;

    private Tokens(List<byte[]> use, List<byte[]> administer) {
        this.use = List.copyOf(use);
        this.administer = List.copyOf(administer);
    }

    /** {@return no tokens: anyone may do anything} */
    public static Tokens none() {
        return new Tokens(List.of(), List.of());
    }

    /**
     * {@return these tokens and one more to use with}
     *
     * @param token the token, at least 16 characters
     * @throws IllegalArgumentException if it is shorter or has other than visible ASCII characters
     */
    public Tokens user(String token) {
        return new Tokens(and(use, token), administer);
    }

    /**
     * {@return these tokens and one more to administer with}
     *
     * @param token the token, at least 16 characters
     * @throws IllegalArgumentException if it is shorter or has other than visible ASCII characters
     */
    public Tokens admin(String token) {
        return new Tokens(use, and(administer, token));
    }

    private static List<byte[]> and(List<byte[]> digests, String token) {
        if (token.length() < 16 || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "Expected a token of at least 16 visible ASCII characters. Make one with "
                            + "openssl rand -hex 32.");
        }
        List<byte[]> more = new ArrayList<>(digests);
        more.add(digest(token));
        return more;
    }

    /** {@return whether there are any} */
    public boolean exist() {
        return !use.isEmpty() || !administer.isEmpty();
    }

    /**
     * Checks who asks.
     *
     * @param request the request
     * @param admin whether it is for administrators only
     * @throws Refusal if there is no token, or a wrong one (401), or one that may not do this (403)
     */
    public void check(Request request, boolean admin) {
        if (!exist()) return;
        byte[] offered = offered(request.header("Authorization"));
        if (offered == null) {
            throw Refusal.of(401, "Expected a bearer token. Send the header 'Authorization: Bearer TOKEN'.")
                    .with("WWW-Authenticate", "Bearer");
        }
        // Both are always compared, so that time tells nothing.
        boolean administers = among(administer, offered);
        boolean uses = among(use, offered);
        if (administers || (uses && !admin)) return;
        if (uses) throw Refusal.of(403, "Expected a token of an administrator.");
        throw Refusal.of(401, "Expected another bearer token: this one is not known.")
                .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    private static byte @Nullable [] offered(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return null;
        return digest(header.substring(SCHEME.length()).strip());
    }

    private static boolean among(List<byte[]> digests, byte[] offered) {
        boolean found = false;
        for (byte[] digest : digests) found |= MessageDigest.isEqual(digest, offered);
        return found;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every JDK has.", e);
        }
    }
}
