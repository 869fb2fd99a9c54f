package io.github.millwork.feedback;

import java.util.Arrays;
import java.util.Objects;

/**
 * How it came that a version answered: what is needed to judge versions by the requests that each of them answered. Equal by
 * value; immutable, but for the array, which is not copied.
 *
 * @param experiment what the choice was part of; "" where there was none
 * @param arm what was chosen, such as the alias {@code production}
 * @param propensity how probable that was, above 0
 * @param context the numbers that the choice depended on; empty where there are none
 */
@SuppressWarnings("ArrayRecordComponent") // there may be millions of them
public record Route(String experiment, String arm, double propensity, double[] context) {
    private static final double[] NONE = {};

    /**
     * Checks the propensity.
     *
     * @param experiment what the choice was part of; "" where there was none
     * @param arm what was chosen
     * @param propensity how probable that was
     * @param context the numbers that the choice depended on
     * @throws IllegalArgumentException if the propensity is not above 0 and at most 1
     */
    public Route {
        Objects.requireNonNull(experiment, "experiment");
        Objects.requireNonNull(arm, "arm");
        if (!(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException(
                    "Expected a propensity above 0 and at most 1 but found " + propensity + ".");
        }
    }

    /**
     * {@return the route of something that had no rival}
     *
     * @param arm what answered, such as the alias {@code production}
     */
    public static Route only(String arm) {
        return new Route("", arm, 1, NONE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Route that
                && experiment.equals(that.experiment)
                && arm.equals(that.arm)
                && Double.compare(propensity, that.propensity) == 0
                && Arrays.equals(context, that.context);
    }

    @Override
    public int hashCode() {
        return Objects.hash(experiment, arm, propensity) * 31 + Arrays.hashCode(context);
    }

    @Override
    public String toString() {
        return arm + " (" + propensity + ")" + (experiment.isEmpty() ? "" : " in " + experiment);
    }
}
