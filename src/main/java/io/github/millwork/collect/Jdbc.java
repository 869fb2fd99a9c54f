package io.github.millwork.collect;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Source;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The result of a query, or a table, of any database with a JDBC driver; drivers are the user's. Immutable and
 * thread-safe; equal by value, where the data source must be the same object. It has no codec, since a data source is no
 * data: what is saved with a fitted pipeline is where its rows came from.
 *
 * <pre>{@code
 * Source orders = Jdbc.query(dataSource, "SELECT * FROM orders WHERE placed >= ?", LocalDate.of(2024, 1, 1));
 * Source parquet = Jdbc.query(Jdbc.url("jdbc:duckdb:"), "SELECT * FROM 'orders.parquet'");
 * }</pre>
 *
 * <p>Values go into a query as parameters. The names of a table and its columns cannot be parameters in SQL: {@link #table}
 * looks them up in the catalogue of the database and quotes what it found there, so no text of the caller ever is SQL.
 *
 * <p>Rows are fetched as a stream within a transaction that is rolled back, so that a query changes nothing. Types are those
 * of the database:
 *
 * <ul>
 *   <li>whole numbers: integer; floating ones: number; truth values: boolean;
 *   <li>DECIMAL and NUMERIC: integer or number where that loses nothing, that is where the nearest double has the same
 *       digits, else a category with all digits, and a warning;
 *   <li>characters, and what else has a text (UUID, JSON, enumerations, times of day): category;
 *   <li>DATE: date; TIMESTAMP: timestamp, taken as UTC, WITH TIME ZONE as the instant that it is, whatever the zone of
 *       the JVM;
 *   <li>bytes, arrays and structures: an error, which asks to cast them.
 * </ul>
 *
 * SQLite has types of cells and not of columns: there they are inferred over all rows, as {@link Json} does. NULL and the
 * empty string are missing.
 */
public final class Jdbc implements Source {
    /**
     * What is asked for.
     *
     * @param sql a query with a question mark for each parameter, or the name of a table
     * @param isTable whether it is the name of a table
     * @param parameters the parameters, or the names of the columns
     */
    record Question(String sql, boolean isTable, List<@Nullable Object> parameters) {}

    /**
     * How it is asked.
     *
     * @param fetch how many rows are fetched at a time
     * @param timeout how long it may take in all
     * @param types columns that are read as categories or text
     * @param roles the roles of columns that are no features
     * @param sample how many rows are drawn; 0 for all
     * @param seed which rows are drawn
     */
    record Manner(
            int fetch,
            Duration timeout,
            SortedMap<String, ColumnType> types,
            SortedMap<String, Role> roles,
            int sample,
            long seed) {
        Reading reading() {
            Reading reading = Reading.plain();
            for (Map.Entry<String, ColumnType> type : types.entrySet()) {
                reading = reading.type(type.getValue(), type.getKey());
            }
            for (Map.Entry<String, Role> role : roles.entrySet())
                reading = reading.role(role.getKey(), role.getValue());
            return sample > 0 ? reading.sample(sample, seed) : reading;
        }
    }

    private static final Manner STANDARD =
            new Manner(1_000, Duration.ofMinutes(10), new TreeMap<>(), new TreeMap<>(), 0, 0);

    private final DataSource database;
    private final Question question;
    private final Manner manner;

    private Jdbc(DataSource database, Question question, Manner manner) {
        this.database = database;
        this.question = question;
        this.manner = manner;
    }

    /**
     * {@return a source of the rows of a query}
     *
     * @param database gives connections, one of which is used and closed
     * @param sql one query, with a question mark for each parameter
     * @param parameters the values for the question marks, in order: numbers, strings, booleans, null, and days and times
     *     of java.time
     */
    public static Jdbc query(DataSource database, String sql, @Nullable Object... parameters) {
        List<@Nullable Object> copy = Collections.unmodifiableList(Arrays.asList(parameters.clone()));
        return new Jdbc(database, new Question(sql, false, copy), STANDARD);
    }

    /**
     * {@return a source of the rows of a table or view, with all columns}
     *
     * @param database gives connections, one of which is used and closed
     * @param name the name of the table as the catalogue has it, or without regard to case where that is one only; with a
     *     schema and a point before it where there are several of the name
     */
    public static Jdbc table(DataSource database, String name) {
        return new Jdbc(database, new Question(name, true, List.of()), STANDARD);
    }

    /**
     * {@return a data source that opens a connection with {@link java.sql.DriverManager} each time}
     *
     * @param url an address such as {@code "jdbc:duckdb:"} or {@code "jdbc:sqlite:shop.db"}, whose driver is on the class
     *     path
     */
    public static DataSource url(String url) {
        return new DriverDataSource(url, null, null);
    }

    /**
     * {@return a data source that opens a connection with {@link java.sql.DriverManager} each time}
     *
     * @param url an address such as {@code "jdbc:postgresql://localhost/shop"}, whose driver is on the class path
     * @param user the name of the user
     * @param password the password, which is not shown
     */
    public static DataSource url(String url, String user, String password) {
        return new DriverDataSource(url, user, password);
    }

    /**
     * {@return this table with some columns only}
     *
     * @param names the names, as the catalogue has them, or without regard to case where that is one only
     * @throws IllegalStateException if this is a query, which names its columns itself
     */
    public Jdbc columns(String... names) {
        if (!question.isTable()) {
            throw new IllegalStateException(
                    "Expected a table to choose columns of but this is a query. Name them in it.");
        }
        return new Jdbc(database, new Question(question.sql(), true, List.of((Object[]) names)), manner);
    }

    /**
     * {@return this with another number of rows that are fetched at a time}
     *
     * @param rows a hint for the driver; 1,000 by default
     */
    public Jdbc fetchSize(int rows) {
        if (rows < 1) throw new IllegalArgumentException("Expected at least one row but found " + rows + ".");
        return with(new Manner(rows, manner.timeout(), manner.types(), manner.roles(), manner.sample(), manner.seed()));
    }

    /**
     * {@return this with a limit to the time that it takes in all, after which the query is cancelled}
     *
     * @param longest 10 minutes by default
     */
    public Jdbc timeout(Duration longest) {
        if (longest.isZero() || longest.isNegative()) {
            throw new IllegalArgumentException("Expected a time above zero but found " + longest + ".");
        }
        return with(
                new Manner(manner.fetch(), longest, manner.types(), manner.roles(), manner.sample(), manner.seed()));
    }

    /**
     * {@return this with columns that are free text} Only strings can be.
     *
     * @param columns the names of the columns
     */
    public Jdbc text(String... columns) {
        return typed(ColumnType.TEXT, columns);
    }

    /**
     * {@return this with columns that are categories} For whole numbers that are identifiers, or truth values.
     *
     * @param columns the names of the columns
     */
    public Jdbc categorical(String... columns) {
        return typed(ColumnType.CATEGORY, columns);
    }

    private Jdbc typed(ColumnType type, String... columns) {
        SortedMap<String, ColumnType> more = new TreeMap<>(manner.types());
        for (String column : columns) more.put(column, type);
        return with(new Manner(manner.fetch(), manner.timeout(), more, manner.roles(), manner.sample(), manner.seed()));
    }

    /**
     * {@return this with a role for a column}
     *
     * @param column the name of the column
     * @param role what it is for; {@link Role#FEATURE} by default
     */
    public Jdbc role(String column, Role role) {
        SortedMap<String, Role> more = new TreeMap<>(manner.roles());
        more.put(column, role);
        return with(new Manner(manner.fetch(), manner.timeout(), manner.types(), more, manner.sample(), manner.seed()));
    }

    /**
     * {@return this reduced to a sample} All rows are fetched, but only those drawn are kept in memory (Vitter's reservoir,
     * algorithm R of 1985): each row has the same chance. They stay in their order.
     *
     * @param rows how many rows; all if there are no more
     * @param seed the same seed draws the same rows, if the database gives them in the same order
     * @throws IllegalArgumentException if it is less than one row
     */
    public Jdbc sample(int rows, long seed) {
        if (rows < 1) throw new IllegalArgumentException("Expected to draw at least one row but found " + rows + ".");
        return with(new Manner(manner.fetch(), manner.timeout(), manner.types(), manner.roles(), rows, seed));
    }

    private Jdbc with(Manner changed) {
        return new Jdbc(database, question, changed);
    }

    /**
     * Runs the query.
     *
     * @param context whom to tell of progress
     * @return the rows, with the columns in the order of the query
     * @throws io.github.millwork.data.DataException if the database refuses the query, there is no such table or column, a
     *     name comes twice, or a column is of a type that has no place here
     * @throws java.io.UncheckedIOException if the database cannot be reached or takes too long
     */
    @Override
    public Dataset load(FitContext context) {
        return new JdbcLoad(database, question, manner, context).load();
    }

    @Override
    public String describe() {
        return question.isTable() ? "read table " + question.sql() : "query a database";
    }

    @Override
    public boolean isData() {
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Jdbc that
                && database.equals(that.database)
                && question.equals(that.question)
                && manner.equals(that.manner);
    }

    @Override
    public int hashCode() {
        return question.hashCode() * 31 + manner.hashCode();
    }

    @Override
    public String toString() {
        return (question.isTable() ? "jdbc table " : "jdbc query ") + question.sql();
    }
}
