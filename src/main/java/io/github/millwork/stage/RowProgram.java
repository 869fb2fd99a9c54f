package io.github.millwork.stage;

import io.github.millwork.data.Cast;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.data.Row;
import io.github.millwork.data.SparseVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The straight-line program that takes one row from its collected columns to the features of a model. Training, a batch
 * and a single row run this same program, so they cannot differ. Immutable and thread-safe; the {@link Frame} it runs on
 * belongs to one thread.
 */
public final class RowProgram {
    /**
     * A column that the program reads.
     *
     * @param column its name in the collected data
     * @param type its type there
     * @param slot where its cell goes: a number slot or an object slot, by the type
     */
    public record Input(String column, ColumnType type, int slot) {}

    /** Where a group of features comes from: a number slot, or a vector slot with many dimensions. */
    record Output(String column, int slot, boolean vector, int offset) {}

    private final List<Input> inputs;
    private final Kernel[] kernels;
    private final Output[] outputs;
    private final List<Feature> features;
    private final SlotMap slots;
    private final boolean complete;

    RowProgram(
            List<Input> inputs,
            List<Kernel> kernels,
            List<Output> outputs,
            List<Feature> features,
            SlotMap slots,
            boolean complete) {
        this.inputs = List.copyOf(inputs);
        this.kernels = kernels.toArray(new Kernel[0]);
        this.outputs = outputs.toArray(new Output[0]);
        this.features = List.copyOf(features);
        this.slots = slots;
        this.complete = complete;
    }

    /** {@return the columns that the program reads; all others can be absent} */
    public List<Input> inputs() {
        return inputs;
    }

    /** {@return the features that it computes, in order} */
    public List<Feature> features() {
        return features;
    }

    /** {@return how many operations are run for a row} */
    public int operationCount() {
        return kernels.length;
    }

    /** {@return a frame for rows of this program} */
    public Frame frame() {
        return slots.frame(features.size());
    }

    /**
     * Runs the program: from the inputs that were loaded into the frame to its features.
     *
     * @param frame a frame of this program
     * @throws DataException if a feature is missing that the model cannot do without
     */
    public void run(Frame frame) {
        for (Kernel kernel : kernels) kernel.run(frame);
        FeatureVector vector = frame.features();
        vector.clear();
        for (Output output : outputs) {
            if (output.vector) {
                SparseVector block = (SparseVector) frame.object(output.slot);
                if (block == null) continue;
                for (int i = 0; i < block.size(); i++) {
                    if (complete && Double.isNaN(block.value(i))) throw missing(output);
                    vector.add(output.offset + block.index(i), block.value(i));
                }
            } else {
                double value = frame.number(output.slot);
                if (complete && Double.isNaN(value)) throw missing(output);
                vector.add(output.offset, value);
            }
        }
    }

    private DataException missing(Output output) {
        return new DataException(
                "Expected a value for '" + output.column + "' but it is missing, and this model cannot do "
                        + "without. It is computed from "
                        + Names.list(features.get(output.offset).sources())
                        + ". Add Impute before the learner and fit again, or give the value.");
    }

    /**
     * Loads a row by name.
     *
     * @param frame a frame of this program
     * @param row a row that has a cell for each input
     * @throws DataException if a cell is absent or of the wrong type
     */
    public void load(Frame frame, Row row) {
        for (Input input : inputs) {
            if (!row.has(input.column)) throw absent(input.column, row.names());
            Object value = row.value(input.column);
            if (input.type.fitsDouble()) frame.set(input.slot, Cast.number(input.type, value, input.column));
            else if (input.type.isString()) frame.set(input.slot, Cast.string(input.type, value, input.column));
            else frame.set(input.slot, Cast.cell(input.type, value, input.column));
        }
    }

    private static DataException absent(String column, List<String> names) {
        return new DataException("Expected a value for column '" + column + "' but the row has none. "
                + Names.suggest(column, names) + " Give null if it is missing.");
    }

    /**
     * Checks that a dataset has the columns that the program reads, and gives them in the order of the inputs.
     *
     * @param data rows to be scored
     * @return the column for each input
     * @throws DataException if one is absent or of another type; a column of missing cells only suits any
     */
    public List<Column> columns(Dataset data) {
        List<Column> columns = new ArrayList<>();
        for (Input input : inputs) {
            if (!data.has(input.column)) {
                throw new DataException("Expected a column '" + input.column + "' but the data has none. "
                        + Names.suggest(input.column, data.schema().names()));
            }
            Column column = data.column(input.column);
            if (!suits(column.type(), input.type)) {
                if (column.missingCount() < column.size()) {
                    throw new DataException("Expected column '" + input.column + "' to be " + input.type.label()
                            + ", as in training, but it is " + column.type().label() + ". Read it with the same type.");
                }
                column = missing(input, column.size());
            }
            columns.add(column);
        }
        return columns;
    }

    private static boolean suits(ColumnType found, ColumnType expected) {
        return found == expected
                || (found.isNumeric() && expected.isNumeric())
                || (found.isString() && expected.isString());
    }

    private static Column missing(Input input, int rows) {
        if (input.type.isString()) return Column.categories(input.column, new String[rows]);
        double[] cells = new double[rows];
        java.util.Arrays.fill(cells, Double.NaN);
        return Column.numbers(input.column, cells);
    }

    /**
     * Loads a row of columns.
     *
     * @param frame a frame of this program
     * @param columns what {@link #columns} gave
     * @param row the row, from 0
     */
    public void load(Frame frame, List<Column> columns, int row) {
        for (int i = 0; i < inputs.size(); i++) SlotMap.load(frame, inputs.get(i).slot, columns.get(i), row);
    }

    /** Adds what a frame has counted to counts by column. */
    Map<String, Long> unseen(Frame frame) {
        Map<String, Long> counts = new HashMap<>();
        for (Input input : inputs) {
            if (!input.type.fitsDouble() && frame.unseen(input.slot) > 0) {
                counts.put(input.column, (long) frame.unseen(input.slot));
            }
        }
        return counts;
    }
}
