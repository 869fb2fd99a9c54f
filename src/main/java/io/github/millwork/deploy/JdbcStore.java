package io.github.millwork.deploy;

import io.github.millwork.stage.BundleException;
import io.github.millwork.store.LineFile;
import io.github.millwork.store.ModelRows;
import io.github.millwork.store.Transactions;
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
    private static final ModelRows ROWS = new ModelRows("millwork_model", "millwork_history");

    /** Gives the store in a database, whose tables are made if they are not there. */
    static JdbcStore at(DataSource database) {
        JdbcStore store = new JdbcStore(database);
        if (!store.transactions().has("millwork_model", "millwork_history", "millwork_file")) store.make();
        return store;
    }

    private Transactions transactions() {
        return new Transactions(database, "the registry");
    }

    private void make() {
        transactions().run("make the tables of", connection -> {
            boolean postgres = ROWS.make(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table if not exists millwork_file (model varchar(100) not null, "
                        + "version integer not null, content " + (postgres ? "bytea" : "blob")
                        + " not null, primary key (model, version))");
            }
            return true;
        });
    }

    @Override
    public List<String> models() {
        return transactions().run("read", ROWS::models);
    }

    @Override
    public LineFile.Lines after(String model, long position) {
        return transactions().run("read", connection -> ROWS.after(connection, model, position, 0));
    }

    @Override
    public byte[] content(String model, int version) {
        return transactions().run("read", connection -> {
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
        return transactions().run("change", connection -> {
            ROWS.lock(connection, model);
            return change.apply(new JdbcChange(connection, model));
        });
    }

    private record JdbcChange(Connection connection, String model) implements Change {
        @Override
        public LineFile.Lines after(long position) {
            try {
                return ROWS.after(connection, model, position, 0);
            } catch (SQLException e) {
                throw new Transactions.Failure(e);
            }
        }

        @Override
        public void put(int version, byte[] content) {
            update("insert into millwork_file (model, version, content) values (?, ?, ?)", version, content);
        }

        @Override
        public void append(long position, String line) {
            try {
                ROWS.append(connection, model, position, List.of(line));
            } catch (SQLException e) {
                throw new Transactions.Failure(e);
            }
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
                throw new Transactions.Failure(e);
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
                throw new Transactions.Failure(e);
            }
        }
    }
}
