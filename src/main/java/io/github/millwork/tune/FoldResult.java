package io.github.millwork.tune;

import io.github.millwork.stage.FitCost;
import java.util.List;
import java.util.Optional;

/**
 * What came of a fit on the training rows of a fold.
 *
 * @param scores the value of each metric on the test rows; empty where it failed
 * @param trainRows how many rows it was fitted to
 * @param testRows how many rows were scored
 * @param cost what the fit cost
 * @param rowNanos how long it took to predict a single row, in nanoseconds; NaN where that was not measured
 * @param bytes how long what was fitted is as JSON; -1 where that was not measured
 * @param failure why it failed; empty where it did not
 */
public record FoldResult(
        List<Double> scores,
        int trainRows,
        int testRows,
        FitCost cost,
        double rowNanos,
        long bytes,
        Optional<String> failure) {
    /**
     * Copies the scores.
     *
     * @param scores the value of each metric on the test rows; empty where it failed
     * @param trainRows how many rows it was fitted to
     * @param testRows how many rows were scored
     * @param cost what the fit cost
     * @param rowNanos how long it took to predict a single row, in nanoseconds; NaN where that was not measured
     * @param bytes how long what was fitted is as JSON; -1 where that was not measured
     * @param failure why it failed; empty where it did not
     */
    public FoldResult {
        scores = List.copyOf(scores);
    }

    static FoldResult failed(String message, int trainRows, int testRows) {
        return new FoldResult(List.of(), trainRows, testRows, FitCost.NONE, Double.NaN, -1, Optional.of(message));
    }
}
