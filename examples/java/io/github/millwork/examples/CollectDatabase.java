package io.github.millwork.examples;

import io.github.millwork.collect.Jdbc;
import io.github.millwork.data.Dataset;
import java.nio.file.Path;
import java.time.LocalDate;
import javax.sql.DataSource;

/** Databases: a query with a parameter, a table, and a Parquet file through DuckDB. */
public final class CollectDatabase {
    private CollectDatabase() {}

    /**
     * Runs it.
     *
     * @param args the JDBC address of a database with a table of orders, user, password, and a Parquet file
     */
    public static void main(String[] args) {
        DataSource database = Jdbc.url(args[0], args[1], args[2]);
        Dataset late = Jdbc.query(database, "SELECT id, amount FROM orders WHERE placed >= ?", LocalDate.of(2024, 1, 1))
                .load();
        System.out.println(late);
        System.out.println(
                Jdbc.table(database, "orders").columns("id", "placed").load());

        Path parquet = Path.of(args[3]);
        String name = parquet.toString().replace("'", "''");
        Dataset measured = Jdbc.query(Jdbc.url("jdbc:duckdb:"), "SELECT * FROM '" + name + "'")
                .load();
        System.out.println(measured);
    }
}
