package io.github.millwork.monitor;

import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.Grid;

/**
 * Says how far the values of a column in use are from those of the reference. Stateless and thread-safe. Those of the
 * library are in {@link DriftTests}; for one of your own
 * {@link DriftTestRules} checks that it keeps the rules.
 */
public interface DriftTest {
    /**
     * What was found.
     *
     * @param statistic how far they are apart; 0 where they are alike
     * @param pValue the probability of a statistic like that or larger where nothing has changed; NaN where the test knows
     *     none
     */
    record Measured(double statistic, double pValue) {}

    /** {@return its name in reports, unique among the tests of a monitor} */
    String name();

    /**
     * {@return whether it can compare columns that are counted like that}
     *
     * @param grid how a column is counted
     */
    boolean suits(Grid grid);

    /**
     * Compares.
     *
     * @param reference the reference, with at least one value
     * @param current the values in use, counted in the same cells, with at least one value
     * @return how far they are apart
     */
    Measured measure(ColumnProfile reference, ColumnProfile current);
}
