package io.github.millwork.deploy;

import java.time.Instant;
import java.util.Optional;

/**
 * Which version answered a request, and how probable that was: what is needed to judge versions by the requests that each
 * of them answered. Immutable.
 *
 * @param id the id of the request, by which its truth can be joined later
 * @param when when it was answered
 * @param model the model
 * @param alias the alias that answered, {@code production} or that of a challenger; {@code version} where a
 *     version was asked for by its number
 * @param version the version that answered
 * @param propensity how probable it was that this alias would answer, above 0
 * @param key the key that decided, if there was one
 * @param rows how many rows were predicted
 */
public record RoutedRequest(
        String id,
        Instant when,
        String model,
        String alias,
        String version,
        double propensity,
        Optional<String> key,
        int rows) {}
