package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.AdjustmentOption;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a classifier says into probabilities that hold: of the rows that are given 0.8, eight in ten are of that class.
 * Scores, as those of a support vector machine, become probabilities by it too: {@code
 * SupportVectorMachine.classifier().with(Calibration.sigmoid())}.
 *
 * <p>The training rows are predicted in folds, each by a pipeline that was fitted to the others. From these predictions a
 * curve is learned for the second of two classes, or for each of more against the rest, whose probabilities are divided by
 * their sum. The model is fitted to all rows. This is scikit-learn's {@code CalibratedClassifierCV(ensemble=False)}.
 * Weights of rows count.
 *
 * @param hyperparameters method, as {@link #isotonic()} has it, with any setting
 * @param folds in how many folds the training rows are predicted
 */
public record Calibration(Hyperparameters hyperparameters, int folds) implements AdjustmentOption<Classification> {
    /** The form of the curves. */
    public enum Method {
        /** Any rising curve; for a thousand rows and more. Rows may come to share a probability. */
        ISOTONIC,
        /** A logistic curve of the number that the model gives a class (Platt 1999), for few rows, and for scores. */
        SIGMOID
    }

    private static final int FOLDS = 5;
    private static final String METHOD = "method";
    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .choice(METHOD, label(Method.ISOTONIC), List.of(label(Method.ISOTONIC), label(Method.SIGMOID)));

    /**
     * Checks the folds, and that the hyperparameters are those of this option.
     *
     * @param hyperparameters method, as {@link #isotonic()} has it, with any setting
     * @param folds in how many folds the training rows are predicted, at least 2
     */
    public Calibration {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
        if (folds < 2) {
            throw new IllegalArgumentException("Expected at least 2 folds to calibrate in but found " + folds
                    + ". With fewer, no row is predicted by a pipeline that has not seen it.");
        }
    }

    /**
     * Sets the form of the curves, and the folds.
     *
     * @param method the form of the curves
     * @param folds in how many folds the training rows are predicted, at least 2
     */
    public Calibration(Method method, int folds) {
        this(DEFAULTS.with(METHOD, label(method)), folds);
    }

    private static String label(Method method) {
        return method.name().toLowerCase(Locale.ROOT);
    }

    /** {@return calibration by any rising curve, in 5 folds} */
    public static Calibration isotonic() {
        return new Calibration(Method.ISOTONIC, FOLDS);
    }

    /** {@return calibration by a logistic curve, in 5 folds} */
    public static Calibration sigmoid() {
        return new Calibration(Method.SIGMOID, FOLDS);
    }

    /**
     * {@return this calibration with another number of folds}
     *
     * @param count at least 2; the pipeline is fitted once for each, and once more
     */
    public Calibration folds(int count) {
        return new Calibration(hyperparameters, count);
    }

    /**
     * {@return this calibration with forms of the curves to search among}
     *
     * @param methods {@code Range.of("isotonic", "sigmoid")}
     */
    public Calibration method(Range methods) {
        return new Calibration(hyperparameters.with(METHOD, methods), folds);
    }

    @Override
    public Calibration withHyperparameters(Hyperparameters values) {
        return new Calibration(values, folds);
    }

    @Override
    public String describe() {
        boolean open = !hyperparameters.ranges().isEmpty();
        return open ? "calibration (" + hyperparameters + ")" : hyperparameters.text(METHOD) + " calibration";
    }

    @Override
    public Phase phase() {
        return Phase.CALIBRATE;
    }

    @Override
    public boolean onlyOnce() {
        return true;
    }

    @Override
    public Calibrated fit(
            Predictions<Classification> outOfFold,
            TargetValues truth,
            double @Nullable [] weights,
            FitContext context) {
        int classes = ((ClassificationOutputs) outOfFold.outputs()).labels().size();
        int[] codes = ((TargetValues.Classes) truth).codes();
        int[] counted = IntStream.range(0, codes.length)
                .filter(row -> weights == null || weights[row] > 0)
                .toArray();
        if (counted.length == 0) throw TrainingRows.noWeight();
        double[] weight = Arrays.stream(counted)
                .mapToDouble(row -> weights == null ? 1 : weights[row])
                .toArray();
        int[] curves =
                classes == 2 ? new int[] {1} : IntStream.range(0, classes).toArray();
        return new Calibrated(List.copyOf(Arrays.stream(curves)
                .mapToObj(k -> curve(
                        Arrays.stream(counted)
                                .mapToDouble(row -> outOfFold.value(row, k))
                                .toArray(),
                        Arrays.stream(counted)
                                .mapToDouble(row -> codes[row] == k ? 1 : 0)
                                .toArray(),
                        weight))
                .toList()));
    }

    /** Rows that were scored by a pipeline that had not seen the class say nothing of its scores. */
    private Curve curve(double[] numbers, double[] hits, double[] weights) {
        int[] known = IntStream.range(0, numbers.length)
                .filter(row -> numbers[row] != Calibrated.UNSEEN)
                .toArray();
        if (known.length == 0) return new Isotonic(new double[] {0}, new double[] {0});
        double[] at = Arrays.stream(known).mapToDouble(row -> numbers[row]).toArray();
        double[] of = Arrays.stream(known).mapToDouble(row -> hits[row]).toArray();
        double[] by = Arrays.stream(known).mapToDouble(row -> weights[row]).toArray();
        return hyperparameters.text(METHOD).equals(label(Method.ISOTONIC))
                ? Isotonic.fit(at, of, by)
                : Sigmoid.fit(at, of, by);
    }

    static final Codec<Calibration> CODEC = Codec.of(
            "calibration",
            Calibration.class,
            calibration -> State.empty()
                    .with("hyperparameters", calibration.hyperparameters.toState())
                    .with("folds", calibration.folds),
            Calibration::read);

    /** What was saved before the method could be searched has its name alone. */
    private static Calibration read(State state) {
        int folds = state.integer("folds");
        return state.has("hyperparameters")
                ? new Calibration(DEFAULTS.withState(state.state("hyperparameters")), folds)
                : new Calibration(Method.valueOf(state.string(METHOD)), folds);
    }
}
