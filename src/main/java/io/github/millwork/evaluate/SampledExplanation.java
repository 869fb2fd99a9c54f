package io.github.millwork.evaluate;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Row;
import io.github.millwork.data.TextTable;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.State;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What each column of the collected data contributes to the prediction for one row, whatever the model: for those that have no
 * {@link Fitted#explain exact explanation}, such as neighbours, kernels and networks, and for a whole pipeline with all that
 * comes after the model. The columns become known one after the other; while a column is not, it has the values of other rows,
 * over which predictions are averaged. What a column changes, on average over orders of the columns, is its Shapley value
 * (Štrumbelj and Kononenko 2014).
 *
 * <pre>{@code expected + sum of contributions = predicted}</pre>
 *
 * holds exactly, up to the rounding of doubles. With few columns all sets of them are gone through, and the values are those
 * of the definition. With more, orders are drawn, each with its reverse, and each value has a standard error. The seed decides
 * which are drawn: the same question has the same answer. Where columns depend on each other, some of the rows that are made so
 * are such as never occur. Immutable; equal by value.
 *
 * @param outputs for each number that is predicted what the columns contribute to it
 * @param rows how many rows stand for the others
 * @param orders how many orders were drawn, each with its reverse; 0 where all sets of columns were gone through
 */
public record SampledExplanation(List<Output> outputs, int rows, int orders) {
    private static final int MOST_ROWS = 100;
    private static final int ORDERS = 10;

    /**
     * One number that is predicted.
     *
     * @param name what it is, such as {@code probability of bad}
     * @param expected what is predicted on average of the other rows
     * @param predicted what is predicted of the row
     * @param contributions what each column contributes, the largest first whichever way it pushes
     */
    public record Output(String name, double expected, double predicted, List<Share> contributions) {
        /**
         * Sorts the contributions.
         *
         * @param name what it is, such as {@code probability of bad}
         * @param expected what is predicted on average of the other rows
         * @param predicted what is predicted of the row
         * @param contributions what each column contributes
         */
        public Output {
            contributions = contributions.stream()
                    .sorted(Comparator.comparingDouble(share -> -Math.abs(share.amount)))
                    .toList();
        }
    }

    /**
     * What one column contributes.
     *
     * @param column its name in the collected data
     * @param value its cell, as {@link io.github.millwork.data.Column#value} gives it; null where it is missing
     * @param amount what it contributes, in the unit of what is predicted; above zero pushes up
     * @param error the standard error of the amount, by which orders were drawn; 0 where it is exact
     */
    public record Share(String column, @Nullable Object value, double amount, double error) {}

    /**
     * Copies the list.
     *
     * @param outputs for each number that is predicted what the columns contribute to it
     * @param rows how many rows stand for the others
     * @param orders how many orders were drawn, each with its reverse; 0 where all sets of columns were gone through
     */
    public SampledExplanation {
        outputs = List.copyOf(outputs);
    }

    /**
     * Explains a row by 10 orders and their reverses, and a sample of at most 100 other rows.
     *
     * @param fitted the fitted pipeline
     * @param others rows as it was fitted to
     * @param row the row that is explained
     * @return what each column contributes
     * @throws IllegalArgumentException if the pipeline looks back on earlier rows, predicts clusters, or reads vectors
     * @throws io.github.millwork.data.DataException if the rows do not suit
     */
    public static SampledExplanation of(Fitted<?> fitted, Dataset others, Row row) {
        FitContext context = FitContext.of(0);
        Dataset some = others.rowCount() > MOST_ROWS ? others.sample(MOST_ROWS, context.seed()) : others;
        return of(fitted, some, row, ORDERS, context);
    }

    /**
     * Explains a row.
     *
     * @param fitted the fitted pipeline
     * @param others rows as it was fitted to, all of which are predicted once for each set of columns that is met; they count
     *     by their weight where a column has that role
     * @param row the row that is explained
     * @param orders how many orders are drawn, at least 2
     * @param context seed, threads, progress and cancellation; threads change no bit
     * @return what each column contributes
     * @throws IllegalArgumentException if there are fewer orders, or the pipeline looks back on earlier rows, predicts clusters,
     *     or reads vectors
     * @throws io.github.millwork.data.DataException if the rows do not suit
     */
    public static SampledExplanation of(Fitted<?> fitted, Dataset others, Row row, int orders, FitContext context) {
        if (orders < 2) throw new IllegalArgumentException("Expected at least 2 orders but found " + orders + ".");
        return new ShapleySampling<Prediction>(fitted, others, row, context).explained(orders);
    }

    /**
     * {@return what the columns contribute to one number}
     *
     * @param name what it is, such as {@code probability of bad}
     * @throws IllegalArgumentException if no such number is predicted
     */
    public Output of(String name) {
        List<String> known = outputs.stream().map(Output::name).toList();
        int at = known.indexOf(name);
        if (at >= 0) return outputs.get(at);
        throw new IllegalArgumentException(
                "Expected a number that is predicted but found '" + name + "'. " + Names.suggest(name, known));
    }

    /** {@return these as JSON: {@code rows}, {@code orders}, and {@code outputs} with their contributions} */
    public String toJson() {
        List<State> all = outputs.stream()
                .map(output -> State.empty()
                        .with("name", output.name)
                        .with("expected", output.expected)
                        .with("predicted", output.predicted)
                        .with(
                                "contributions",
                                output.contributions.stream()
                                        .map(SampledExplanation::state)
                                        .toList()))
                .toList();
        return State.empty()
                .with("rows", rows)
                .with("orders", orders)
                .with("outputs", all)
                .toJson();
    }

    private static State state(Share share) {
        State state = State.empty().with("column", share.column);
        if (share.value != null) state = state.with("value", PartialDependence.plain(share.value));
        return state.with("amount", share.amount).with("error", share.error);
    }

    /** {@return a table of the columns for the largest of the numbers that are predicted} */
    @Override
    public String toString() {
        Output output = outputs.stream()
                .max(Comparator.comparingDouble(Output::predicted))
                .orElseThrow();
        TextTable table = new TextTable("column", "value", output.name, "+-");
        table.alignRight(2, 4);
        table.row("(expected)", "", number(output.expected), "");
        for (Share share : output.contributions) {
            Object value = share.value == null ? "(missing)" : share.value;
            table.row(share.column, PartialDependence.shown(value), number(share.amount), number(share.error));
        }
        table.row("(sum)", "", number(output.predicted), "");
        return table.toString();
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.4g", number);
    }
}
