package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What ties rows together, so that those which are alike are not dealt to both sides of a cut: their groups and their
 * times. The arrays are not to be changed.
 *
 * @param groups for each row the number of its group; null where there is no column of the role group
 * @param times for each row its time, as a number that grows with time; null where there is no column of the role time,
 *     or a cell of it is missing
 */
public record Ties(int @Nullable [] groups, double @Nullable [] times) {
    /** Rows that have nothing to do with each other. */
    public static final Ties NONE = new Ties(null, null);

    /**
     * {@return what ties the rows of a dataset together} Rows whose group is missing are one group.
     *
     * @param data the rows, with the roles group and time where they have such columns
     */
    public static Ties of(Dataset data) {
        Column group = column(data, Role.GROUP);
        Column time = column(data, Role.TIME);
        boolean timed = time != null && time.type().fitsDouble() && time.missingCount() == 0;
        return new Ties(group == null ? null : numbered(group), timed && time != null ? time.toDoubles() : null);
    }

    private static @Nullable Column column(Dataset data, Role role) {
        return data.schema()
                .withRole(role)
                .map(field -> data.column(field.name()))
                .orElse(null);
    }

    private static int[] numbered(Column column) {
        Map<@Nullable Object, Integer> numbers = new HashMap<>();
        int[] of = new int[column.size()];
        for (int row = 0; row < of.length; row++) {
            Object value = column.value(row);
            Integer known = numbers.get(value);
            if (known == null) {
                known = numbers.size();
                numbers.put(value, known);
            }
            of[row] = known;
        }
        return of;
    }

    /**
     * {@return what ties some of the rows together}
     *
     * @param rows row numbers, in any order, any repeated
     */
    public Ties rows(int[] rows) {
        int[] from = groups;
        double[] when = times;
        return new Ties(
                from == null ? null : Arrays.stream(rows).map(row -> from[row]).toArray(),
                when == null
                        ? null
                        : Arrays.stream(rows).mapToDouble(row -> when[row]).toArray());
    }
}
