package io.github.millwork.http;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked over HTTP, whatever server received it. To mount a {@link Handler} in a server of your own, wrap its
 * request in this. Used by one thread.
 */
public interface Request {
    /** {@return the method, in upper case as it was sent} */
    String method();

    /** {@return the path, beginning with a slash, as it was sent: not decoded and without the query} */
    String path();

    /** {@return the query, as it was sent, without the question mark; null where there is none} */
    @Nullable
    String query();

    /**
     * {@return the values of a header, in order; none where it was not sent}
     *
     * @param name the name, whatever the case
     */
    List<String> headers(String name);

    /** {@return the body, which ends where it ends; empty where there is none} */
    InputStream body();

    /**
     * {@return the first value of a header, or null where it was not sent}
     *
     * @param name the name, whatever the case
     */
    default @Nullable String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.get(0);
    }
}
