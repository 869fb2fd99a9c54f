package io.github.millwork.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Two tables of a database: a row for each model, which is locked while the model is changed, and lines under numbers.
 *
 * @param locks the table of the models
 * @param lines the table of the lines, each under its model and its place
 */
public record ModelRows(String locks, String lines) {
    /**
     * Makes the tables if they are not there.
     *
     * @param connection the connection
     * @return whether it is PostgreSQL, whose types have other names
     * @throws SQLException if they cannot be made
     */
    public boolean make(Connection connection) throws SQLException {
        boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        String name = "model varchar(100) not null";
        try (var statement = connection.createStatement()) {
            // Two processes may come here at once: the lock is let go at the end of the transaction.
            if (postgres) statement.execute("select pg_advisory_xact_lock(7235411)");
            statement.execute("create table if not exists " + locks + " (" + name + ", primary key (model))");
            statement.execute("create table if not exists " + lines + " (" + name + ", place bigint not null, line "
                    + (postgres ? "text" : "clob") + " not null, primary key (model, place))");
        }
        return postgres;
    }

    /**
     * {@return the names of all models that have lines, sorted}
     *
     * @param connection the connection
     * @throws SQLException if they cannot be read
     */
    public List<String> models(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select distinct model from " + lines);
                ResultSet rows = query.executeQuery()) {
            List<String> models = new ArrayList<>();
            while (rows.next()) models.add(rows.getString(1));
            return models.stream().sorted().toList(); // not as the database collates
        }
    }

    /**
     * {@return lines of a model}
     *
     * @param connection the connection
     * @param model the model
     * @param position the number of the line behind which they are; 0 for the first
     * @param most how many at most
     * @throws SQLException if they cannot be read
     */
    public LineFile.Lines after(Connection connection, String model, long position, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select place, line from " + lines + " where model = ? and place > ? order by place")) {
            query.setMaxRows(most);
            query.setString(1, model);
            query.setLong(2, position);
            List<String> found = new ArrayList<>();
            long last = position;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(1);
                    found.add(rows.getString(2));
                }
            }
            return new LineFile.Lines(found, last);
        }
    }

    /**
     * Adds lines.
     *
     * @param connection the connection
     * @param model the model
     * @param position the number of the last line
     * @param added the lines
     * @throws SQLException if they cannot be added
     */
    public void append(Connection connection, String model, long position, List<String> added) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + lines + " (model, place, line) values (?, ?, ?)")) {
            for (int i = 0; i < added.size(); i++) {
                insert.setString(1, model);
                insert.setLong(2, position + 1 + i);
                insert.setString(3, added.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Has all others wait who would change a model, until the transaction ends.
     *
     * @param connection the connection
     * @param model the model
     * @throws SQLException if that fails
     */
    public void lock(Connection connection, String model) throws SQLException {
        if (locked(connection, model)) return;
        try (PreparedStatement insert = connection.prepareStatement("insert into " + locks + " (model) "
                + "select ? where not exists (select 1 from " + locks + " where model = ?)")) {
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

    private boolean locked(Connection connection, String model) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select model from " + locks + " where model = ? for update")) {
            query.setString(1, model);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }
}
