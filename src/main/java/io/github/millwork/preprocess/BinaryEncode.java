package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts the binary digits of its level's number in the place of a category: levels are numbered from 1 in ascending order,
 * and {@code <column>#0} is the highest digit. A thousand levels need ten dimensions, where one-hot needs a thousand. A level
 * that was not there in training is counted as unseen and gives zeros, and so does a missing cell. Weights of rows are not
 * looked at.
 *
 * <p>A column without a value in any training row is refused.
 *
 * @param columns which columns; by type, only categories; integers and booleans where they are chosen by name
 */
public record BinaryEncode(Columns columns) implements Transformer {
    /** Encodes the columns that were chosen in training. */
    record Fitted(List<Levels> columns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream().map(Fitted::operation).toList();
        }

        private static Operation operation(Levels levels) {
            int width = Integer.SIZE - Integer.numberOfLeadingZeros(levels.size());
            List<String> dimensions = IntStream.range(0, width)
                    .mapToObj(digit -> levels.name() + "#" + digit)
                    .toList();
            return levels.toVectors(
                    dimensions, place -> digits(place + 1, width), SparseVector.ZERO, SparseVector.ZERO);
        }

        private static SparseVector digits(int number, int width) {
            int[] ones = IntStream.range(0, width)
                    .filter(digit -> (number >> (width - 1 - digit) & 1) == 1)
                    .toArray();
            return SparseVector.of(
                    ones, IntStream.of(ones).mapToDouble(one -> 1).toArray());
        }
    }

    static final Codec<BinaryEncode> CODEC = Codec.of(
            "encode.binary",
            BinaryEncode.class,
            encode -> State.empty().with("columns", encode.columns.toString()),
            state -> new BinaryEncode(Columns.parse(state.string("columns"))));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "encode.binary.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream().map(Levels::toState).toList()),
            state -> new Fitted(
                    state.states("columns").stream().map(Levels::fromState).toList()));

    @Override
    public String describe() {
        return "binary encode " + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return Levels.plan(columns, input, VECTOR);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Fitted(Levels.selection(columns).in(training, describe()).stream()
                .map(BinaryEncode::levels)
                .toList()));
    }

    private static Levels levels(Column column) {
        if (column.missingCount() == column.size()) throw Statistics.allMissing(column, "Drop it.");
        return Levels.of(column);
    }
}
