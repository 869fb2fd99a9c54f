package io.github.millwork.stage;

import io.github.millwork.data.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Says which columns are absent that a pipeline reads: all of them at once, each with its type and an example. */
public final class AbsentColumns {
    private AbsentColumns() {}

    /**
     * {@return the inputs whose names are not among those that are there}
     *
     * @param inputs what is read
     * @param present the names that are there
     */
    public static List<RowProgram.Input> of(Collection<RowProgram.Input> inputs, Collection<String> present) {
        return inputs.stream()
                .filter(input -> !present.contains(input.column()))
                .toList();
    }

    /**
     * {@return what was expected and where it was not found, such as {@code "Expected a value for column 'age', a number such as
     * 1.5, but the row has none. Did you mean 'Age'?"}}
     *
     * @param absent what is absent, at least one
     * @param present the names that are there
     * @param where where they are looked for, such as {@code "the row"}
     */
    public static String words(List<RowProgram.Input> absent, Collection<String> present, String where) {
        return (absent.size() == 1 ? "Expected a value for " : "Expected values for ") + listed(absent) + ", but "
                + where + " has none" + (absent.size() == 1 ? "" : " of them") + ". " + suggested(absent, present);
    }

    /**
     * {@return columns with their types and examples, such as {@code "column 'age', a number such as 1.5"}}
     *
     * @param columns at least one
     */
    public static String listed(List<RowProgram.Input> columns) {
        int last = columns.size() - 1;
        if (last == 0) return "column " + named(columns.get(0));
        List<String> others =
                columns.subList(0, last).stream().map(AbsentColumns::named).toList();
        return "columns " + String.join("; ", others) + "; and " + named(columns.get(last));
    }

    /**
     * {@return what was probably meant by names that are there; else which are}
     *
     * @param absent what is absent, at least one
     * @param present the names that are there
     */
    public static String suggested(List<RowProgram.Input> absent, Collection<String> present) {
        if (absent.size() == 1) return Names.suggest(absent.get(0).column(), present);
        List<String> near = new ArrayList<>();
        for (RowProgram.Input input : absent) {
            String suggestion = Names.suggest(input.column(), present);
            if (suggestion.startsWith("Did")) near.add("For '" + input.column() + "': d" + suggestion.substring(1));
        }
        if (!near.isEmpty()) return String.join(" ", near);
        return present.isEmpty() ? "There are none." : "There are: " + Names.list(present) + ".";
    }

    private static String named(RowProgram.Input input) {
        String kind = switch (input.type()) {
            case NUMBER -> "a number such as 1.5";
            case INTEGER -> "a whole number such as 3";
            case BOOLEAN -> "true or false";
            case CATEGORY -> "a category such as 'a'";
            case TEXT -> "text";
            case DATE -> "a date such as 2024-01-31";
            case TIMESTAMP -> "a time such as 2024-01-31T10:00:00Z";
            case VECTOR -> "a vector";
        };
        return "'" + input.column() + "', " + kind;
    }
}
