package io.github.millwork.deploy;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.RowProgram;
import org.jspecify.annotations.Nullable;

/** Takes lists of numbers, which formats without vectors have instead of them. */
final class VectorCells {
    private VectorCells() {}

    /**
     * Gives a vector for a list of numbers where the column holds vectors, and any other value as it is.
     *
     * @throws DataException if a list stands in a column of another type, or is of another length than the vectors
     */
    static @Nullable Object of(RowProgram.Input input, @Nullable Object value) {
        if (!(value instanceof double[] numbers)) return value;
        if (input.type() != ColumnType.VECTOR) {
            throw new DataException("Expected column '" + input.column() + "' to be of type "
                    + input.type().label() + " but found a list of " + numbers.length + ". Give a single value.");
        }
        if (numbers.length != input.dimensions().size()) {
            throw new DataException("Expected " + input.dimensions().size() + " numbers for column '" + input.column()
                    + "' but found " + numbers.length + ". Give one for each dimension.");
        }
        int[] indices = new int[numbers.length];
        double[] values = new double[numbers.length];
        int count = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == 0) continue;
            indices[count] = i;
            values[count++] = numbers[i];
        }
        return SparseVector.of(java.util.Arrays.copyOf(indices, count), java.util.Arrays.copyOf(values, count));
    }
}
