package io.github.millwork.engineer;

import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Range;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How many of the features that have a score are kept: so many, a percentage, or those above a bound. */
final class KeepRule {
    private static final String RULE = "rule";
    private static final String BEST = "best";
    private static final String PERCENT = "percent";
    private static final String ABOVE = "above";

    static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .choice(RULE, BEST, List.of(BEST, PERCENT, ABOVE))
            .integer(BEST, 10, value -> value >= 1, "at least 1")
            .onlyIf(BEST, RULE, BEST)
            .number(PERCENT, 10, value -> value > 0 && value <= 100, "above 0 and at most 100")
            .onlyIf(PERCENT, RULE, PERCENT)
            .number(ABOVE, 0, value -> true, "any number")
            .onlyIf(ABOVE, RULE, ABOVE);

    private KeepRule() {}

    static Hyperparameters best(Hyperparameters all, int count) {
        return all.with(RULE, BEST).with(BEST, count);
    }

    static Hyperparameters best(Hyperparameters all, Range count) {
        return all.with(RULE, BEST).with(BEST, count);
    }

    static Hyperparameters percent(Hyperparameters all, double percentage) {
        return all.with(RULE, PERCENT).with(PERCENT, percentage);
    }

    static Hyperparameters above(Hyperparameters all, double bound) {
        return all.with(RULE, ABOVE).with(ABOVE, bound);
    }

    /** The numbers of the features that are kept; of equal scores the earlier is better, and NaN is worst. */
    static int[] kept(Hyperparameters all, double[] scores) {
        if (all.text(RULE).equals(ABOVE)) {
            double bound = all.number(ABOVE);
            return IntStream.range(0, scores.length)
                    .filter(feature -> scores[feature] > bound)
                    .toArray();
        }
        long count = all.text(RULE).equals(BEST)
                ? all.integer(BEST)
                : Math.max(1, (long) (scores.length * all.number(PERCENT) / 100));
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        feature -> Double.isNaN(scores[feature]) ? Double.POSITIVE_INFINITY : -scores[feature]))
                .limit(count)
                .mapToInt(feature -> feature)
                .toArray();
    }
}
