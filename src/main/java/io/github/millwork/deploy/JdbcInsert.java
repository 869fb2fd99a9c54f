package io.github.millwork.deploy;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Inserts the rows of a dataset into a table, all or none. Names are quoted as the database quotes identifiers and values are
 * parameters, so that no text becomes SQL.
 */
final class JdbcInsert {
    /** Rows that are sent in one go. */
    private static final int BATCH = 1000;

    private static final String PLAIN = "[A-Za-z_][A-Za-z0-9_]*";

    /** A column of the table: its name as it is spelled there, and its SQL type. */
    private record Target(String name, int type, String typeName) {
        boolean hasZone() {
            String name = typeName.toLowerCase(Locale.ROOT);
            return type == Types.TIMESTAMP_WITH_TIMEZONE
                    || name.contains("with time zone")
                    || name.equals("timestamptz");
        }
    }

    private final Connection connection;
    private final String table;

    JdbcInsert(Connection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    /** In a transaction of its own, which is committed or rolled back; the mode of the connection is put back. */
    void inTransaction(Dataset rows) throws SQLException {
        boolean auto = connection.getAutoCommit();
        if (auto) connection.setAutoCommit(false);
        try {
            insert(rows);
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            undo(connection::rollback, e);
            throw e;
        } finally {
            if (auto) connection.setAutoCommit(true);
        }
    }

    /** As a part of the transaction that the connection is in, of which it undoes no more than that part. */
    void inPartOfOne(Dataset rows) throws SQLException {
        if (!connection.getMetaData().supportsSavepoints()) {
            throw new IllegalArgumentException(
                    "Expected a connection whose auto-commit is on, since this database has no "
                            + "savepoints and could not undo a part of your transaction. Give another connection.");
        }
        Savepoint before = connection.setSavepoint();
        try {
            insert(rows);
        } catch (SQLException | RuntimeException | Error e) {
            undo(() -> connection.rollback(before), e);
            throw e;
        }
        connection.releaseSavepoint(before);
    }

    private interface Undoing {
        void run() throws SQLException;
    }

    /** What went wrong first is what is told. */
    private static void undo(Undoing undoing, Throwable cause) {
        try {
            undoing.run();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void insert(Dataset rows) throws SQLException {
        for (Column column : rows.columns()) {
            if (column.type() == ColumnType.VECTOR) {
                throw new DataException("Expected columns that a table can hold but '" + column.name()
                        + "' is a vector. Do not keep it.");
            }
        }
        String quote = connection.getMetaData().getIdentifierQuoteString();
        Map<String, List<Target>> known = new LinkedHashMap<>();
        String into = find(quote, known, rows);
        List<Target> targets = new ArrayList<>();
        for (Column column : rows.columns()) targets.add(target(column.name(), known));
        String names =
                targets.stream().map(target -> quoted(target.name, quote)).collect(Collectors.joining(", "));
        String marks = targets.stream().map(target -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + into + " (" + names + ") values (" + marks + ")")) {
            for (int row = 0; row < rows.rowCount(); row++) {
                for (int c = 0; c < targets.size(); c++) {
                    set(statement, c + 1, rows.columns().get(c), row, targets.get(c));
                }
                statement.addBatch();
                if ((row + 1) % BATCH == 0 || row + 1 == rows.rowCount()) send(statement, row / BATCH * BATCH);
            }
        }
    }

    /** The table as it is spelled in the database: as given, or in the case that the database keeps plain names in. */
    private String find(String quote, Map<String, List<Target>> known, Dataset rows) throws SQLException {
        Set<String> spellings = new LinkedHashSet<>(List.of(table));
        if (connection.getMetaData().storesUpperCaseIdentifiers()) spellings.add(table.toUpperCase(Locale.ROOT));
        if (connection.getMetaData().storesLowerCaseIdentifiers()) spellings.add(table.toLowerCase(Locale.ROOT));
        SQLException refused = null;
        for (String spelling : spellings) {
            String quoted = Arrays.stream(spelling.split("\\.", -1))
                    .map(part -> quoted(part, quote))
                    .collect(Collectors.joining("."));
            // A refused statement must not end the transaction.
            Savepoint before = connection.getMetaData().supportsSavepoints() ? connection.setSavepoint() : null;
            try (Statement statement = connection.createStatement();
                    ResultSet none = statement.executeQuery("select * from " + quoted + " where 1 = 0")) {
                ResultSetMetaData columns = none.getMetaData();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    Target target = new Target(
                            columns.getColumnName(i), columns.getColumnType(i), columns.getColumnTypeName(i));
                    known.computeIfAbsent(target.name.toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                            .add(target);
                }
                return quoted;
            } catch (SQLException e) {
                refused = e;
            }
            if (before != null) connection.rollback(before);
        }
        String why = refused == null ? "no reason" : String.valueOf(refused.getMessage());
        throw failed(
                "Expected a table '" + table + "' to insert into but the database refused it: " + why
                        + ". Create it, such as: " + creation(quote, rows),
                refused);
    }

    private String creation(String quote, Dataset rows) {
        return rows.columns().stream()
                .map(column -> (column.name().matches(PLAIN) ? column.name() : quoted(column.name(), quote)) + " "
                        + sqlType(column.type()))
                .collect(Collectors.joining(", ", "create table " + table + " (", ")"));
    }

    private static String sqlType(ColumnType type) {
        return switch (type) {
            case NUMBER -> "double precision";
            case INTEGER -> "bigint";
            case BOOLEAN -> "boolean";
            case CATEGORY -> "varchar(200)";
            case TEXT, VECTOR -> "varchar(4000)";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp with time zone";
        };
    }

    private Target target(String column, Map<String, List<Target>> known) {
        List<Target> alike = known.getOrDefault(column.toLowerCase(Locale.ROOT), List.of());
        for (Target target : alike) {
            if (target.name.equals(column) || alike.size() == 1) return target;
        }
        List<String> names =
                known.values().stream().flatMap(List::stream).map(Target::name).toList();
        throw new DataException(
                "Expected table '" + table + "' to have a column '" + column + "' but it has " + Names.list(names)
                        + ". Add it to the table, or name the written columns otherwise with prefix or keep.");
    }

    /** A database that quotes no identifiers takes plain ones only. */
    private static String quoted(String name, String quote) {
        if (!quote.isBlank()) return quote + name.replace(quote, quote + quote) + quote;
        if (name.matches(PLAIN)) return name;
        throw new DataException(
                "Expected a name of letters, digits and underscores, since this database quotes no names, but "
                        + "found '" + name + "'. Rename that column.");
    }

    private static void set(PreparedStatement statement, int place, Column column, int row, Target target)
            throws SQLException {
        Object value = column.value(row);
        if (value == null) statement.setNull(place, target.type);
        else if (value instanceof Instant instant) statement.setObject(place, time(instant, target));
        else statement.setObject(place, value);
    }

    /** A column without zone holds the time in UTC, whatever the zone of the session is. */
    private static Object time(Instant instant, Target target) {
        return target.hasZone()
                ? instant.atOffset(ZoneOffset.UTC)
                : instant.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }

    private void send(PreparedStatement statement, int firstRow) throws SQLException {
        try {
            for (int count : statement.executeBatch()) {
                if (count == Statement.EXECUTE_FAILED) throw refused(firstRow, "a row failed", null);
            }
        } catch (BatchUpdateException e) {
            String why = e.getMessage();
            SQLException next = e.getNextException();
            throw refused(firstRow, next == null ? why : next.getMessage(), e);
        }
    }

    private DataException refused(int firstRow, @Nullable String why, @Nullable Exception cause) {
        return failed(
                "Expected table '" + table + "' to take the rows from row " + firstRow + " but it refused: " + why
                        + ". Nothing was inserted; change the rows or the table.",
                cause);
    }

    private static DataException failed(String message, @Nullable Exception cause) {
        return cause == null ? new DataException(message) : new DataException(message, cause);
    }
}
