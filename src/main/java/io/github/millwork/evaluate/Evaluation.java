package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.TextTable;
import io.github.millwork.stage.Aggregation;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.Score;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How good predictions are: the scores of some metrics on rows whose truth is known, and those predictions. Immutable.
 *
 * @param <P> the kind of prediction
 */
public final class Evaluation<P extends Prediction> {
    private final Assessment<P> assessment;
    private final Map<Metric<P>, Score> scores;
    private final @Nullable ByCut<P> byCut;

    /** Of predictions that were made in several cuts, the values of each metric cut by cut. */
    private record ByCut<P extends Prediction>(List<Cut> cuts, Map<Metric<P>, FoldScores> folds) {}

    private Evaluation(Assessment<P> assessment, Map<Metric<P>, Score> scores, @Nullable ByCut<P> byCut) {
        this.assessment = assessment;
        this.scores = scores;
        this.byCut = byCut;
    }

    /**
     * Evaluates a fitted estimator.
     *
     * @param <P> the kind of prediction
     * @param fitted what predicts
     * @param rows rows that it was not fitted on, with the target or truth
     * @param metrics what to measure; a metric that comes twice is measured once
     * @return the evaluation
     * @throws IllegalArgumentException if there is no metric, or two different ones have one name
     * @throws DataException if there are no rows, they do not suit, or a metric cannot be measured on them
     */
    public static <P extends Prediction> Evaluation<P> of(Fitted<P> fitted, Dataset rows, List<Metric<P>> metrics) {
        checkRows(rows.rowCount());
        return of(fitted.assess(rows), metrics);
    }

    /**
     * Evaluates predictions that were made already.
     *
     * @param <P> the kind of prediction
     * @param assessment predictions and truth
     * @param metrics what to measure; a metric that comes twice is measured once
     * @return the evaluation
     * @throws IllegalArgumentException if there is no metric, or two different ones have one name
     * @throws DataException if there are no rows, or a metric cannot be measured on them
     */
    public static <P extends Prediction> Evaluation<P> of(Assessment<P> assessment, List<Metric<P>> metrics) {
        checkRows(assessment.rows());
        Map<Metric<P>, Score> scores = new LinkedHashMap<>();
        for (Metric<P> metric : distinct(metrics)) scores.put(metric, metric.score(assessment));
        return new Evaluation<>(assessment, scores, null);
    }

    /**
     * Evaluates predictions that were made in several cuts, each by what was fitted without its rows. Scores are taken cut by
     * cut and put together as the resampling says, since numbers of different models have no common scale; the
     * predictions are those of all cuts, one after the other.
     *
     * @param <P> the kind of prediction
     * @param parts predictions and truth of the test rows of each cut
     * @param cuts the cuts, in the same order, at least two
     * @param how how the rows were cut
     * @param seen predictions and truth of all rows by what was fitted to all of them, which the .632+ rule looks at
     * @param metrics what to measure; a metric that comes twice is measured once
     * @return the evaluation
     * @throws IllegalArgumentException if there is no metric, or two different ones have one name
     * @throws DataException if a metric cannot be measured on them, or the cuts predict different classes
     */
    public static <P extends Prediction> Evaluation<P> ofCuts(
            List<Assessment<P>> parts, List<Cut> cuts, Resampling how, Assessment<P> seen, List<Metric<P>> metrics) {
        parts.forEach(part -> checkRows(part.rows()));
        Map<Metric<P>, Score> scores = new LinkedHashMap<>();
        Map<Metric<P>, FoldScores> byCut = new HashMap<>();
        for (Metric<P> metric : distinct(metrics)) {
            List<Double> values = parts.stream().map(metric::measure).toList();
            FoldScores folds = CrossEvaluation.scores(metric, cuts, how, values);
            if (how.aggregation() == Aggregation.BOOTSTRAP_632_PLUS) {
                folds = folds.withValue(Bootstrap632.plus(
                        metric, metric.measure(seen), folds.mean(), Bootstrap632.noInformation(metric, seen)));
            }
            scores.put(metric, folds.toScore());
            byCut.put(metric, folds);
        }
        return new Evaluation<>(Assessment.together(parts), scores, new ByCut<>(List.copyOf(cuts), byCut));
    }

    /** Each metric once; refuses none, and two of one name. */
    static <P extends Prediction> List<Metric<P>> distinct(List<Metric<P>> metrics) {
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one metric but found none. Name what to measure.");
        }
        Map<String, Metric<P>> named = new LinkedHashMap<>();
        for (Metric<P> metric : metrics) {
            Metric<P> other = named.putIfAbsent(metric.name(), metric);
            if (other != null && !other.equals(metric)) {
                throw new IllegalArgumentException("Expected the names of metrics to differ but two are called '"
                        + metric.name() + "'. Rename one.");
            }
        }
        return List.copyOf(named.values());
    }

    private static void checkRows(int rows) {
        if (rows == 0) {
            throw new DataException("Expected rows to evaluate on but there are none. Check what selected them.");
        }
    }

    /**
     * {@return the score of a metric}
     *
     * @param metric one of the metrics that were measured
     * @throws IllegalArgumentException if it was not; the message lists what was
     */
    public Score score(Metric<P> metric) {
        Score score = scores.get(metric);
        if (score == null) {
            throw new IllegalArgumentException("Expected a metric that was measured but '" + metric.name()
                    + "' was not. There are: "
                    + Names.list(scores.keySet().stream().map(Metric::name).toList()) + ".");
        }
        return score;
    }

    /** {@return the scores, in the order in which the metrics were given} */
    public List<Score> scores() {
        return List.copyOf(scores.values());
    }

    /** {@return what was measured, in the order in which the metrics were given} */
    public List<Metric<P>> metrics() {
        return List.copyOf(scores.keySet());
    }

    /** {@return the number of rows} */
    public int rows() {
        return assessment.rows();
    }

    /** {@return the predictions beside their truth} */
    public Assessment<P> assessment() {
        return assessment;
    }

    /**
     * {@return how many rows of each class were predicted to be of which class}
     *
     * @throws IllegalArgumentException if it is not classes that were predicted
     */
    public ConfusionMatrix confusionMatrix() {
        return confusionMatrix(assessment);
    }

    @SuppressWarnings("unchecked") // the outputs say of what kind they are
    static ConfusionMatrix confusionMatrix(Assessment<?> assessment) {
        if (assessment.predictions().outputs() instanceof ClassificationOutputs) {
            return ConfusionMatrix.of((Assessment<Classification>) assessment);
        }
        throw new IllegalArgumentException(
                "Expected predictions of classes to make a confusion matrix of but these are "
                        + "of the kind "
                        + assessment.predictions().outputs().predictionType().getSimpleName() + ". Use the scores.");
    }

    /**
     * Compares with another model that was evaluated on the same rows: is the difference real? By each metric that was measured
     * for both; accuracy of rows without weights by McNemar's exact test, other metrics by a paired bootstrap over the rows,
     * and what was evaluated in cuts by the corrected resampled t test (see {@link PairedComparison}).
     *
     * @param other the evaluation of the other model
     * @return the paired test of each metric; printed, a table
     * @throws IllegalArgumentException if the rows or the cuts differ, or no metric was measured for both
     */
    public ModelComparison compare(Evaluation<P> other) {
        SameRows.check(assessment, other.assessment);
        return ModelComparison.of(this, other);
    }

    @SuppressWarnings("unchecked") // accuracy is of classes
    PairedComparison paired(Evaluation<P> other, Metric<P> metric) {
        if (byCut != null || other.byCut != null) return pairedByCut(byCut, other.byCut, metric);
        if (metric.equals(ClassificationMetrics.ACCURACY) && assessment.weights() == null) {
            return PairedComparison.mcNemar(
                    (Assessment<Classification>) assessment, (Assessment<Classification>) other.assessment);
        }
        return PairedComparison.bootstrap(metric, assessment, other.assessment);
    }

    private static <P extends Prediction> PairedComparison pairedByCut(
            @Nullable ByCut<P> one, @Nullable ByCut<P> other, Metric<P> metric) {
        if (one == null || other == null) {
            throw new IllegalArgumentException("Expected both models to be evaluated in the same way but one was "
                    + "evaluated in cuts and the other at once. Use the same resampling for both.");
        }
        PairedComparison.checkCuts(one.cuts, other.cuts);
        return PairedComparison.ofCuts(
                Objects.requireNonNull(one.folds.get(metric)), Objects.requireNonNull(other.folds.get(metric)), metric);
    }

    /** {@return a table of the scores with their intervals} */
    @Override
    public String toString() {
        TextTable table = new TextTable("metric", "value", "95 % interval", "method", "rows");
        table.alignRight(1, 2);
        table.alignRight(4, 5);
        for (Score score : scores.values()) {
            table.row(
                    score.metric(),
                    number(score.value()),
                    number(score.low()) + " to " + number(score.high()),
                    score.method(),
                    Integer.toString(score.rows()));
        }
        return table.toString();
    }

    static String number(double value) {
        if (Double.isNaN(value)) return "undefined";
        double size = Math.abs(value);
        boolean plain = size == 0 || (size >= 0.001 && size < 1e9);
        return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
    }
}
