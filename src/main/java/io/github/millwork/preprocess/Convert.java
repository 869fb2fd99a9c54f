package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.CATEGORY;
import static io.github.millwork.data.ColumnType.DATE;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.TEXT;
import static io.github.millwork.data.ColumnType.TIMESTAMP;

import io.github.millwork.data.Cast;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes columns of one type columns of another. It learns nothing. A missing cell stays missing. A cell that has no value of
 * the new type is an error that names it, or with {@link #orMissing} becomes missing.
 *
 * <table>
 * <caption>What can be converted</caption>
 * <tr><th>to</th><th>from</th></tr>
 * <tr><td>number</td><td>integers; booleans as 0 and 1; strings such as {@code -1.5e3}; dates as days and timestamps as
 *     milliseconds since 1970-01-01</td></tr>
 * <tr><td>integer</td><td>whole numbers; booleans; strings such as {@code 42}; dates and timestamps</td></tr>
 * <tr><td>boolean</td><td>0 and 1; the strings true, yes, 1 and false, no, 0 in any case</td></tr>
 * <tr><td>category, text</td><td>each other; integers, booleans, dates and timestamps by their text</td></tr>
 * <tr><td>date</td><td>strings such as {@code 2024-01-31}; timestamps by their day in UTC</td></tr>
 * <tr><td>timestamp</td><td>strings such as {@code 2024-01-31T10:00:00}; dates by their first instant in UTC</td></tr>
 * </table>
 *
 * @param columns which columns; by type, only those that can be converted
 * @param type what they become
 * @param lenient whether a cell without a value of that type becomes missing
 */
public record Convert(Columns columns, ColumnType type, boolean lenient) implements Transformer {
    private static final long MILLIS_A_DAY = 86_400_000;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Map<String, Integer> TRUTHS = Map.of("true", 1, "yes", 1, "1", 1, "false", 0, "no", 0, "0", 0);

    /**
     * Checks that the type is one that other types have values of.
     *
     * @param columns which columns; by type, only those that can be converted
     * @param type what they become
     * @param lenient whether a cell without a value of that type becomes missing
     */
    public Convert {
        if (type == ColumnType.VECTOR) {
            throw new IllegalArgumentException(
                    "Expected a type of single values but found vector. Use Encode instead.");
        }
    }

    /**
     * {@return the step that makes columns numbers}
     *
     * @param columns any but vectors
     */
    public static Convert toNumber(Columns columns) {
        return new Convert(columns, NUMBER, false);
    }

    /**
     * {@return the step that makes columns categories}
     *
     * @param columns text, integers, booleans, dates and timestamps
     */
    public static Convert toCategory(Columns columns) {
        return new Convert(columns, CATEGORY, false);
    }

    /**
     * {@return the step that makes columns be of a type}
     *
     * @param columns columns that can be converted
     * @param type any but vector
     */
    public static Convert to(ColumnType type, Columns columns) {
        return new Convert(columns, type, false);
    }

    /** {@return this step with cells made missing that have no value of the new type} */
    public Convert orMissing() {
        return new Convert(columns, type, true);
    }

    /** One column and the type it has before. */
    record Part(String name, ColumnType from) {
        Kernel kernel(ColumnType to, boolean lenient, int in, int out) {
            if (to.isString()) {
                if (from.isString()) return frame -> frame.set(out, frame.string(in));
                return frame -> {
                    double cell = frame.number(in);
                    frame.set(out, Double.isNaN(cell) ? null : text(cell));
                };
            }
            return frame -> {
                double converted = from.isString() ? fromString(frame, in, to) : fromNumber(frame.number(in), to);
                if (!Double.isInfinite(converted)) {
                    frame.set(out, converted);
                    return;
                }
                if (!lenient) throw wrong(frame, in, to);
                frame.set(out, Double.NaN);
            };
        }

        private DataException wrong(Frame frame, int in, ColumnType to) {
            return new DataException("Expected column '" + name + "' to hold values that can be made "
                    + to.label() + " but found '" + (from.isString() ? frame.string(in) : frame.number(in))
                    + "'. Replace it first, or add orMissing().");
        }

        private String text(double cell) {
            return switch (from) {
                case BOOLEAN -> Boolean.toString(cell == 1);
                case DATE -> LocalDate.ofEpochDay((long) cell).toString();
                case TIMESTAMP -> Instant.ofEpochMilli((long) cell).toString();
                default -> Long.toString((long) cell);
            };
        }

        /** Infinity where there is no value of that type. */
        private double fromNumber(double cell, ColumnType to) {
            if (Double.isNaN(cell)) return cell;
            return switch (to) {
                case INTEGER -> cell == Math.rint(cell) && Math.abs(cell) < 0x1p63 ? cell : Double.POSITIVE_INFINITY;
                case BOOLEAN -> cell == 0 || cell == 1 ? cell : Double.POSITIVE_INFINITY;
                case DATE -> from == DATE ? cell : Math.floor(cell / MILLIS_A_DAY);
                case TIMESTAMP -> from == TIMESTAMP ? cell : cell * MILLIS_A_DAY;
                default -> cell;
            };
        }

        private double fromString(Frame frame, int in, ColumnType to) {
            String cell = frame.string(in);
            if (cell == null) return Double.NaN;
            try {
                return switch (to) {
                    case BOOLEAN -> {
                        Integer truth = TRUTHS.get(cell.strip().toLowerCase(Locale.ROOT));
                        yield truth == null ? Double.POSITIVE_INFINITY : truth;
                    }
                    case INTEGER -> Long.parseLong(cell.strip());
                    case DATE, TIMESTAMP -> Cast.number(to, cell.strip(), name);
                    default ->
                        DECIMAL.matcher(cell.strip()).matches()
                                ? Double.parseDouble(cell.strip())
                                : Double.POSITIVE_INFINITY;
                };
            } catch (NumberFormatException | DataException e) {
                return Double.POSITIVE_INFINITY;
            }
        }
    }

    /** Converts the columns that were chosen in training. */
    record Fitted(List<Part> parts, ColumnType type, boolean lenient) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return parts.stream()
                    .map(part -> new Operation(
                            List.of(part.name),
                            List.of(new Field(part.name, type)),
                            true,
                            (in, out) -> part.kernel(type, lenient, in[0], out[0])))
                    .toList();
        }
    }

    static final Codec<Convert> CODEC = Codec.of(
            "convert",
            Convert.class,
            convert -> State.empty()
                    .with("columns", convert.columns.toString())
                    .with("type", convert.type.name())
                    .with("lenient", convert.lenient),
            state -> new Convert(
                    Columns.parse(state.string("columns")),
                    ColumnType.valueOf(state.string("type")),
                    state.flag("lenient")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "convert.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.parts.stream()
                                    .map(part -> State.empty()
                                            .with("name", part.name)
                                            .with("from", part.from.name()))
                                    .toList())
                    .with("type", fitted.type.name())
                    .with("lenient", fitted.lenient),
            state -> new Fitted(
                    state.states("columns").stream()
                            .map(part -> new Part(part.string("name"), ColumnType.valueOf(part.string("from"))))
                            .toList(),
                    ColumnType.valueOf(state.string("type")),
                    state.flag("lenient")));

    @Override
    public String describe() {
        return "convert " + columns.describe() + " to " + type.label();
    }

    private Selection selection() {
        Selection selection = switch (type) {
            case NUMBER -> Selection.of(columns, INTEGER, BOOLEAN, CATEGORY, TEXT, DATE, TIMESTAMP);
            case INTEGER -> Selection.of(columns, NUMBER, BOOLEAN, CATEGORY, TEXT, DATE, TIMESTAMP);
            case BOOLEAN -> Selection.of(columns, NUMBER, INTEGER, CATEGORY, TEXT);
            case CATEGORY -> Selection.of(columns, TEXT, INTEGER, BOOLEAN, DATE, TIMESTAMP);
            case TEXT -> Selection.of(columns, CATEGORY, INTEGER, BOOLEAN, DATE, TIMESTAMP);
            case DATE -> Selection.of(columns, CATEGORY, TEXT, TIMESTAMP);
            default -> Selection.of(columns, CATEGORY, TEXT, DATE);
        };
        return selection.orNamed(type); // what is of that type already is left as it is
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return selection().in(input).stream()
                .filter(field -> field.type() != type)
                .map(field -> new Schema.Rewrite(List.of(field.name()), List.of(new Field(field.name(), type))))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Part> parts = selection().in(training, describe()).stream()
                .filter(column -> column.type() != type)
                .map(column -> new Part(column.name(), column.type()))
                .toList();
        return TransformerFit.of(new Fitted(parts, type, lenient));
    }
}
