package io.github.millwork.deploy;

import io.github.millwork.stage.BundleException;
import io.github.millwork.store.LineFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Three tables of a database: a row for each model, which is locked while the model is changed, the lines of the journals,
 * and the files. A change is a transaction. Readers see what was committed, and take no lock.
 *
 * @param database where the tables are
 */
record JdbcStore(DataSource database) implements RegistryStore {
    /** The lock may be waited for longer than a database is ready to wait. */
    private static final int TRIES = 20;

    private static final Set<String> AGAIN = Set.of("40001", "40P01", "HYT00", "55P03");

    /** Something to do with a connection. */
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Gives the store in a database, whose tables are made if they are not there. */
    static JdbcStore at(DataSource database) {
        JdbcStore store = new JdbcStore(database);
        if (!store.isThere()) store.make();
        return store;
    }

    private boolean isThere() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("model", "history", "file")) {
                statement
                        .executeQuery("select 1 from millwork_" + table + " where 1 = 0")
                        .close();
            }
            return true;
        } catch (SQLException absent) {
            return false;
        }
    }

    private void make() {
        run("make the tables of", connection -> {
            boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
            String name = "model varchar(100) not null";
            try (Statement statement = connection.createStatement()) {
                // Two processes may come here at once: the lock is let go at the end of the transaction.
                if (postgres) statement.execute("select pg_advisory_xact_lock(7235411)");
                statement.execute("create table if not exists millwork_model (" + name + ", primary key (model))");
                statement.execute(
                        "create table if not exists millwork_history (" + name + ", place bigint not null, line "
                                + (postgres ? "text" : "clob") + " not null, primary key (model, place))");
                statement.execute(
                        "create table if not exists millwork_file (" + name + ", version integer not null, content "
                                + (postgres ? "bytea" : "blob") + " not null, primary key (model, version))");
            }
            return true;
        });
    }

    @Override
    public List<String> models() {
        return run("read", connection -> {
            try (PreparedStatement query = connection.prepareStatement("select distinct model from millwork_history");
                    ResultSet rows = query.executeQuery()) {
                List<String> models = new ArrayList<>();
                while (rows.next()) models.add(rows.getString(1));
                return models.stream().sorted().toList(); // not as the database collates
            }
        });
    }

    @Override
    public LineFile.Lines after(String model, long position) {
        return run("read", connection -> after(connection, model, position));
    }

    private static LineFile.Lines after(Connection connection, String model, long position) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select place, line from millwork_history where model = ? and place > ? order by place")) {
            query.setString(1, model);
            query.setLong(2, position);
            List<String> lines = new ArrayList<>();
            long last = position;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(1);
                    lines.add(rows.getString(2));
                }
            }
            return new LineFile.Lines(lines, last);
        }
    }

    @Override
    public byte[] content(String model, int version) {
        return run("read", connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select content from millwork_file where model = ? and version = ?")) {
                query.setString(1, model);
                query.setInt(2, version);
                try (ResultSet rows = query.executeQuery()) {
                    if (rows.next()) return rows.getBytes(1);
                }
            }
            throw new BundleException("Expected a file of " + model + " version " + version
                    + " in the database but there is none. Put back a copy of its tables.");
        });
    }

    @Override
    public <T> T change(String model, Function<Change, T> change) {
        return run("change", connection -> {
            lock(connection, model);
            return change.apply(new JdbcChange(connection, model));
        });
    }

    private static void lock(Connection connection, String model) throws SQLException {
        if (locked(connection, model)) return;
        try (PreparedStatement insert = connection.prepareStatement("insert into millwork_model (model) "
                + "select ? where not exists (select 1 from millwork_model where model = ?)")) {
            insert.setString(1, model);
            insert.setString(2, model);
            insert.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            // Another process was quicker: then the row is there now.
            connection.rollback();
            if (!String.valueOf(e.getSQLState()).startsWith("23")) throw e;
        }
        if (!locked(connection, model)) throw new SQLException("the row of " + model + " is gone");
    }

    private static boolean locked(Connection connection, String model) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select model from millwork_model where model = ? for update")) {
            query.setString(1, model);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Does something in a transaction of its own. */
    private <T> T run(String verb, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = database.getConnection()) {
                return transaction(connection, work);
            } catch (SQLException e) {
                if (attempt < TRIES && AGAIN.contains(e.getSQLState())) continue;
                throw failed(verb, e);
            } catch (Interrupted e) {
                if (attempt < TRIES && AGAIN.contains(e.failure.getSQLState())) continue;
                throw failed(verb, e.failure);
            }
        }
    }

    private static UncheckedIOException failed(String verb, SQLException e) {
        return new UncheckedIOException(
                "Could not " + verb + " the registry in the database: " + e.getMessage(), new IOException(e));
    }

    private static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        boolean automatic = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            T result = work.with(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(automatic);
        }
    }

    /** Carries a failure of the database through code that knows of none. */
    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient SQLException failure;

        Interrupted(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private record JdbcChange(Connection connection, String model) implements Change {
        @Override
        public LineFile.Lines after(long position) {
            try {
                return JdbcStore.after(connection, model, position);
            } catch (SQLException e) {
                throw new Interrupted(e);
            }
        }

        @Override
        public void put(int version, byte[] content) {
            update("insert into millwork_file (model, version, content) values (?, ?, ?)", version, content);
        }

        @Override
        public void append(long position, String line) {
            update("insert into millwork_history (model, place, line) values (?, ?, ?)", position + 1, line);
        }

        @Override
        public void keep(Set<Integer> versions) {
            try (PreparedStatement query =
                    connection.prepareStatement("select version from millwork_file where model = ?")) {
                query.setString(1, model);
                List<Integer> gone = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        if (!versions.contains(rows.getInt(1))) gone.add(rows.getInt(1));
                    }
                }
                for (int version : gone) update("delete from millwork_file where model = ? and version = ?", version);
            } catch (SQLException e) {
                throw new Interrupted(e);
            }
        }

        private void update(String sql, Object... values) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, model);
                for (int i = 0; i < values.length; i++) {
                    if (values[i] instanceof byte[] bytes) statement.setBytes(i + 2, bytes);
                    else statement.setObject(i + 2, values[i]);
                }
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new Interrupted(e);
            }
        }
    }
}
