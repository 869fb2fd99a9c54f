package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.NUMBER;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.List;
import java.util.NavigableMap;

/**
 * Puts the share of the training rows that have its level in the place of a category, or with {@link #counts} their number;
 * of the rows in which the column is not missing. A level that was not there in training is counted as unseen and gives 0;
 * a missing cell stays missing. The columns come out as numbers. Weights of rows are not looked at.
 *
 * <p>A column without a value in any training row is refused.
 *
 * @param columns which columns; by type, only categories; integers and booleans where they are chosen by name
 * @param absolute whether the number of rows is taken instead of the share
 */
public record FrequencyEncode(Columns columns, boolean absolute) implements Transformer {
    /** {@return this step with the number of rows in the place of the share} */
    public FrequencyEncode counts() {
        return new FrequencyEncode(columns, true);
    }

    /** The levels of one column and the number for each. */
    record Encoded(Levels levels, double[] frequencies) {
        Operation operation() {
            return levels.toNumbers(NUMBER, frequencies, Double.NaN, 0);
        }
    }

    /** Encodes the columns that were chosen in training. */
    record Fitted(List<Encoded> columns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream().map(Encoded::operation).toList();
        }
    }

    static final Codec<FrequencyEncode> CODEC = Codec.of(
            "encode.frequency",
            FrequencyEncode.class,
            encode -> State.empty().with("columns", encode.columns.toString()).with("absolute", encode.absolute),
            state -> new FrequencyEncode(Columns.parse(state.string("columns")), state.flag("absolute")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "encode.frequency.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream()
                                    .map(column -> column.levels.toState().with("frequencies", column.frequencies))
                                    .toList()),
            state -> new Fitted(state.states("columns").stream()
                    .map(column -> new Encoded(Levels.fromState(column), column.numbers("frequencies")))
                    .toList()));

    @Override
    public String describe() {
        return (absolute ? "count encode " : "frequency encode ") + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return Levels.plan(columns, input, NUMBER);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Fitted(Levels.selection(columns).in(training, describe()).stream()
                .map(this::encoded)
                .toList()));
    }

    private Encoded encoded(Column column) {
        NavigableMap<String, Integer> counts = Levels.counts(column);
        if (counts.isEmpty()) throw Statistics.allMissing(column, "Drop it.");
        double rows = absolute ? 1 : column.size() - column.missingCount();
        return new Encoded(
                new Levels(column.name(), column.type(), List.copyOf(counts.keySet())),
                counts.values().stream().mapToDouble(count -> count / rows).toArray());
    }
}
