package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.Schema.Rewrite;
import io.github.millwork.data.SparseVector;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Small transformers, one of each sort, for tests of what drives transformers. */
final class TestSteps {
    private TestSteps() {}

    private static Rewrite replaced(String column, ColumnType type) {
        return new Rewrite(List.of(column), List.of(new Field(column, type)));
    }

    /** Learns from the data: subtracts the mean of the training rows. */
    record Centre(Columns columns) implements Transformer {
        @Override
        public String describe() {
            return "centre " + columns.describe();
        }

        @Override
        public List<Rewrite> plan(Schema input) {
            return columns.resolve(input).stream()
                    .map(name -> replaced(name, ColumnType.NUMBER))
                    .toList();
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            List<String> names = columns.resolve(training.schema());
            double[] means = names.stream()
                    .mapToDouble(name -> Arrays.stream(training.column(name).toDoubles())
                            .filter(value -> !Double.isNaN(value))
                            .average()
                            .orElse(0))
                    .toArray();
            return TransformerFit.of(new Centred(names, means));
        }
    }

    record Centred(List<String> names, double[] means) implements FittedTransformer {
        static final Codec<Centred> CODEC = Codec.of(
                "test.centred",
                Centred.class,
                it -> State.empty().with("names", it.names).with("means", it.means),
                state -> new Centred(state.strings("names"), state.numbers("means")));

        @Override
        public List<Operation> operations() {
            return IntStream.range(0, names.size())
                    .mapToObj(i -> Operation.map(names.get(i), names.get(i), value -> value - means[i]))
                    .toList();
        }
    }

    /** Learns nothing: writes a category in lower case. */
    record Lower(String column) implements Transformer {
        @Override
        public String describe() {
            return "lower '" + column + "'";
        }

        @Override
        public List<Rewrite> plan(Schema input) {
            input.field(column);
            return List.of(replaced(column, ColumnType.CATEGORY));
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            return TransformerFit.of(new Lowered(column));
        }
    }

    record Lowered(String column) implements FittedTransformer {
        static final Codec<Lowered> CODEC = Codec.of(
                "test.lowered",
                Lowered.class,
                it -> State.empty().with("column", it.column),
                state -> new Lowered(state.string("column")));

        @Override
        public List<Operation> operations() {
            return List.of(new Operation(
                    List.of(column), List.of(new Field(column, ColumnType.CATEGORY)), true, (in, out) -> frame -> {
                        String value = frame.string(in[0]);
                        frame.set(out[0], value == null ? null : value.strip().toLowerCase(Locale.ROOT));
                    }));
        }
    }

    /** Gives a vector and counts what was unseen. */
    record Encode(String column) implements Transformer {
        @Override
        public String describe() {
            return "encode '" + column + "'";
        }

        @Override
        public List<Rewrite> plan(Schema input) {
            input.field(column);
            return List.of(replaced(column, ColumnType.VECTOR));
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            return TransformerFit.of(new Encoded(column, training.column(column).levels()));
        }
    }

    record Encoded(String column, List<String> levels) implements FittedTransformer {
        static final Codec<Encoded> CODEC = Codec.of(
                "test.encoded",
                Encoded.class,
                it -> State.empty().with("column", it.column).with("levels", it.levels),
                state -> new Encoded(state.string("column"), state.strings("levels")));

        @Override
        public List<Operation> operations() {
            List<String> dimensions =
                    levels.stream().map(level -> column + "=" + level).toList();
            Field output = new Field(column, ColumnType.VECTOR, Role.FEATURE, -1, dimensions);
            return List.of(new Operation(List.of(column), List.of(output), true, (in, out) -> frame -> {
                String value = frame.string(in[0]);
                int level = value == null ? -1 : levels.indexOf(value);
                if (value != null && level < 0) frame.countUnseen(column);
                frame.set(out[0], level < 0 ? SparseVector.ZERO : SparseVector.unit(level));
            }));
        }
    }

    /** Derives a number and consumes nothing. */
    record Sum(String name, String a, String b) implements Transformer {
        @Override
        public String describe() {
            return "sum '" + name + "'";
        }

        @Override
        public List<Rewrite> plan(Schema input) {
            input.field(a);
            input.field(b);
            return List.of(new Rewrite(List.of(), List.of(new Field(name, ColumnType.NUMBER))));
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            return TransformerFit.of(new Summed(name, a, b));
        }
    }

    record Summed(String name, String a, String b) implements FittedTransformer {
        static final Codec<Summed> CODEC = Codec.of(
                "test.summed",
                Summed.class,
                it -> State.empty().with("name", it.name).with("a", it.a).with("b", it.b),
                state -> new Summed(state.string("name"), state.string("a"), state.string("b")));

        @Override
        public List<Operation> operations() {
            return List.of(new Operation(
                    List.of(a, b),
                    List.of(new Field(name, ColumnType.NUMBER)),
                    false,
                    (in, out) -> frame -> frame.set(out[0], frame.number(in[0]) + frame.number(in[1]))));
        }
    }

    /** Looks back: the value of the row before, in the order of another column; missing in the first row. */
    record Lag(String value, String order) implements Transformer {
        @Override
        public String describe() {
            return "lag '" + value + "'";
        }

        @Override
        public List<Rewrite> plan(Schema input) {
            input.field(value);
            input.field(order);
            return List.of(new Rewrite(List.of(), List.of(new Field(value + "_lag", ColumnType.NUMBER))));
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            return TransformerFit.of(new Lagged(value, order));
        }
    }

    record Lagged(String value, String order) implements HistoryTransformer {
        static final Codec<Lagged> CODEC = Codec.of(
                "test.lagged",
                Lagged.class,
                it -> State.empty().with("value", it.value).with("order", it.order),
                state -> new Lagged(state.string("value"), state.string("order")));

        @Override
        public List<Operation> operations() {
            return List.of(new Operation(
                    List.of(value, order), List.of(new Field(value + "_lag", ColumnType.NUMBER)), false, (in, out) -> {
                        throw new AssertionError("kernels of steps that look back are not run");
                    }));
        }

        @Override
        public List<Column> transform(Dataset rows) {
            Column values = rows.column(value);
            Column orders = rows.column(order);
            int[] sorted = IntStream.range(0, rows.rowCount())
                    .boxed()
                    .sorted(Comparator.comparingDouble(orders::number))
                    .mapToInt(Integer::intValue)
                    .toArray();
            double[] lagged = new double[sorted.length];
            for (int i = 0; i < sorted.length; i++) {
                lagged[sorted[i]] = i == 0 ? Double.NaN : values.number(sorted[i - 1]);
            }
            return List.of(Column.numbers(value + "_lag", lagged));
        }
    }

    /** Cross-fits: a category becomes the mean target of its rows, for training rows without the row itself. */
    record TargetMean(String column) implements Transformer {
        @Override
        public String describe() {
            return "target mean of '" + column + "'";
        }

        @Override
        public List<Rewrite> plan(Schema input) {
            input.field(column);
            return List.of(replaced(column, ColumnType.NUMBER));
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            Column cells = training.column(column);
            Column target = training.column(
                    training.schema().withRole(Role.TARGET).orElseThrow().name());
            Map<String, double[]> sums = new HashMap<>();
            for (int row = 0; row < cells.size(); row++) {
                double[] sum = sums.computeIfAbsent(cells.string(row), key -> new double[2]);
                sum[0] += target.number(row);
                sum[1]++;
            }
            double[] without = new double[cells.size()];
            for (int row = 0; row < without.length; row++) {
                double[] sum = sums.get(cells.string(row));
                without[row] = sum[1] == 1 ? 0 : (sum[0] - target.number(row)) / (sum[1] - 1);
            }
            List<String> levels = sums.keySet().stream().sorted().toList();
            double[] means = levels.stream()
                    .mapToDouble(level -> sums.get(level)[0] / sums.get(level)[1])
                    .toArray();
            return new TransformerFit(new Averaged(column, levels, means), List.of(Column.numbers(column, without)));
        }
    }

    record Averaged(String column, List<String> levels, double[] means) implements FittedTransformer {
        static final Codec<Averaged> CODEC = Codec.of(
                "test.averaged",
                Averaged.class,
                it -> State.empty()
                        .with("column", it.column)
                        .with("levels", it.levels)
                        .with("means", it.means),
                state -> new Averaged(state.string("column"), state.strings("levels"), state.numbers("means")));

        @Override
        public List<Operation> operations() {
            return List.of(new Operation(
                    List.of(column), List.of(new Field(column, ColumnType.NUMBER)), true, (in, out) -> frame -> {
                        String value = frame.string(in[0]);
                        int level = value == null ? -1 : levels.indexOf(value);
                        frame.set(out[0], level < 0 ? 0 : means[level]);
                    }));
        }
    }

    /** Does what it is told: for steps that are wrong, or have operations of an odd shape. */
    record Told(List<Rewrite> planned, FittedTransformer fitted, List<Column> trainingColumns) implements Transformer {
        static Told of(Operation... operations) {
            List<Operation> list = List.of(operations);
            return new Told(list.stream().map(Operation::rewrite).toList(), () -> list, List.of());
        }

        @Override
        public String describe() {
            return "what it is told";
        }

        @Override
        public List<Rewrite> plan(Schema input) {
            return planned;
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            return new TransformerFit(fitted, trainingColumns);
        }
    }

    /** Changes nothing, and writes down how many rows it is fitted to and with which seed. */
    record Counting(List<String> log, List<Long> seeds) implements Transformer {
        @Override
        public String describe() {
            return "counting";
        }

        @Override
        public List<Rewrite> plan(Schema input) {
            return List.of();
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            log.add("step " + training.rowCount() + " rows");
            seeds.add(context.seed());
            return TransformerFit.of(List::of);
        }
    }

    /** Puts zero in the place of missing numbers. */
    record Fill(String column) implements Transformer {
        @Override
        public String describe() {
            return "fill '" + column + "'";
        }

        @Override
        public List<Rewrite> plan(Schema input) {
            input.field(column);
            return List.of(replaced(column, ColumnType.NUMBER));
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            return TransformerFit.of(new Filled(column));
        }
    }

    record Filled(String column) implements FittedTransformer {
        static final Codec<Filled> CODEC = Codec.of(
                "test.zero-filled",
                Filled.class,
                it -> State.empty().with("column", it.column),
                state -> new Filled(state.string("column")));

        @Override
        public List<Operation> operations() {
            return List.of(Operation.map(column, column, value -> Double.isNaN(value) ? 0 : value));
        }
    }
}
