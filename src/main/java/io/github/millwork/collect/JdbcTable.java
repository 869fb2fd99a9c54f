package io.github.millwork.collect;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds a table in the catalogue, and writes the query for it from the names that the catalogue has. */
record JdbcTable(@Nullable String catalog, @Nullable String schema, String name) {
    /** Schemas of the database's own, whose tables nobody means without naming them. */
    private static final Set<String> INTERNAL = Set.of("information_schema", "pg_catalog", "sys");

    static String query(Connection connection, String wanted, List<?> columns) throws SQLException {
        DatabaseMetaData catalogue = connection.getMetaData();
        JdbcTable table = find(catalogue, wanted);
        StringBuilder sql = new StringBuilder("SELECT ");
        if (columns.isEmpty()) sql.append('*');
        List<String> known = table.columns(catalogue);
        for (int i = 0; i < columns.size(); i++) {
            String column = one(String.valueOf(columns.get(i)), known, "a column", "table '" + table.name + "'");
            sql.append(i == 0 ? "" : ", ").append(quoted(catalogue, column));
        }
        sql.append(" FROM ");
        if (table.schema != null && !table.schema.isEmpty()) {
            sql.append(quoted(catalogue, table.schema)).append('.');
        }
        return sql.append(quoted(catalogue, table.name)).toString();
    }

    private static JdbcTable find(DatabaseMetaData catalogue, String wanted) throws SQLException {
        List<JdbcTable> tables = new ArrayList<>();
        try (ResultSet found = catalogue.getTables(null, null, "%", null)) {
            while (found.next()) {
                String type = String.valueOf(found.getString("TABLE_TYPE")).toUpperCase(java.util.Locale.ROOT);
                if (!type.contains("TABLE") && !type.contains("VIEW")) continue;
                tables.add(new JdbcTable(
                        found.getString("TABLE_CAT"), found.getString("TABLE_SCHEM"), found.getString("TABLE_NAME")));
            }
        }
        List<JdbcTable> exact = tables.stream()
                .filter(table -> wanted.equals(table.name) || wanted.equals(table.schema + "." + table.name))
                .toList();
        if (exact.isEmpty()) {
            exact = tables.stream()
                    .filter(table -> wanted.equalsIgnoreCase(table.name)
                            || wanted.equalsIgnoreCase(table.schema + "." + table.name))
                    .toList();
        }
        List<JdbcTable> plain =
                exact.stream().filter(table -> !table.isInternal()).toList();
        if (!plain.isEmpty()) exact = plain;
        List<String> names = tables.stream()
                .filter(table -> !table.isInternal())
                .map(JdbcTable::name)
                .distinct()
                .toList();
        if (exact.isEmpty()) {
            throw new DataException("Expected a table '" + shown(wanted) + "' but the database has none. "
                    + Names.suggest(wanted, names));
        }
        if (exact.size() > 1) {
            throw new DataException("Expected one table '" + shown(wanted) + "' but there are several: "
                    + Names.list(exact.stream()
                            .map(table -> table.schema + "." + table.name)
                            .toList())
                    + ". Name the schema too.");
        }
        return exact.get(0);
    }

    private boolean isInternal() {
        return schema != null && INTERNAL.contains(schema.toLowerCase(java.util.Locale.ROOT));
    }

    private List<String> columns(DatabaseMetaData catalogue) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet found =
                catalogue.getColumns(catalog, pattern(catalogue, schema), pattern(catalogue, name), "%")) {
            while (found.next()) names.add(found.getString("COLUMN_NAME"));
        }
        return names;
    }

    /** A name in the place of a pattern, in which some characters would stand for others. */
    private static @Nullable String pattern(DatabaseMetaData catalogue, @Nullable String name) throws SQLException {
        String escape = catalogue.getSearchStringEscape();
        if (name == null || escape == null || escape.isEmpty()) return name;
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    private static String one(String wanted, List<String> known, String what, String where) {
        if (known.contains(wanted)) return wanted;
        List<String> alike = known.stream().filter(wanted::equalsIgnoreCase).toList();
        if (alike.size() == 1) return alike.get(0);
        throw new DataException("Expected " + what + " '" + shown(wanted) + "' but " + where + " has none. "
                + Names.suggest(wanted, known));
    }

    private static String shown(String name) {
        return name.length() > 100 ? name.substring(0, 100) + "..." : name;
    }

    private static String quoted(DatabaseMetaData catalogue, String name) throws SQLException {
        String quote = catalogue.getIdentifierQuoteString();
        if (quote == null || quote.isBlank()) quote = "\"";
        return quote + name.replace(quote, quote + quote) + quote;
    }
}
