package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;

/**
 * Anything that can be fitted to rows and then predicts: a chain, a choice among chains, a whole pipeline. What evaluates,
 * tunes or selects deals in these.
 *
 * @param <P> the kind of prediction
 */
public interface Estimator<P extends Prediction> extends Specification {
    /** {@return what is predicted} */
    Task<P> task();

    /**
     * Fits everything that learns to these rows.
     *
     * @param training the rows
     * @param context seed, threads and progress
     * @return what was fitted
     * @throws io.github.millwork.data.DataException if the rows do not suit
     */
    Fitted<P> fit(Dataset training, FitContext context);
}
