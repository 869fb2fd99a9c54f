package io.github.millwork.data;

import org.jspecify.annotations.Nullable;

/** Where the cells of a column live. Immutable once made; one implementation for each kind of Tablesaw column. */
interface Store {
    int size();

    boolean missing(int row);

    /** How many cells are missing; where there are many rows, each kind of store counts its own cells faster. */
    default int missingCount() {
        int missing = 0;
        for (int i = 0; i < size(); i++) {
            if (missing(i)) missing++;
        }
        return missing;
    }

    /** The cell as a double (see {@link ColumnType#fitsDouble()}), NaN where it is missing or no number. */
    double number(int row);

    /** The cell as its Java type, null where it is missing. */
    @Nullable
    Object value(int row);

    /** The cells at these rows, in this order. */
    Store rows(int[] rows);

    /** The cells of this store followed by those of another one of the same class. */
    Store concat(Store next);

    /** A copy that the caller may change. */
    tech.tablesaw.columns.Column<?> copy(String name);
}
