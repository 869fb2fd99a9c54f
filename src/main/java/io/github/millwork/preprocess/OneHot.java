package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.CATEGORY;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts a sparse vector in the place of a category: a dimension {@code <column>=<level>} for each level of the training
 * rows, in ascending order, and a one where the row has that level. Integers and booleans are encoded likewise where they
 * are chosen by name. Weights of rows are not looked at.
 *
 * <ul>
 *   <li>A level that was <b>unseen</b> in training gives zeros, or, with {@link #withOther}, a one in the last dimension
 *       but missing, {@code <column>=(other)}. Either way it is counted: see
 *       {@link io.github.millwork.data.Predictions#unseen}.
 *   <li>A <b>rare</b> level (see {@link #minFrequency} and {@link #maxLevels}) goes to {@code (other)} too, and is not
 *       counted as unseen. By default no level is rare.
 *   <li>A <b>missing</b> cell gives zeros, or, with {@link #withMissing}, a one in the last dimension,
 *       {@code <column>=(missing)}. That dimension is there whether or not a cell was missing in training.
 * </ul>
 *
 * <p>A column without a value in any training row is refused, unless missing is a level.
 *
 * @param columns which columns; by type, only categories
 * @param hyperparameters {@code minFrequency} and {@code maxLevels}
 * @param other whether there is a dimension for unseen and rare levels
 * @param missing whether there is a dimension for missing cells
 */
public record OneHot(Columns columns, Hyperparameters hyperparameters, boolean other, boolean missing)
        implements Transformer {
    private static final String MIN_FREQUENCY = "minFrequency";
    private static final String MAX_LEVELS = "maxLevels";

    static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer(MIN_FREQUENCY, 1, value -> value >= 1, "at least 1")
            .integer(MAX_LEVELS, Integer.MAX_VALUE, value -> value >= 1, "at least 1");

    /** {@return this step with a dimension for unseen and rare levels} */
    public OneHot withOther() {
        return new OneHot(columns, hyperparameters, true, missing);
    }

    /** {@return this step with a dimension for missing cells} */
    public OneHot withMissing() {
        return new OneHot(columns, hyperparameters, other, true);
    }

    /**
     * {@return this step with levels in fewer training rows than this taken as other}
     *
     * @param rows at least 1, which is the default
     */
    public OneHot minFrequency(int rows) {
        return new OneHot(columns, hyperparameters.with(MIN_FREQUENCY, rows), true, missing);
    }

    /**
     * {@return this step with the frequency below which levels are taken as other left to tuning}
     *
     * @param rows where to search
     */
    public OneHot minFrequency(Range rows) {
        return new OneHot(columns, hyperparameters.with(MIN_FREQUENCY, rows), true, missing);
    }

    /**
     * {@return this step with all but the most frequent levels of a column taken as other} Of equally frequent levels,
     * those that come first in ascending order are kept.
     *
     * @param levels how many levels keep a dimension of their own, at least 1; the default is all
     */
    public OneHot maxLevels(int levels) {
        return new OneHot(columns, hyperparameters.with(MAX_LEVELS, levels), true, missing);
    }

    /**
     * {@return this step with the number of levels that keep a dimension of their own left to tuning}
     *
     * @param levels where to search
     */
    public OneHot maxLevels(Range levels) {
        return new OneHot(columns, hyperparameters.with(MAX_LEVELS, levels), true, missing);
    }

    @Override
    public OneHot withHyperparameters(Hyperparameters values) {
        return new OneHot(columns, values, other, missing);
    }

    /** How one column is encoded; the dimensions are its levels, then other, then missing. */
    record Encoded(
            String name, ColumnType type, List<String> levels, List<String> rare, boolean other, boolean missing) {
        List<String> dimensions() {
            List<String> names = new ArrayList<>();
            for (String level : levels) names.add(name + "=" + level);
            if (other) names.add(name + "=(other)");
            if (missing) names.add(name + "=(missing)");
            return names;
        }

        Operation operation() {
            Field written = new Field(name, VECTOR, Role.FEATURE, -1, dimensions());
            return new Operation(List.of(name), List.of(written), true, (in, out) -> kernel(in[0], out[0]))
                    .meaning(meaning());
        }

        private Meaning meaning() {
            int unseen = other ? levels.size() : -1;
            Map<String, Integer> positions = new HashMap<>();
            for (String level : levels) positions.put(level, positions.size());
            for (String level : rare) positions.put(level, unseen);
            return new Meaning.Positions(positions, unseen, missing ? levels.size() + (other ? 1 : 0) : -1);
        }

        /** The vectors are made here, once; a row only picks one. */
        private Kernel kernel(int in, int out) {
            SparseVector unseen = other ? SparseVector.unit(levels.size()) : SparseVector.ZERO;
            SparseVector absent = missing ? SparseVector.unit(levels.size() + (other ? 1 : 0)) : SparseVector.ZERO;
            Map<String, SparseVector> vectors = new HashMap<>();
            for (int i = 0; i < levels.size(); i++) vectors.put(levels.get(i), SparseVector.unit(i));
            for (String level : rare) vectors.put(level, unseen);
            if (type.fitsDouble()) return kernelOfNumbers(vectors, unseen, absent, in, out);
            return frame -> {
                String level = frame.string(in);
                SparseVector vector = level == null ? absent : vectors.get(level);
                if (vector == null) frame.countUnseen(name);
                frame.set(out, vector == null ? unseen : vector);
            };
        }

        private Kernel kernelOfNumbers(
                Map<String, SparseVector> vectors, SparseVector unseen, SparseVector absent, int in, int out) {
            TreeMap<Double, SparseVector> byNumber = new TreeMap<>();
            vectors.forEach((level, vector) -> byNumber.put(number(level), vector));
            double[] numbers =
                    byNumber.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            SparseVector[] inOrder = byNumber.values().toArray(new SparseVector[0]);
            return frame -> {
                double cell = frame.number(in) + 0.0; // -0.0 becomes 0.0
                int place = Arrays.binarySearch(numbers, cell);
                if (place < 0 && !Double.isNaN(cell)) frame.countUnseen(name);
                frame.set(out, place >= 0 ? inOrder[place] : Double.isNaN(cell) ? absent : unseen);
            };
        }

        private double number(String level) {
            return type == INTEGER ? (double) Long.parseLong(level) : Boolean.parseBoolean(level) ? 1 : 0;
        }

        State toState() {
            return State.empty()
                    .with("name", name)
                    .with("type", type.name())
                    .with("levels", levels)
                    .with("rare", rare)
                    .with("other", other)
                    .with("missing", missing);
        }

        static Encoded fromState(State state) {
            return new Encoded(
                    state.string("name"),
                    ColumnType.valueOf(state.string("type")),
                    state.strings("levels"),
                    state.strings("rare"),
                    state.flag("other"),
                    state.flag("missing"));
        }
    }

    /** Encodes the columns that were chosen in training. */
    record Fitted(List<Encoded> columns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream().map(Encoded::operation).toList();
        }
    }

    static final Codec<OneHot> CODEC = Codec.of(
            "encode.one-hot",
            OneHot.class,
            encode -> State.empty()
                    .with("columns", encode.columns.toString())
                    .with("hyperparameters", encode.hyperparameters.toState())
                    .with("other", encode.other)
                    .with("missing", encode.missing),
            state -> new OneHot(
                    Columns.parse(state.string("columns")),
                    DEFAULTS.withState(state.state("hyperparameters")),
                    state.flag("other"),
                    state.flag("missing")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "encode.one-hot.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream().map(Encoded::toState).toList()),
            state -> new Fitted(
                    state.states("columns").stream().map(Encoded::fromState).toList()));

    @Override
    public String describe() {
        return "one-hot encode " + columns.describe();
    }

    private Selection selection() {
        return Selection.of(columns, CATEGORY).orNamed(INTEGER, BOOLEAN);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return selection().in(input).stream()
                .map(field -> new Schema.Rewrite(List.of(field.name()), List.of(new Field(field.name(), VECTOR))))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Fitted(
                selection().in(training, describe()).stream().map(this::encoded).toList()));
    }

    private Encoded encoded(Column column) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row = 0; row < column.size(); row++) {
            Object value = column.value(row);
            if (value != null) counts.merge(value.toString(), 1, Integer::sum);
        }
        if (counts.isEmpty() && !missing) throw Statistics.allMissing(column, "Drop it, or use withMissing.");
        Comparator<String> order =
                column.type() == INTEGER ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder();
        int fewest = hyperparameters.integer(MIN_FREQUENCY);
        List<String> kept = counts.keySet().stream()
                .filter(level -> counts.getOrDefault(level, 0) >= fewest)
                .sorted(Comparator.<String>comparingInt(counts::get).reversed().thenComparing(order))
                .limit(hyperparameters.integer(MAX_LEVELS))
                .sorted(order)
                .toList();
        counts.keySet().removeAll(Set.copyOf(kept));
        List<String> rare = counts.keySet().stream().sorted(order).toList();
        Encoded encoded = new Encoded(column.name(), column.type(), kept, rare, other, missing);
        List<String> names = encoded.dimensions();
        if (names.stream().distinct().count() < names.size()) {
            throw new DataException("Expected no level of column '" + column.name() + "' to be called '(other)' or "
                    + "'(missing)', the names of the dimensions for such cells, but found one. Rename that level.");
        }
        return encoded;
    }
}
