package io.github.millwork.stage;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a piece of work has come.
 *
 * @param stage the stage, such as {@code "collect"}, {@code "preprocess"} or {@code "train"}
 * @param step the step within it, in words
 * @param fraction the share of the whole work that is done, from 0 to 1
 * @param elapsed the time since the work began
 */
public record Progress(String stage, String step, double fraction, Duration elapsed) {
    /** {@return the time that is left if the rest goes as fast as what is done; empty where nothing is done yet} */
    public Optional<Duration> remaining() {
        if (fraction <= 0) return Optional.empty();
        return Optional.of(Duration.ofNanos((long) (elapsed.toNanos() * (1 - fraction) / fraction)));
    }
}
