package io.github.millwork.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows given as maps: the types of their columns are found from the values. */
final class MapRows {
    private MapRows() {}

    static Dataset dataset(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            for (Map.Entry<String, ? extends @Nullable Object> cell :
                    rows.get(row).entrySet()) {
                @Nullable ColumnType known = types.get(cell.getKey());
                @Nullable ColumnType type = type(cell.getKey(), known, cell.getValue(), row);
                if (type != known || known == null) types.put(cell.getKey(), type);
            }
        }
        List<Column> columns = new ArrayList<>();
        types.forEach((name, type) -> columns.add(column(rows, name, type == null ? ColumnType.NUMBER : type)));
        return Dataset.of(columns, rows.size());
    }

    /** The type of a column with one value more. */
    private static @Nullable ColumnType type(String name, @Nullable ColumnType known, @Nullable Object value, int row) {
        if (value == null) return known;
        ColumnType type = value instanceof Enum<?> ? ColumnType.CATEGORY : Cast.typeOf(value.getClass());
        if (type == null || type == ColumnType.VECTOR) {
            throw new DataException("Expected column '" + name
                    + "' to hold numbers, booleans, strings, enums, dates or timestamps but found the "
                    + value.getClass().getSimpleName() + " '" + value + "' at row " + row
                    + ". Turn it into one of these, or leave it out.");
        }
        if (known == null || known == type) return type;
        if (known.isNumeric() && type.isNumeric()) return ColumnType.NUMBER;
        if (known == ColumnType.CATEGORY && Cast.suits(known, type)) return known;
        if (type == ColumnType.CATEGORY && Cast.suits(type, known)) return type;
        throw new DataException("Expected column '" + name + "' to be " + known.label() + ", as the rows before are, "
                + "but found the " + value.getClass().getSimpleName() + " '" + value + "' at row " + row
                + ". Give values of one type.");
    }

    private static Column column(
            List<? extends Map<String, ? extends @Nullable Object>> rows, String name, ColumnType type) {
        @Nullable Object[] cells = new @Nullable Object[rows.size()];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = DatasetBuilder.cell(name, type, rows.get(row).get(name), row);
        }
        return DatasetBuilder.column(name, type, cells);
    }
}
