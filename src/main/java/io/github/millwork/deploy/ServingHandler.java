package io.github.millwork.deploy;

import io.github.millwork.http.Gate;
import io.github.millwork.http.Handler;
import io.github.millwork.http.Refusal;
import io.github.millwork.http.Request;
import io.github.millwork.http.Response;
import io.github.millwork.http.Tokens;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request, whatever it is: who asks and what for, the answer or why there is none, and what is counted. */
final class ServingHandler implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ServingHandler.class);

    private final ServedModels models;
    private final Tokens tokens;
    private final Gate gate;
    private final ServingMetrics metrics;
    private final PredictionCalls predictions;
    private final ModelCalls descriptions;
    private final FeedbackCalls feedback;
    private final RoutingCalls routing;
    private volatile boolean closing;

    ServingHandler(
            ServedModels models,
            Tokens tokens,
            Gate gate,
            ServingMetrics metrics,
            PredictionCalls predictions,
            ModelCalls descriptions,
            FeedbackCalls feedback,
            RoutingCalls routing) {
        this.models = models;
        this.tokens = tokens;
        this.gate = gate;
        this.metrics = metrics;
        this.predictions = predictions;
        this.descriptions = descriptions;
        this.feedback = feedback;
        this.routing = routing;
    }

    /** Is no longer ready from now on, and asks for connections to be closed, but answers. */
    void closing() {
        closing = true;
    }

    @Override
    public Response handle(Request request) {
        long begin = System.nanoTime();
        gate.came();
        Asked asked = new Asked();
        Response response;
        try {
            response = answer(request, asked);
        } catch (Refusal refusal) {
            response = refusal.response(JsonIn.error(String.valueOf(refusal.getMessage())));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            response = failed(e);
        } finally {
            gate.left();
        }
        metrics.answered(asked.model, asked.action, response.status(), asked.rows, System.nanoTime() - begin);
        return closing ? response.with("Connection", "close") : response;
    }

    /** What a request turned out to be, for those who count. */
    static final class Asked {
        String model = "";
        String action = "none";
        int rows;
    }

    /** Our own fault, but whoever asked can only come again; what went wrong is in the log. */
    private static Response failed(Throwable e) {
        String incident = UUID.randomUUID().toString();
        LOG.error("A request could not be answered (incident {}).", incident, e);
        return Refusal.later(503, 1, "")
                .response(JsonIn.error(
                        "The request could not be answered; the log of the server says why under " + incident + "."));
    }

    private Response answer(Request request, Asked asked) {
        SameOrigin.check(request);
        Endpoint endpoint = Endpoint.of(request.method(), request.path());
        asked.action = endpoint.action().label();
        if (endpoint.action().access != Endpoint.Access.ANYONE) {
            tokens.check(request, endpoint.action().access == Endpoint.Access.ADMINS);
        }
        return switch (endpoint.action()) {
            case PAGE -> Page.response();
            case SERVER -> ModelCalls.server();
            case LIVE -> ModelCalls.state("live", true);
            case READY -> ModelCalls.state("ready", models.ready() && !closing);
            case OPENAPI -> descriptions.openApi();
            case MODELS, INDEX -> descriptions.models();
            case METRICS -> page();
            case LOAD -> load(named(endpoint.model()));
            case MODEL -> descriptions.model(lineup(endpoint, asked));
            case MODEL_READY -> ready(lineup(endpoint, asked));
            case INFER, PREDICT, EXPLAIN -> predict(endpoint, request, asked);
            case FEEDBACK -> feedback.take(lineup(endpoint, asked), request);
            case ROUTING -> routing.describe(named(endpoint.model()));
            case ROUTE -> routing.change(named(endpoint.model()), request);
        };
    }

    private Response predict(Endpoint endpoint, Request request, Asked asked) {
        Lineup lineup = lineup(endpoint, asked);
        return switch (endpoint.action()) {
            case INFER -> predictions.infer(lineup, request, asked);
            case PREDICT -> predictions.predict(lineup, request, asked);
            default -> predictions.explain(lineup, request, asked);
        };
    }

    private Lineup lineup(Endpoint endpoint, Asked asked) {
        Lineup lineup = lineup(endpoint.model(), endpoint.version(), asked.action);
        asked.model = lineup.champion().name(); // only now: names that are served are few
        return lineup;
    }

    private Lineup lineup(@Nullable String model, @Nullable String version, String action) {
        if (model == null) return models.only(action);
        return version == null ? models.lineup(model) : models.lineup(model, version);
    }

    private static String named(@Nullable String model) {
        if (model == null) throw Refusal.bad("Expected the name of a model.");
        return model;
    }

    private static Response ready(Lineup lineup) {
        return ModelCalls.state("ready", !lineup.champion().version().isEmpty());
    }

    private Response page() {
        return metrics.page()
                .orElseThrow(() -> Refusal.of(
                        404,
                        "Expected metrics but none are kept here. Add "
                                + "micrometer-registry-prometheus, and MicrometerMetrics.prometheus() to the server."));
    }

    private Response load(String model) {
        models.refresh();
        return descriptions.model(models.lineup(model));
    }
}
