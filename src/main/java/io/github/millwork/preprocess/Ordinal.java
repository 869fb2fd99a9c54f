package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.INTEGER;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the number of its level in the place of a category, from 0: in an order that is given, or the ascending one of the
 * levels of the training rows. The definition is that of scikit-learn's OrdinalEncoder. A level that was not there in
 * training (or is not in the order) is counted as unseen and becomes missing, or what {@link #unknownAs} says; a missing
 * cell stays missing. The columns come out as integers. Weights of rows are not looked at.
 *
 * <p>A column without a value in any training row is refused, and so is a training level that is not in the given order.
 *
 * @param columns which columns; by type, only categories; integers and booleans where they are chosen by name
 * @param order the levels from the lowest to the highest; empty for the ascending order of those that there are
 * @param unknown the number of a level that was not there in training; null for missing
 */
public record Ordinal(
        Columns columns, List<String> order, @Nullable Integer unknown) implements Transformer {
    /**
     * Checks that no level comes twice in the order.
     *
     * @param columns which columns; by type, only categories; integers and booleans where they are chosen by name
     * @param order the levels from the lowest to the highest; empty for the ascending order of those that there are
     * @param unknown the number of a level that was not there in training; null for missing
     */
    public Ordinal {
        order = List.copyOf(order);
        Set<String> distinct = new HashSet<>();
        for (String level : order) {
            if (level.isEmpty() || !distinct.add(level)) {
                throw new IllegalArgumentException("Expected levels that are not empty and differ but found '" + level
                        + "'" + (level.isEmpty() ? "" : " twice") + ". Give each level once.");
            }
        }
    }

    /**
     * {@return this step with a number for levels that were not there in training}
     *
     * @param number any, such as -1
     */
    public Ordinal unknownAs(int number) {
        return new Ordinal(columns, order, number);
    }

    /** Encodes the columns that were chosen in training. */
    record Fitted(List<Levels> columns, @Nullable Integer unknown) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream().map(this::operation).toList();
        }

        private Operation operation(Levels levels) {
            double unseen = unknown == null ? Double.NaN : unknown;
            double[] numbers =
                    IntStream.range(0, levels.size()).asDoubleStream().toArray();
            return levels.toNumbers(INTEGER, numbers, Double.NaN, unseen);
        }
    }

    static final Codec<Ordinal> CODEC = Codec.of(
            "encode.ordinal",
            Ordinal.class,
            encode -> withUnknown(
                    State.empty().with("columns", encode.columns.toString()).with("order", encode.order),
                    encode.unknown),
            state -> new Ordinal(Columns.parse(state.string("columns")), state.strings("order"), unknown(state)));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "encode.ordinal.fitted",
            Fitted.class,
            fitted -> withUnknown(
                    State.empty()
                            .with(
                                    "columns",
                                    fitted.columns.stream().map(Levels::toState).toList()),
                    fitted.unknown),
            state -> new Fitted(
                    state.states("columns").stream().map(Levels::fromState).toList(), unknown(state)));

    private static State withUnknown(State state, @Nullable Integer unknown) {
        return unknown == null ? state : state.with("unknown", unknown);
    }

    private static @Nullable Integer unknown(State state) {
        return state.has("unknown") ? (Integer) state.integer("unknown") : null;
    }

    @Override
    public String describe() {
        return "ordinal encode " + columns.describe() + (order.isEmpty() ? "" : " as " + Names.list(order));
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return Levels.plan(columns, input, INTEGER);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Fitted(
                Levels.selection(columns).in(training, describe()).stream()
                        .map(this::levels)
                        .toList(),
                unknown));
    }

    private Levels levels(Column column) {
        Map<String, Integer> counts = Levels.counts(column);
        if (counts.isEmpty()) throw Statistics.allMissing(column, "Drop it.");
        if (order.isEmpty()) return Levels.of(column);
        List<String> strange =
                counts.keySet().stream().filter(level -> !order.contains(level)).toList();
        if (!strange.isEmpty()) {
            throw new DataException("Expected the levels of column '" + column.name() + "' to be among "
                    + Names.list(order) + " but found " + Names.list(strange)
                    + " in training. Add them to the order, or replace them first.");
        }
        return new Levels(column.name(), column.type(), order);
    }
}
