package io.github.millwork.tune;

import java.util.Arrays;
import java.util.List;

/** The scores of trials on a scale that a model can learn from. */
final class Merits {
    private Merits() {}

    /**
     * {@return how good each trial is: 1 for the best, 0 for the one in the middle, and below that less and less apart the
     * worse they are, since how bad a bad point is tells nothing of where good ones lie; a failure is as bad as the worst}
     *
     * @param trials the trials
     */
    static double[] even(List<? extends Trial<?>> trials) {
        double[] merits = trials.stream().mapToDouble(Trial::merit).toArray();
        double[] ascending =
                Arrays.stream(merits).filter(Double::isFinite).sorted().toArray();
        if (ascending.length == 0) return new double[merits.length];
        double best = ascending[ascending.length - 1];
        double middle = ascending[ascending.length / 2];
        if (best == middle) middle = ascending[0];
        double width = best > middle ? best - middle : 1;
        double centre = middle;
        return Arrays.stream(merits)
                .map(merit -> squashed((Math.max(merit, ascending[0]) - centre) / width))
                .toArray();
    }

    private static double squashed(double place) {
        return place >= -1 ? place : -1 - Math.log(-place);
    }
}
