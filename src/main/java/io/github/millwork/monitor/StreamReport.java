package io.github.millwork.monitor;

import java.time.Instant;
import java.util.Optional;

/**
 * What a detector found in a stream of numbers while a window was open. Immutable; equal by value.
 *
 * @param stream what was watched: {@code error}, what is looked at of the prediction, or the name of a column
 * @param detector the detector and its settings
 * @param values how many numbers it was shown
 * @param mean their mean, in the unit in which they are shown ({@link WatchedStream}); NaN without any
 * @param changes how many changes it found
 * @param changed when it found the last of them; empty where it found none
 * @param warning whether a change may be about to come
 */
public record StreamReport(
        String stream,
        String detector,
        long values,
        double mean,
        long changes,
        Optional<Instant> changed,
        boolean warning) {
    /** {@return whether a change was found} */
    public boolean drifted() {
        return changes > 0;
    }
}
