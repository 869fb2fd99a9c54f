package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Names;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.feedback.Feedback;
import io.github.millwork.feedback.FeedbackResult;
import io.github.millwork.http.BodyReader;
import io.github.millwork.http.Gate;
import io.github.millwork.http.Refusal;
import io.github.millwork.http.Request;
import io.github.millwork.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes the truth and the rewards of predictions. Thread-safe. */
final class FeedbackCalls {
    private final ServingLimits limits;
    private final Gate gate;
    private final BodyReader bodies;
    private final @Nullable FeedbackDesk desk;

    FeedbackCalls(ServingLimits limits, Gate gate, BodyReader bodies, @Nullable FeedbackDesk desk) {
        this.limits = limits;
        this.gate = gate;
        this.bodies = bodies;
        this.desk = desk;
    }

    Response take(Lineup lineup, Request request) {
        FeedbackDesk open = desk;
        if (open == null) {
            throw Refusal.of(
                    404,
                    "Expected feedback to be kept but it is not here. Add feedback(FeedbackStore.at(folder)) "
                            + "to the server.");
        }
        MediaType.json(request);
        try (BodyReader.Body body = bodies.read(request)) {
            gate.takePlace();
            try {
                FeedbackRequest told = FeedbackRequest.read(body.bytes(), body.length(), limits.rows());
                return take(lineup, told, open);
            } finally {
                gate.leavePlace();
            }
        }
    }

    private Response take(Lineup lineup, FeedbackRequest told, FeedbackDesk open) {
        List<Feedback> all = new ArrayList<>();
        for (FeedbackRequest.Item item : told.items()) {
            if (item.label() != null) {
                check(lineup, item.label().truth().orElse(""));
                all.add(item.label());
            }
            if (item.reward() != null) all.add(item.reward());
        }
        List<FeedbackResult> results = open.tell(lineup.champion().name(), all, Deadline.in(limits.work()));
        int status = told.single()
                ? results.stream().mapToInt(FeedbackCalls::status).max().orElse(200)
                : 200;
        return Response.json(status, JsonIn.text(json -> {
            Iterator<FeedbackResult> rest = results.iterator();
            json.writeStartObject();
            json.writeStringField("model", lineup.champion().name());
            if (status >= 400) json.writeStringField("error", error(status));
            if (!told.single()) json.writeArrayFieldStart("results");
            for (FeedbackRequest.Item item : told.items()) {
                if (!told.single()) json.writeStartObject();
                json.writeStringField("id", item.id());
                if (item.label() != null) result(json, "label", rest.next());
                if (item.reward() != null) result(json, "reward", rest.next());
                if (!told.single()) json.writeEndObject();
            }
            if (!told.single()) json.writeEndArray();
            json.writeEndObject();
        }));
    }

    /** A class that no version knows is a slip more often than a new class. */
    private static void check(Lineup lineup, String truth) {
        Set<String> classes = new TreeSet<>();
        boolean other = add(lineup.champion().fitted().outputs(), truth, classes);
        for (Contender each : lineup.challengers())
            other &= add(each.model().fitted().outputs(), truth, classes);
        if (other || classes.contains(truth)) return;
        throw Refusal.bad("Expected a class that the model knows as the label but found '"
                + (truth.length() > 60 ? truth.substring(0, 60) + "..." : truth) + "'. "
                + Names.suggest(truth, List.copyOf(classes)));
    }

    /** Adds the classes of a version; gives whether it predicts something else, of which the label may be. */
    private static boolean add(Outputs<?> outputs, String truth, Set<String> classes) {
        if (outputs instanceof ClassificationOutputs known) {
            classes.addAll(known.labels());
            return false;
        }
        if (outputs instanceof RegressionOutputs && !isNumber(truth)) {
            throw Refusal.bad("Expected a finite number as the label but found another thing.");
        }
        return true;
    }

    private static boolean isNumber(String truth) {
        try {
            return Double.isFinite(Double.parseDouble(truth));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void result(JsonGenerator json, String what, FeedbackResult result) throws IOException {
        json.writeStringField(what, result.name().toLowerCase(Locale.ROOT));
    }

    private static int status(FeedbackResult result) {
        return switch (result) {
            case JOINED, DUPLICATE -> 200;
            case UNKNOWN -> 404;
            case CONTRADICTORY -> 409;
            case TOO_LATE -> 410;
        };
    }

    private static String error(int status) {
        return switch (status) {
            case 404 ->
                "Expected the id of a prediction that is known. Send the id of the answer, of several rows with '/' and "
                        + "the number of the row; if it was just predicted by another server, come again.";
            case 409 -> "Expected what was told before for this prediction, which stays.";
            default -> "Expected feedback sooner: the prediction is older than feedback is taken for.";
        };
    }
}
