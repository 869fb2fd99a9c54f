package io.github.millwork.feedback;

import io.github.millwork.store.LineFile.Lines;
import io.github.millwork.store.ModelRows;
import io.github.millwork.store.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Two tables of a database: a row for each model, which is locked while something is added, and the lines. A position is the
 * number of the last line.
 *
 * @param transactions what is done in the database
 */
record JdbcLines(Transactions transactions) implements FeedbackLines {
    private static final ModelRows ROWS = new ModelRows("millwork_feedback_model", "millwork_feedback");
    private static final int SOME = 5_000;

    /** Gives the lines in a database, whose tables are made if they are not there. */
    static JdbcLines at(DataSource database) {
        JdbcLines lines = new JdbcLines(new Transactions(database, "the feedback"));
        if (!lines.transactions.has(ROWS.locks(), ROWS.lines()))
            lines.transactions.run("make the tables of", ROWS::make);
        return lines;
    }

    @Override
    public List<String> models() {
        return transactions.run("read", ROWS::models);
    }

    @Override
    public Lines after(String model, long position) {
        return transactions.run("read", connection -> ROWS.after(connection, model, position, SOME));
    }

    @Override
    public <T> T change(String model, Function<Change, T> change) {
        return transactions.run("change", connection -> {
            ROWS.lock(connection, model);
            return change.apply(new JdbcChange(connection, model));
        });
    }

    private record JdbcChange(Connection connection, String model) implements Change {
        @Override
        public Lines after(long position) {
            try {
                return ROWS.after(connection, model, position, SOME);
            } catch (SQLException e) {
                throw new Transactions.Failure(e);
            }
        }

        @Override
        public long append(long position, List<String> lines) {
            try {
                ROWS.append(connection, model, position, lines);
                return position + lines.size();
            } catch (SQLException e) {
                throw new Transactions.Failure(e);
            }
        }
    }

    @Override
    public void discard(String model, long position) {
        transactions.run("discard", connection -> {
            // The last line stays, so that the next one has a number of its own.
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from millwork_feedback where model = ? and "
                            + "place <= ? and place < (select max(place) from millwork_feedback where model = ?)")) {
                delete.setString(1, model);
                delete.setLong(2, position);
                delete.setString(3, model);
                return delete.executeUpdate();
            }
        });
    }
}
