package io.github.millwork.monitor;

import io.github.millwork.data.Cells;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Names;
import io.github.millwork.stage.RowProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
            Object value = input.type() == ColumnType.BOOLEAN
                    ? Boolean.toString(cells.number(input.slot()) == 1)
                    : cells.object(input.slot());
            slices.add(input.column() + " = " + (value == null ? "missing" : value));
        }
        return slices;
    }

    double[] copy(double[] out, int at, int width) {
        return Arrays.copyOfRange(out, at, at + width);
    }
}
