package io.github.millwork.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has come since a model was fitted, or since it was last tried to fit it anew. Immutable.
 *
 * @param now the time
 * @param since when that was
 * @param rows how many rows were scored since
 * @param labels of how many rows the truth was told since
 * @param fitted how many rows were fitted to then
 * @param tolerated scores of the model in use, by metric, that a fit could not better: worse than that must be what is to be
 *     mended
 * @param inVain how many fits since the model in use began to answer did not better it
 * @param windows the reports of the windows that were closed since, the oldest first
 * @param learned of how many rows the truth was told since the training began
 * @param tries of how many rows it had been told at each of the last fits, the oldest first; the first fit of all is not
 *     among them
 * @param forgotten how many fits there were before those
 */
public record RetrainingEvidence(
        Instant now,
        Instant since,
        long rows,
        long labels,
        long fitted,
        Map<String, Double> tolerated,
        int inVain,
        List<MonitorReport> windows,
        long learned,
        List<Long> tries,
        long forgotten) {
    /**
     * Copies the reports, scores and counts.
     *
     * @param now the time
     * @param since when that was
     * @param rows how many rows were scored since
     * @param labels of how many rows the truth was told since
     * @param fitted how many rows were fitted to then
     * @param tolerated scores of the model in use, by metric, that a fit could not better
     * @param inVain how many fits did not better the model in use
     * @param windows the reports of the windows that were closed since
     * @param learned of how many rows the truth was told since the training began
     * @param tries of how many rows it had been told at each of the last fits
     * @param forgotten how many fits there were before those
     */
    public RetrainingEvidence {
        tolerated = Map.copyOf(tolerated);
        windows = List.copyOf(windows);
        tries = List.copyOf(tries);
    }

    /** {@return how long that was ago; never below zero, whatever the clock does} */
    public Duration age() {
        Duration age = Duration.between(since, now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** {@return the report of the window that was closed last} */
    public Optional<MonitorReport> last() {
        return windows.isEmpty() ? Optional.empty() : Optional.of(windows.get(windows.size() - 1));
    }
}
