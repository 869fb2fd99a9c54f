package io.github.millwork.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is answered over HTTP: a status, headers, and a body that is whole. Immutable, but for the bytes, which are not copied. */
public final class Response {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Response(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Makes an answer.
     *
     * @param status the status, such as 200
     * @param contentType what the body is
     * @param body the body; not copied, so not to be changed
     * @return the answer
     */
    public static Response of(int status, String contentType, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("X-Content-Type-Options", "nosniff"); // a browser must not take an answer for a page
        return new Response(status, headers, body);
    }

    /**
     * Makes an answer of JSON.
     *
     * @param status the status
     * @param json the body
     * @return the answer
     */
    public static Response json(int status, String json) {
        return of(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return this answer with a header}
     *
     * @param name the name
     * @param value the value
     */
    public Response with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body);
    }

    /** {@return the status} */
    public int status() {
        return status;
    }

    /** {@return the headers, without those about the length of the body} */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /** {@return the bytes of the body, not to be changed} */
    public byte[] body() {
        return body;
    }

    /** {@return the body as text} */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
