package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An estimator that was fitted: all that evaluation, deployment and monitoring need to know of it. Immutable and
 * thread-safe; saved by the codec of its class.
 *
 * @param <P> the kind of prediction
 */
public interface Fitted<P extends Prediction> {
    /** {@return what is predicted} */
    Task<P> task();

    /** {@return the columns of the data it was fitted to, with types and roles, and levels where they are read} */
    Schema schema();

    /** {@return what the predicted numbers mean} */
    Outputs<P> outputs();

    /** {@return what makes the predictions, in words, such as {@code "logistic regression (cost 1.0)"}} */
    default String describe() {
        return "a fitted predictor of " + task().type().getSimpleName();
    }

    /**
     * {@return the features that the model sees, each with the columns it is computed from; none, as by default, where
     * several models see different ones}
     */
    default List<Feature> features() {
        return List.of();
    }

    /** {@return the columns that are read, each with its slot in a session; all others can be absent} */
    List<RowProgram.Input> inputs();

    /** {@return whether missing cells may reach the model} */
    boolean toleratesMissing();

    /**
     * {@return whether a step looks back on other rows, as lags do} Then rows are predicted in batches, which can be
     * given earlier rows, and there are no sessions.
     */
    boolean looksBack();

    /**
     * {@return a new session for rows}
     *
     * @throws IllegalStateException if a step looks back on other rows
     */
    RowSession session();

    /**
     * Predicts a batch of rows.
     *
     * @param rows rows with at least the columns that were read in training; others, such as the target, are ignored
     * @param earlier rows that came before them, with the same columns, for steps that look back; null for none
     * @param context the threads, which change no bit; progress and cancellation
     * @return a prediction for each of {@code rows}
     * @throws io.github.millwork.data.DataException if a column is absent or of another type
     */
    Predictions<P> predict(Dataset rows, @Nullable Dataset earlier, FitContext context);

    /**
     * Predicts rows, given earlier rows for the steps that look back on them.
     *
     * @param rows the rows to predict
     * @param earlier rows that came before, with the same columns
     * @return a prediction for each of {@code rows}
     * @throws io.github.millwork.data.DataException if a column is absent or of another type
     */
    default Predictions<P> predict(Dataset rows, Dataset earlier) {
        return predict(rows, earlier, FitContext.of(0));
    }

    /**
     * Predicts a batch of rows, on all processors. A step that looks back sees the rows of the batch only.
     *
     * @param rows rows with at least the columns that were read in training; others, such as the target, are ignored
     * @return a prediction for each row
     * @throws io.github.millwork.data.DataException if a column is absent or of another type
     * @throws IllegalStateException if a step looks back on other rows and this is a single one
     */
    default Predictions<P> predict(Dataset rows) {
        if (rows.rowCount() == 1 && looksBack()) {
            throw new IllegalStateException(
                    "Expected the rows before it beside a single row, since this pipeline looks "
                            + "back on them, but found none. Use predict(rows, earlier), where earlier is rows.head(0) if there "
                            + "are none.");
        }
        return predict(rows, null, FitContext.of(0));
    }

    /**
     * Predicts one row: the same bits as in a batch.
     *
     * @param row a row with at least the columns that were read in training
     * @return the prediction
     * @throws io.github.millwork.data.DataException if a cell is absent or of another type
     * @throws IllegalStateException if a step looks back on other rows, of which a row alone has none
     */
    P predict(Row row);

    /**
     * Explains the prediction for one row.
     *
     * @param row a row with at least the columns that were read in training
     * @return what each column contributes
     * @throws io.github.millwork.data.DataException if a cell is absent or of another type
     * @throws IllegalStateException if there is no exact way for the model, or a step looks back on other rows
     */
    default Explanation explain(Row row) {
        RowSession session = session();
        for (RowProgram.Input input : inputs()) input.load(session, row.value(input.column()));
        return session.explain();
    }

    /**
     * {@return the weights of a linear model, under the columns that its features are computed from}
     *
     * @throws IllegalStateException if the model is not linear, or there are several
     */
    default Coefficients coefficients() {
        throw new IllegalStateException("Expected one linear model, which has a weight for each feature, but found "
                + describe() + ". Fit a pipeline that ends in a linear learner.");
    }

    /**
     * {@return how much the model makes of each column of the collected data, as it was trained: gains of trees, absolute
     * weights of linear models}
     *
     * @throws IllegalStateException if the model does not know, or there are several
     */
    default ColumnImportances importances() {
        throw new IllegalStateException("Expected one model that knows what it makes of each feature but found "
                + describe() + ". Shuffle columns of rows held out instead: PermutationImportance.of.");
    }

    /**
     * Predicts rows whose truth is known.
     *
     * @param rows rows with the target; a truth may be absent
     * @param earlier rows that came before them, such as the training rows, for steps that look back; null for none
     * @param context the threads, which change no bit; progress and cancellation
     * @return predictions beside the truth
     * @throws io.github.millwork.data.DataException if a column is absent or of another type
     */
    Assessment<P> assess(Dataset rows, @Nullable Dataset earlier, FitContext context);

    /**
     * Predicts rows whose truth is known, on all processors.
     *
     * @param rows rows with the target; a truth may be absent
     * @return predictions beside the truth
     * @throws io.github.millwork.data.DataException if a column is absent or of another type
     */
    default Assessment<P> assess(Dataset rows) {
        return assess(rows, null, FitContext.of(0));
    }

    /**
     * {@return what the fit found out beside the model: after how many trees boosting stopped, how good a forest is on rows
     * that its trees were not grown on}
     */
    default List<Finding> findings() {
        return List.of();
    }

    /** {@return what the rows were like that it was fitted to, where that is known} */
    default Optional<Profile> profile() {
        return Optional.empty();
    }

    /** {@return 64 hexadecimal digits that are equal where everything that was fitted is equal, bit for bit} */
    default String fingerprint() {
        return Codecs.digest(this);
    }
}
