package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.CATEGORY;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.TEXT;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Condition;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Field;
import io.github.millwork.data.NumberExpression;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Puts other values in the place of some: whole cells of strings or numbers, or what a regular expression finds in strings.
 * It learns nothing. A cell that is none of the values stays as it is, and so does a missing one. An integer column comes out
 * as numbers if a new value has a fraction.
 *
 * @param columns which columns; by type, only those of strings, or of numbers
 * @param kind what is replaced
 * @param from the values or the regular expression; numbers in their decimal form
 * @param to what each becomes; the empty string for missing
 */
public record Replace(Columns columns, Kind kind, List<String> from, List<String> to) implements Transformer {
    /** What is replaced. */
    public enum Kind {
        /** Whole strings. */
        STRINGS,
        /** Numbers. */
        NUMBERS,
        /** The parts of strings that match a regular expression. */
        PATTERN
    }

    /**
     * Checks that there is a new value for each old one, and that a regular expression is one.
     *
     * @param columns which columns; by type, only those of strings, or of numbers
     * @param kind what is replaced
     * @param from the values or the regular expression; numbers in their decimal form
     * @param to what each becomes; the empty string for missing
     */
    public Replace {
        from = List.copyOf(from);
        to = List.copyOf(to);
        if (from.isEmpty()
                || from.size() != to.size()
                || from.stream().distinct().count() < from.size()) {
            throw new IllegalArgumentException("Expected different values and what each of them becomes but found "
                    + from + " and " + to + ". Give each value once.");
        }
        if (kind == Kind.PATTERN) Pattern.compile(from.get(0));
    }

    /**
     * {@return the step that puts a string in the place of another}
     *
     * @param columns categories and text
     * @param value the whole cell that is replaced
     * @param instead what it becomes
     */
    public static Replace value(Columns columns, String value, String instead) {
        return new Replace(columns, Kind.STRINGS, List.of(value), List.of(instead));
    }

    /**
     * {@return the step that puts strings in the place of others}
     *
     * @param columns categories and text
     * @param instead for each cell that is replaced what it becomes
     */
    public static Replace values(Columns columns, Map<String, String> instead) {
        List<String> from = instead.keySet().stream().sorted().toList();
        List<String> to = new ArrayList<>();
        for (String value : from) to.add(instead.getOrDefault(value, ""));
        return new Replace(columns, Kind.STRINGS, from, to);
    }

    /**
     * {@return the step that puts a number in the place of another}
     *
     * @param columns numbers and integers
     * @param value the number that is replaced
     * @param instead what it becomes
     */
    public static Replace value(Columns columns, double value, double instead) {
        return numbers(columns, new double[] {value}, instead);
    }

    private static Replace numbers(Columns columns, double[] values, double instead) {
        List<String> from = new ArrayList<>();
        for (double value : values) from.add(Double.toString(value + 0.0));
        String to = Double.isNaN(instead) ? "" : Double.toString(instead);
        return new Replace(columns, Kind.NUMBERS, from, Collections.nCopies(from.size(), to));
    }

    /**
     * {@return the step that makes cells missing that hold one of these strings}
     *
     * @param columns categories and text
     * @param values the whole cells that mean missing, such as {@code "unknown"}
     */
    public static Replace withMissing(Columns columns, String... values) {
        return new Replace(columns, Kind.STRINGS, List.of(values), Collections.nCopies(values.length, ""));
    }

    /**
     * {@return the step that makes cells missing that hold one of these numbers}
     *
     * @param columns numbers and integers
     * @param values the numbers that mean missing, such as {@code -999}
     */
    public static Replace withMissing(Columns columns, double... values) {
        return numbers(columns, values, Double.NaN);
    }

    /**
     * {@return the step that replaces all that a regular expression finds}
     *
     * @param columns categories and text
     * @param regex a regular expression as {@link Pattern} understands it
     * @param instead what takes its place, as {@link java.util.regex.Matcher#replaceAll(String)} understands it; a cell of
     *     which nothing is left is missing
     * @throws java.util.regex.PatternSyntaxException if it is not one
     */
    public static Replace pattern(Columns columns, String regex, String instead) {
        return new Replace(columns, Kind.PATTERN, List.of(regex), List.of(instead));
    }

    /** One column whose cells are replaced. */
    record Part(String name, ColumnType type) {}

    /** Replaces the same values in the columns that were chosen in training. */
    record Fitted(List<Part> parts, Kind kind, List<String> from, List<String> to) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return parts.stream()
                    .map(part -> new Operation(
                            List.of(part.name),
                            List.of(new Field(part.name, part.type)),
                            true,
                            (in, out) -> kernel(in[0], out[0])))
                    .map(this::said)
                    .toList();
        }

        private Operation said(Operation operation) {
            if (kind != Kind.NUMBERS) return operation;
            NumberExpression cell = Expression.number(operation.inputs().get(0));
            NumberExpression replaced = cell;
            for (int i = from.size() - 1; i >= 0; i--) {
                Condition equal = cell.isEqualTo(Double.parseDouble(from.get(i)));
                replaced = equal.then(Expression.constant(number(to.get(i))), replaced); // missing where the cell is
            }
            return operation.meaning(new Meaning.Formulas(replaced));
        }

        private Kernel kernel(int in, int out) {
            if (kind == Kind.PATTERN) {
                Pattern pattern = Pattern.compile(from.get(0));
                String instead = to.get(0);
                return frame -> {
                    String cell = frame.string(in);
                    frame.set(out, cell == null ? null : pattern.matcher(cell).replaceAll(instead));
                };
            }
            if (kind == Kind.NUMBERS) return numbers(in, out);
            Map<String, String> instead = new HashMap<>();
            for (int i = 0; i < from.size(); i++) instead.put(from.get(i), to.get(i));
            return frame -> {
                String cell = frame.string(in);
                frame.set(out, cell == null ? null : instead.getOrDefault(cell, cell));
            };
        }

        private Kernel numbers(int in, int out) {
            double[] old = from.stream().mapToDouble(Double::parseDouble).toArray();
            double[] instead = to.stream().mapToDouble(Replace::number).toArray();
            return frame -> {
                double cell = frame.number(in);
                for (int i = 0; i < old.length; i++) {
                    if (cell == old[i]) {
                        frame.set(out, instead[i]);
                        return;
                    }
                }
                frame.set(out, cell);
            };
        }
    }

    private static double number(String value) {
        return value.isEmpty() ? Double.NaN : Double.parseDouble(value);
    }

    static final Codec<Replace> CODEC = Codec.of(
            "replace",
            Replace.class,
            replace -> State.empty()
                    .with("columns", replace.columns.toString())
                    .with("kind", replace.kind.name())
                    .with("from", replace.from)
                    .with("to", replace.to),
            state -> new Replace(
                    Columns.parse(state.string("columns")),
                    Kind.valueOf(state.string("kind")),
                    state.strings("from"),
                    state.strings("to")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "replace.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.parts.stream()
                                    .map(part -> State.empty()
                                            .with("name", part.name)
                                            .with("type", part.type.name()))
                                    .toList())
                    .with("kind", fitted.kind.name())
                    .with("from", fitted.from)
                    .with("to", fitted.to),
            state -> new Fitted(
                    state.states("columns").stream()
                            .map(part -> new Part(part.string("name"), ColumnType.valueOf(part.string("type"))))
                            .toList(),
                    Kind.valueOf(state.string("kind")),
                    state.strings("from"),
                    state.strings("to")));

    @Override
    public String describe() {
        return "replace " + String.join(", ", from).replace("\n", " ") + " in " + columns.describe();
    }

    private Selection selection() {
        return kind == Kind.NUMBERS ? Selection.of(columns, NUMBER, INTEGER) : Selection.of(columns, CATEGORY, TEXT);
    }

    private Part part(String name, ColumnType before) {
        boolean whole = kind == Kind.NUMBERS
                && to.stream().mapToDouble(Replace::number).allMatch(v -> Double.isNaN(v) || v == Math.rint(v));
        return new Part(name, kind == Kind.NUMBERS && !whole ? NUMBER : before);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return selection().in(input).stream()
                .map(field -> new Schema.Rewrite(
                        List.of(field.name()), List.of(new Field(field.name(), part(field.name(), field.type()).type))))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Part> parts = selection().in(training, describe()).stream()
                .map(column -> part(column.name(), column.type()))
                .toList();
        return TransformerFit.of(new Fitted(parts, kind, from, to));
    }
}
