package io.github.millwork.deploy;

import io.github.millwork.feedback.FeedbackCounts;
import io.github.millwork.feedback.FeedbackStore;
import io.github.millwork.http.BodyReader;
import io.github.millwork.http.Refusal;
import io.github.millwork.http.Request;
import io.github.millwork.http.Response;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells administrators who answers and what is known of them, and lets them change it. Thread-safe. */
final class RoutingCalls {
    private final ServedModels models;
    private final Shadow shadow;
    private final BodyReader bodies;
    private final @Nullable FeedbackStore store;

    RoutingCalls(ServedModels models, Shadow shadow, BodyReader bodies, @Nullable FeedbackStore store) {
        this.models = models;
        this.shadow = shadow;
        this.bodies = bodies;
        this.store = store;
    }

    Response describe(String model) {
        Lineup lineup = models.lineup(model);
        Routing routing = lineup.routing();
        ShadowTally tally = shadow.tally(model);
        FeedbackCounts counts = store == null ? null : store.counts(model);
        return Response.json(200, JsonIn.text(json -> {
            json.writeStartObject();
            json.writeStringField("model", model);
            json.writeStringField("kind", routing.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("routing", routing.toString());
            json.writeArrayFieldStart("versions");
            for (Contender each : all(lineup)) {
                json.writeStartObject();
                json.writeStringField("alias", each.alias());
                json.writeStringField("version", each.model().version());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (tally.rows() + tally.dropped() + tally.failed() > 0) {
                json.writeObjectFieldStart("shadow");
                json.writeNumberField("rows", tally.rows());
                json.writeNumberField("agreed", tally.agreed());
                json.writeFieldName("meanDifference");
                JsonIn.number(json, tally.meanDifference());
                json.writeNumberField("dropped", tally.dropped());
                json.writeNumberField("failed", tally.failed());
                json.writeEndObject();
            }
            if (counts != null) {
                json.writeObjectFieldStart("feedback");
                json.writeNumberField("predictions", counts.predictions());
                json.writeNumberField("labelled", counts.labelled());
                json.writeNumberField("rewarded", counts.rewarded());
                json.writeNumberField("duplicate", counts.duplicate());
                json.writeNumberField("contradictory", counts.contradictory());
                json.writeNumberField("unknown", counts.unknown());
                json.writeNumberField("tooLate", counts.tooLate());
                json.writeEndObject();
            }
            Experiment experiment = lineup.experiment();
            if (experiment != null) ExperimentText.write(json, lineup, experiment);
            json.writeEndObject();
        }));
    }

    private static List<Contender> all(Lineup lineup) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(lineup.production()), lineup.challengers().stream())
                .toList();
    }

    /** Lets another routing hold: a body such as {@code {"kind":"canary","aliases":["staging"],"share":0.1}}. */
    Response change(String model, Request request) {
        MediaType.json(request);
        models.lineup(model);
        Routing routing;
        try (BodyReader.Body body = bodies.read(request)) {
            routing = RoutingState.read(
                    complete(State.fromJson(new String(body.bytes(), 0, body.length(), StandardCharsets.UTF_8))));
        } catch (BundleException e) {
            throw Refusal.bad(
                    "Expected a routing such as {\"kind\":\"canary\",\"aliases\":[\"staging\"],\"share\":0.1} or "
                            + "{\"kind\":\"bandit\",\"aliases\":[\"staging\"],\"policy\":{\"name\":\"thompson\",\"floor\":0.01}} "
                            + "but found another thing.",
                    e);
        }
        try {
            models.route(model, routing);
        } catch (IllegalArgumentException e) {
            throw Refusal.bad(String.valueOf(e.getMessage()), e);
        }
        return describe(model);
    }

    /** What need not be said. */
    private static State complete(State said) {
        State whole = said;
        if (!said.has("aliases")) whole = whole.with("aliases", List.of());
        if (!said.has("share")) whole = whole.with("share", 0.0);
        if (!said.has("context")) whole = whole.with("context", List.of());
        if (!said.has("experiment")) {
            boolean canary = "canary".equals(said.values().get("kind"));
            List<String> aliases = whole.strings("aliases");
            String name = canary && !aliases.isEmpty() ? aliases.get(0) : canary || !said.has("policy") ? "" : "bandit";
            whole = whole.with("experiment", name);
        }
        return whole;
    }
}
