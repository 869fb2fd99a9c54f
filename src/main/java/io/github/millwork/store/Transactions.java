package io.github.millwork.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Does things in transactions of their own, and again where the database says that it was not their fault, as when a lock
 * took longer than it is ready to wait.
 *
 * @param database where
 * @param what what is in it, for messages, such as "the registry"
 */
public record Transactions(DataSource database, String what) {
    private static final int TRIES = 20;

    private static final Set<String> AGAIN = Set.of("40001", "40P01", "HYT00", "55P03");

    /**
     * Something to do with a connection.
     *
     * @param <T> what comes of it
     */
    public interface Work<T> {
        /**
         * Does it.
         *
         * @param connection the connection, whose transaction ends afterwards
         * @return what comes of it
         * @throws SQLException if the database fails
         */
        T with(Connection connection) throws SQLException;
    }

    /** Carries a failure of the database through code that knows of none. */
    public static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient SQLException cause;

        /**
         * Carries a failure.
         *
         * @param cause the failure
         */
        public Failure(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    /**
     * {@return whether there are tables}
     *
     * @param tables their names
     */
    public boolean has(String... tables) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                statement
                        .executeQuery("select 1 from " + table + " where 1 = 0")
                        .close();
            }
            return true;
        } catch (SQLException absent) {
            return false;
        }
    }

    /**
     * Does something in a transaction.
     *
     * @param <T> what comes of it
     * @param verb what is done, for the message, such as "read"
     * @param work what to do; it may be done several times
     * @return what came of it
     * @throws UncheckedIOException if the database fails
     */
    public <T> T run(String verb, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = database.getConnection()) {
                return transaction(connection, work);
            } catch (SQLException e) {
                if (attempt < TRIES && AGAIN.contains(e.getSQLState())) continue;
                throw failed(verb, e);
            } catch (Failure e) {
                if (attempt < TRIES && AGAIN.contains(e.cause.getSQLState())) continue;
                throw failed(verb, e.cause);
            }
        }
    }

    private UncheckedIOException failed(String verb, SQLException e) {
        return new UncheckedIOException(
                "Could not " + verb + " " + what + " in the database: " + e.getMessage(), new IOException(e));
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
}
