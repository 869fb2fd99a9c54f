package io.github.millwork.monitor;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Learner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a column counts as drifted, and what is shown of it besides. Immutable.
 *
 * @param fewest the smallest number of values to judge a column by
 * @param correction how it is made up for that many columns are looked at
 * @param numbers what decides on numbers
 * @param numberFloor below this a change of numbers does not matter
 * @param categories what decides on categories
 * @param categoryFloor below this a change of categories does not matter
 * @param tests all that is shown
 * @param domains what tells rows in use from those of the reference, if that is wanted
 */
public record DriftOptions(
        long fewest,
        Correction correction,
        DriftTest numbers,
        double numberFloor,
        DriftTest categories,
        double categoryFloor,
        List<DriftTest> tests,
        Optional<Learner<Classification>> domains) {
    private static final DriftOptions STANDARD = new DriftOptions(
            200,
            Correction.falseDiscoveries(0.01),
            DriftTests.WASSERSTEIN_IN_DEVIATIONS,
            0.1,
            DriftTests.TOTAL_VARIATION,
            0.05,
            DriftTests.all(),
            Optional.empty());

    /**
     * Checks the numbers.
     *
     * @param fewest the smallest number of values to judge a column by
     * @param correction how it is made up for that many columns are looked at
     * @param numbers what decides on numbers
     * @param numberFloor below this a change of numbers does not matter
     * @param categories what decides on categories
     * @param categoryFloor below this a change of categories does not matter
     * @param tests all that is shown
     * @param domains what tells rows in use from those of the reference
     * @throws IllegalArgumentException if a floor is not above zero, or there would be no value to judge by
     */
    public DriftOptions {
        if (fewest < 1) throw new IllegalArgumentException("Expected at least one row but found " + fewest + ".");
        for (double floor : new double[] {numberFloor, categoryFloor}) {
            if (!(floor > 0)) {
                throw new IllegalArgumentException("Expected a floor above zero but found " + floor + ".");
            }
        }
        tests = List.copyOf(tests);
    }

    /**
     * {@return the standard: at least 200 values; for numbers the Wasserstein distance in standard deviations of at least 0.1, for
     * categories the total variation of at least 0.05; of the columns said to have drifted 1 % may be wrong}
     */
    public static DriftOptions standard() {
        return STANDARD;
    }

    /**
     * {@return these options with another smallest number of values to judge a column by; 200 unless told}
     *
     * @param values at least 1
     */
    public DriftOptions fewest(long values) {
        return new DriftOptions(values, correction, numbers, numberFloor, categories, categoryFloor, tests, domains);
    }

    /**
     * {@return these options with another way to make up for that many columns are looked at; a rate of false discoveries of
     * 0.01 unless told}
     *
     * @param how such as {@code Correction.familyWise(0.01)}
     */
    public DriftOptions correction(Correction how) {
        return new DriftOptions(fewest, how, numbers, numberFloor, categories, categoryFloor, tests, domains);
    }

    /**
     * {@return these options with another test that decides on numbers}
     *
     * @param test what measures
     * @param floor below this a change does not matter
     */
    public DriftOptions numbers(DriftTest test, double floor) {
        return new DriftOptions(fewest, correction, test, floor, categories, categoryFloor, tests, domains);
    }

    /**
     * {@return these options with another test that decides on categories}
     *
     * @param test what measures
     * @param floor below this a change does not matter
     */
    public DriftOptions categories(DriftTest test, double floor) {
        return new DriftOptions(fewest, correction, numbers, numberFloor, test, floor, tests, domains);
    }

    /**
     * {@return these options with a further test that is shown; one of the same name is replaced}
     *
     * @param test a test of the application's own
     */
    public DriftOptions test(DriftTest test) {
        List<DriftTest> more = new ArrayList<>(tests);
        more.removeIf(known -> known.name().equals(test.name()));
        more.add(test);
        return new DriftOptions(fewest, correction, numbers, numberFloor, categories, categoryFloor, more, domains);
    }

    /**
     * {@return these options with a learner that is to tell rows in use from those of the reference: what it can is drift of
     * the columns together} It sees numbers only, and is fitted whenever a window is judged.
     *
     * @param learner such as gradient boosting
     */
    public DriftOptions domainClassifier(Learner<Classification> learner) {
        return new DriftOptions(
                fewest, correction, numbers, numberFloor, categories, categoryFloor, tests, Optional.of(learner));
    }

    DriftTest decider(boolean categorical) {
        return categorical ? categories : numbers;
    }

    double floor(boolean categorical) {
        return categorical ? categoryFloor : numberFloor;
    }
}
