package io.github.millwork.collect;

import static io.github.millwork.collect.CsvFiles.cells;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.PostgresServer;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.FitContext;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same behaviour over four real databases, and what only some of them have. */
class JdbcTest {
    private static final AtomicInteger NAMES = new AtomicInteger();

    @TempDir
    Path folder;

    enum Database {
        H2,
        SQLITE,
        DUCKDB,
        POSTGRES
    }

    private DataSource open(Database database, String... statements) throws SQLException {
        DataSource source = switch (database) {
            case H2 -> Jdbc.url("jdbc:h2:mem:t" + NAMES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
            case SQLITE -> Jdbc.url("jdbc:sqlite:" + folder.resolve("t.db"));
            case DUCKDB -> Jdbc.url("jdbc:duckdb:" + folder.resolve("t.duckdb"));
            case POSTGRES ->
                Jdbc.url(PostgresServer.shared().url(), PostgresServer.shared().user(), "");
        };
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            if (database == Database.POSTGRES) {
                statement.execute("DROP SCHEMA IF EXISTS public CASCADE");
                statement.execute("CREATE SCHEMA public");
            }
            for (String sql : statements) statement.execute(sql);
        }
        return source;
    }

    private DataSource people(Database database) throws SQLException {
        return open(
                database,
                "CREATE TABLE people (id BIGINT, name VARCHAR(50), height DOUBLE PRECISION, born DATE)",
                "INSERT INTO people VALUES (1, 'Ada', 1.6, '1815-12-10'), (2, 'Alan', NULL, '1912-06-23'), "
                        + "(3, NULL, 1.75, NULL), (9007199254740993, '', 1.5, '2024-02-29')");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aTableIsReadWithTheTypesOfTheDatabase(Database database) throws SQLException {
        Dataset data = Jdbc.table(people(database), "people").load();
        assertThat(cells(data, data.schema().names().get(0))).containsExactly(1L, 2L, 3L, 9007199254740993L);
        assertThat(cells(data, data.schema().names().get(1))).containsExactly("Ada", "Alan", null, null);
        assertThat(cells(data, data.schema().names().get(2))).containsExactly(1.6, null, 1.75, 1.5);
        assertThat(cells(data, data.schema().names().get(3)))
                .containsExactly(
                        LocalDate.of(1815, 12, 10), LocalDate.of(1912, 6, 23), null, LocalDate.of(2024, 2, 29));
        assertThat(data.provenance().get(0).place()).contains(": people");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aQueryTakesParameters(Database database) throws SQLException {
        Dataset data = Jdbc.query(
                        people(database),
                        "SELECT id AS \"the id\", height AS h FROM people WHERE name = ? OR height > ? ORDER BY id",
                        "Alan' OR 1=1 --",
                        1.7)
                .role("the id", Role.ID)
                .load();
        assertThat(cells(data, "the id")).containsExactly(3L);
        assertThat(data.column("the id").role()).isEqualTo(Role.ID);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void sqlInTheNameOfATableOrColumnIsNeverRun(Database database) throws SQLException {
        DataSource source = people(database);
        for (String name : List.of(
                "people; DROP TABLE people",
                "people\" UNION SELECT * FROM people --",
                "people WHERE 1=1",
                "p%",
                "peopl_",
                "")) {
            assertThatThrownBy(() -> Jdbc.table(source, name).load())
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("Expected a table '" + name + "' but the database has none. ");
        }
        assertThatThrownBy(() -> Jdbc.table(source, "people")
                        .columns("id", "name\", (SELECT 1) AS \"x")
                        .load())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has none. ");
        assertThat(Jdbc.table(source, "People").columns("Name", "ID").load().columnCount())
                .isEqualTo(2);
        assertThat(Jdbc.table(source, "people").load().rowCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void namesThatNeedQuotesAreQuoted(Database database) throws SQLException {
        DataSource source = open(
                database,
                "CREATE TABLE \"odd \"\"one\"\"; x\" (\"select\" INTEGER, \"a b\" INTEGER)",
                "INSERT INTO \"odd \"\"one\"\"; x\" VALUES (1, 2)");
        Dataset data =
                Jdbc.table(source, "odd \"one\"; x").columns("a b", "select").load();
        assertThat(data.schema().names()).containsExactly("a b", "select");
        assertThat(data.row(0).toMap()).containsValues(2L, 1L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Database.class,
            names = {"H2", "DUCKDB", "POSTGRES"})
    void decimalsLoseNothing(Database database) throws SQLException {
        DataSource source = open(
                database,
                "CREATE TABLE t (price DECIMAL(18,2), big DECIMAL(30,10), whole DECIMAL(18,0), huge DECIMAL(38,0))",
                "INSERT INTO t VALUES (12345678901.23, 12345678901234567890.0123456789, 123456789012345678, "
                        + "12345678901234567890123456789012345678), (NULL, 1.5, 5, 7)");
        Dataset data = Jdbc.query(source, "SELECT price AS price, big AS big, whole AS whole, huge AS huge FROM t")
                .load();
        List<String> names = data.schema().names();
        assertThat(cells(data, names.get(0))).containsExactly(12345678901.23, null);
        assertThat(cells(data, names.get(1))).containsExactly("12345678901234567890.0123456789", "1.5000000000");
        assertThat(cells(data, names.get(2))).containsExactly(123456789012345678L, 5L);
        assertThat(cells(data, names.get(3))).containsExactly("12345678901234567890123456789012345678", "7");
    }

    @ParameterizedTest
    @EnumSource(
            value = Database.class,
            names = {"H2", "DUCKDB", "POSTGRES"})
    void timesWithAndWithoutAZoneAreInstantsWhateverTheZoneOfTheJvm(Database database) throws SQLException {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try {
            DataSource source = open(
                    database,
                    "CREATE TABLE t (local_time TIMESTAMP, zoned TIMESTAMP WITH TIME ZONE)",
                    "INSERT INTO t VALUES ('2024-03-10 02:30:00.123', '2024-03-10 02:30:00+02:00'), (NULL, NULL)");
            Dataset data = Jdbc.query(source, "SELECT local_time AS l, zoned AS z FROM t")
                    .load();
            assertThat(cells(data, data.schema().names().get(0)))
                    .containsExactly(Instant.parse("2024-03-10T02:30:00.123Z"), null);
            assertThat(cells(data, data.schema().names().get(1)))
                    .containsExactly(Instant.parse("2024-03-10T00:30:00Z"), null);
            Dataset later = Jdbc.query(
                            source, "SELECT zoned AS z FROM t WHERE zoned > ?", Instant.parse("2024-03-10T00:00:00Z"))
                    .load();
            assertThat(later.rowCount()).isEqualTo(1);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Database.class,
            names = {"H2", "DUCKDB", "POSTGRES"})
    void otherTypesHaveTheirPlace(Database database) throws SQLException {
        DataSource source = open(
                database,
                "CREATE TABLE t (b BOOLEAN, s SMALLINT, r REAL, u UUID, c TIME)",
                "INSERT INTO t VALUES (true, 7, 0.5, '0190163d-8694-739b-aea5-966c26f8ad90', '10:30:00'), "
                        + "(NULL, NULL, NULL, NULL, NULL)");
        Dataset data = Jdbc.query(source, "SELECT * FROM t").load();
        List<Object> first = new java.util.ArrayList<>(data.row(0).toMap().values());
        assertThat(first.subList(0, 4)).containsExactly(true, 7L, 0.5, "0190163d-8694-739b-aea5-966c26f8ad90");
        assertThat((String) first.get(4)).startsWith("10:30");
        assertThat(data.row(1).toMap().values()).containsOnlyNulls();
        Dataset asText = Jdbc.query(source, "SELECT s AS id FROM t")
                .categorical(data(database, "id"))
                .load();
        assertThat(asText.columns().get(0).type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(asText.columns().get(0).value(0)).isEqualTo("7");
    }

    /** The name of a column that was not quoted, as a database folds it. */
    private static String data(Database database, String name) {
        return database == Database.H2 ? name.toUpperCase(java.util.Locale.ROOT) : name;
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aColumnOfBytesIsAnError(Database database) throws SQLException {
        String type = database == Database.POSTGRES ? "BYTEA" : "BLOB";
        String value =
                database == Database.POSTGRES ? "'\\x00'" : database == Database.DUCKDB ? "'\\x00'::BLOB" : "X'00'";
        DataSource source = open(database, "CREATE TABLE t (x " + type + ")", "INSERT INTO t VALUES (" + value + ")");
        assertThatThrownBy(() -> Jdbc.table(source, "t").load())
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Expected columns of single values but '" + data(database, "x") + "' is of the type ")
                .hasMessageEndingWith("Leave it out of the query, or cast it there, to text for instance.");
    }

    @Test
    void sqliteHasTypesOfCellsSoTheyAreInferred() throws SQLException {
        DataSource source = open(
                Database.SQLITE,
                "CREATE TABLE t (n NUMERIC, mixed INTEGER, code TEXT, day TEXT, late)",
                "INSERT INTO t VALUES (1, 1, '007', '2024-01-31', NULL), (2.5, 'two', '8', '2024-02-29', 1), "
                        + "(NULL, NULL, NULL, NULL, 1.5)");
        Dataset data = Jdbc.table(source, "t").load();
        assertThat(cells(data, "n")).containsExactly(1.0, 2.5, null);
        assertThat(cells(data, "mixed")).containsExactly("1", "two", null);
        assertThat(cells(data, "code")).containsExactly("007", "8", null);
        assertThat(cells(data, "day")).containsExactly(LocalDate.of(2024, 1, 31), LocalDate.of(2024, 2, 29), null);
        assertThat(cells(data, "late")).containsExactly(null, 1.0, 1.5);
    }

    @Test
    void duckDbBringsParquetAndSumsOfWholeNumbers() throws SQLException {
        Path file = folder.resolve("it's.parquet");
        String name = file.toString().replace("'", "''");
        DataSource source = open(
                Database.DUCKDB,
                "COPY (SELECT i AS id, 'g' || (i % 3) AS g, i / 2.0 AS x, DATE '2024-01-01' + i::INTEGER AS d "
                        + "FROM range(5000) t(i)) TO '" + name + "' (FORMAT parquet)");
        Dataset data = Jdbc.query(source, "SELECT * FROM '" + name + "'").load();
        assertThat(data.rowCount()).isEqualTo(5000);
        assertThat(data.row(4999).toMap().values())
                .containsExactly(4999L, "g1", 2499.5, LocalDate.of(2024, 1, 1).plusDays(4999));
        Dataset sums = Jdbc.query(source, "SELECT sum(id::INTEGER) AS s FROM '" + name + "'")
                .load();
        assertThat(cells(sums, "s")).containsExactly(12497500L);
    }

    @Test
    void postgresHasTypesOfItsOwn() throws SQLException {
        DataSource source = open(
                Database.POSTGRES,
                "CREATE TYPE mood AS ENUM ('happy', 'sad')",
                "CREATE TABLE t (j JSONB, m mood, n NUMERIC, bits BIT(3), tags TEXT[])",
                "INSERT INTO t VALUES ('{\"a\": 1}', 'sad', 'NaN', B'101', '{a,b}'), (NULL, NULL, 2.5, NULL, NULL)");
        Dataset data = Jdbc.table(source, "public.t").columns("j", "m", "n").load();
        assertThat(cells(data, "j")).containsExactly("{\"a\": 1}", null);
        assertThat(cells(data, "m")).containsExactly("sad", null);
        assertThat(cells(data, "n")).containsExactly(null, 2.5);
        assertThatThrownBy(() -> Jdbc.table(source, "t").columns("tags").load())
                .hasMessageContaining("'tags' is of the type");
        assertThatThrownBy(() -> Jdbc.table(source, "t").columns("bits").load())
                .hasMessageContaining("'bits' is of the type");
    }

    @Test
    void postgresStreamsRowsInsteadOfHoldingThemAll() throws SQLException {
        DataSource source = open(Database.POSTGRES);
        AtomicInteger told = new AtomicInteger();
        FitContext stopping = FitContext.of(0)
                .withObserver(progress -> told.incrementAndGet())
                .withCancellation(() -> told.get() > 3);
        // Ten billion rows: only a stream comes to its first thousands.
        assertThatThrownBy(() -> Jdbc.query(source, "SELECT generate_series(1, 10000000000) AS i")
                        .load(stopping))
                .isInstanceOf(CancellationException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Database.class,
            names = {"H2", "POSTGRES", "DUCKDB"})
    void aQueryThatTakesTooLongIsCancelled(Database database) throws SQLException {
        String sql = switch (database) {
            case POSTGRES -> "SELECT pg_sleep(1000)::text AS x";
            case DUCKDB -> "SELECT sum(a.range * b.range) AS x FROM range(10000000) a, range(10000000) b";
            default -> "SELECT count(*) AS x FROM system_range(1, 100000000) a, system_range(1, 100000000) b";
        };
        DataSource source = open(database);
        assertThatThrownBy(() ->
                        Jdbc.query(source, sql).timeout(Duration.ofMillis(200)).load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(
                        "Expected the query to end within 200 ms but it took longer. Ask for less, or allow more with "
                                + "timeout(...).");
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aQueryChangesNothing(Database database) throws SQLException {
        DataSource source = people(database);
        String sql = database == Database.H2
                ? "SELECT id FROM FINAL TABLE (UPDATE people SET name = 'x')"
                : "UPDATE people SET name = 'x' RETURNING id";
        assertThat(Jdbc.query(source, sql).load().rowCount()).isEqualTo(4);
        Dataset after =
                Jdbc.query(source, "SELECT name AS n FROM people ORDER BY id").load();
        assertThat(after.columns().get(0).value(0)).isEqualTo("Ada");
    }

    @Test
    void aSampleIsDrawnWhileRowsStreamBy() throws SQLException {
        DataSource source = open(Database.DUCKDB);
        Jdbc query = Jdbc.query(
                source,
                "SELECT i, CASE WHEN i % 2 = 0 THEN NULL ELSE 's' || i END AS s FROM range(20000) t(i) ORDER BY i");
        Dataset sample = query.sample(100, 7).load();
        assertThat(sample.rowCount()).isEqualTo(100);
        List<Object> drawn = cells(sample, "i");
        assertThat(drawn).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare((Long) a, (Long) b));
        for (int row = 0; row < 100; row++) {
            long i = (Long) drawn.get(row);
            assertThat(sample.column("s").value(row)).isEqualTo(i % 2 == 0 ? null : "s" + i);
        }
        assertThat(query.sample(100, 7).load().fingerprint()).isEqualTo(sample.fingerprint());
    }

    @Test
    void whatTheDatabaseRefuses() throws SQLException {
        DataSource source = people(Database.H2);
        assertThatThrownBy(() -> Jdbc.query(source, "SELEC 1").load())
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected the database to answer the query but it says: Syntax error");
        assertThatThrownBy(() -> Jdbc.query(source, "SELECT id, id FROM people").load())
                .hasMessage(
                        "Expected column names to be unique but 'ID' comes twice in the query. Rename one of the two "
                                + "with AS.");
        assertThatThrownBy(() -> Jdbc.query(source, "SELECT id FROM people")
                        .role("idd", Role.ID)
                        .load())
                .hasMessage(
                        "Expected a column 'idd', since its role is given, but the query has none. Did you mean 'ID'?");
        assertThatThrownBy(() -> Jdbc.table(source, "poeple").load())
                .hasMessage("Expected a table 'poeple' but the database has none. Did you mean 'PEOPLE'?");
        assertThatThrownBy(() -> Jdbc.table(source, "people").columns("heigth").load())
                .hasMessage("Expected a column 'heigth' but table 'PEOPLE' has none. Did you mean 'HEIGHT'?");
        assertThatThrownBy(() ->
                        Jdbc.query(source, "SELECT -9223372036854775808 AS x").load())
                .hasMessageStartingWith("Expected column 'X' to hold whole numbers above -9223372036854775808");
        assertThatThrownBy(() -> Jdbc.query(source, "SELECT 1").columns("a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tablesOfTheSameNameInTwoSchemas() throws SQLException {
        DataSource source = open(
                Database.H2,
                "CREATE SCHEMA a",
                "CREATE SCHEMA b",
                "CREATE TABLE a.t (x INT)",
                "CREATE TABLE b.t (x INT, y INT)");
        assertThatThrownBy(() -> Jdbc.table(source, "t").load())
                .hasMessage("Expected one table 't' but there are several: 'A.T', 'B.T'. Name the schema too.");
        assertThat(Jdbc.table(source, "b.t").load().columnCount()).isEqualTo(2);
    }

    @Test
    void aDatabaseThatCannotBeReached() {
        assertThatThrownBy(() -> Jdbc.query(Jdbc.url("jdbc:nothing:x", "me", "s3cret"), "SELECT 1")
                        .load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Expected a connection to the database but: ")
                .hasMessageNotContaining("s3cret");
        assertThat(Jdbc.url("jdbc:nothing:x", "me", "s3cret").toString()).doesNotContain("s3cret");
    }

    @Test
    void aConnectionThatFailsForAWhileIsAskedForAgainAndAQueryIsNot() throws SQLException {
        DataSource real = people(Database.H2);
        AtomicInteger asked = new AtomicInteger();
        DataSource flaky = (DataSource) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (asked.incrementAndGet() < 3) throw new SQLTransientConnectionException("full");
                    return real.getConnection();
                });
        assertThat(Jdbc.table(flaky, "people").load().rowCount()).isEqualTo(4);
        assertThat(asked).hasValue(3);
        assertThatThrownBy(() -> Jdbc.query(flaky, "SELEC").load()).isInstanceOf(DataException.class);
        assertThat(asked).hasValue(4);
    }

    @Test
    void numbersAreTheNearestDoublesOfDecimals() throws SQLException {
        DataSource source = open(Database.H2, "CREATE TABLE t (x DECIMAL(20, 15))");
        List<String> values = Arrays.asList("0.1", "123.456789012345", "-0.000000000000001", "99999.9");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String value : values) statement.execute("INSERT INTO t VALUES (" + value + ")");
        }
        assertThat(cells(Jdbc.table(source, "t").load(), "X"))
                .isEqualTo(values.stream()
                        .map(value -> (Object) new BigDecimal(value).doubleValue())
                        .toList());
    }
}
