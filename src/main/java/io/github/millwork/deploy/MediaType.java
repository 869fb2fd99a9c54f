package io.github.millwork.deploy;

import io.github.millwork.http.Refusal;
import io.github.millwork.http.Request;
import java.util.Locale;

/** What bodies are: JSON where nothing is said, so that a form of another site's page is never taken for it. */
final class MediaType {
    private MediaType() {}

    /** Expects JSON (415 otherwise). */
    static void json(Request request) {
        if (csvOrJson(request)) throw wrong("application/json");
    }

    /** Expects JSON or CSV (415 otherwise); gives whether it is CSV. */
    static boolean csvOrJson(Request request) {
        String encoding = request.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Refusal.of(415, "Expected a body that is not compressed. Leave Content-Encoding out.")
                    .with("Accept-Encoding", "identity");
        }
        if (request.header("Inference-Header-Content-Length") != null) {
            throw Refusal.of(415, "Expected tensors in JSON but the request has binary ones. Send 'data' as lists.");
        }
        String type = request.header("Content-Type");
        if (type == null) return false;
        String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.toLowerCase(Locale.ROOT).contains("charset=")
                && !type.toLowerCase(Locale.ROOT).matches(".*charset=\"?utf-?8\"?\\s*(;.*)?")) {
            throw Refusal.of(415, "Expected UTF-8 but found another charset.");
        }
        if (plain.equals("text/csv")) return true;
        if (plain.equals("application/json") || (plain.startsWith("application/") && plain.endsWith("+json"))) {
            return false;
        }
        throw wrong("application/json or text/csv");
    }

    private static Refusal wrong(String expected) {
        return Refusal.of(415, "Expected the header 'Content-Type: " + expected + "'.");
    }

    /** Whether an answer is to be CSV: what is asked for, else what was sent. */
    static boolean wantsCsv(Request request, boolean sentCsv) {
        String accept = request.header("Accept");
        if (accept == null) return sentCsv;
        String wanted = accept.toLowerCase(Locale.ROOT);
        if (wanted.contains("application/json")) return false;
        return wanted.contains("text/csv") || sentCsv;
    }
}
