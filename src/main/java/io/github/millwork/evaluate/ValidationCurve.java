package io.github.millwork.evaluate;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.TextTable;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * How the score on rows held out, and on the training rows themselves, changes with a setting: where a model is too simple,
 * where it knows its training rows too well, and which value is in between. Immutable.
 *
 * @param parameter the name of the setting
 * @param metric the name of what is measured
 * @param higherIsBetter whether larger scores are better
 * @param points the values of the setting, in the order given, with their scores
 */
public record ValidationCurve(String parameter, String metric, boolean higherIsBetter, List<Point> points) {
    /**
     * Copies the points and checks that there is one.
     *
     * @param parameter the name of the setting
     * @param metric the name of what is measured
     * @param higherIsBetter whether larger scores are better
     * @param points the values of the setting, in the order given, with their scores
     */
    public ValidationCurve {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one value of " + parameter + " but found none.");
        }
    }

    /**
     * A value of the setting.
     *
     * @param value the value
     * @param train the mean score on the training rows of all cuts
     * @param test the score on the rows held out, with its interval
     */
    public record Point(double value, double train, Score test) {}

    /**
     * Measures the curve: each value on the same cuts.
     *
     * <pre>{@code
     * ValidationCurve curve = ValidationCurve.of(
     *         "depth",
     *         new double[] {1, 2, 4, 8},
     *         depth -> pipeline.train(HistogramBoosting.classifier().depth((int) depth)),
     *         data, CrossValidation.stratified(5), ROC_AUC, FitContext.of(0));
     * }</pre>
     *
     * @param <P> the kind of prediction
     * @param parameter the name of the setting
     * @param values the values to try, at least one
     * @param made makes what is fitted for a value
     * @param data the rows that are cut
     * @param how how they are cut
     * @param metric what is measured
     * @param context the seed, threads, progress
     * @return the curve
     * @throws IllegalArgumentException if there is no value
     * @throws io.github.millwork.data.DataException if the rows cannot be cut so, or do not suit
     */
    public static <P extends Prediction> ValidationCurve of(
            String parameter,
            double[] values,
            DoubleFunction<Estimator<P>> made,
            Dataset data,
            Resampling how,
            Metric<P> metric,
            FitContext context) {
        List<Point> points = new ArrayList<>();
        double count = values.length;
        for (int i = 0; i < values.length; i++) {
            CrossEvaluation<P> evaluation = CrossEvaluation.withTrainScores(
                    made.apply(values[i]), data, how, List.of(metric), context.part(i / count, (i + 1) / count));
            points.add(new Point(values[i], evaluation.trainFolds(metric).value(), evaluation.score(metric)));
        }
        return new ValidationCurve(parameter, metric.name(), metric.higherIsBetter(), points);
    }

    /** {@return the point with the best score on the rows held out; of equals the first} */
    public Point best() {
        Point best = points.get(0);
        for (Point point : points) if (better(point.test.value(), best.test.value())) best = point;
        return best;
    }

    private boolean better(double one, double other) {
        return Double.isNaN(other) ? !Double.isNaN(one) : higherIsBetter ? one > other : one < other;
    }

    /** {@return by how much better the score on the training rows is than that on the rows held out, at the best point} */
    public double gap() {
        Point best = best();
        return (higherIsBetter ? 1 : -1) * (best.train - best.test.value());
    }

    /** {@return whether the best value is the first or the last of several, so that a better one may lie beyond} */
    public boolean isBestAtTheEnd() {
        Point best = best();
        return points.size() > 1 && (best.equals(points.get(0)) || best.equals(points.get(points.size() - 1)));
    }

    /** {@return the verdict in a sentence} */
    public String verdict() {
        Point best = best();
        return String.format(
                Locale.ROOT,
                "Best at %s %s: %s %.4f on rows held out, better by %.4f on the training rows%s",
                parameter,
                Numbers.plain(best.value),
                metric,
                best.test.value(),
                gap(),
                isBestAtTheEnd() ? "; it is the last value tried, and a better one may lie beyond." : ".");
    }

    /** {@return the points as a table, and the verdict} */
    @Override
    public String toString() {
        TextTable table = new TextTable(parameter, "on training rows", "held out", "95 % interval");
        table.alignRight(0, 3);
        for (Point point : points) {
            table.row(
                    Numbers.plain(point.value),
                    String.format(Locale.ROOT, "%.4f", point.train),
                    String.format(Locale.ROOT, "%.4f", point.test.value()),
                    String.format(Locale.ROOT, "%.4f to %.4f", point.test.low(), point.test.high()));
        }
        return table + "\n" + verdict();
    }
}
