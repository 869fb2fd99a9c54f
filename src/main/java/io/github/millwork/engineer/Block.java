package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns that a step reads together, as one long row: each number has a place in it, and each dimension of a vector.
 *
 * @param parts the columns, in order
 */
record Block(List<Part> parts) {
    /** A column: its name, its type, and the names of its dimensions if it is a vector. */
    record Part(String name, ColumnType type, List<String> dimensions) {
        int width() {
            return type == VECTOR ? dimensions.size() : 1;
        }
    }

    /** Is told of a cell that may not be zero. */
    @FunctionalInterface
    interface Visitor {
        void visit(int place, double value);
    }

    /** The columns whose cells are numbers, one or many. */
    static Selection selection(Columns columns) {
        return Selection.of(columns, NUMBER, INTEGER, BOOLEAN, VECTOR);
    }

    static Block of(List<Column> columns) {
        return new Block(columns.stream()
                .map(column -> new Part(column.name(), column.type(), column.dimensions()))
                .toList());
    }

    int width() {
        return parts.stream().mapToInt(Part::width).sum();
    }

    List<String> columns() {
        return parts.stream().map(Part::name).toList();
    }

    /** The name of each place. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Part part : parts) {
            if (part.type == VECTOR) names.addAll(part.dimensions);
            else names.add(part.name);
        }
        return names;
    }

    /** Visits the cells of a row in ascending order of their places: all numbers, and what vectors hold. */
    void visit(Frame frame, int[] slots, Visitor visitor) {
        int offset = 0;
        for (int i = 0; i < slots.length; i++) {
            Part part = parts.get(i);
            if (part.type != VECTOR) {
                visitor.visit(offset, frame.number(slots[i]));
            } else if (frame.object(slots[i]) instanceof SparseVector vector) {
                for (int entry = 0; entry < vector.size(); entry++) {
                    visitor.visit(offset + vector.index(entry), vector.value(entry));
                }
            }
            offset += part.width();
        }
    }

    /** The cells of training rows, an array for each place; none may be missing or infinite. */
    static double[][] complete(List<Column> columns, String step) {
        List<double[]> cells = new ArrayList<>();
        for (Column column : columns) {
            int from = cells.size();
            int width = column.type() == VECTOR ? column.dimensions().size() : 1;
            for (int place = 0; place < width; place++) cells.add(new double[column.size()]);
            for (int row = 0; row < column.size(); row++) {
                if (column.type() != VECTOR) {
                    cells.get(from)[row] = checked(column.number(row), column, row, step);
                    continue;
                }
                SparseVector vector = column.vector(row);
                for (int i = 0; i < vector.size(); i++) {
                    cells.get(from + vector.index(i))[row] = checked(vector.value(i), column, row, step);
                }
            }
        }
        return cells.toArray(double[][]::new);
    }

    static double checked(double cell, Column column, int row, String step) {
        if (Double.isFinite(cell)) return cell;
        boolean missing = Double.isNaN(cell);
        throw new DataException("Expected finite numbers in column '" + column.name() + "' to " + step + " but "
                + (missing ? "it is missing" : "found " + cell) + " at training row " + row + ". "
                + (missing ? "Add Impute before, or choose other columns." : "Make it missing, or leave the row out."));
    }

    List<State> toState() {
        return parts.stream()
                .map(part -> State.empty()
                        .with("name", part.name)
                        .with("type", part.type.name())
                        .with("dimensions", part.dimensions))
                .toList();
    }

    static Block fromState(List<State> states) {
        return new Block(states.stream()
                .map(state -> new Part(
                        state.string("name"), ColumnType.valueOf(state.string("type")), state.strings("dimensions")))
                .toList());
    }

    /** {@return names for numbered dimensions, such as {@code shape_02}} */
    static List<String> numbered(String name, int count) {
        int digits = Integer.toString(count).length();
        String[] names = new String[count];
        Arrays.setAll(
                names,
                i -> name + "_" + "0".repeat(digits - Integer.toString(i + 1).length()) + (i + 1));
        return List.of(names);
    }
}
