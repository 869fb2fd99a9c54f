package io.github.millwork.evaluate;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RowOrder;
import io.github.millwork.data.TextTable;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How much worse a fitted pipeline does on rows that it has not seen when the cells of one column are put in another order,
 * so that they tell nothing of their rows (Breiman 2001, section 10; Fisher, Rudin and Dominici 2019). It is about columns of
 * the collected data, whatever is computed from them. Of columns that tell the same, each alone may seem to matter little.
 * Immutable.
 *
 * @param metric the name of what is measured
 * @param score its value with all columns as they are
 * @param columns the columns that the pipeline reads, those that matter most first
 */
public record PermutationImportance(String metric, double score, List<Importance> columns) {
    private static final int DRAWS = 200;
    private static final double LEVEL = 0.95;

    /**
     * Copies the columns.
     *
     * @param metric the name of what is measured
     * @param score its value with all columns as they are
     * @param columns the columns that the pipeline reads, those that matter most first
     */
    public PermutationImportance {
        columns = List.copyOf(columns);
    }

    /**
     * How much one column matters.
     *
     * @param column its name
     * @param loss by how much the metric is worse on average, whichever way it counts; below zero where it is better
     * @param low the lower end of the 95 % interval of the loss: percentiles of a bootstrap of rows
     * @param high the upper end of that interval
     */
    public record Importance(String column, double loss, double low, double high) {}

    /**
     * Measures all columns that a pipeline reads, with five orders of each.
     *
     * @param <P> the kind of prediction
     * @param fitted the fitted pipeline
     * @param rows rows that were held out, with the target or truth
     * @param metric what is measured
     * @return the importance of each column
     * @throws DataException if the rows do not suit, or the metric is undefined for them
     */
    public static <P extends Prediction> PermutationImportance of(Fitted<P> fitted, Dataset rows, Metric<P> metric) {
        return of(fitted, rows, metric, 5, FitContext.of(0));
    }

    /**
     * Measures all columns that a pipeline reads.
     *
     * @param <P> the kind of prediction
     * @param fitted the fitted pipeline
     * @param rows rows that were held out, with the target or truth
     * @param metric what is measured
     * @param orders how many orders of each column are tried, at least 1
     * @param context seed, threads, progress and cancellation; threads change no bit
     * @return the importance of each column
     * @throws IllegalArgumentException if there is no order to try, or the pipeline looks back on earlier rows
     * @throws DataException if the rows do not suit, or the metric is undefined for them
     */
    public static <P extends Prediction> PermutationImportance of(
            Fitted<P> fitted, Dataset rows, Metric<P> metric, int orders, FitContext context) {
        if (orders < 1) throw new IllegalArgumentException("Expected at least one order but found " + orders + ".");
        if (fitted.looksBack()) {
            throw new IllegalArgumentException(
                    "Expected a pipeline that predicts each row by itself but this one looks back "
                            + "on earlier rows, which another order would change too. Leave that step out.");
        }
        Assessment<P> whole = fitted.assess(rows, null, context);
        double score = metric.measure(whole);
        if (Double.isNaN(score)) {
            throw new DataException(
                    "Expected rows for which " + metric.name() + " is defined but it is not. Give more rows.");
        }
        List<Importance> columns = new ArrayList<>();
        List<RowProgram.Input> inputs = fitted.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            String column = inputs.get(i).column();
            FitContext own = context.child(column, (double) i / inputs.size(), (i + 1.0) / inputs.size());
            own.progress("evaluate", "importance of " + column, 0);
            List<Assessment<P>> permuted = new ArrayList<>();
            for (int order = 0; order < orders; order++) {
                long seed = own.child("order " + order).seed();
                int[] shuffled = RowOrder.shuffled(rows.rowCount(), new SplittableRandom(seed));
                permuted.add(fitted.assess(rows.with(rows.column(column).rows(shuffled)), null, own));
            }
            columns.add(importance(column, whole, permuted, metric, own));
        }
        columns.sort(Comparator.comparingDouble(found -> -found.loss));
        return new PermutationImportance(metric.name(), score, columns);
    }

    private static <P extends Prediction> Importance importance(
            String column, Assessment<P> whole, List<Assessment<P>> permuted, Metric<P> metric, FitContext context) {
        SplittableRandom random = new SplittableRandom(context.child("draws").seed());
        double[] losses = new double[DRAWS];
        int defined = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            context.checkCancelled();
            int[] drawn = random.ints(whole.rows(), 0, whole.rows()).toArray();
            double loss = loss(
                    whole.rows(drawn),
                    permuted.stream().map(each -> each.rows(drawn)).toList(),
                    metric);
            if (!Double.isNaN(loss)) losses[defined++] = loss;
        }
        double loss = loss(whole, permuted, metric);
        double[] sorted = Arrays.copyOf(losses, defined);
        Arrays.sort(sorted);
        return new Importance(column, loss, at(sorted, (1 - LEVEL) / 2), at(sorted, (1 + LEVEL) / 2));
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static <P extends Prediction> double loss(
            Assessment<P> whole, List<Assessment<P>> permuted, Metric<P> metric) {
        double mean = 0;
        for (Assessment<P> each : permuted) mean += metric.measure(each) / permuted.size();
        double difference = metric.measure(whole) - mean;
        return metric.higherIsBetter() ? difference : -difference;
    }

    /** {@return these as JSON: {@code metric}, {@code score}, and {@code columns} with their loss and its interval} */
    public String toJson() {
        List<State> found = columns.stream()
                .map(each -> State.empty()
                        .with("column", each.column)
                        .with("loss", each.loss)
                        .with("low", each.low)
                        .with("high", each.high))
                .toList();
        return State.empty()
                .with("metric", metric)
                .with("score", score)
                .with("columns", found)
                .toJson();
    }

    /** {@return a table of the columns} */
    @Override
    public String toString() {
        TextTable table = new TextTable("column", "loss of " + metric, "95 % from", "to");
        table.alignRight(1, 4);
        for (Importance found : columns) {
            table.row(found.column, number(found.loss), number(found.low), number(found.high));
        }
        return table.toString();
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.4f", number);
    }
}
