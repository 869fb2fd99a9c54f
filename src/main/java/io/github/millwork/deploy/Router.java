package io.github.millwork.deploy;

import io.github.millwork.bandit.Choice;
import io.github.millwork.feedback.LoggedPrediction;
import io.github.millwork.feedback.Route;
import io.github.millwork.http.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Decides which version answers a request, and tells who wants to know. Thread-safe. */
final class Router {
    private static final double[] NO_CONTEXT = {};

    /** Room for the number of a row behind the id of a request. */
    private static final int LONGEST_ID = LoggedPrediction.LONGEST_ID - 8;

    private final Shadow shadow;
    private final RoutingListener listener;
    private final @Nullable FeedbackDesk desk;

    Router(Shadow shadow, RoutingListener listener, @Nullable FeedbackDesk desk) {
        this.shadow = shadow;
        this.listener = listener;
        this.desk = desk;
    }

    /**
     * Who answers.
     *
     * @param by the version, and what it stands under
     * @param route how it came that it answers
     * @param id the id of the request, made up if it came without
     */
    record Chosen(Contender by, Route route, String id) {
        ServedModel model() {
            return by.model();
        }

        int[] places() {
            return by.places();
        }
    }

    /**
     * Chooses.
     *
     * @throws Refusal if the id is too long
     */
    Chosen choose(Lineup lineup, RequestRows rows) {
        String sent = rows.id == null || rows.id.isEmpty() ? null : rows.id;
        if (sent != null && sent.length() > LONGEST_ID) {
            throw Refusal.bad("Expected an id of 1 to " + LONGEST_ID + " characters but found one of " + sent.length()
                    + ". Leave it out, or use a shorter one.");
        }
        String id = sent == null ? Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE) : sent;
        if (desk != null) rows.id = id; // it may be told of by the id that was made up
        String key = rows.key == null ? id : rows.key;
        Route route = route(lineup, key, rows);
        return new Chosen(lineup.at(route.arm()), route, id);
    }

    private static Route route(Lineup lineup, String key, RequestRows rows) {
        Routing routing = lineup.routing();
        String production = lineup.production().alias();
        Contender challenger = lineup.challenger();
        Experiment experiment = lineup.experiment();
        if (challenger == null) return Route.only(production);
        String name = experiment == null ? "" : experiment.name();
        return switch (routing.kind()) {
            case ALONE, SHADOW -> Route.only(production);
            case CANARY ->
                routing.challenges(key)
                        ? new Route(name, challenger.alias(), routing.share(), NO_CONTEXT)
                        : new Route(name, production, 1 - routing.share(), NO_CONTEXT);
            case BANDIT -> {
                if (experiment == null) yield Route.only(production);
                double[] context = lineup.context().read(rows);
                Choice choice = experiment.choose(routing.place(key), context);
                yield new Route(name, choice.arm(), choice.propensity(), context);
            }
        };
    }

    void answered(Lineup lineup, Chosen choice, RequestRows rows, double[] numbers) {
        listener.routed(new RoutedRequest(
                choice.id,
                Instant.now(),
                choice.model().name(),
                choice.by.alias(),
                choice.model().version(),
                choice.route.propensity(),
                Optional.ofNullable(rows.key),
                rows.size()));
        if (desk != null) desk.answered(lineup, choice.by, rows, choice.route, numbers);
        if (lineup.routing().isShadow()) shadow.ask(lineup, rows, choice.id, numbers);
    }
}
