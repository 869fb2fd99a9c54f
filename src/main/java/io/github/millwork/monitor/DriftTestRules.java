package io.github.millwork.monitor;

import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.LevelGrid;
import io.github.millwork.stage.NumberGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Checks that a drift test of an application's own keeps the rules that a monitor relies on; for its tests. */
public final class DriftTestRules {
    private static final int VALUES = 400;

    private DriftTestRules() {}

    /**
     * {@return what is broken, in sentences; empty where the test keeps the rules} It must be 0 for equal shares, never NaN,
     * say a p-value between 0 and 1 or NaN, give the same each time, and not depend on how many values there are where the
     * shares are the same, unless it knows a p-value.
     *
     * @param test the test
     */
    public static List<String> broken(DriftTest test) {
        List<String> broken = new ArrayList<>();
        if (test.name().isBlank()) broken.add("Expected a name but found a blank one.");
        SplittableRandom random = new SplittableRandom(1);
        double[] first = random.doubles(VALUES).toArray();
        double[] second = random.doubles(VALUES).map(x -> x * x).toArray();
        NumberGrid numbers = NumberGrid.of(first, false);
        LevelGrid levels = LevelGrid.labels(List.of("a", "b", "c"));
        int suited = 0;
        if (test.suits(numbers)) {
            suited++;
            check(broken, test, ColumnProfile.of("x", numbers, first), ColumnProfile.of("x", numbers, second));
            check(broken, test, ColumnProfile.of("x", numbers, first), ColumnProfile.of("x", numbers, 7));
        }
        if (test.suits(levels)) {
            suited++;
            check(broken, test, ColumnProfile.of("x", levels, 40, 60, 0), ColumnProfile.of("x", levels, 10, 0, 90));
            check(broken, test, ColumnProfile.of("x", levels, 1, 0, 0), ColumnProfile.of("x", levels, 0, 0, 1));
        }
        if (suited == 0) broken.add("Expected it to suit numbers or categories but it suits neither.");
        return List.copyOf(broken);
    }

    private static void check(List<String> broken, DriftTest test, ColumnProfile reference, ColumnProfile current) {
        DriftTest.Measured same = test.measure(reference, reference);
        if (Math.abs(same.statistic()) > 1e-9)
            broken.add("Expected 0 for equal shares but found " + same.statistic() + ".");
        DriftTest.Measured measured = test.measure(reference, current);
        if (Double.isNaN(measured.statistic())) broken.add("Expected a statistic but found NaN.");
        if (measured.pValue() < 0 || measured.pValue() > 1) {
            broken.add("Expected a p-value between 0 and 1 but found " + measured.pValue() + ".");
        }
        if (!measured.equals(test.measure(reference, current))) {
            broken.add("Expected the same each time but found something else the second time.");
        }
        if (!Double.isNaN(measured.pValue())) return;
        double twice =
                test.measure(reference.plus(reference), current.plus(current)).statistic();
        if (Math.abs(twice - measured.statistic()) > 1e-6 * Math.max(1, Math.abs(twice))) {
            broken.add("Expected a size that does not depend on the number of values but it is " + measured.statistic()
                    + ", and of twice as many " + twice + ".");
        }
    }
}
