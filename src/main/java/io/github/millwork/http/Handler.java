package io.github.millwork.http;

/** Answers requests. Thread-safe; it throws nothing, whatever is asked. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers a request.
     *
     * @param request what is asked
     * @return the answer
     */
    Response handle(Request request);
}
