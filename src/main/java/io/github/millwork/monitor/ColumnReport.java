package io.github.millwork.monitor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a column in a window. Immutable.
 *
 * @param name the name of the column, or what is looked at of the prediction
 * @param verdict whether it has drifted
 * @param effect the name of the test that decides: the Wasserstein distance in standard deviations of the reference for
 *     numbers, the total variation for categories
 * @param size how large it is; NaN where there are no values
 * @param floor below this it does not matter, however sure it is
 * @param usual the 99th percentile of sizes where nothing has changed, at this number of values; NaN where the size is below
 *     the floor and it was not needed
 * @param pValue the probability of such a size where nothing has changed; 1 where the size is below the floor
 * @param present how many values there were
 * @param missing the share that was missing; NaN where there were no rows
 * @param change what changed, in words
 * @param explained how much the mean prediction would change by this column's change alone, as a share of how much it did;
 *     NaN where the prediction did not change or that is not known
 * @param loss how much worse the model would do by this column's change alone, were it as wrong at each of its values as on the
 *     rows held out: in shares of wrong predictions, or in the unit of the target; NaN where that is not known
 * @param shares how the values have shifted, where the column has drifted; else empty
 * @param tests what each test of the monitor measured
 */
public record ColumnReport(
        String name,
        Drift verdict,
        String effect,
        double size,
        double floor,
        double usual,
        double pValue,
        long present,
        double missing,
        String change,
        double explained,
        double loss,
        List<Share> shares,
        Map<String, DriftTest.Measured> tests) {
    /**
     * Copies the tests, in their order.
     *
     * @param name the name of the column, or what is looked at of the prediction
     * @param verdict whether it has drifted
     * @param effect the name of the test that decides
     * @param size how large it is
     * @param floor below this it does not matter
     * @param usual the 99th percentile of sizes where nothing has changed
     * @param pValue the probability of such a size where nothing has changed
     * @param present how many values there were
     * @param missing the share that was missing
     * @param change what changed, in words
     * @param explained how much of the change of the mean prediction it explains
     * @param loss how much worse the model would do by it alone
     * @param shares how the values have shifted
     * @param tests what each test of the monitor measured
     */
    public ColumnReport {
        shares = List.copyOf(shares);
        tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
    }

    ColumnReport withLoss(double change) {
        return new ColumnReport(
                name,
                verdict,
                effect,
                size,
                floor,
                usual,
                pValue,
                present,
                missing,
                this.change,
                explained,
                change,
                shares,
                tests);
    }

    /** {@return whether it has drifted} */
    public boolean drifted() {
        return verdict == Drift.DRIFTED;
    }

    /** How many times the floor it is, by which causes are ranked. */
    double weight() {
        return Double.isNaN(size) ? 0 : size / floor;
    }
}
