package io.github.millwork.collect;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One column of a result, read as what its type in the database is. */
abstract sealed class JdbcColumn {
    final String name;
    final int index;

    private JdbcColumn(String name, int index) {
        this.name = name;
        this.index = index;
    }

    abstract void reserve(int rows);

    /** Takes the cell of the row that the result is at. */
    abstract void read(ResultSet row, int slot) throws SQLException;

    abstract Column column(String source, int rows);

    /** Makes the column for one of a result; {@code raw} is what takes cells as text. */
    static JdbcColumn of(ResultSetMetaData data, int index, boolean dynamic, RawColumn raw) throws SQLException {
        String name = raw.name();
        String type = String.valueOf(data.getColumnTypeName(index)).toLowerCase(Locale.ROOT);
        boolean strings = raw.declared() != null || type.equals("uuid"); // which H2 calls binary
        if (strings) return new Strings(name, index, raw, type);
        if (dynamic) return new Dynamic(name, index, raw, type);
        if (BigInteger.class.getName().equals(data.getColumnClassName(index))) return new Decimals(name, index, raw);
        return switch (data.getColumnType(index)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> new Integers(name, index);
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> new Numbers(name, index);
            case Types.BOOLEAN -> booleans(name, index);
            case Types.BIT -> {
                if (data.getPrecision(index) > 1) throw unfit(name, type);
                yield booleans(name, index);
            }
            case Types.NUMERIC, Types.DECIMAL -> new Decimals(name, index, raw);
            case Types.DATE -> dates(name, index);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                timestamps(
                        name,
                        index,
                        data.getColumnType(index) == Types.TIMESTAMP_WITH_TIMEZONE
                                || type.equals("timestamptz")
                                || type.contains("with time zone"));
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> throw unfit(name, type);
            case Types.ARRAY, Types.STRUCT, Types.REF, Types.REF_CURSOR -> throw unfit(name, type);
            default -> new Strings(name, index, raw, type);
        };
    }

    private static DataException unfit(String name, String type) {
        return new DataException("Expected columns of single values but '" + name + "' is of the type " + type
                + ". Leave it out of the query, or cast it there, to text for instance.");
    }

    private static final class Integers extends JdbcColumn {
        private long[] cells = new long[0];

        Integers(String name, int index) {
            super(name, index);
        }

        @Override
        void reserve(int rows) {
            cells = Arrays.copyOf(cells, rows);
        }

        @Override
        void read(ResultSet row, int slot) throws SQLException {
            long value = row.getLong(index);
            boolean missing = row.wasNull();
            if (!missing && value == Long.MIN_VALUE) {
                throw new DataException("Expected column '" + name + "' to hold whole numbers above " + value
                        + ", which stands for a missing cell, but found just that. Cast it to text in the query.");
            }
            cells[slot] = missing ? Long.MIN_VALUE : value;
        }

        @Override
        Column column(String source, int rows) {
            return Column.integers(name, Arrays.copyOf(cells, rows));
        }
    }

    private static final class Numbers extends JdbcColumn {
        private double[] cells = new double[0];

        Numbers(String name, int index) {
            super(name, index);
        }

        @Override
        void reserve(int rows) {
            cells = Arrays.copyOf(cells, rows);
        }

        @Override
        void read(ResultSet row, int slot) throws SQLException {
            double value = row.getDouble(index);
            cells[slot] = row.wasNull() ? Double.NaN : value;
        }

        @Override
        Column column(String source, int rows) {
            return Column.numbers(name, Arrays.copyOf(cells, rows));
        }
    }

    /** Cells that are objects, null where they are missing. */
    private static final class Objects<T> extends JdbcColumn {
        /** Takes the cell of a row. */
        private interface Reader<T> {
            @Nullable
            T read(ResultSet row, int index) throws SQLException;
        }

        private final Reader<T> reader;
        private final BiFunction<String, @Nullable T[], Column> maker;
        private @Nullable T[] cells;

        Objects(
                String name,
                int index,
                @Nullable T[] none,
                Reader<T> reader,
                BiFunction<String, @Nullable T[], Column> maker) {
            super(name, index);
            this.cells = none;
            this.reader = reader;
            this.maker = maker;
        }

        @Override
        void reserve(int rows) {
            cells = Arrays.copyOf(cells, rows);
        }

        @Override
        void read(ResultSet row, int slot) throws SQLException {
            cells[slot] = reader.read(row, index);
        }

        @Override
        Column column(String source, int rows) {
            return maker.apply(name, Arrays.copyOf(cells, rows));
        }
    }

    private static JdbcColumn booleans(String name, int index) {
        return new Objects<>(
                name,
                index,
                new @Nullable Boolean[0],
                (row, at) -> {
                    boolean value = row.getBoolean(at);
                    return row.wasNull() ? null : (Boolean) value;
                },
                Column::booleans);
    }

    private static JdbcColumn dates(String name, int index) {
        return new Objects<>(
                name,
                index,
                new @Nullable LocalDate[0],
                (row, at) -> row.getObject(at, LocalDate.class),
                Column::dates);
    }

    private static JdbcColumn timestamps(String name, int index, boolean zoned) {
        return new Objects<>(
                name,
                index,
                new @Nullable Instant[0],
                zoned ? JdbcColumn::zoned : JdbcColumn::local,
                Column::timestamps);
    }

    private static @Nullable Instant zoned(ResultSet row, int index) throws SQLException {
        OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Instant local(ResultSet row, int index) throws SQLException {
        LocalDateTime time = row.getObject(index, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    /** Cells that are kept as text until all are there. */
    private abstract static sealed class Texts extends JdbcColumn {
        final RawColumn raw;

        Texts(String name, int index, RawColumn raw) {
            super(name, index);
            this.raw = raw;
        }

        @Override
        void reserve(int rows) {
            raw.reserve(rows);
        }

        @Override
        Column column(String source, int rows) {
            return new ColumnMaker(raw, source, rows).column();
        }

        final void set(int slot, @Nullable String text) {
            if (text == null) raw.clear(slot);
            else raw.setString(slot, text.toCharArray(), 0, text.length());
        }
    }

    private static final class Decimals extends Texts {
        Decimals(String name, int index, RawColumn raw) {
            super(name, index, raw);
            raw.keepExact();
        }

        @Override
        void read(ResultSet row, int slot) throws SQLException {
            Object value = row.getObject(index);
            if (value instanceof BigDecimal decimal) raw.setNumber(slot, decimal.toPlainString());
            else if (value == null) raw.clear(slot);
            else raw.setNumber(slot, value.toString()); // NaN, which PostgreSQL has
        }
    }

    private static final class Strings extends Texts {
        private static final int LONGEST = 1 << 24;
        private final String type;

        Strings(String name, int index, RawColumn raw, String type) {
            super(name, index, raw.asStrings());
            this.type = type;
        }

        @Override
        void read(ResultSet row, int slot) throws SQLException {
            String text = row.getString(index);
            if (text != null && text.length() > LONGEST) {
                throw new DataException("Expected cells of at most " + LONGEST + " characters but column '" + name
                        + "' of the type " + type + " has one of " + text.length() + ". Leave it out of the query.");
            }
            set(slot, text);
        }
    }

    /** The cells tell what they are. */
    private static final class Dynamic extends Texts {
        private final String type;

        Dynamic(String name, int index, RawColumn raw, String type) {
            super(name, index, raw);
            this.type = type;
        }

        @Override
        void read(ResultSet row, int slot) throws SQLException {
            Object value = row.getObject(index);
            if (value == null) raw.clear(slot);
            else if (value instanceof byte[])
                throw unfit(name, type.isEmpty() ? "blob" : "blob in a column of " + type);
            else if (value instanceof Number || value instanceof Boolean) raw.setNumber(slot, value.toString());
            else set(slot, value.toString());
        }
    }
}
