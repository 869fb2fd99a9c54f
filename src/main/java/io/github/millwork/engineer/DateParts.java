package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.DATE;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.TIMESTAMP;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the parts of a date or timestamp in its place, as columns of their own. It learns nothing. Timestamps are read in
 * UTC; where a cell is missing, so are its parts. For a column {@code when} these are written:
 *
 * <table>
 * <caption>The parts of a column {@code when}</caption>
 * <tr><th>column</th><th>type</th><th>values</th></tr>
 * <tr><td>{@code when_year}</td><td>integer</td><td>such as 2024</td></tr>
 * <tr><td>{@code when_month}</td><td>integer</td><td>1 to 12</td></tr>
 * <tr><td>{@code when_day}</td><td>integer</td><td>1 to 31</td></tr>
 * <tr><td>{@code when_day_of_week}</td><td>integer</td><td>1 (Monday) to 7 (Sunday), as in ISO 8601</td></tr>
 * <tr><td>{@code when_day_of_year}</td><td>integer</td><td>1 to 366</td></tr>
 * <tr><td>{@code when_is_weekend}</td><td>boolean</td><td>Saturday or Sunday</td></tr>
 * <tr><td>{@code when_epoch_days}</td><td>number</td><td>days since 1970-01-01, for timestamps with the fraction</td></tr>
 * <tr><td>{@code when_hour}</td><td>integer</td><td>0 to 23; for timestamps only</td></tr>
 * <tr><td>{@code when_minute}</td><td>integer</td><td>0 to 59; for timestamps only</td></tr>
 * </table>
 *
 * @param columns which columns; by type, only dates and timestamps
 */
public record DateParts(Columns columns) implements Transformer {
    private static final long MILLIS_A_DAY = 86_400_000;

    /**
     * {@return the step that takes dates and timestamps apart}
     *
     * @param columns dates and timestamps
     */
    public static DateParts of(Columns columns) {
        return new DateParts(columns);
    }

    /** One column of dates or timestamps. */
    record Dated(String name, ColumnType type) {
        List<Field> parts() {
            List<Field> parts = new ArrayList<>();
            for (String part : List.of("year", "month", "day", "day_of_week", "day_of_year"))
                parts.add(new Field(name + "_" + part, INTEGER));
            parts.add(new Field(name + "_is_weekend", BOOLEAN));
            parts.add(new Field(name + "_epoch_days", NUMBER));
            if (type == TIMESTAMP) {
                parts.add(new Field(name + "_hour", INTEGER));
                parts.add(new Field(name + "_minute", INTEGER));
            }
            return parts;
        }

        Operation operation() {
            return new Operation(List.of(name), parts(), true, (in, out) -> kernel(in[0], out));
        }

        private Kernel kernel(int in, int[] out) {
            long unit = type == TIMESTAMP ? MILLIS_A_DAY : 1;
            return frame -> {
                double cell = frame.number(in);
                if (Double.isNaN(cell)) {
                    for (int slot : out) frame.set(slot, Double.NaN);
                    return;
                }
                LocalDate date = LocalDate.ofEpochDay(Math.floorDiv((long) cell, unit));
                int weekday = date.getDayOfWeek().getValue();
                frame.set(out[0], date.getYear());
                frame.set(out[1], date.getMonthValue());
                frame.set(out[2], date.getDayOfMonth());
                frame.set(out[3], weekday);
                frame.set(out[4], date.getDayOfYear());
                frame.set(out[5], weekday > 5 ? 1 : 0);
                frame.set(out[6], cell / unit);
                if (type == DATE) return;
                int millis = (int) Math.floorMod((long) cell, MILLIS_A_DAY);
                frame.set(out[7], Math.floorDiv(millis, 3_600_000));
                frame.set(out[8], Math.floorDiv(millis, 60_000) % 60);
            };
        }
    }

    /** Takes the columns that were chosen in training apart. */
    record Fitted(List<Dated> columns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream().map(Dated::operation).toList();
        }
    }

    static final Codec<DateParts> CODEC = Codec.of(
            "date-parts",
            DateParts.class,
            parts -> State.empty().with("columns", parts.columns.toString()),
            state -> new DateParts(Columns.parse(state.string("columns"))));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "date-parts.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream()
                                    .map(column -> State.empty()
                                            .with("name", column.name)
                                            .with("type", column.type.name()))
                                    .toList()),
            state -> new Fitted(state.states("columns").stream()
                    .map(column -> new Dated(column.string("name"), ColumnType.valueOf(column.string("type"))))
                    .toList()));

    @Override
    public String describe() {
        return "date parts of " + columns.describe();
    }

    private Selection selection() {
        return Selection.of(columns, DATE, TIMESTAMP);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return selection().in(input).stream()
                .map(field -> new Dated(field.name(), field.type()).operation().rewrite())
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Fitted(selection().in(training, describe()).stream()
                .map(column -> new Dated(column.name(), column.type()))
                .toList()));
    }
}
