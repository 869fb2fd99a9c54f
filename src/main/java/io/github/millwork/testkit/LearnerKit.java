package io.github.millwork.testkit;

import io.github.millwork.data.AnomalyOutputs;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.ClusterOutputs;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.data.Role;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Task;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a learner and its model against the rules that a pipeline relies on. Run it in a test of your own:
 *
 * <pre>{@code
 * LearnerKit.check(MyLearner.create(), sample, Task.classify(Target.of("kind")));
 * }</pre>
 *
 * <p>The rules:
 *
 * <ul>
 *   <li>The specification is a value: saved and read back it is equal, with the same digest.
 *   <li>Fitting again gives the same fingerprint and predictions, on one thread or two, whatever was fitted in between.
 *   <li>A row, a batch, a part of a batch and two threads at once give the same bits, and so does the model once it was
 *       saved and read back.
 *   <li>Predictions are finite; probabilities are between 0 and 1 and, for classes, add up to 1 within 1e-9.
 *   <li>A learner that honours weights gives weights of one no effect, and unequal weights some effect.
 *   <li>One row, constant columns, missing cells, infinite and huge numbers either work or are refused with a
 *       {@link io.github.millwork.data.DataException}.
 *   <li>The training data is not changed.
 * </ul>
 */
public final class LearnerKit {
    private static final int FEWEST_ROWS = 20;
    private static final int RUNS_A_THREAD = 20;
    private static final double TOLERANCE = 1e-9;
    private static final long SEED = 7;

    private LearnerKit() {}

    /**
     * Checks a learner.
     *
     * @param <P> the kind of prediction
     * @param learner the learner
     * @param sample at least twenty rows that it can be fitted to as they are: all features numbers, integers, booleans or
     *     vectors, and noisy enough for weights to matter
     * @param task what to predict
     * @throws AssertionError if it breaks a rule; the message lists all that are broken, and what to do
     * @throws io.github.millwork.data.DataException if it cannot be fitted to the sample
     * @throws IllegalArgumentException if the sample is too small
     */
    public static <P extends Prediction> void check(Learner<P> learner, Dataset sample, Task<P> task) {
        if (sample.rowCount() < FEWEST_ROWS) {
            throw new IllegalArgumentException("Expected a sample of at least " + FEWEST_ROWS + " rows but found "
                    + sample.rowCount() + ". Give more rows.");
        }
        // Marked as the chain will mark it, so that the edge cases leave it alone.
        Dataset marked = sample;
        for (String column : task.columns()) {
            if (sample.has(column)) marked = marked.withRole(column, Role.TARGET);
        }
        new Check<>(learner, marked, task).run();
    }

    private static final class Check<P extends Prediction> {
        private final Learner<P> learner;
        private final Dataset sample;
        private final Task<P> task;
        private final Findings findings;
        private final FittedChain<P> fitted;
        private final Predictions<P> predicted;

        Check(Learner<P> learner, Dataset sample, Task<P> task) {
            this.learner = learner;
            this.sample = sample;
            this.task = task;
            this.findings =
                    new Findings("The learner " + learner.getClass().getName() + " (" + learner.describe() + ")");
            this.fitted = fit(learner, sample, SEED, 1);
            this.predicted = fitted.predict(sample, 1);
        }

        private FittedChain<P> fit(Learner<P> any, Dataset data, long seed, int threads) {
            return new Chain<>(task, List.of(), any)
                    .fit(data, FitContext.of(seed).withThreads(threads));
        }

        void run() {
            SpecificationRules.check(learner, Learner.class, findings);
            findings.check(
                    "its own hyperparameters to change nothing",
                    "Let withHyperparameters carry everything else over.",
                    () -> learner.withHyperparameters(learner.hyperparameters()).equals(learner)
                            ? null
                            : "found " + learner.withHyperparameters(learner.hyperparameters()));
            checkFit();
            checkPredictions();
            findings.check(
                    "predictions to be finite, and probabilities to be probabilities",
                    "Check the numbers that the model puts out, and what its outputs() says they mean.",
                    () -> wrongNumber(predicted));
            if (learner.honoursWeights() && task.target() != null) checkWeights();
            findings.check(
                    "unusual training rows to work or to be refused with a DataException",
                    "Check in fit what it relies on, and say what was found and what to do.",
                    () -> EdgeCases.run(
                            EdgeCases.of(sample),
                            data -> fit(learner, data, SEED, 1).predict(data, 1)));
            findings.report();
        }

        private void checkFit() {
            for (int threads : new int[] {1, 2}) {
                findings.check(
                        "a second fit on " + threads + (threads == 1 ? " thread" : " threads")
                                + " to give the same fingerprint and predictions",
                        "Take randomness from context.seed() only, and do not depend on the number of threads.",
                        () -> difference(fit(learner, sample, SEED, threads)));
            }
            findings.check(
                    "a fit with another seed in between to change nothing",
                    "Make everything that has state anew for each fit.",
                    () -> {
                        fit(learner, sample, SEED + 1, 1);
                        return difference(fit(learner, sample, SEED, 1));
                    });
            findings.check("the training data not to be changed", "Copy what is to be changed.", () -> {
                String before = sample.fingerprint();
                fit(new WatchedLearner<>(learner), sample, SEED, 1);
                return sample.fingerprint().equals(before) ? null : "the fingerprint of the sample is another";
            });
        }

        private @Nullable String difference(FittedChain<?> other) {
            if (!other.fingerprint().equals(fitted.fingerprint())) return "its fingerprint is another";
            return Comparison.difference(predicted, other.predict(sample, 1), 0);
        }

        private void checkPredictions() {
            findings.check(
                    "single rows to give the same bits as the batch",
                    "Compute a prediction from the features of its row alone.",
                    this::differenceByRow);
            findings.check(
                    "a part of the rows to be predicted as in the whole", "Keep no state between predictions.", () -> {
                        int[] rows = IntStream.range(0, sample.rowCount())
                                .map(row -> sample.rowCount() - 1 - row)
                                .filter(row -> row % 3 != 0)
                                .toArray();
                        double[] values = Arrays.stream(rows)
                                .boxed()
                                .flatMapToDouble(row -> IntStream.range(
                                                0, predicted.outputs().width())
                                        .mapToDouble(output -> predicted.value(row, output)))
                                .toArray();
                        return Comparison.difference(
                                Predictions.of(predicted.outputs(), values, predicted.unseen()),
                                fitted.predict(sample.rows(rows), 1),
                                0);
                    });
            findings.check(
                    "two threads at once to give the same bits",
                    "Keep no state in the model.",
                    () -> Threads.both(thread -> {
                        String found = null;
                        for (int run = 0; run < RUNS_A_THREAD && found == null; run++) {
                            found = Comparison.difference(predicted, fitted.predict(sample, 1), 0);
                        }
                        return found;
                    }));
            findings.check(
                    "a model that was saved and read back to give the same bits",
                    "Let its codec write and read all that it has learned.",
                    () -> difference(
                            Codecs.decode(State.fromJson(Codecs.encode(fitted).toJson()), FittedChain.class)));
        }

        private @Nullable String differenceByRow() {
            for (int row = 0; row < sample.rowCount(); row++) {
                P single = fitted.predict(sample.row(row));
                if (!single.equals(predicted.get(row))) {
                    return "row " + row + " is " + single + " alone and " + predicted.get(row) + " in the batch";
                }
            }
            return null;
        }

        private void checkWeights() {
            double[] truth = target();
            double middle = Arrays.stream(truth).average().orElse(0);
            double[] one = new double[truth.length];
            double[] unequal = new double[truth.length];
            for (int row = 0; row < truth.length; row++) {
                one[row] = 1;
                unequal[row] = truth[row] > middle ? 10 : 1;
            }
            findings.check("weights of one to have no effect", "Let a weight count a row so many times.", () -> {
                Predictions<P> weighted = fit(learner, weighted(one), SEED, 1).predict(sample, 1);
                return Comparison.difference(predicted, weighted, TOLERANCE);
            });
            findings.check(
                    "unequal weights to have an effect",
                    "Use TrainingData.weight in fit, or let honoursWeights be false.",
                    () -> {
                        FittedChain<P> weighted = fit(learner, weighted(unequal), SEED, 1);
                        boolean same = weighted.model()
                                .fingerprint()
                                .equals(fitted.model().fingerprint());
                        return same ? "the model is the same as without" : null;
                    });
        }

        /** The target (the first of several) as numbers: its value, or the index of its class by first occurrence. */
        private double[] target() {
            Column column = sample.column(task.columns().get(0));
            if (column.type().fitsDouble()) return column.toDoubles();
            List<String> classes = column.levels();
            return IntStream.range(0, column.size())
                    .mapToDouble(row -> classes.indexOf(column.string(row)))
                    .toArray();
        }

        private Dataset weighted(double[] weights) {
            return sample.with(
                    Column.numbers("weight of the conformance kit", weights).withRole(Role.WEIGHT));
        }
    }

    private static @Nullable String wrongNumber(Predictions<?> predictions) {
        Outputs<?> outputs = predictions.outputs();
        double[] values = new double[outputs.width()];
        for (int row = 0; row < predictions.size(); row++) {
            for (int i = 0; i < values.length; i++) values[i] = predictions.value(row, i);
            if (!fits(outputs, values)) return "row " + row + " gives " + Arrays.toString(values) + " for " + outputs;
        }
        return null;
    }

    private static boolean fits(Outputs<?> outputs, double[] values) {
        boolean finite = Arrays.stream(values).allMatch(Double::isFinite);
        if (outputs instanceof ClassificationOutputs classes) {
            double[] numbers = Arrays.copyOf(values, classes.labels().size());
            boolean adds = Math.abs(Arrays.stream(numbers).sum() - 1) <= TOLERANCE;
            return finite && (!classes.probabilistic() || (adds && areProbabilities(numbers)));
        }
        if (outputs instanceof RegressionOutputs regression) {
            return finite && (!regression.interval() || (values[1] <= values[0] && values[0] <= values[2]));
        }
        if (outputs instanceof ClusterOutputs clusters) {
            // Noise is cluster -1; a cluster without a centre has no distance.
            return values[0] == Math.rint(values[0])
                    && values[0] >= -1
                    && values[0] < clusters.clusters()
                    && !Double.isInfinite(values[1]);
        }
        if (outputs instanceof MultiLabelOutputs) return areProbabilities(values);
        return outputs instanceof AnomalyOutputs && finite && (values[1] == 0 || values[1] == 1);
    }

    private static boolean areProbabilities(double[] values) {
        return Arrays.stream(values).allMatch(value -> value >= 0 && value <= 1);
    }
}
