package io.github.millwork.stage;

import io.github.millwork.data.Cast;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Names;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
     * @param dimensions the names of the dimensions of a vector; empty for the other types
     * @param slot where its cell goes: a number slot or an object slot, by the type
     */
    public record Input(String column, ColumnType type, List<String> dimensions, int slot) {
        /**
         * Copies the dimensions.
         *
         * @param column its name in the collected data
         * @param type its type there
         * @param dimensions the names of the dimensions of a vector; empty for the other types
         * @param slot where its cell goes: a number slot or an object slot, by the type
         */
        public Input {
            dimensions = List.copyOf(dimensions);
        }
    }

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

    /**
     * Puts fitted transformers together into the program that computes all feature columns that are left after the last
     * of them. None of those columns may be a category or text.
     *
     * @param input the schema of the collected data
     * @param steps the fitted transformers, in order
     * @return the program; missing features stay missing
     * @throws DataException if a step reads a column that is not there, two features have the same name, or one is a
     *     category or text
     */
    public static RowProgram of(Schema input, List<FittedTransformer> steps) {
        return ProgramCompiler.compile(input, steps, false);
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
                for (int i = 0; i < block.size(); i++) vector.add(output.offset + block.index(i), block.value(i));
            } else {
                vector.add(output.offset, frame.number(output.slot));
            }
        }
        checkComplete(vector);
    }

    /** Refuses a missing feature that the model cannot do without. */
    void checkComplete(FeatureVector vector) {
        for (int i = 0; complete && i < vector.size(); i++) {
            if (!Double.isNaN(vector.value(i))) continue;
            Feature feature = features.get(vector.index(i));
            throw new DataException("Expected a value for '" + feature.name()
                    + "' but it is missing, and this model cannot do without. It is computed from "
                    + Names.list(feature.sources())
                    + ". Add Impute before the learner and fit again, or give the value.");
        }
    }

    /** The columns that hold the features, in the order of the features. */
    List<String> featureColumns() {
        return Arrays.stream(outputs).map(Output::column).toList();
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
            else frame.set(input.slot, vector(input, value));
        }
    }

    private static SparseVector vector(Input input, @Nullable Object value) {
        if (value == null) return SparseVector.ZERO;
        SparseVector vector = (SparseVector) Objects.requireNonNull(Cast.cell(input.type, value, input.column));
        if (vector.size() == 0 || vector.index(vector.size() - 1) < input.dimensions.size()) return vector;
        throw new DataException("Expected a vector of " + input.dimensions.size() + " dimensions for column '"
                + input.column + "', as in training, but found " + vector + ". Give one of the same dimensions.");
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
     * @throws DataException if one is absent or of another type; a column of missing cells only suits any, and numbers
     *     suit integers where all are whole
     */
    public List<Column> columns(Dataset data) {
        List<Column> columns = new ArrayList<>();
        for (Input input : inputs) {
            if (!data.has(input.column)) {
                throw new DataException("Expected a column '" + input.column + "' but the data has none. "
                        + Names.suggest(input.column, data.schema().names()));
            }
            columns.add(suiting(data.column(input.column), input));
        }
        return columns;
    }

    private static Column suiting(Column column, Input input) {
        boolean vectors = column.type() == ColumnType.VECTOR || input.type == ColumnType.VECTOR;
        if (vectors && column.type() == input.type && !column.dimensions().equals(input.dimensions)) {
            throw new DataException("Expected column '" + input.column + "' to have the dimensions it had in training, "
                    + Names.list(input.dimensions) + ", but it has " + Names.list(column.dimensions())
                    + ". Encode it in the same way.");
        }
        if (column.type() == input.type || (column.type().isString() && input.type.isString())) return column;
        boolean empty = !vectors && column.missingCount() == column.size();
        if (empty || (column.type().isNumeric() && input.type.isNumeric())) return converted(column, input);
        throw new DataException("Expected column '" + input.column + "' to be " + input.type.label()
                + ", as in training, but it is " + column.type().label() + ". Read it with the same type.");
    }

    /** The same cells as another type, by the rules by which a single row is read. */
    private static Column converted(Column column, Input input) {
        ColumnSink sink = new ColumnSink(new Field(input.column, input.type), column.size());
        for (int row = 0; row < column.size() && input.type.fitsDouble(); row++) {
            try {
                sink.take(row, Cast.number(input.type, column.value(row), input.column));
            } catch (DataException e) {
                throw new DataException("At row " + row + ": " + e.getMessage(), e);
            }
        }
        return sink.column();
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
}
