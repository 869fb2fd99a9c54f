package io.github.millwork.stage;

import io.github.millwork.data.Cells;
import io.github.millwork.data.SparseVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row on its way through a row program: numbers, booleans, dates (days) and timestamps (milliseconds) in number
 * slots, with NaN for missing; strings (null for missing) and {@link SparseVector}s in object slots. One thread at a
 * time.
 */
public final class Frame implements Cells, CellSink {
    /** The number of a row that has none, since it did not come with others. */
    static final int NO_ROW = -1;

    private final double[] numbers;
    private final @Nullable Object[] objects;
    private final FeatureVector features;
    private final List<String> unseenInRow = new ArrayList<>(0);
    private int row = NO_ROW;
    private @Nullable Map<String, Long> unseen; // made when needed: most rows have none

    Frame(int numberSlots, int objectSlots, int dimension) {
        this.numbers = new double[numberSlots];
        this.objects = new @Nullable Object[objectSlots];
        this.features = new FeatureVector(dimension);
    }

    @Override
    public double number(int slot) {
        return numbers[slot];
    }

    @Override
    public @Nullable Object object(int slot) {
        return objects[slot];
    }

    /**
     * {@return the string in an object slot, null where it is missing}
     *
     * @param slot an object slot that holds a category or text
     */
    public @Nullable String string(int slot) {
        return (String) objects[slot];
    }

    @Override
    public void set(int slot, double value) {
        numbers[slot] = value;
    }

    @Override
    public void set(int slot, @Nullable Object value) {
        objects[slot] = value instanceof String string && string.isEmpty() ? null : value;
    }

    /** The number of the row in its batch, which messages name. */
    int row() {
        return row;
    }

    void at(int newRow) {
        row = newRow;
    }

    /** Lets columns be counted again; every driver says where the next row begins. */
    void newRow() {
        if (!unseenInRow.isEmpty()) unseenInRow.clear();
    }

    /** The columns that were counted in this row. */
    List<String> unseenInRow() {
        return unseenInRow;
    }

    /**
     * Counts a category that was not there in training. Encoders call this, whatever they make of it; a cell that several
     * of them read is counted once.
     *
     * @param column the column that held it
     */
    public void countUnseen(String column) {
        if (unseenInRow.contains(column)) return;
        unseenInRow.add(column);
        Map<String, Long> counts = unseen;
        if (counts == null) {
            counts = new HashMap<>();
            unseen = counts;
        }
        counts.merge(column, 1L, Long::sum);
    }

    void forgetUnseen() {
        unseen = null;
    }

    /** {@return how many cells of each column held a category that was not there in training, since the frame was made} */
    public Map<String, Long> unseen() {
        return unseen == null ? Map.of() : Map.copyOf(unseen);
    }

    /** {@return the features of the row, once the program has run} */
    public FeatureVector features() {
        return features;
    }
}
