package io.github.millwork.data;

/** What to write to keep the rows that have a value in a column, for messages. */
public final class Present {
    private Present() {}

    /**
     * {@return the rows with a value, in code, such as {@code data.where(text("kind").isMissing().not())}}
     *
     * @param column a column with missing cells
     */
    public static String rows(Column column) {
        if (column.type() == ColumnType.DATE || column.type() == ColumnType.TIMESTAMP) return "Dataset.where";
        String read = column.type().isString() ? "text" : column.type() == ColumnType.BOOLEAN ? "flag" : "number";
        return "data.where(" + read + "(\"" + column.name() + "\").isMissing().not())";
    }
}
