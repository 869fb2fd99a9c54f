package io.github.millwork.evaluate;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Splitter;
import io.github.millwork.data.TextTable;
import io.github.millwork.stage.Aggregation;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How good an estimator is by a resampling: it is fitted anew to the training rows of each cut and scored on its test rows.
 * Immutable.
 *
 * <pre>{@code
 * CrossEvaluation<Classification> evaluation = CrossEvaluation.over(
 *         pipeline, data, CrossValidation.stratified(5), List.of(ROC_AUC, LOG_LOSS), FitContext.of(0));
 * Score auc = evaluation.score(ROC_AUC);
 * }</pre>
 *
 * @param <P> the kind of prediction
 */
public final class CrossEvaluation<P extends Prediction> {
    private final String resampling;
    private final List<Cut> cuts;
    private final Map<Metric<P>, Measured> measured;
    private final PooledRows<P> pooled;

    /** The values of a metric; {@code alone} is its own score where there is one cut. */
    private record Measured(
            FoldScores test,
            @Nullable FoldScores train,
            @Nullable Score alone) {}

    /** What is kept of a cut: values by metric, and predictions where they are to be put together. */
    private record OfCut<P extends Prediction>(
            List<Double> test, List<Double> train, @Nullable Assessment<P> predictions) {}

    private CrossEvaluation(
            String resampling, List<Cut> cuts, Map<Metric<P>, Measured> measured, PooledRows<P> pooled) {
        this.resampling = resampling;
        this.cuts = cuts;
        this.measured = measured;
        this.pooled = pooled;
    }

    /**
     * Evaluates an estimator. Cuts are fitted at the same time where the context has threads for it; the result does not
     * depend on how many.
     *
     * @param <P> the kind of prediction
     * @param estimator what is fitted to each cut
     * @param data the rows that are cut
     * @param how how they are cut
     * @param metrics what to measure; a metric that comes twice is measured once
     * @param context the seed, from which each cut has its own and a resampling without a seed takes it; threads, progress
     * @return the evaluation
     * @throws IllegalArgumentException if there is no metric, or two different ones have one name
     * @throws io.github.millwork.data.DataException if the rows cannot be cut so, do not suit the estimator, or a metric
     *     cannot be measured on them; the message says in which cut
     */
    public static <P extends Prediction> CrossEvaluation<P> over(
            Estimator<P> estimator, Dataset data, Resampling how, List<Metric<P>> metrics, FitContext context) {
        return of(estimator, data, how, metrics, context, false);
    }

    /**
     * Evaluates an estimator, and scores it on the training rows of each cut as well, to see by how much it does better on
     * rows that it knows.
     *
     * @param <P> the kind of prediction
     * @param estimator what is fitted to each cut
     * @param data the rows that are cut
     * @param how how they are cut
     * @param metrics what to measure; a metric that comes twice is measured once
     * @param context the seed, from which each cut has its own and a resampling without a seed takes it; threads, progress
     * @return the evaluation
     * @throws IllegalArgumentException if there is no metric, or two different ones have one name
     * @throws io.github.millwork.data.DataException if the rows cannot be cut so, do not suit the estimator, or a metric
     *     cannot be measured on them; the message says in which cut
     */
    public static <P extends Prediction> CrossEvaluation<P> withTrainScores(
            Estimator<P> estimator, Dataset data, Resampling how, List<Metric<P>> metrics, FitContext context) {
        return of(estimator, data, how, metrics, context, true);
    }

    private static <P extends Prediction> CrossEvaluation<P> of(
            Estimator<P> estimator,
            Dataset data,
            Resampling how,
            List<Metric<P>> metrics,
            FitContext context,
            boolean trainToo) {
        List<Metric<P>> distinct = Evaluation.distinct(metrics);
        Splitter.Request request =
                new Splitter.Request(estimator.task().column().orElse(null), OptionalLong.of(context.seed()));
        List<Cut> cuts = how.cuts(data, request);
        boolean plus = how.aggregation() == Aggregation.BOOTSTRAP_632_PLUS;
        boolean once = testedRows(cuts)
                == cuts.stream().mapToInt(cut -> cut.test().length).sum();
        CutFits<P> fits = new CutFits<>(estimator, data, cuts, how.describe(), plus ? context.part(0, 0.9) : context);
        List<OfCut<P>> ofCuts = fits.each(
                trainToo,
                assessed -> new OfCut<>(
                        measure(distinct, assessed.test()),
                        assessed.train() == null ? List.of() : measure(distinct, assessed.train()),
                        once ? assessed.test() : null));
        Assessment<P> seen = plus ? new CutFits<>(estimator, data, cuts, how.describe(), context).seen() : null;

        Map<Metric<P>, Measured> measured = new LinkedHashMap<>();
        for (int m = 0; m < distinct.size(); m++) {
            Metric<P> metric = distinct.get(m);
            int number = m;
            FoldScores test = scores(
                    metric,
                    cuts,
                    how,
                    ofCuts.stream().map(cut -> cut.test.get(number)).toList());
            if (seen != null) {
                test = test.withValue(Bootstrap632.plus(
                        metric, metric.measure(seen), test.mean(), Bootstrap632.noInformation(metric, seen)));
            }
            FoldScores train = trainToo
                    ? scores(
                            metric,
                            cuts,
                            how,
                            ofCuts.stream().map(cut -> cut.train.get(number)).toList())
                    : null;
            Assessment<P> only = cuts.size() == 1 ? ofCuts.get(0).predictions : null;
            measured.put(metric, new Measured(test, train, only == null ? null : metric.score(only)));
        }
        PooledRows<P> pooled = once
                ? PooledRows.of(cuts, ofCuts.stream().map(CrossEvaluation::kept).toList())
                : PooledRows.none("some rows are tested in several cuts");
        return new CrossEvaluation<>(how.describe(), cuts, measured, pooled);
    }

    private static <P extends Prediction> Assessment<P> kept(OfCut<P> cut) {
        return Objects.requireNonNull(cut.predictions);
    }

    private static <P extends Prediction> List<Double> measure(List<Metric<P>> metrics, Assessment<P> assessment) {
        return metrics.stream().map(metric -> metric.measure(assessment)).toList();
    }

    static FoldScores scores(Metric<?> metric, List<Cut> cuts, Resampling how, List<Double> values) {
        double test = cuts.stream().mapToInt(cut -> cut.test().length).sum();
        double train = cuts.stream()
                .mapToLong(cut -> Arrays.stream(cut.train()).distinct().count())
                .sum();
        return FoldScores.mean(metric.name(), values, test / train, how.aggregation(), testedRows(cuts));
    }

    private static int testedRows(List<Cut> cuts) {
        return (int) cuts.stream()
                .flatMapToInt(cut -> IntStream.of(cut.test()))
                .distinct()
                .count();
    }

    /**
     * {@return the estimate of a metric with its 95 % interval: of several cuts together, of a single one as the metric
     * itself has it}
     *
     * @param metric one of the metrics that were measured
     * @throws IllegalArgumentException if it was not; the message lists what was
     */
    public Score score(Metric<P> metric) {
        return score(measured(metric));
    }

    private static Score score(Measured of) {
        return of.alone != null ? of.alone : of.test.toScore();
    }

    /** {@return the estimates, in the order in which the metrics were given} */
    public List<Score> scores() {
        return measured.values().stream().map(CrossEvaluation::score).toList();
    }

    /**
     * {@return the values of a metric on the test rows of each cut}
     *
     * @param metric one of the metrics that were measured
     * @throws IllegalArgumentException if it was not; the message lists what was
     */
    public FoldScores folds(Metric<P> metric) {
        return measured(metric).test;
    }

    /**
     * {@return the values of a metric on the training rows of each cut; by a bootstrap their mean}
     *
     * @param metric one of the metrics that were measured
     * @throws IllegalArgumentException if it was not, or training rows were not scored
     */
    public FoldScores trainFolds(Metric<P> metric) {
        FoldScores train = measured(metric).train;
        if (train == null) {
            throw new IllegalArgumentException(
                    "Expected training rows to have been scored but they were not. Use CrossEvaluation.withTrainScores.");
        }
        return train;
    }

    private Measured measured(Metric<P> metric) {
        Measured found = measured.get(metric);
        if (found == null) {
            throw new IllegalArgumentException("Expected a metric that was measured but '" + metric.name()
                    + "' was not. There are: "
                    + Names.list(measured.keySet().stream().map(Metric::name).toList()) + ".");
        }
        return found;
    }

    /** {@return the cuts, in the order of the values} */
    public List<Cut> cuts() {
        return cuts;
    }

    /**
     * {@return the predictions for the test rows of all cuts, in the order of the rows; empty where a row is tested in
     * several cuts, or predictions of different cuts differ in kind} Each is made by what was fitted without the row. For
     * confusion matrices and curves; scores are better taken cut by cut.
     */
    public Optional<Assessment<P>> pooled() {
        return Optional.ofNullable(pooled.assessment());
    }

    /** {@return the row number of each pooled prediction, ascending; none where there are no pooled predictions} */
    public int[] pooledRows() {
        return pooled.rows().clone();
    }

    /**
     * {@return how many rows of each class were predicted to be of which class, by what was fitted without them}
     *
     * @throws IllegalArgumentException if it is not classes that were predicted, or predictions cannot be put together
     */
    public ConfusionMatrix confusionMatrix() {
        Assessment<P> together = pooled.assessment();
        if (together == null) {
            throw new IllegalArgumentException(
                    "Expected each row to be tested once, by predictions of one kind, to make "
                            + "a confusion matrix of but " + pooled.obstacle()
                            + ". Use cross-validation without repeats, "
                            + "stratified by the classes.");
        }
        return Evaluation.confusionMatrix(together);
    }

    /** {@return a table of the estimates with their intervals, and of the train scores where there are some} */
    @Override
    public String toString() {
        boolean trained = measured.values().stream().anyMatch(each -> each.train != null);
        List<String> header = new ArrayList<>(List.of("metric", "value", "95 % interval", "method", "rows"));
        if (trained) header.add("on training rows");
        TextTable table = new TextTable(header.toArray(new String[0]));
        table.alignRight(1, 2);
        table.alignRight(4, header.size());
        for (Measured each : measured.values()) {
            Score score = score(each);
            List<String> cells = new ArrayList<>(List.of(
                    score.metric(),
                    Evaluation.number(score.value()),
                    Evaluation.number(score.low()) + " to " + Evaluation.number(score.high()),
                    score.method(),
                    Integer.toString(score.rows())));
            if (each.train != null) cells.add(Evaluation.number(each.train.mean()));
            table.row(cells.toArray(new String[0]));
        }
        return resampling + "\n" + table;
    }
}
