package io.github.millwork.data;

/** What the cells of a column are. Any cell may be missing, whatever the type. */
public enum ColumnType {
    /** A double; NaN is missing. */
    NUMBER,
    /** A long; {@link Long#MIN_VALUE} is not a legal value. */
    INTEGER,
    /** True or false. */
    BOOLEAN,
    /** One of a set of names; what strings are unless they are declared text. The empty string is missing. */
    CATEGORY,
    /** Free text. The empty string is missing. */
    TEXT,
    /** A calendar day without zone. */
    DATE,
    /** An instant on the time line, to the millisecond. */
    TIMESTAMP,
    /** A sparse vector with named dimensions, as encoders and text steps produce; never missing. */
    VECTOR;

    /** {@return whether the cells are numbers that arithmetic makes sense on: {@link #NUMBER} and {@link #INTEGER}} */
    public boolean isNumeric() {
        return this == NUMBER || this == INTEGER;
    }

    /** {@return whether the cells are strings: {@link #CATEGORY} and {@link #TEXT}} */
    public boolean isString() {
        return this == CATEGORY || this == TEXT;
    }

    /**
     * {@return whether a cell fits in a double} Dates count as days and timestamps as milliseconds since 1970-01-01,
     * booleans as 0 and 1; missing is NaN. Strings and vectors do not fit.
     */
    public boolean fitsDouble() {
        return !isString() && this != VECTOR;
    }

    /** {@return the name as it is written in messages and files, in lower case} */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static ColumnType ofLabel(String label) {
        for (ColumnType each : values()) {
            if (each.label().equals(label)) return each;
        }
        throw new IllegalArgumentException("Expected a column type but found '" + label + "'.");
    }
}
