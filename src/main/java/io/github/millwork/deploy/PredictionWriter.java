package io.github.millwork.deploy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Workers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Predicts rows and writes what is predicted, beside columns of the rows, to a CSV file or a database table: all of it or
 * nothing. Immutable and thread-safe.
 *
 * <pre>{@code
 * PredictionWriter.of(fitted).keep("id", "age").csv(rows, file);
 * PredictionWriter.of(fitted).keep("id").with("model", "income 3").jdbc(rows, dataSource, "scores");
 * }</pre>
 *
 * <p>The columns are those that are kept, in that order, then those of {@link Predictions#toDataset}, then the constant ones.
 * By default none is kept.
 *
 * @param <P> the kind of prediction
 */
public final class PredictionWriter<P extends Prediction> {
    private final Fitted<P> fitted;
    private final List<String> kept;
    private final Map<String, String> constants;
    private final String prefix;
    private final Workers workers;

    private PredictionWriter(
            Fitted<P> fitted, List<String> kept, Map<String, String> constants, String prefix, Workers workers) {
        this.fitted = fitted;
        this.kept = kept;
        this.constants = constants;
        this.prefix = prefix;
        this.workers = workers;
    }

    /**
     * {@return a writer of the predictions of a pipeline, on as many threads as there are processors}
     *
     * @param <P> the kind of prediction
     * @param fitted the fitted pipeline
     */
    public static <P extends Prediction> PredictionWriter<P> of(Fitted<P> fitted) {
        return new PredictionWriter<>(fitted, List.of(), Map.of(), "", Workers.all());
    }

    /**
     * {@return this writer with further columns of the rows, such as their key; any columns, read by the pipeline or not}
     *
     * @param columns the names of the columns
     */
    public PredictionWriter<P> keep(String... columns) {
        List<String> all = new ArrayList<>(kept);
        Collections.addAll(all, columns);
        return new PredictionWriter<>(fitted, List.copyOf(all), constants, prefix, workers);
    }

    /**
     * {@return this writer with a further column that has the same value in each row, such as the version of the model}
     *
     * @param column the name of the column
     * @param value its value
     */
    public PredictionWriter<P> with(String column, String value) {
        Map<String, String> all = new LinkedHashMap<>(constants);
        all.put(column, value);
        return new PredictionWriter<>(fitted, kept, Collections.unmodifiableMap(all), prefix, workers);
    }

    /**
     * {@return this writer with other names for the predicted columns}
     *
     * @param start what their names begin with, such as {@code risk_}; empty by default
     */
    public PredictionWriter<P> prefix(String start) {
        return new PredictionWriter<>(fitted, kept, constants, start, workers);
    }

    /**
     * {@return this writer on other threads; what is written does not depend on them}
     *
     * @param threads how many, and where they come from
     */
    public PredictionWriter<P> on(Workers threads) {
        return new PredictionWriter<>(fitted, kept, constants, prefix, threads);
    }

    /**
     * Predicts rows.
     *
     * @param rows the rows, with the columns that the pipeline reads and those that are kept
     * @return what would be written
     * @throws DataException if a column is absent or of another type
     * @throws IllegalArgumentException if two columns would have the same name
     */
    public Dataset table(Dataset rows) {
        return table(rows, predict(rows));
    }

    /**
     * Predicts rows and writes a CSV file: UTF-8, a header, dates in ISO form, missing cells empty.
     *
     * @param rows the rows, with the columns that the pipeline reads and those that are kept
     * @param file where to; folders that are not there are made, and a file is replaced in one step
     * @return what was predicted
     * @throws DataException if a column is absent or of another type; nothing is written then
     * @throws IllegalArgumentException if two columns would have the same name
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public Predictions<P> csv(Dataset rows, Path file) {
        Predictions<P> predictions = predict(rows);
        table(rows, predictions).writeCsv(file);
        return predictions;
    }

    /**
     * Predicts rows and inserts them into a database table, in one transaction, which is committed.
     *
     * @param rows the rows, with the columns that the pipeline reads and those that are kept
     * @param database gives the connection
     * @param table a table that has a column for each that is written, whatever the case; {@code schema.table} for one of
     *     another schema
     * @return what was predicted
     * @throws DataException if a column is absent or of another type in the rows, or the table or a column of it is absent, or
     *     refuses a value; nothing is inserted then
     * @throws IllegalArgumentException if two columns would have the same name
     * @throws IllegalStateException if the database cannot be reached
     */
    public Predictions<P> jdbc(Dataset rows, DataSource database, String table) {
        Predictions<P> predictions = predict(rows);
        Dataset written = table(rows, predictions);
        try (Connection connection = database.getConnection()) {
            new JdbcInsert(connection, table).inTransaction(written);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Could not reach the database to insert into '" + table + "': " + e.getMessage()
                            + ". Nothing is known to be inserted.",
                    e);
        }
        return predictions;
    }

    /**
     * Predicts rows and inserts them into a database table. Where the connection is in a transaction (auto-commit is off),
     * they become part of it; else there is one for them, which is committed.
     *
     * @param rows the rows, with the columns that the pipeline reads and those that are kept
     * @param connection the connection, which stays open
     * @param table a table that has a column for each that is written, whatever the case; {@code schema.table} for one of
     *     another schema
     * @return what was predicted
     * @throws DataException if a column is absent or of another type in the rows, or the table or a column of it is absent, or
     *     refuses a value; nothing is inserted then, and what the transaction did before stays
     * @throws IllegalArgumentException if two columns would have the same name
     * @throws IllegalStateException if the database cannot be reached any more
     */
    public Predictions<P> jdbc(Dataset rows, Connection connection, String table) {
        Predictions<P> predictions = predict(rows);
        Dataset written = table(rows, predictions);
        JdbcInsert insert = new JdbcInsert(connection, table);
        try {
            if (connection.getAutoCommit()) insert.inTransaction(written);
            else insert.inPartOfOne(written);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Could not reach the database to insert into '" + table + "': " + e.getMessage() + ". Roll back.",
                    e);
        }
        return predictions;
    }

    private Predictions<P> predict(Dataset rows) {
        for (String name : kept) {
            if (rows.has(name)) continue;
            throw new DataException("Expected a column '" + name + "' to keep but the data has none. "
                    + Names.suggest(name, rows.schema().names()));
        }
        return fitted.predict(rows, null, FitContext.of(0).withWorkers(workers));
    }

    private Dataset table(Dataset rows, Predictions<P> predictions) {
        List<Column> columns = new ArrayList<>();
        for (String name : kept) columns.add(rows.column(name));
        columns.addAll(predictions.toDataset(prefix).columns());
        constants.forEach((name, value) -> {
            String[] cells = new String[rows.rowCount()];
            Arrays.fill(cells, value);
            columns.add(Column.categories(name, cells));
        });
        List<String> names = new ArrayList<>();
        for (Column column : columns) {
            if (names.contains(column.name())) {
                throw new IllegalArgumentException("Expected columns of different names but '" + column.name()
                        + "' would be written twice. Give the predicted ones a prefix, or do not keep that one.");
            }
            names.add(column.name());
        }
        return Dataset.of(columns, rows.rowCount());
    }
}
