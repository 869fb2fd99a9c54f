package io.github.millwork.stage;

import io.github.millwork.data.Cast;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Field;
import io.github.millwork.data.Names;
import io.github.millwork.data.SparseVector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is offered for scoring into the slots of a frame, by the rules of {@link Cast}: a value of a row or of a record
 * one by one, a column of a batch as a whole before its first row is loaded. Each cell of that column is what the same
 * cell would be in a row.
 */
final class CellLoader {
    private CellLoader() {}

    /** Loads a value of a row or of a record. */
    static void load(CellSink row, RowProgram.Input input, @Nullable Object value) {
        if (input.type().fitsDouble()) row.set(input.slot(), Cast.number(input.type(), value, input.column()));
        else row.set(input.slot(), object(input, value));
    }

    /** Loads a cell of a column that has the type of the slot. */
    static void load(Frame frame, int slot, Column column, int row) {
        if (column.type().fitsDouble()) frame.set(slot, column.number(row));
        else frame.set(slot, column.value(row));
    }

    private static @Nullable Object object(RowProgram.Input input, @Nullable Object value) {
        if (input.type().isString()) return Cast.string(input.type(), value, input.column());
        Object cell = Cast.cell(input.type(), value, input.column());
        if (cell == null) return SparseVector.ZERO;
        SparseVector vector = (SparseVector) cell;
        if (vector.size() == 0
                || vector.index(vector.size() - 1) < input.dimensions().size()) return vector;
        throw new DataException("Expected a vector of " + input.dimensions().size() + " dimensions for column '"
                + input.column() + "', as in training, but found " + vector + ". Give one of the same dimensions.");
    }

    /**
     * Takes a column of a batch for an input: the column itself where it is of the same type, else its cells as that type.
     *
     * @throws DataException if its type does not suit, or a cell does not; the message names the row
     */
    static Column suiting(Column column, RowProgram.Input input) {
        ColumnType type = input.type();
        if (column.type() == type && type == ColumnType.VECTOR) return ofSameDimensions(column, input);
        if (column.type() == type || (column.type().isString() && type.isString())) return column;
        if (!Cast.suits(type, column.type())) {
            int row = 0;
            while (row < column.size() && column.isMissing(row)) row++;
            if (row < column.size()) throw unsuited(column, input, row);
        }
        return converted(column, input);
    }

    private static Column ofSameDimensions(Column column, RowProgram.Input input) {
        if (column.dimensions().equals(input.dimensions())) return column;
        throw new DataException("Expected column '" + input.column() + "' to have the dimensions it had in training, "
                + Names.list(input.dimensions()) + ", but it has " + Names.list(column.dimensions())
                + ". Encode it in the same way.");
    }

    private static DataException unsuited(Column column, RowProgram.Input input, int row) {
        return new DataException("Expected column '" + input.column() + "' to be "
                + input.type().label() + ", as in training, but it is "
                + column.type().label() + ", first at row " + row + ": '" + Objects.requireNonNull(column.value(row))
                + "'. Read it with the same type.");
    }

    private static Column converted(Column column, RowProgram.Input input) {
        Field field = new Field(input.column(), input.type(), column.role(), -1, input.dimensions());
        ColumnSink sink = new ColumnSink(field, column.size());
        int row = 0;
        try {
            for (; row < column.size(); row++) {
                Object value = column.value(row);
                if (input.type().fitsDouble()) sink.take(row, Cast.number(input.type(), value, input.column()));
                else sink.take(row, object(input, value));
            }
        } catch (DataException e) {
            throw new DataException("At row " + row + ": " + e.getMessage(), e);
        }
        return sink.column();
    }
}
