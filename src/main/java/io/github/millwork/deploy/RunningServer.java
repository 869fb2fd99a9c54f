package io.github.millwork.deploy;

import io.github.millwork.http.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that answers, until it is closed. Thread-safe. */
public final class RunningServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    /** What is answered is sent within this, unless nobody takes it. */
    private static final Duration SENT = Duration.ofSeconds(5);

    private final URI uri;
    private final Transport.Listening listening;
    private final ModelHandler models;
    private final Duration drain;
    private final AtomicBoolean closed = new AtomicBoolean();

    RunningServer(URI uri, Transport.Listening listening, ModelHandler models, Duration drain) {
        this.uri = uri;
        this.listening = listening;
        this.models = models;
        this.drain = drain;
    }

    /** Says in the log where it answers. */
    void announce() {
        LOG.info("Serving at {}", uri);
    }

    /** {@return where it answers, such as {@code http://127.0.0.1:8080}} */
    public URI uri() {
        return uri;
    }

    /** {@return what answers: to refresh it, and to route requests} */
    public ModelHandler models() {
        return models;
    }

    /**
     * Stops: it is no longer ready, what was asked is answered, as long as {@link ModelServer#drain} allows, and then nobody
     * listens any more. Closing it again does nothing.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        if (!models.drain(drain)) LOG.warn("Some requests were not answered within {} and are cut off.", drain);
        listening.stop(SENT);
        models.close();
    }

    @Override
    public String toString() {
        return "server at " + uri;
    }
}
