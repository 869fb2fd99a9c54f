package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Present;
import io.github.millwork.data.Role;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a column says about which rows belong together or come later, for splits that respect it. */
final class RowKeys {
    private RowKeys() {}

    /**
     * Rows that belong together.
     *
     * @param of for each row the number of its group, in the order in which groups first occur
     * @param sizes how many rows each group has
     * @param keys the value that each group has in common
     */
    record Groups(int[] of, int[] sizes, List<Object> keys) {}

    /**
     * Finds the column that is named, or that of a role.
     *
     * @param purpose what it is for, in words
     * @param call how to name it, in code
     */
    static Column column(Dataset data, @Nullable String name, Role role, String purpose, String call) {
        if (name != null) return data.column(name);
        Field field = data.schema()
                .withRole(role)
                .orElseThrow(() -> new DataException("Expected a column of the role " + role.label() + " for "
                        + purpose + " but there is none. Give a column that role with withRole(\"column\", Role."
                        + role + "), or name it: " + call + "."));
        return data.column(field.name());
    }

    /**
     * Reads classes, which are of a type that a target of classes may have.
     *
     * @param otherwise what does without classes, in code
     */
    static Groups classes(Column column, String otherwise) {
        ColumnType type = column.type();
        if (type != ColumnType.CATEGORY && type != ColumnType.INTEGER && type != ColumnType.BOOLEAN) {
            throw new DataException("Expected the column '" + column.name()
                    + "' to stratify by to be a category, integer or boolean but it is " + type.label()
                    + ". Stratify by another column, or use " + otherwise + ".");
        }
        return groups(column, "stratify by");
    }

    /** Reads groups. */
    static Groups groups(Column column) {
        if (column.type() == ColumnType.VECTOR) {
            throw new DataException("Expected the column '" + column.name()
                    + "' to group by to hold one value in each cell but it is vector. Group by another column.");
        }
        return groups(column, "group by");
    }

    private static Groups groups(Column column, String purpose) {
        checkComplete(column, purpose);
        Map<Object, Integer> numbers = new LinkedHashMap<>();
        int[] of = new int[column.size()];
        for (int row = 0; row < of.length; row++) {
            Object value = column.value(row);
            if (value != null) of[row] = numbers.computeIfAbsent(value, key -> numbers.size());
        }
        int[] sizes = new int[numbers.size()];
        for (int group : of) sizes[group]++;
        return new Groups(of, sizes, List.copyOf(numbers.keySet()));
    }

    /**
     * Reads times as numbers that have the same order and are equal for equal times: integers as they are, dates as days
     * and timestamps as milliseconds since 1970, doubles as their bits, made {@link #sortable}.
     */
    static long[] times(Column column) {
        ColumnType type = column.type();
        if (!type.isNumeric() && type != ColumnType.DATE && type != ColumnType.TIMESTAMP) {
            throw new DataException("Expected the column '" + column.name()
                    + "' to order by time to be a date, timestamp or number but it is " + type.label()
                    + ". Read it as a date or timestamp, or name another column.");
        }
        checkComplete(column, "order by time");
        long[] times = new long[column.size()];
        // Nanoseconds since 1970 do not fit in a double, so integers are read as they are.
        if (type == ColumnType.INTEGER)
            Arrays.setAll(times, row -> column.integer(row).orElseThrow());
        else if (type == ColumnType.NUMBER) Arrays.setAll(times, row -> sortable(column.number(row)));
        else Arrays.setAll(times, row -> (long) column.number(row));
        return times;
    }

    /** The bits of a double, changed so that they order as the doubles do; both zeros are one. */
    static long sortable(double number) {
        long bits = Double.doubleToLongBits(number + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /** The double whose bits were made sortable. */
    static double unsorted(long key) {
        return Double.longBitsToDouble(key ^ ((key >> 63) & Long.MAX_VALUE));
    }

    private static void checkComplete(Column column, String purpose) {
        if (column.missingCount() == 0) return;
        int first = 0;
        while (!column.isMissing(first)) first++;
        throw new DataException("Expected a value in every row of the column '" + column.name() + "' to " + purpose
                + " but " + column.missingCount() + " of " + column.size() + " are missing, first at row " + first
                + ". Leave those rows out: " + Present.rows(column)
                + "; in a pipeline: collect(...).where(...).");
    }
}
