package io.github.millwork.monitor;

import io.github.millwork.data.Cells;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Names;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.NumberGrid;
import io.github.millwork.stage.RowProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the slices that a row belongs to. Immutable. */
final class SliceReader {
    private final List<RowProgram.Input> columns;

    SliceReader(List<RowProgram.Input> inputs, List<String> names) {
        this.columns = new ArrayList<>();
        for (String name : names) {
            RowProgram.Input input = inputs.stream()
                    .filter(each -> each.column().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Expected slices of a column that the pipeline reads but it does not read '" + name + "'. "
                                    + Names.suggest(
                                            name,
                                            inputs.stream()
                                                    .map(RowProgram.Input::column)
                                                    .toList())));
            if (input.type() != ColumnType.CATEGORY && input.type() != ColumnType.BOOLEAN) {
                throw new IllegalArgumentException("Expected slices of a category or of truth values but '" + name
                        + "' is " + input.type().label() + ". Choose another column.");
            }
            columns.add(input);
        }
    }

    List<String> of(Cells cells) {
        List<String> slices = new ArrayList<>(columns.size());
        for (RowProgram.Input input : columns) {
            Object value =
                    input.type() == ColumnType.BOOLEAN ? truth(cells.number(input.slot())) : cells.object(input.slot());
            slices.add(input.column() + " = " + (value == null ? "missing" : value));
        }
        return slices;
    }

    private static @Nullable String truth(double value) {
        return Double.isNaN(value) ? null : Boolean.toString(value == 1);
    }

    /** The slice of a row of the reference, of which the cell is known; levels that share a cell have none to themselves. */
    static String slice(ColumnProfile column, int cell) {
        if (cell < 0) return column.name() + " = missing";
        if (column.grid() instanceof NumberGrid truths) {
            return column.name() + " = " + (truths.edge(cell / 2) == 1);
        }
        return column.name() + " = " + column.grid().label(cell);
    }

    double[] copy(double[] out, int at, int width) {
        return Arrays.copyOfRange(out, at, at + width);
    }
}
