package io.github.millwork.collect;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.FitContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the query of a {@link Jdbc} once. */
final class JdbcLoad {
    private static final Logger LOG = LoggerFactory.getLogger(Jdbc.class);
    private static final int ATTEMPTS = 3;
    private static final int LONGEST_SHOWN = 500;
    private static final int ROWS_BETWEEN_CHECKS = 1 << 10;

    private final DataSource database;
    private final Jdbc.Question question;
    private final Jdbc.Manner manner;
    private final FitContext context;
    private final Slots slots;
    private final AtomicBoolean late = new AtomicBoolean();

    JdbcLoad(DataSource database, Jdbc.Question question, Jdbc.Manner manner, FitContext context) {
        this.database = database;
        this.question = question;
        this.manner = manner;
        this.context = context;
        this.slots = new Slots(manner.sample(), manner.seed());
    }

    Dataset load() {
        context.progress("collect", what(), 0);
        String place = question.sql();
        List<Column> columns;
        try (Connection connection = connect()) {
            DatabaseMetaData about = connection.getMetaData();
            String asked = question.sql().strip().replaceAll("\\s+", " ");
            place = about.getDatabaseProductName() + " " + about.getDatabaseProductVersion() + ": "
                    + (asked.length() > LONGEST_SHOWN ? asked.substring(0, LONGEST_SHOWN) + "..." : asked);
            columns = inTransaction(connection, about.getDatabaseProductName());
        } catch (SQLException e) {
            throw refused(e);
        }
        Dataset data = slots.inOrder(Dataset.of(columns, slots.held()));
        context.progress("collect", what(), 1);
        LOG.info("Read {}: {} rows, {} columns.", place, data.rowCount(), data.columnCount());
        return data.collectedFrom("jdbc", place, Clock.systemUTC().instant());
    }

    private String what() {
        return question.isTable() ? "read table " + question.sql() : "query a database";
    }

    /** A connection that could not be had for a while is asked for again; nothing has been done with it yet. */
    private Connection connect() {
        for (int attempt = 1; ; attempt++) {
            context.checkCancelled();
            try {
                return database.getConnection();
            } catch (SQLTransientConnectionException e) {
                if (attempt == ATTEMPTS) throw unreachable(e);
            } catch (SQLException e) {
                throw unreachable(e);
            }
        }
    }

    private static UncheckedIOException unreachable(SQLException e) {
        return new UncheckedIOException(
                "Expected a connection to the database but: " + e.getMessage()
                        + ". Check that it runs, and the address, user and password.",
                new IOException(e));
    }

    /** Some drivers fetch rows as a stream only outside of auto-commit; what the query changed is rolled back. */
    private List<Column> inTransaction(Connection connection, String product) throws SQLException {
        boolean before = connection.getAutoCommit();
        if (before) connection.setAutoCommit(false);
        List<Column> columns;
        try {
            columns = columns(connection, product);
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        connection.rollback();
        if (before) connection.setAutoCommit(true);
        return columns;
    }

    private List<Column> columns(Connection connection, String product) throws SQLException {
        String sql = question.isTable()
                ? JdbcTable.query(connection, question.sql(), question.parameters())
                : question.sql();
        try (PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(manner.fetch());
            if (!question.isTable()) {
                for (int i = 0; i < question.parameters().size(); i++) {
                    @Nullable Object parameter = question.parameters().get(i);
                    boolean instant = parameter instanceof Instant; // which not all drivers take
                    statement.setObject(i + 1, instant ? ((Instant) parameter).atOffset(ZoneOffset.UTC) : parameter);
                }
            }
            CompletableFuture<Void> end = new CompletableFuture<>();
            CompletableFuture<Void> watched = end.orTimeout(manner.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .whenCompleteAsync((done, failure) -> {
                        if (failure != null) cancel(statement);
                    });
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows, product);
            } finally {
                end.complete(null);
                watched.cancel(false);
            }
        }
    }

    private void cancel(Statement statement) {
        late.set(true);
        try {
            statement.cancel();
        } catch (SQLException e) {
            LOG.debug("A query that took too long could not be cancelled.", e);
        }
    }

    private List<Column> read(ResultSet rows, String product) throws SQLException {
        List<JdbcColumn> columns = describe(rows.getMetaData(), product.equals("SQLite"));
        while (rows.next()) {
            if (late.get()) throw new SQLTimeoutException("late");
            int slot = slots.begin();
            if (slots.isFull()) {
                int room = slots.grow();
                columns.forEach(column -> column.reserve(room));
            }
            for (int i = 0; i < columns.size() && slot >= 0; i++) columns.get(i).read(rows, slot);
            slots.end();
            if (slots.seen() % ROWS_BETWEEN_CHECKS == 0) {
                context.progress("collect", what() + ", " + slots.seen() + " rows so far", 0);
            }
        }
        String source = "the query";
        List<Column> done = new ArrayList<>();
        for (JdbcColumn column : columns) {
            done.add(column.column(source, slots.held())
                    .withRole(manner.roles().getOrDefault(column.name, Role.FEATURE)));
        }
        return done;
    }

    private List<JdbcColumn> describe(ResultSetMetaData data, boolean dynamic) throws SQLException {
        RawTable table = new RawTable(manner.reading(), "Jdbc");
        table.at(() -> "in row " + (slots.seen() + 1) + " of the query");
        List<JdbcColumn> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            String name = data.getColumnLabel(i);
            if (table.names().contains(name)) {
                throw new DataException("Expected column names to be unique but '" + name
                        + "' comes twice in the query. Rename one of the two with AS.");
            }
            columns.add(JdbcColumn.of(data, i, dynamic, table.get(table.column(name))));
        }
        table.checkKnown("the query");
        return columns;
    }

    private RuntimeException refused(SQLException e) {
        if (late.get()) {
            return new UncheckedIOException(
                    "Expected the query to end within " + manner.timeout().toMillis()
                            + " ms but it took longer. Ask for less, or allow more with timeout(...).",
                    new IOException(e));
        }
        @Nullable String message = e.getMessage();
        String said = message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
        String place = slots.seen() == 0 ? "" : " after row " + slots.seen();
        return new DataException(
                "Expected the database to answer the query but it says" + place + ": " + said
                        + ". Correct the query, its " + question.parameters().size()
                        + " parameters, or cast the column.",
                e);
    }
}
