package io.github.millwork.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** The door to Tablesaw: tables in and out, always copied, since theirs can be changed. */
final class TableDoor {
    private TableDoor() {}

    static Dataset in(Table table) {
        List<Column> columns = new ArrayList<>();
        for (tech.tablesaw.columns.Column<?> column : table.columns()) columns.add(in(column));
        return Dataset.of(columns);
    }

    private static Column in(tech.tablesaw.columns.Column<?> from) {
        String name = from.name();
        @Nullable Object[] cells = new @Nullable Object[from.size()];
        for (int i = 0; i < cells.length; i++) cells[i] = from.isMissing(i) ? null : from.get(i);
        ColumnType type = switch (from.type().name()) {
            case "DOUBLE", "FLOAT" -> ColumnType.NUMBER;
            case "INTEGER", "LONG", "SHORT" -> ColumnType.INTEGER;
            case "BOOLEAN" -> ColumnType.BOOLEAN;
            case "STRING" -> ColumnType.CATEGORY;
            case "LOCAL_DATE" -> ColumnType.DATE;
            case "INSTANT", "LOCAL_DATE_TIME" -> ColumnType.TIMESTAMP;
            default ->
                throw new DataException("Expected a Tablesaw column of numbers, booleans, strings, dates or "
                        + "timestamps but '" + name + "' is " + from.type().name()
                        + ". Convert it first, for example with asStringColumn().");
        };
        for (int i = 0; i < cells.length; i++) cells[i] = Cast.cell(type, cells[i], name);
        return DatasetBuilder.column(name, type, cells);
    }

    static Table out(Dataset data) {
        List<tech.tablesaw.columns.Column<?>> columns = new ArrayList<>();
        for (Column column : data.columns()) {
            if (column.type() != ColumnType.VECTOR) {
                columns.add(column.store().copy(column.name()));
                continue;
            }
            for (int d = 0; d < column.dimensions().size(); d++) {
                double[] values = new double[column.size()];
                for (int row = 0; row < values.length; row++)
                    values[row] = column.vector(row).at(d);
                columns.add(DoubleColumn.create(column.dimensions().get(d), values));
            }
        }
        checkNames(columns);
        return Table.create("dataset", columns);
    }

    /** Tablesaw does not tell apart names that differ in case only. */
    private static void checkNames(List<tech.tablesaw.columns.Column<?>> columns) {
        Map<String, String> seen = new HashMap<>();
        for (tech.tablesaw.columns.Column<?> column : columns) {
            String other = seen.put(column.name().toLowerCase(Locale.ROOT), column.name());
            if (other != null) {
                throw new DataException(
                        "Expected column names that differ in more than case, as a Tablesaw table needs, "
                                + "but found '" + other + "' and '" + column.name() + "'. Rename one of the two.");
            }
        }
    }
}
