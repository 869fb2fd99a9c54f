package io.github.millwork.deploy;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import java.util.List;
import java.util.Locale;

/**
 * How good a pipeline must be before an alias is moved to it. A gate reads the worse end of the confidence interval: the
 * lower one where a larger value is better, the upper one where a smaller is. So what passes is good enough even if its rows
 * happened to flatter it. Immutable.
 *
 * @param <P> the kind of prediction
 * @param metric what is looked at; it must have been measured
 * @param bound how good it must be
 */
public record Gate<P extends Prediction>(Metric<P> metric, double bound) {
    /**
     * Makes a gate.
     *
     * @param metric what is looked at
     * @param bound how good it must be
     * @throws IllegalArgumentException if the bound is no number
     */
    public Gate {
        if (Double.isNaN(bound)) {
            throw new IllegalArgumentException(
                    "Expected a bound for " + metric.name() + " but found NaN. Give a number.");
        }
    }

    /**
     * {@return a gate that lets pass what is at least so good}
     *
     * @param <P> the kind of prediction
     * @param metric a metric of which a larger value is better, such as {@code ROC_AUC}
     * @param bound what the lower end of its interval must be at least
     * @throws IllegalArgumentException if of this metric a smaller value is better
     */
    public static <P extends Prediction> Gate<P> atLeast(Metric<P> metric, double bound) {
        if (metric.higherIsBetter()) return new Gate<>(metric, bound);
        throw new IllegalArgumentException(
                "Expected a metric of which more is better but of " + metric.name() + " less is. Use Gate.atMost.");
    }

    /**
     * {@return a gate that lets pass what has at most so large an error}
     *
     * @param <P> the kind of prediction
     * @param metric a metric of which a smaller value is better, such as {@code LOG_LOSS}
     * @param bound what the upper end of its interval must be at most
     * @throws IllegalArgumentException if of this metric a larger value is better
     */
    public static <P extends Prediction> Gate<P> atMost(Metric<P> metric, double bound) {
        if (!metric.higherIsBetter()) return new Gate<>(metric, bound);
        throw new IllegalArgumentException(
                "Expected a metric of which less is better but of " + metric.name() + " more is. Use Gate.atLeast.");
    }

    /**
     * What a gate said.
     *
     * @param passed whether it let pass
     * @param why on what grounds
     */
    public record Result(boolean passed, String why) {}

    /**
     * Judges by what was measured. What was not measured, or is undefined, does not pass.
     *
     * @param scores the scores of an evaluation
     * @return whether it passes, and why
     */
    public Result judge(List<Score> scores) {
        Score score = scores.stream()
                .filter(one -> one.metric().equals(metric.name()))
                .findFirst()
                .orElse(null);
        if (score == null) return new Result(false, this + ": was not measured");
        double worse = metric.higherIsBetter() ? score.low() : score.high();
        boolean passed = metric.higherIsBetter() ? worse >= bound : worse <= bound;
        String end = String.format(
                Locale.ROOT,
                "the %s end of its %.0f %% interval is %.4f",
                metric.higherIsBetter() ? "lower" : "upper",
                100 * score.level(),
                worse);
        return new Result(passed, this + ": " + end);
    }

    /** {@return for example {@code ROC AUC at least 0.9}} */
    @Override
    public String toString() {
        return metric.name() + (metric.higherIsBetter() ? " at least " : " at most ") + bound;
    }
}
