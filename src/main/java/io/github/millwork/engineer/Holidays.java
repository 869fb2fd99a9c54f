package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.DATE;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.TIMESTAMP;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Adds what a list of holidays says of a date or timestamp: {@code <column>_holiday} whether it is one, {@code
 * <column>_days_since_holiday} and {@code <column>_days_to_holiday} how many days it is from the last and to the next one, 0
 * on the day itself; missing where there is none before or after. It learns nothing, and the columns that it reads stay.
 * Timestamps are read in UTC; where a cell is missing, so is what is added.
 *
 * @param columns which columns; by type, only dates and timestamps
 * @param days the holidays
 */
public record Holidays(Columns columns, List<LocalDate> days) implements Transformer {
    private static final long MILLIS_A_DAY = 86_400_000;

    /**
     * Sorts the days.
     *
     * @param columns which columns; by type, only dates and timestamps
     * @param days the holidays
     */
    public Holidays {
        days = days.stream().distinct().sorted().toList();
        if (days.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one holiday but found none.");
        }
    }

    /**
     * {@return the step that adds what a list of holidays says}
     *
     * @param columns dates and timestamps
     * @param days the holidays, in any order
     */
    public static Holidays of(Columns columns, Collection<LocalDate> days) {
        return new Holidays(columns, List.copyOf(days));
    }

    /** One column of dates or timestamps. */
    record Dated(String name, ColumnType type) {
        List<Field> written() {
            return List.of(
                    new Field(name + "_holiday", BOOLEAN),
                    new Field(name + "_days_since_holiday", NUMBER),
                    new Field(name + "_days_to_holiday", NUMBER));
        }

        Operation operation(double[] days) {
            long unit = type == TIMESTAMP ? MILLIS_A_DAY : 1;
            return new Operation(List.of(name), written(), false, (in, out) -> frame -> {
                double cell = frame.number(in[0]);
                double day = Math.floor(cell / unit);
                int place = Arrays.binarySearch(days, day);
                int before = place >= 0 ? place : -place - 2;
                int after = place >= 0 ? place : -place - 1;
                boolean missing = Double.isNaN(cell);
                frame.set(out[0], missing ? Double.NaN : place >= 0 ? 1 : 0);
                frame.set(out[1], missing || before < 0 ? Double.NaN : day - days[before]);
                frame.set(out[2], missing || after >= days.length ? Double.NaN : days[after] - day);
            });
        }
    }

    /** Looks the columns up that were chosen in training. */
    record Fitted(List<Dated> columns, List<LocalDate> days) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            double[] sorted =
                    days.stream().mapToDouble(LocalDate::toEpochDay).sorted().toArray();
            return columns.stream().map(column -> column.operation(sorted)).toList();
        }
    }

    static final Codec<Holidays> CODEC = Codec.of(
            "holidays",
            Holidays.class,
            step -> State.empty()
                    .with("columns", step.columns.toString())
                    .with("days", step.days.stream().map(LocalDate::toString).toList()),
            state -> new Holidays(Columns.parse(state.string("columns")), days(state)));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "holidays.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream()
                                    .map(column -> State.empty()
                                            .with("name", column.name)
                                            .with("type", column.type.name()))
                                    .toList())
                    .with("days", fitted.days.stream().map(LocalDate::toString).toList()),
            state -> new Fitted(
                    state.states("columns").stream()
                            .map(column -> new Dated(column.string("name"), ColumnType.valueOf(column.string("type"))))
                            .toList(),
                    days(state)));

    private static List<LocalDate> days(State state) {
        return state.strings("days").stream().map(LocalDate::parse).toList();
    }

    @Override
    public String describe() {
        return "holidays in " + columns.describe();
    }

    private Selection selection() {
        return Selection.of(columns, DATE, TIMESTAMP);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return selection().in(input).stream()
                .map(field -> new Schema.Rewrite(List.of(), new Dated(field.name(), field.type()).written()))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Dated> chosen = selection().in(training, describe()).stream()
                .map((Column column) -> new Dated(column.name(), column.type()))
                .toList();
        return TransformerFit.of(new Fitted(chosen, days));
    }
}
