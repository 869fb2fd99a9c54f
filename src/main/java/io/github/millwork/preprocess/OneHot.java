package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

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
 * @param lessFirst whether the first level of each column has no dimension
 */
public record OneHot(
        Columns columns, Hyperparameters hyperparameters, boolean other, boolean missing, boolean lessFirst)
        implements Transformer {
    private static final String MIN_FREQUENCY = "minFrequency";
    private static final String MAX_LEVELS = "maxLevels";

    static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer(MIN_FREQUENCY, 1, value -> value >= 1, "at least 1")
            .integer(MAX_LEVELS, Integer.MAX_VALUE, value -> value >= 1, "at least 1");

    /** {@return this step with a dimension for unseen and rare levels} */
    public OneHot withOther() {
        return new OneHot(columns, hyperparameters, true, missing, lessFirst);
    }

    /**
     * {@return this step without a dimension for the first level of each column, which then has zeros} For linear models
     * without a penalty, which cannot tell the columns apart otherwise.
     */
    public OneHot dropFirst() {
        return new OneHot(columns, hyperparameters, other, missing, true);
    }

    /** {@return this step with a dimension for missing cells} */
    public OneHot withMissing() {
        return new OneHot(columns, hyperparameters, other, true, lessFirst);
    }

    /**
     * {@return this step with levels in fewer training rows than this taken as other}
     *
     * @param rows at least 1, which is the default
     */
    public OneHot minFrequency(int rows) {
        return new OneHot(columns, hyperparameters.with(MIN_FREQUENCY, rows), true, missing, lessFirst);
    }

    /**
     * {@return this step with the frequency below which levels are taken as other left to tuning}
     *
     * @param rows where to search
     */
    public OneHot minFrequency(Range rows) {
        return new OneHot(columns, hyperparameters.with(MIN_FREQUENCY, rows), true, missing, lessFirst);
    }

    /**
     * {@return this step with all but the most frequent levels of a column taken as other} Of equally frequent levels,
     * those that come first in ascending order are kept.
     *
     * @param levels how many levels keep a dimension of their own, at least 1; the default is all
     */
    public OneHot maxLevels(int levels) {
        return new OneHot(columns, hyperparameters.with(MAX_LEVELS, levels), true, missing, lessFirst);
    }

    /**
     * {@return this step with the number of levels that keep a dimension of their own left to tuning}
     *
     * @param levels where to search
     */
    public OneHot maxLevels(Range levels) {
        return new OneHot(columns, hyperparameters.with(MAX_LEVELS, levels), true, missing, lessFirst);
    }

    @Override
    public OneHot withHyperparameters(Hyperparameters values) {
        return new OneHot(columns, values, other, missing, lessFirst);
    }

    /** How one column is encoded; the dimensions are its levels, then other, then missing. */
    record Encoded(
            String name,
            ColumnType type,
            List<String> levels,
            List<String> rare,
            boolean other,
            boolean missing,
            boolean lessFirst) {
        private int left() {
            return lessFirst ? 1 : 0;
        }

        List<String> dimensions() {
            List<String> names = new ArrayList<>();
            for (String level : levels.subList(Math.min(left(), levels.size()), levels.size())) {
                names.add(name + "=" + level);
            }
            if (other) names.add(name + "=(other)");
            if (missing) names.add(name + "=(missing)");
            return names;
        }

        /** Of rare levels it is known that they were there; they are encoded as those that were not. */
        Operation operation() {
            List<String> known = new ArrayList<>(levels);
            known.addAll(rare);
            int last = Math.max(0, levels.size() - left());
            SparseVector unseen = other ? SparseVector.unit(last) : SparseVector.ZERO;
            SparseVector absent = missing ? SparseVector.unit(last + (other ? 1 : 0)) : SparseVector.ZERO;
            return new Levels(name, type, known)
                    .toVectors(dimensions(), place -> vector(place, unseen), absent, unseen)
                    .meaning(meaning());
        }

        private SparseVector vector(int place, SparseVector unseen) {
            if (place >= levels.size()) return unseen;
            return place < left() ? SparseVector.ZERO : SparseVector.unit(place - left());
        }

        private Meaning meaning() {
            int last = Math.max(0, levels.size() - left());
            int unseen = other ? last : -1;
            Map<String, Integer> positions = new HashMap<>();
            for (String level : levels) positions.put(level, positions.size() - left());
            for (String level : rare) positions.put(level, unseen);
            return new Meaning.Positions(positions, unseen, missing ? last + (other ? 1 : 0) : -1);
        }

        State toState() {
            State state = State.empty()
                    .with("name", name)
                    .with("type", type.name())
                    .with("levels", levels)
                    .with("rare", rare)
                    .with("other", other)
                    .with("missing", missing);
            return OneHot.lessFirst(state, lessFirst);
        }

        static Encoded fromState(State state) {
            return new Encoded(
                    state.string("name"),
                    ColumnType.valueOf(state.string("type")),
                    state.strings("levels"),
                    state.strings("rare"),
                    state.flag("other"),
                    state.flag("missing"),
                    savedLessFirst(state));
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
            encode -> lessFirst(
                    State.empty()
                            .with("columns", encode.columns.toString())
                            .with("hyperparameters", encode.hyperparameters.toState())
                            .with("other", encode.other)
                            .with("missing", encode.missing),
                    encode.lessFirst),
            state -> new OneHot(
                    Columns.parse(state.string("columns")),
                    DEFAULTS.withState(state.state("hyperparameters")),
                    state.flag("other"),
                    state.flag("missing"),
                    savedLessFirst(state)));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "encode.one-hot.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream().map(Encoded::toState).toList()),
            state -> new Fitted(
                    state.states("columns").stream().map(Encoded::fromState).toList()));

    private static State lessFirst(State state, boolean lessFirst) {
        return lessFirst ? state.with("lessFirst", true) : state;
    }

    /** Absent in what was saved before it could be asked for. */
    private static boolean savedLessFirst(State state) {
        return state.has("lessFirst") && state.flag("lessFirst");
    }

    @Override
    public String describe() {
        return "one-hot encode " + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return Levels.plan(columns, input, VECTOR);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Fitted(Levels.selection(columns).in(training, describe()).stream()
                .map(this::encoded)
                .toList()));
    }

    private Encoded encoded(Column column) {
        NavigableMap<String, Integer> counts = Levels.counts(column);
        if (counts.isEmpty() && !missing) throw Statistics.allMissing(column, "Drop it, or use withMissing.");
        Comparator<String> order = Levels.order(column.type());
        int fewest = hyperparameters.integer(MIN_FREQUENCY);
        List<String> kept = counts.keySet().stream()
                .filter(level -> counts.getOrDefault(level, 0) >= fewest)
                .sorted(Comparator.<String>comparingInt(counts::get).reversed().thenComparing(order))
                .limit(hyperparameters.integer(MAX_LEVELS))
                .sorted(order)
                .toList();
        Set<String> frequent = Set.copyOf(kept);
        List<String> rare = counts.keySet().stream()
                .filter(level -> !frequent.contains(level))
                .toList();
        Encoded encoded = new Encoded(column.name(), column.type(), kept, rare, other, missing, lessFirst);
        List<String> names = encoded.dimensions();
        if (names.stream().distinct().count() < names.size()) {
            throw new DataException("Expected no level of column '" + column.name() + "' to be called '(other)' or "
                    + "'(missing)', the names of the dimensions for such cells, but found one. Rename that level.");
        }
        return encoded;
    }
}
