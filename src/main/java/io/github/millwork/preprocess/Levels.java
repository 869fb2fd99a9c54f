package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.CATEGORY;
import static io.github.millwork.data.ColumnType.INTEGER;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Condition;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The levels of a category that an encoder knows, by number from 0; of an integer or boolean column their texts.
 *
 * @param name the column
 * @param type its type
 * @param known the levels, in the encoder's own order
 */
record Levels(String name, ColumnType type, List<String> known) {
    /** The number of a level that was not there in training. */
    static final int UNSEEN = -1;
    /** The number of a missing cell. */
    static final int MISSING = -2;

    /** The columns that an encoder of levels can handle. */
    static Selection selection(Columns columns) {
        return Selection.of(columns, CATEGORY).orNamed(INTEGER, BOOLEAN);
    }

    /** The levels of a column in ascending order: that of numbers for integers. */
    static Levels of(Column column) {
        return new Levels(
                column.name(), column.type(), List.copyOf(counts(column).keySet()));
    }

    /** How many rows have each level, in ascending order of levels. */
    static NavigableMap<String, Integer> counts(Column column) {
        NavigableMap<String, Integer> counts = new TreeMap<>(order(column.type()));
        Map<Object, Integer> found = new HashMap<>();
        for (int row = 0; row < column.size(); row++) {
            Object value = column.value(row);
            if (value != null) found.merge(value, 1, Integer::sum);
        }
        found.forEach((value, count) -> counts.put(value.toString(), count));
        return counts;
    }

    static Comparator<String> order(ColumnType type) {
        return type == INTEGER ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder();
    }

    int size() {
        return known.size();
    }

    /** The number of each row's level. */
    int[] codes(Column column) {
        Map<String, Integer> places = places();
        int[] codes = new int[column.size()];
        for (int row = 0; row < codes.length; row++) {
            Object value = column.value(row);
            codes[row] = value == null ? MISSING : places.getOrDefault(value.toString(), UNSEEN);
        }
        return codes;
    }

    private Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (String level : known) places.put(level, places.size());
        return places;
    }

    /** Reads the number of a row's level from its slot, and counts it if it is unseen. */
    ToIntFunction<Frame> reader(int slot) {
        if (type.fitsDouble()) return numberReader(slot);
        Map<String, Integer> places = places();
        return frame -> {
            String level = frame.string(slot);
            if (level == null) return MISSING;
            Integer place = places.get(level);
            if (place != null) return place;
            frame.countUnseen(name);
            return UNSEEN;
        };
    }

    private ToIntFunction<Frame> numberReader(int slot) {
        TreeMap<Double, Integer> byNumber = new TreeMap<>();
        for (String level : known) byNumber.put(number(level), byNumber.size());
        double[] numbers =
                byNumber.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        int[] places = byNumber.values().stream().mapToInt(Integer::intValue).toArray();
        return frame -> {
            double cell = frame.number(slot) + 0.0; // -0.0 becomes 0.0
            if (Double.isNaN(cell)) return MISSING;
            int place = Arrays.binarySearch(numbers, cell);
            if (place >= 0) return places[place];
            frame.countUnseen(name);
            return UNSEEN;
        };
    }

    private double number(String level) {
        return type == INTEGER ? (double) Long.parseLong(level) : Boolean.parseBoolean(level) ? 1 : 0;
    }

    /** Whether a cell is of the level at a place. */
    Condition is(int place) {
        String level = known.get(place);
        return type.fitsDouble()
                ? Expression.number(name).isEqualTo(number(level))
                : Expression.text(name).is(level);
    }

    Condition isMissing() {
        return type.fitsDouble()
                ? Expression.number(name).isMissing()
                : Expression.text(name).isMissing();
    }

    /** What encoders of levels plan: each column is written again as another type. */
    static List<Schema.Rewrite> plan(Columns columns, Schema input, ColumnType written) {
        return selection(columns).in(input).stream()
                .map(field -> new Schema.Rewrite(List.of(field.name()), List.of(new Field(field.name(), written))))
                .toList();
    }

    /**
     * The operation that puts a number in the place of each level.
     *
     * @param written the type of the numbers
     * @param numbers for each level; more are passed over
     * @param missing for a missing cell
     * @param unseen for a level that was not there
     */
    Operation toNumbers(ColumnType written, double[] numbers, double missing, double unseen) {
        Operation operation = new Operation(List.of(name), List.of(new Field(name, written)), true, (in, out) -> {
            ToIntFunction<Frame> reader = reader(in[0]);
            return frame -> {
                int code = reader.applyAsInt(frame);
                frame.set(out[0], code >= 0 ? numbers[code] : code == MISSING ? missing : unseen);
            };
        });
        if (type.fitsDouble()) return operation;
        Map<String, Double> meant = new HashMap<>();
        for (int place = 0; place < known.size(); place++) meant.put(known.get(place), numbers[place]);
        return operation.meaning(new Meaning.Numbers(meant, unseen, missing));
    }

    /**
     * The operation that puts a vector in the place of each level. All are made once; a row only picks one.
     *
     * @param dimensions the names of the dimensions
     * @param vectors gives the vector of the level at a place
     * @param missing for a missing cell
     * @param unseen for a level that was not there
     */
    Operation toVectors(
            List<String> dimensions, IntFunction<SparseVector> vectors, SparseVector missing, SparseVector unseen) {
        Field written = new Field(name, ColumnType.VECTOR, Role.FEATURE, -1, dimensions);
        return new Operation(List.of(name), List.of(written), true, (in, out) -> {
            SparseVector[] made =
                    IntStream.range(0, known.size()).mapToObj(vectors).toArray(SparseVector[]::new);
            ToIntFunction<Frame> reader = reader(in[0]);
            return frame -> {
                int code = reader.applyAsInt(frame);
                frame.set(out[0], code >= 0 ? made[code] : code == MISSING ? missing : unseen);
            };
        });
    }

    State toState() {
        return State.empty().with("name", name).with("type", type.name()).with("levels", known);
    }

    static Levels fromState(State state) {
        return new Levels(state.string("name"), ColumnType.valueOf(state.string("type")), state.strings("levels"));
    }
}
