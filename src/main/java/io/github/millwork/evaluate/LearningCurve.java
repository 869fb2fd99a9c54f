package io.github.millwork.evaluate;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RowOrder;
import io.github.millwork.data.Split;
import io.github.millwork.data.TextTable;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How the score on rows held out, and on the training rows themselves, changes with the number of training rows: whether
 * more data would help, and whether the fit knows its training rows too well. Immutable.
 *
 * @param metric the name of what is measured
 * @param higherIsBetter whether larger scores are better
 * @param points the numbers of rows, ascending, with their scores
 */
public record LearningCurve(String metric, boolean higherIsBetter, List<Point> points) {
    /**
     * Copies the points.
     *
     * @param metric the name of what is measured
     * @param higherIsBetter whether larger scores are better
     * @param points the numbers of rows, ascending, with their scores
     */
    public LearningCurve {
        points = List.copyOf(points);
    }

    /**
     * A number of training rows.
     *
     * @param rows how many rows were fitted to
     * @param train the score on those rows
     * @param test the score on the rows held out
     */
    public record Point(int rows, Score train, Score test) {}

    /**
     * Measures the curve: fits to growing parts of the training rows, drawn at random, each within the next.
     *
     * @param <P> the kind of prediction
     * @param estimator what is fitted
     * @param split the rows to fit on, and the rows to test on
     * @param metric what is measured
     * @param shares the shares of the training rows, ascending, above 0 and at most 1
     * @param context seed, threads, progress and cancellation
     * @return the curve; a share with which the estimator cannot be fitted, as where a class is lacking, is left out
     * @throws DataException if it cannot be fitted with any share
     */
    public static <P extends Prediction> LearningCurve of(
            Estimator<P> estimator, Split split, Metric<P> metric, List<Double> shares, FitContext context) {
        int all = split.train().rowCount();
        int[] order = RowOrder.shuffled(
                all, new SplittableRandom(context.child("learning curve").seed()));
        List<Point> points = new ArrayList<>();
        DataException failure = null;
        for (int i = 0; i < shares.size(); i++) {
            double share = shares.get(i);
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("Expected shares above 0 and at most 1 but found " + share + ".");
            }
            int[] rows = Arrays.copyOf(order, (int) Math.max(1, Math.round(share * all)));
            Arrays.sort(rows);
            Dataset train = share == 1 ? split.train() : split.train().rows(rows);
            FitContext own = context.part((double) i / shares.size(), (i + 1.0) / shares.size());
            try {
                Fitted<P> fitted = estimator.fit(train, own);
                Score onTrain = metric.score(fitted.assess(train, null, own));
                Score onTest = metric.score(fitted.assess(split.test(), train, own));
                points.add(new Point(train.rowCount(), onTrain, onTest));
            } catch (DataException e) {
                failure = e;
            }
        }
        if (points.isEmpty() && failure != null) throw failure;
        return new LearningCurve(metric.name(), metric.higherIsBetter(), points);
    }

    /** {@return by how much better the score on the training rows is than that on the rows held out, with all rows} */
    public double gap() {
        Point last = points.get(points.size() - 1);
        return sign() * (last.train.value() - last.test.value());
    }

    /** {@return that difference with its interval} */
    public Gap apart() {
        Point last = points.get(points.size() - 1);
        return higherIsBetter ? Gap.between(last.train, last.test) : Gap.between(last.test, last.train);
    }

    /** {@return whether the score on the training rows is beyond the interval of that on the rows held out: overfitted} */
    public boolean isOverfitted() {
        Point last = points.get(points.size() - 1);
        return higherIsBetter ? last.train.value() > last.test.high() : last.train.value() < last.test.low();
    }

    /**
     * {@return whether the score on the rows held out still grew with the last step, by more than half of its interval is
     * wide on either side}
     */
    public boolean isStillImproving() {
        if (points.size() < 2) return false;
        Score last = points.get(points.size() - 1).test;
        Score before = points.get(points.size() - 2).test;
        return sign() * (last.value() - before.value()) > (last.high() - last.low()) / 4;
    }

    private double sign() {
        return higherIsBetter ? 1 : -1;
    }

    /** {@return the verdict in a sentence} */
    public String verdict() {
        String fit = isOverfitted()
                ? String.format(
                        Locale.ROOT,
                        "Overfitted: %s is better by %.4f (%.4f to %.4f) on the training rows",
                        metric,
                        gap(),
                        apart().low(),
                        apart().high())
                : "Not overfitted beyond what chance allows";
        return fit
                + (isStillImproving()
                        ? "; more rows would probably help."
                        : "; more rows would probably not help much.");
    }

    /** {@return the points as a table, and the verdict} */
    @Override
    public String toString() {
        TextTable table = new TextTable("training rows", metric + " on them", "held out", "95 % interval");
        table.alignRight(0, 4);
        for (Point point : points) {
            table.row(
                    Integer.toString(point.rows),
                    String.format(Locale.ROOT, "%.4f", point.train.value()),
                    String.format(Locale.ROOT, "%.4f", point.test.value()),
                    String.format(Locale.ROOT, "%.4f to %.4f", point.test.low(), point.test.high()));
        }
        return table + "\n" + verdict();
    }
}
