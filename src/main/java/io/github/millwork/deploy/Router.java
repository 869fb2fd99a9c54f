package io.github.millwork.deploy;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Decides which version answers a request, and tells who wants to know. Thread-safe. */
final class Router {
    private final String production;
    private final Shadow shadow;
    private final RoutingListener listener;

    Router(String production, Shadow shadow, RoutingListener listener) {
        this.production = production;
        this.shadow = shadow;
        this.listener = listener;
    }

    /**
     * Who answers.
     *
     * @param model the version
     * @param places how it finds its cells
     * @param alias the alias that answers
     * @param propensity how probable that was
     * @param id the id of the request, made up if it came without
     */
    record Choice(ServedModel model, int[] places, String alias, double propensity, String id) {}

    Choice choose(Lineup lineup, RequestRows rows) {
        Routing routing = lineup.routing();
        ServedModel challenger = lineup.challenger();
        String sent = rows.id;
        String id = sent == null ? Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE) : sent;
        if (!routing.isCanary() || challenger == null) {
            return new Choice(lineup.champion(), lineup.championPlaces(), production, 1, id);
        }
        String key = rows.key == null ? id : rows.key;
        return routing.challenges(key)
                ? new Choice(
                        challenger,
                        lineup.challengerPlaces(),
                        routing.challenger().orElse(""),
                        routing.share(),
                        id)
                : new Choice(lineup.champion(), lineup.championPlaces(), production, 1 - routing.share(), id);
    }

    void answered(Lineup lineup, Choice choice, RequestRows rows, double[] numbers) {
        listener.routed(new RoutedRequest(
                choice.id,
                Instant.now(),
                choice.model.name(),
                choice.alias,
                choice.model.version(),
                choice.propensity,
                Optional.ofNullable(rows.key),
                rows.size()));
        if (lineup.routing().isShadow()) shadow.ask(lineup, rows, choice.id, numbers);
    }
}
