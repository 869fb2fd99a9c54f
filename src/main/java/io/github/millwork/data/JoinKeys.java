package io.github.millwork.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys on one side of a join. */
record JoinKeys(String side, List<Column> columns, int rows) {
    /** Which rows go together; -1 on the right where nothing matches. */
    record Pairs(int[] left, int[] right) {}

    static JoinKeys of(String side, Dataset data, List<String> names) {
        return new JoinKeys(side, names.stream().map(data::column).toList(), data.rowCount());
    }

    void checkTypes(JoinKeys other) {
        for (int i = 0; i < columns.size(); i++) {
            Column mine = columns.get(i);
            Column its = other.columns.get(i);
            boolean strings = mine.type().isString() && its.type().isString();
            if ((mine.type() == its.type() && mine.type() != ColumnType.VECTOR) || strings) continue;
            throw new DataException("Expected keys of one type but '" + mine.name() + "' is "
                    + mine.type().label() + " on the " + side + " and '" + its.name() + "' is "
                    + its.type().label() + " on the " + other.side + ". Read or cast both alike.");
        }
    }

    /** The key of a row, or null where a part of it is missing. */
    @Nullable
    Object key(int row) {
        if (columns.size() == 1) return columns.get(0).value(row);
        Object[] parts = new Object[columns.size()];
        for (int i = 0; i < parts.length; i++) {
            Object part = columns.get(i).value(row);
            if (part == null) return null;
            parts[i] = part;
        }
        return Arrays.asList(parts);
    }

    void checkUnique() {
        Map<Object, Integer> seen = new HashMap<>();
        for (int row = 0; row < rows; row++) {
            Object key = key(row);
            Integer first = key == null ? null : seen.putIfAbsent(key, row);
            if (first == null) continue;
            throw new DataException("Expected each key once on the " + side + " but "
                    + Names.list(columns.stream().map(Column::name).toList()) + " = " + key + " is in rows " + first
                    + " and " + row + ". Drop duplicates, join on more columns, or allow it with manyToMany().");
        }
    }

    /** The pairs in the order of the left, and of the right where several match. */
    Pairs pairs(JoinKeys right, boolean keepAll) {
        Map<Object, Integer> last = new HashMap<>();
        int[] next = new int[right.rows]; // the next row of the same key
        for (int row = right.rows - 1; row >= 0; row--) {
            Object key = right.key(row);
            Integer after = key == null ? null : last.put(key, row);
            next[row] = after == null ? -1 : after;
        }
        int[] lefts = new int[Math.max(16, rows)];
        int[] rights = new int[lefts.length];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            Object key = key(row);
            int match = key == null ? -1 : last.getOrDefault(key, -1);
            if (match < 0 && !keepAll) continue;
            do {
                if (count == lefts.length) {
                    lefts = Arrays.copyOf(lefts, grown(count));
                    rights = Arrays.copyOf(rights, lefts.length);
                }
                lefts[count] = row;
                rights[count++] = match;
                match = match < 0 ? -1 : next[match];
            } while (match >= 0);
        }
        return new Pairs(Arrays.copyOf(lefts, count), Arrays.copyOf(rights, count));
    }

    private static int grown(int count) {
        if (count < Integer.MAX_VALUE / 2) return 2 * count;
        throw new DataException("Expected fewer rows than 2^31 after the join but found more. Join on more columns, or "
                + "drop duplicates on one side.");
    }
}
