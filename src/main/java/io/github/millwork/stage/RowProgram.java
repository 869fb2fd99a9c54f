package io.github.millwork.stage;

import io.github.millwork.data.Cast;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

        /**
         * Loads one cell, where there is neither a row by name nor a column of a batch.
         *
         * @param row a frame or a session
         * @param value the cell, null where it is missing
         * @throws DataException if it does not suit the column by the rules of {@link Cast}
         */
        public void load(CellSink row, @Nullable Object value) {
            CellLoader.load(row, this, value);
        }
    }

    /** Where a group of features comes from: a number slot, or a vector slot with many dimensions. */
    record Output(String column, int slot, boolean vector, int offset) {}

    private final List<Input> inputs;
    private final Input[] loaded; // the same: no iterator for each row
    private final Kernel[] kernels;
    private final @Nullable String[] steps; // of each kernel, as messages name it
    private final Output[] outputs;
    private final List<Feature> features;
    private final SlotMap slots;
    private final boolean complete;

    RowProgram(
            List<Input> inputs,
            List<Kernel> kernels,
            List<@Nullable String> steps,
            List<Output> outputs,
            List<Feature> features,
            SlotMap slots,
            boolean complete) {
        this.inputs = List.copyOf(inputs);
        this.loaded = inputs.toArray(new Input[0]);
        this.steps = steps.toArray(new @Nullable String[0]);
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
     * @throws DataException if a step reads a column that is not there, or computes a feature from the target, or two
     *     features have the same name, or one is a category or text
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
     * @throws DataException if a feature is infinite, or is missing and the model cannot do without it, or an operation
     *     finds the data wrong; the message names the row, where columns were loaded, and the step
     * @throws IllegalStateException if an operation fails otherwise; likewise
     */
    public void run(Frame frame) {
        frame.newRow();
        int at = 0;
        try {
            for (; at < kernels.length; at++) kernels[at].run(frame);
        } catch (RuntimeException e) {
            throw Failure.of(e, steps[at], frame.row());
        }
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
        check(vector, frame.row());
    }

    /** Refuses an infinite feature, and a missing one that the model cannot do without. */
    void check(FeatureVector vector, int row) {
        for (int i = 0; i < vector.size(); i++) {
            double value = vector.value(i);
            if (Math.abs(value) <= Double.MAX_VALUE || (Double.isNaN(value) && !complete)) continue;
            Feature feature = features.get(vector.index(i));
            String where = row == Frame.NO_ROW ? "" : " at row " + row;
            String from = "It is computed from " + Names.list(feature.sources()) + ". ";
            if (Double.isNaN(value)) {
                throw new DataException("Expected a value for '" + feature.name() + "' but it is missing" + where
                        + ", and this model cannot do without. " + from
                        + "Add Impute before the learner and fit again, or give the value.");
            }
            throw new DataException("Expected a finite value for '" + feature.name() + "' but it is " + value + where
                    + ". " + from + "Leave that row out, or give null for what is not known.");
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
     * @throws DataException if a cell is absent or does not suit its column by the rules of {@link Cast}
     */
    public void load(Frame frame, Row row) {
        frame.at(Frame.NO_ROW);
        int at = 0;
        try {
            for (; at < loaded.length; at++) loaded[at].load(frame, row.value(loaded[at].column));
        } catch (DataException e) {
            List<Input> absent = Arrays.stream(loaded)
                    .filter(input -> !row.has(input.column))
                    .toList();
            if (absent.isEmpty()) throw e;
            throw new DataException(
                    AbsentColumns.words(absent, row.names(), "the row") + " Give null where it is missing.", e);
        }
    }

    /**
     * Checks that a dataset has the columns that the program reads, and gives them in the order of the inputs. A column
     * of another type than in training is taken where its cells suit by the rules of {@link Cast}, each as it would be in
     * a row; of a vector the dimensions must be the same.
     *
     * @param data rows to be scored
     * @return the column for each input
     * @throws DataException if one is absent, or a cell does not suit; the message names the row
     */
    public List<Column> columns(Dataset data) {
        List<Input> absent = AbsentColumns.of(inputs, data.schema().names());
        if (!absent.isEmpty()) {
            throw new DataException(AbsentColumns.words(absent, data.schema().names(), "the data"));
        }
        List<Column> columns = new ArrayList<>();
        for (Input input : inputs) {
            columns.add(CellLoader.suiting(data.column(input.column), input));
        }
        return columns;
    }

    /**
     * Loads a row of columns.
     *
     * @param frame a frame of this program
     * @param columns what {@link #columns} gave
     * @param row the row, from 0; messages name it until another one is loaded
     */
    public void load(Frame frame, List<Column> columns, int row) {
        frame.at(row);
        for (int i = 0; i < loaded.length; i++) CellLoader.load(frame, loaded[i].slot, columns.get(i), row);
    }
}
