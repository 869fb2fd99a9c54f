package io.github.millwork.tune;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * When a search stops before its strategy is through, and where it writes down what it found. Immutable.
 *
 * @param budget how long it may take; the trials that are not finished then do not count, so how many there are depends
 *     on the machine
 * @param target the score of the deciding metric that is good enough; the search ends with the round that reaches it
 * @param journal the file that each result is appended to at once; a search that was interrupted goes on from it
 * @param cacheBytes how much memory common preparations may take; 0 for none
 */
public record Limits(Optional<Duration> budget, Optional<Double> target, Optional<Path> journal, long cacheBytes) {
    /** No limits, no journal, and a quarter of the memory for common preparations. */
    public static final Limits NONE = new Limits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Runtime.getRuntime().maxMemory() / 4);

    /**
     * {@return these limits with a time}
     *
     * @param time how long the search may take
     */
    public Limits within(Duration time) {
        return new Limits(Optional.of(time), target, journal, cacheBytes);
    }

    /**
     * {@return these limits with a score that is good enough}
     *
     * @param score a value of the deciding metric
     */
    public Limits until(double score) {
        return new Limits(budget, Optional.of(score), journal, cacheBytes);
    }

    /**
     * {@return these limits with a journal}
     *
     * @param file the file; made if it is not there, continued if it is of the same search
     */
    public Limits journal(Path file) {
        return new Limits(budget, target, Optional.of(file), cacheBytes);
    }

    /**
     * {@return these limits with another amount of memory for common preparations}
     *
     * @param bytes how much; 0 fits each preparation anew
     */
    public Limits cache(long bytes) {
        return new Limits(budget, target, journal, bytes);
    }
}
