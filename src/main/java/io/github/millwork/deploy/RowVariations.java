package io.github.millwork.deploy;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.SavedCells;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes up rows that a pipeline may be asked for: plain ones, and ones with missing cells, categories that training had not
 * seen, and extremes. The same pipeline gives the same rows.
 */
final class RowVariations {
    private static final int PLAIN = 20;
    static final int MORE = 200;
    /** Single cells are varied in so many columns; beyond, rows are varied as a whole only. */
    private static final int COLUMNS = 16;

    private enum Kind {
        MISSING,
        UNSEEN,
        LOW,
        HIGH
    }

    private final List<Field> fields;

    RowVariations(Fitted<?> fitted) {
        this.fields = fitted.inputs().stream()
                .map(RowProgram.Input::column)
                .map(fitted.schema()::field)
                .toList();
    }

    /** Gives the training rows of the sample, or made up ones where it is empty, and then their variations. */
    Dataset of(Dataset sample) {
        List<List<@Nullable Object>> plain = new ArrayList<>();
        int rows = sample.rowCount() > 0 ? sample.rowCount() : PLAIN;
        for (int row = 0; row < rows; row++) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (Field field : fields) {
                cells.add(sample.rowCount() > 0 ? sample.column(field.name()).value(row) : madeUp(field, row));
            }
            plain.add(cells);
        }
        List<List<@Nullable Object>> all = new ArrayList<>(plain);
        for (Kind kind : Kind.values()) {
            List<@Nullable Object> base = plain.get(all.size() % rows);
            List<@Nullable Object> whole = new ArrayList<>();
            for (int c = 0; c < fields.size(); c++) whole.add(vary(kind, fields.get(c), base.get(c)));
            all.add(whole);
            for (int c = 0; c < Math.min(COLUMNS, fields.size()); c++) {
                base = plain.get(all.size() % rows);
                Object cell = vary(kind, fields.get(c), base.get(c));
                if (!Objects.equals(cell, base.get(c))) all.add(with(base, c, cell));
            }
        }
        // Only for pipelines that refuse most of the rows above.
        for (int k = 0; k < MORE; k++) {
            int c = k % fields.size();
            all.add(with(plain.get(k % rows), c, madeUp(fields.get(c), k)));
        }
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < fields.size(); c++) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (List<@Nullable Object> row : all) cells.add(row.get(c));
            columns.add(SavedCells.column(fields.get(c), cells));
        }
        return Dataset.of(columns);
    }

    private static List<@Nullable Object> with(List<@Nullable Object> base, int place, @Nullable Object cell) {
        List<@Nullable Object> row = new ArrayList<>(base);
        row.set(place, cell);
        return row;
    }

    private static @Nullable Object vary(Kind kind, Field field, @Nullable Object cell) {
        List<String> levels = field.levels();
        return switch (kind) {
            case MISSING -> field.type() == ColumnType.VECTOR ? SparseVector.ZERO : null;
            case UNSEEN -> field.type().isString() ? unseen(levels) : cell;
            case LOW ->
                switch (field.type()) {
                    case NUMBER -> -1e30;
                    case INTEGER -> -(1L << 53);
                    case BOOLEAN -> false;
                    case DATE -> LocalDate.of(1900, 1, 1);
                    case TIMESTAMP -> Instant.parse("1900-01-01T00:00:00Z");
                    case CATEGORY -> levels.isEmpty() ? cell : levels.get(0);
                    case TEXT, VECTOR -> cell;
                };
            case HIGH ->
                switch (field.type()) {
                    case NUMBER -> 1e30;
                    case INTEGER -> 1L << 53;
                    case BOOLEAN -> true;
                    case DATE -> LocalDate.of(2199, 12, 31);
                    case TIMESTAMP -> Instant.parse("2199-12-31T23:59:59.999Z");
                    case CATEGORY -> levels.isEmpty() ? cell : levels.get(levels.size() - 1);
                    case TEXT, VECTOR -> cell;
                };
        };
    }

    private static String unseen(List<String> levels) {
        String name = "not seen in training";
        while (levels.contains(name)) name += "!";
        return name;
    }

    private static Object madeUp(Field field, int number) {
        List<String> levels = field.levels();
        return switch (field.type()) {
            case NUMBER -> number * 1.5 - 10;
            case INTEGER -> (long) number;
            case BOOLEAN -> number % 2 == 0;
            case CATEGORY -> levels.isEmpty() ? "level " + number : levels.get(number % levels.size());
            case TEXT -> "made up text number " + number;
            case DATE -> LocalDate.of(2000, 1, 1).plusDays(97L * number);
            case TIMESTAMP -> Instant.parse("2000-01-01T00:00:00Z").plusSeconds(1_000_003L * number);
            case VECTOR ->
                levels.isEmpty()
                        ? SparseVector.ZERO
                        : SparseVector.of(new int[] {number % levels.size()}, new double[] {number + 0.5});
        };
    }
}
