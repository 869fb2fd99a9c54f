package io.github.millwork.monitor;

/**
 * How many truths are known since the last window was closed. Immutable; equal by value.
 *
 * @param predictions how many predictions had an id
 * @param joined how many labels were joined with a prediction, which may be one of an earlier window
 * @param duplicate how many were told again
 * @param contradictory how many said something else than one before
 * @param unknown how many wait for a prediction
 */
public record LabelCoverage(long predictions, long joined, long duplicate, long contradictory, long unknown) {
    /** {@return labels joined, by predictions; NaN without predictions} */
    public double share() {
        return predictions == 0 ? Double.NaN : (double) joined / predictions;
    }
}
