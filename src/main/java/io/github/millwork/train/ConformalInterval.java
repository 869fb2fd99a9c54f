package io.github.millwork.train;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Adjustment;
import io.github.millwork.stage.AdjustmentMeaning;
import io.github.millwork.stage.AdjustmentOption;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An interval around each predicted number, of the same width everywhere, that holds the true one so often: {@code
 * HistogramBoosting.regressor().with(ConformalInterval.split(0.9))}. How wide it has to be is learned from the errors for
 * rows that the pipeline has not seen.
 *
 * <p>By split (Papadopoulos et al. 2002; Lei et al. 2018) a fifth of the training rows, or another share, is cut off before
 * the first step, and the pipeline is fitted to the others. Whatever the learner, the interval of a new row that comes from
 * where the training rows come from then holds the truth with at least the stated probability, and with at most {@code 1 /
 * (rows cut off + 1)} more where no two errors are the same. Where rows have a time, the latest are cut off; groups stay
 * whole.
 *
 * <p>In folds all rows are fitted to, and the errors are those of pipelines that were each fitted without a fold. These are
 * a little larger than those of the pipeline that is kept, so the interval covers as often as is stated or somewhat more as
 * a rule, but nothing guarantees it.
 *
 * @param coverage how often the interval holds the true number, above 0 and below 1
 * @param share the share of the training rows that is cut off; 0 in folds
 * @param folds in how many folds the training rows are predicted; 0 by split
 */
public record ConformalInterval(double coverage, double share, int folds) implements AdjustmentOption<Regression> {
    private static final double SHARE = 0.2;
    private static final int FOLDS = 10;

    /**
     * Checks the coverage, and that there is either a share or a number of folds.
     *
     * @param coverage how often the interval holds the true number, above 0 and below 1
     * @param share the share of the training rows that is cut off; 0 in folds
     * @param folds in how many folds the training rows are predicted; 0 by split
     */
    public ConformalInterval {
        if (!(coverage > 0 && coverage < 1)) {
            throw new IllegalArgumentException("Expected a coverage above 0 and below 1 but found " + coverage
                    + ". Use 0.9 for intervals that hold nine of ten.");
        }
        boolean sound = share == 0 ? folds >= 2 : share > 0 && share < 1 && folds == 0;
        if (!sound) {
            throw new IllegalArgumentException("Expected a share above 0 and below 1, or at least 2 folds, but found "
                    + share + " and " + folds + ".");
        }
    }

    /**
     * {@return intervals learned from a fifth of the training rows, with guaranteed coverage}
     *
     * @param coverage how often the interval holds the true number, above 0 and below 1
     */
    public static ConformalInterval split(double coverage) {
        return new ConformalInterval(coverage, SHARE, 0);
    }

    /**
     * {@return intervals learned from all training rows, in 10 folds}
     *
     * @param coverage how often the interval is to hold the true number, above 0 and below 1
     */
    public static ConformalInterval inFolds(double coverage) {
        return new ConformalInterval(coverage, 0, FOLDS);
    }

    /**
     * {@return this option with another share of the rows cut off}
     *
     * @param ofRows above 0 and below 1
     */
    public ConformalInterval share(double ofRows) {
        return new ConformalInterval(coverage, ofRows, 0);
    }

    /**
     * {@return this option with another number of folds}
     *
     * @param count at least 2
     */
    public ConformalInterval folds(int count) {
        return new ConformalInterval(coverage, 0, count);
    }

    @Override
    public String describe() {
        return String.format(Locale.ROOT, "conformal intervals of %.3g %%", 100 * coverage);
    }

    @Override
    public Phase phase() {
        return Phase.DESCRIBE;
    }

    @Override
    public boolean onlyOnce() {
        return true;
    }

    @Override
    public Margin fit(
            Predictions<Regression> outOfFold, TargetValues truth, double @Nullable [] weights, FitContext context) {
        double[] actual = ((TargetValues.Numbers) truth).values();
        double[] errors = new double[actual.length];
        for (int row = 0; row < errors.length; row++) errors[row] = Math.abs(actual[row] - outOfFold.value(row, 0));
        int[] order = IntStream.range(0, errors.length)
                .filter(row -> weights == null || weights[row] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> errors[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        double total = 0;
        for (int row : order) total += weights == null ? 1 : weights[row];
        double wanted = coverage * (total + total / order.length); // the new row counts as one of them
        double reached = 0;
        for (int row : order) {
            reached += weights == null ? 1 : weights[row];
            if (reached >= wanted * (1 - 1e-12)) return new Margin(errors[row], coverage);
        }
        throw new DataException(String.format(
                Locale.ROOT,
                "Expected at least %d rows to learn %s from but found %d. Collect more rows, cut off a larger share, or "
                        + "ask for less coverage.",
                (int) Math.ceil(coverage / (1 - coverage) - 1e-9),
                describe(),
                order.length));
    }

    /**
     * Adds the interval.
     *
     * @param width how far its ends are from the prediction
     * @param coverage how often it is to hold the true number
     */
    record Margin(double width, double coverage) implements Adjustment<Regression> {
        Margin {
            if (!(width >= 0)) {
                throw new BundleException(
                        "Expected an interval of a width of at least 0 but found " + width + ". The file is damaged.");
            }
        }

        @Override
        public Outputs<Regression> outputs(Outputs<Regression> before) {
            return new RegressionOutputs(true);
        }

        @Override
        public void adjust(double[] from, double[] to) {
            to[0] = from[0];
            to[1] = from[0] - width;
            to[2] = from[0] + width;
        }

        @Override
        public List<Finding> findings() {
            return List.of(new Finding("interval coverage", coverage), new Finding("interval width", 2 * width));
        }

        @Override
        public Optional<AdjustmentMeaning> meaning() {
            return Optional.of(new AdjustmentMeaning.Around(width));
        }
    }

    static final Codec<ConformalInterval> CODEC = Codec.of(
            "conformal-interval",
            ConformalInterval.class,
            option -> State.empty()
                    .with("coverage", option.coverage)
                    .with("share", option.share)
                    .with("folds", option.folds),
            state -> new ConformalInterval(state.number("coverage"), state.number("share"), state.integer("folds")));

    static final Codec<Margin> MARGIN_CODEC = Codec.of(
            "conformal-interval.fitted",
            Margin.class,
            margin -> State.empty().with("width", margin.width).with("coverage", margin.coverage),
            state -> new Margin(state.number("width"), state.number("coverage")));
}
