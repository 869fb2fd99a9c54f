package io.github.millwork.stage;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * A piece of a row program: columns that are read, columns that are written, and what to do to a row. A fitted
 * transformer is a list of these; each is left out on its own where nothing reads what it writes.
 *
 * @param inputs the columns that are read
 * @param outputs the columns that are written; for vectors with the names of their dimensions as levels
 * @param consumes whether the inputs are gone afterwards (a column that is written again stays)
 * @param binder makes the kernel, given the slots
 * @param meaning what it computes, as data; empty where that cannot be said, and then it cannot be exported
 */
public record Operation(
        List<String> inputs, List<Field> outputs, boolean consumes, Binder binder, Optional<Meaning> meaning) {
    /** Makes the kernel of an operation. */
    @FunctionalInterface
    public interface Binder {
        /**
         * Makes the kernel for given slots.
         *
         * @param inputs the slot of each input: a number slot or an object slot, by the type of the column
         * @param outputs the slot of each output, likewise; never one of the inputs
         * @return the kernel
         */
        Kernel bind(int[] inputs, int[] outputs);
    }

    /**
     * Copies the lists.
     *
     * @param inputs the columns that are read
     * @param outputs the columns that are written; for vectors with the names of their dimensions as levels
     * @param consumes whether the inputs are gone afterwards (a column that is written again stays)
     * @param binder makes the kernel, given the slots
     * @param meaning what it computes, as data; empty where that cannot be said, and then it cannot be exported
     */
    public Operation {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * Makes an operation that does not say what it means.
     *
     * @param inputs the columns that are read
     * @param outputs the columns that are written; for vectors with the names of their dimensions as levels
     * @param consumes whether the inputs are gone afterwards (a column that is written again stays)
     * @param binder makes the kernel, given the slots
     */
    public Operation(List<String> inputs, List<Field> outputs, boolean consumes, Binder binder) {
        this(inputs, outputs, consumes, binder, Optional.empty());
    }

    /**
     * {@return this operation, which says what it means}
     *
     * @param what what its kernel computes
     */
    public Operation meaning(Meaning what) {
        return new Operation(inputs, outputs, consumes, binder, Optional.of(what));
    }

    /**
     * {@return an operation that maps each number of a column to another}
     *
     * @param input the column that is read: a number, integer, boolean, date or timestamp
     * @param output the number column that is written; under the name of the input it takes its place
     * @param function the mapping; it is given NaN where the cell is missing
     */
    public static Operation map(String input, String output, DoubleUnaryOperator function) {
        return new Operation(
                List.of(input),
                List.of(new Field(output, ColumnType.NUMBER)),
                input.equals(output),
                (in, out) -> frame -> frame.set(out[0], function.applyAsDouble(frame.number(in[0]))));
    }

    /**
     * {@return an operation that removes a column}
     *
     * @param column the column
     */
    public static Operation drop(String column) {
        return new Operation(List.of(column), List.of(), true, (in, out) -> frame -> {})
                .meaning(new Meaning.Formulas(List.of()));
    }

    /** {@return what the operation does to a schema} */
    public Schema.Rewrite rewrite() {
        return new Schema.Rewrite(consumes ? inputs : List.of(), outputs);
    }
}
