package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Row;

/**
 * An estimator that was fitted. Immutable and thread-safe.
 *
 * @param <P> the kind of prediction
 */
public interface Fitted<P extends Prediction> {
    /**
     * Predicts a batch of rows.
     *
     * @param rows rows with at least the columns that were read in training; others, such as the target, are ignored
     * @return a prediction for each row
     * @throws io.github.millwork.data.DataException if a column is absent or of another type
     */
    Predictions<P> predict(Dataset rows);

    /**
     * Predicts one row; the same bits as in a batch.
     *
     * @param row a row with at least the columns that were read in training
     * @return the prediction
     * @throws io.github.millwork.data.DataException if a cell is absent or of another type
     */
    P predict(Row row);

    /**
     * Predicts rows whose truth is known.
     *
     * @param rows rows with the target or truth
     * @return predictions beside the truth
     * @throws io.github.millwork.data.DataException if a column is absent or of another type
     */
    Assessment<P> assess(Dataset rows);

    /** {@return 64 hexadecimal digits that are equal where everything that was fitted is equal, bit for bit} */
    String fingerprint();
}
