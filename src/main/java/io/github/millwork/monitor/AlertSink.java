package io.github.millwork.monitor;

import java.net.URI;

/** Where alerts go when they fire or resolve. What it throws is logged and stops nothing. Thread-safe. */
@FunctionalInterface
public interface AlertSink {
    /**
     * Is told of an alert that has fired or was resolved.
     *
     * @param alert the alert
     */
    void alert(Alert alert);

    /** {@return a sink that logs alerts that fire as warnings, and those that resolve as information} */
    static AlertSink log() {
        return new LogSink();
    }

    /**
     * {@return a sink that posts each alert as JSON, in the background, up to three times; what is not taken is logged}
     *
     * @param uri where to
     */
    static AlertSink webhook(URI uri) {
        return new WebhookSink(uri);
    }
}
