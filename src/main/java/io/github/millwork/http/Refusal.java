package io.github.millwork.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a request is not answered as it wished: a status, and a message for whoever sent it. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The status of the answer. */
    private final int status;

    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private Refusal(int status, String message, @Nullable Throwable cause) {
        super(message, cause, false, false); // one for each bad request: it needs no stack
        this.status = status;
    }

    /**
     * Makes a refusal.
     *
     * @param status the status, 400 or more
     * @param message what was expected, what was found, and what to do
     * @return the refusal
     */
    public static Refusal of(int status, String message) {
        return new Refusal(status, message, null);
    }

    /**
     * Makes a refusal of a request that cannot be read (400).
     *
     * @param message what was expected, what was found, and what to do
     * @return the refusal
     */
    public static Refusal bad(String message) {
        return of(400, message);
    }

    /**
     * Makes a refusal of a request that cannot be read (400).
     *
     * @param message what was expected, what was found, and what to do
     * @param cause what could not read it
     * @return the refusal
     */
    public static Refusal bad(String message, Throwable cause) {
        return new Refusal(400, message, cause);
    }

    /**
     * Makes a refusal that asks to come again (429 or 503).
     *
     * @param status the status
     * @param seconds after how long
     * @param message what is the matter
     * @return the refusal
     */
    public static Refusal later(int status, int seconds, String message) {
        return of(status, message).with("Retry-After", Integer.toString(seconds));
    }

    /**
     * Adds a header to the answer.
     *
     * @param name its name
     * @param value its value
     * @return this refusal
     */
    public Refusal with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** {@return the status} */
    public int status() {
        return status;
    }

    /**
     * {@return the answer with a body}
     *
     * @param json the body
     */
    public Response response(String json) {
        Response response = Response.json(status, json);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }
}
