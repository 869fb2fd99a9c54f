package io.github.millwork.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The column to be predicted, or the columns where a row may have any number of labels.
 *
 * @param columns the names of the columns; one, unless each label has a column of its own
 * @param positive the class that is looked for, such as "spam"; null where none is special
 * @param separator what stands between the labels of a row that are held in one column; null where a row has one class,
 *     or a column for each label
 */
public record Target(
        List<String> columns,
        @Nullable String positive,
        @Nullable String separator) {
    /**
     * Copies the names and checks that there is one, and none twice.
     *
     * @param columns the names of the columns; one, unless each label has a column of its own
     * @param positive the class that is looked for, such as "spam"; null where none is special
     * @param separator what stands between the labels of a row that are held in one column; null where a row has one
     *     class, or a column for each label
     */
    public Target {
        columns = Names.labels(columns);
        if (separator != null && (separator.isEmpty() || columns.size() > 1)) {
            throw new IllegalArgumentException("Expected one column and what separates the labels in it but found the "
                    + "columns " + Names.list(columns) + " and '" + separator
                    + "'. Use Target.of(column).separatedBy(\";\"), or Target.labels with a column for each label.");
        }
    }

    /**
     * {@return the target in a column}
     *
     * @param column the name of the column
     */
    public static Target of(String column) {
        return new Target(List.of(column), null, null);
    }

    /**
     * {@return labels that each have a column, true (or 1) where the row has the label}
     *
     * @param columns the names of the columns, which are the labels
     */
    public static Target labels(String... columns) {
        return new Target(List.of(columns), null, null);
    }

    /**
     * {@return this target with a positive class, which precision, recall, F1 and thresholds need}
     *
     * @param label the class that is looked for
     */
    public Target positive(String label) {
        return new Target(columns, label, separator);
    }

    /**
     * {@return this target with any number of labels in its column}
     *
     * @param text what stands between two labels, such as ";"; blanks around labels do not count
     */
    public Target separatedBy(String text) {
        return new Target(columns, positive, text);
    }

    /** {@return the name of the column, or of the first} */
    public String column() {
        return columns.get(0);
    }

    @Override
    public String toString() {
        String labels = separator == null ? "" : " separated by '" + separator + "'";
        return Names.list(columns) + labels + (positive == null ? "" : " (positive '" + positive + "')");
    }
}
