package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.AdjustmentOption;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Costs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * From where on one of two classes is predicted: where its probability, or its score, is at least the threshold. The class
 * is the positive one, or the second where none is. It is decided after calibration, if there is one. Probabilities stay as
 * they are.
 *
 * <p>A threshold that is learned is the one with the best value of a metric on the training rows, each predicted by a
 * pipeline that has not seen it: {@code LogisticRegression.create().with(Threshold.forMetric(F1))}. Tried are the middles
 * between the numbers of the training rows, 200 of them at most; of equally good ones the one nearest to what would have
 * been decided without (0.5 for probabilities, 0 for scores) is taken.
 *
 * @param metric what is to be best; null for a threshold that is given
 * @param given the threshold; NaN for one that is learned
 * @param folds in how many folds the training rows are predicted; 0 for a threshold that is given
 */
public record Threshold(@Nullable Metric<Classification> metric, double given, int folds)
        implements AdjustmentOption<Classification> {
    private static final int FOLDS = 5;
    private static final int MOST = 200;

    /**
     * Checks that a threshold is either given or learned.
     *
     * @param metric what is to be best; null for a threshold that is given
     * @param given the threshold; NaN for one that is learned
     * @param folds in how many folds the training rows are predicted; 0 for a threshold that is given
     */
    public Threshold {
        boolean sound = metric == null ? Double.isFinite(given) && folds == 0 : Double.isNaN(given) && folds >= 2;
        if (!sound) {
            throw new IllegalArgumentException(
                    "Expected a finite threshold, or a metric and at least 2 folds to learn one "
                            + "in, but found a threshold of " + given + " and " + folds
                            + " folds. Use at or forMetric.");
        }
        if (metric != null && !metric.dependsOnDecisions()) {
            throw new IllegalArgumentException("Expected a metric of which class is decided for, to learn a threshold "
                    + "for, but " + metric.name()
                    + " does not depend on the decision: no threshold changes it. Use F1, or a cost made of Costs.");
        }
    }

    /**
     * {@return the option that decides by this threshold}
     *
     * @param threshold from where on the class is predicted; from 0 to 1 where the learner gives probabilities, which the
     *     fit checks
     */
    public static Threshold at(double threshold) {
        return new Threshold(null, threshold, 0);
    }

    /**
     * {@return the option that learns the threshold with the best value of a metric, in 5 folds}
     *
     * @param metric a metric of decisions, such as F1, or a cost made of {@link Costs}
     * @throws IllegalArgumentException if it does not depend on decisions, as ROC AUC does not
     */
    public static Threshold forMetric(Metric<Classification> metric) {
        return new Threshold(metric, Double.NaN, FOLDS);
    }

    /**
     * {@return the option that decides for the class whose expected cost is the least, of any number of classes} It learns
     * nothing but relies on probabilities that hold: calibrate them where the learner gives none that do.
     *
     * @param costs what it costs to take one class for another
     */
    public static AdjustmentOption<Classification> forCosts(Costs costs) {
        return new LeastCost(costs);
    }

    /**
     * {@return this threshold learned in another number of folds}
     *
     * @param count at least 2; the pipeline is fitted once for each, and once more
     * @throws IllegalArgumentException if the threshold is given
     */
    public Threshold folds(int count) {
        return new Threshold(metric, given, count);
    }

    @Override
    public String describe() {
        return metric == null ? "threshold " + given : "threshold for " + metric.name();
    }

    @Override
    public Phase phase() {
        return Phase.DECIDE;
    }

    @Override
    public boolean onlyOnce() {
        return true;
    }

    @Override
    public boolean isData() {
        return metric == null || Codecs.canEncode(metric);
    }

    @Override
    public AtThreshold fit(
            Predictions<Classification> outOfFold,
            TargetValues truth,
            double @Nullable [] weights,
            FitContext context) {
        ClassificationOutputs outputs = (ClassificationOutputs) outOfFold.outputs();
        if (outputs.labels().size() != 2) {
            throw new DataException("Expected two classes to part by a " + describe() + " but found "
                    + Names.list(outputs.labels()) + ". Use Threshold.forCosts.");
        }
        String positive = outputs.positive();
        int index = positive == null ? 1 : outputs.labels().indexOf(positive);
        if (metric == null) {
            checkGiven(outputs);
            return new AtThreshold(index, given);
        }
        Assessment<Classification> rows = new Assessment<>(outOfFold, truth, weights, null);
        double usual = outputs.probabilistic() ? 0.5 : 0;
        double best = usual;
        double bestValue = Double.NaN;
        double sign = metric.higherIsBetter() ? 1 : -1;
        for (double candidate : candidates(outOfFold, index)) {
            context.checkCancelled();
            double value = sign * metric.measure(decided(rows, outputs, new AtThreshold(index, candidate)));
            boolean nearer = Math.abs(candidate - usual) < Math.abs(best - usual);
            if (value > bestValue
                    || (Double.isNaN(bestValue) && !Double.isNaN(value))
                    || (value == bestValue && nearer)) {
                best = candidate;
                bestValue = value;
            }
        }
        return new AtThreshold(index, best);
    }

    private void checkGiven(ClassificationOutputs outputs) {
        if (!outputs.probabilistic() || (given >= 0 && given <= 1)) return;
        throw new IllegalArgumentException(
                "Expected a threshold from 0 to 1, since the learner gives probabilities, but " + "found " + given
                        + ". Use Threshold.at(0.3), say; only scores may have any threshold.");
    }

    /** Below all numbers, between each two, and above all; where these are too many, some of them, evenly by rank. */
    private static double[] candidates(Predictions<Classification> rows, int index) {
        double[] numbers = IntStream.range(0, rows.size())
                .mapToDouble(row -> rows.value(row, index))
                .sorted()
                .distinct()
                .toArray();
        int count = Math.min(MOST, numbers.length + 1);
        return IntStream.range(0, count)
                .map(i -> count == 1 ? 0 : (int) ((long) i * numbers.length / (count - 1)))
                .mapToDouble(place -> place == 0
                        ? numbers[0]
                        : place == numbers.length
                                ? Math.nextUp(numbers[place - 1])
                                : numbers[place - 1] / 2 + numbers[place] / 2)
                .toArray();
    }

    private static Assessment<Classification> decided(
            Assessment<Classification> rows, ClassificationOutputs outputs, AtThreshold threshold) {
        int width = outputs.width();
        double[] from = new double[width];
        double[] to = new double[width + 1];
        double[] all = new double[rows.rows() * to.length];
        for (int row = 0; row < rows.rows(); row++) {
            for (int o = 0; o < width; o++) from[o] = rows.predictions().value(row, o);
            threshold.adjust(from, to);
            System.arraycopy(to, 0, all, row * to.length, to.length);
        }
        return new Assessment<>(
                Predictions.of(threshold.outputs(outputs), all, Map.of()), rows.truth(), rows.weights(), null);
    }

    private State toState() {
        State state = State.empty().with("folds", folds);
        return metric == null ? state.with("given", given) : state.with("metric", Codecs.encode(metric));
    }

    @SuppressWarnings("unchecked") // a metric of another kind of prediction is refused when it measures
    private static Threshold read(State state) {
        return state.has("given")
                ? at(state.number("given"))
                : new Threshold(
                        (Metric<Classification>) Codecs.decode(state.state("metric"), Metric.class),
                        Double.NaN,
                        state.integer("folds"));
    }

    static final Codec<Threshold> CODEC = Codec.of("threshold", Threshold.class, Threshold::toState, Threshold::read);
}
