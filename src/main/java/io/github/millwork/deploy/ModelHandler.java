package io.github.millwork.deploy;

import io.github.millwork.http.Gate;
import io.github.millwork.http.Handler;
import io.github.millwork.http.Request;
import io.github.millwork.http.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for models, whatever server receives them: what {@link ModelServer#open()} gives, to be mounted in the
 * server of an application. Its thread watches the aliases of the models until it is closed. Thread-safe.
 */
public final class ModelHandler implements Handler, AutoCloseable {
    private final ServingHandler handler;
    private final ServedModels models;
    private final Shadow shadow;
    private final Gate gate;
    private final @Nullable FeedbackDesk desk;

    ModelHandler(ServingHandler handler, ServedModels models, Shadow shadow, Gate gate, @Nullable FeedbackDesk desk) {
        this.handler = handler;
        this.models = models;
        this.shadow = shadow;
        this.gate = gate;
        this.desk = desk;
    }

    /** Loads the models, and watches them from then on. */
    void start() {
        shadow.start();
        if (desk != null) desk.start();
        models.start();
    }

    /**
     * Answers a request.
     *
     * @param request the request
     * @return the answer, whose status says what is wrong where something is
     */
    @Override
    public Response handle(Request request) {
        return handler.handle(request);
    }

    /** {@return whether every model of the registry has a version that answers} */
    public boolean ready() {
        return models.ready();
    }

    /** Looks now whether an alias was moved, and loads what it stands for, instead of waiting for the next look. */
    public void refresh() {
        models.refresh();
    }

    /**
     * Lets another routing hold from now on. The registry keeps it in the history of the model, so that it holds after a
     * restart, and for all servers of that alias. A policy of the application is code, and must be given again.
     *
     * @param model a model that is served
     * @param routing who answers besides the version in production
     * @throws IllegalArgumentException if there is no such model, or the routing does not suit it
     */
    public void route(String model, Routing routing) {
        models.route(model, routing);
    }

    /**
     * {@return how the shadow of a model has compared so far}
     *
     * @param model a model
     */
    public ShadowTally shadow(String model) {
        return shadow.tally(model);
    }

    /**
     * Says that it is no longer ready, so that nobody sends more, and waits until what was asked is answered.
     *
     * @param longest how long to wait at most
     * @return whether all is answered
     */
    public boolean drain(Duration longest) {
        handler.closing();
        return gate.awaitEmpty(longest.toNanos());
    }

    /**
     * Ends the threads that watch, and keeps what is still to be kept for feedback; requests are still answered with what is
     * loaded.
     */
    @Override
    public void close() {
        models.close();
        shadow.close();
        if (desk != null) desk.close();
    }
}
