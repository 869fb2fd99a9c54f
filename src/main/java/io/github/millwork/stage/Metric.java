package io.github.millwork.stage;

import io.github.millwork.data.Prediction;

/**
 * Measures how good predictions are. An extension point; equal by value where it is a record.
 *
 * @param <P> the kind of prediction it measures
 */
public interface Metric<P extends Prediction> {
    /** {@return its name, such as {@code "ROC AUC"}} */
    String name();

    /** {@return whether a larger value is better} */
    boolean higherIsBetter();

    /**
     * {@return whether it may depend on which class is decided for} False for what is measured on probabilities or scores
     * alone, as ROC AUC and log loss are: no threshold changes it, and none can be learned for it.
     */
    default boolean dependsOnDecisions() {
        return true;
    }

    /**
     * Measures predictions.
     *
     * @param assessment predictions and truth, at least one row
     * @return the value of the metric; NaN where these rows leave it undefined
     * @throws io.github.millwork.data.DataException if it cannot be measured on such predictions
     */
    double measure(Assessment<P> assessment);

    /**
     * Measures predictions with a 95 % confidence interval. The default resamples rows: a percentile bootstrap of 1,000
     * draws, of fewer (at least 200) for more than 20,000 rows (Efron and Tibshirani 1993, chapter 13). The same rows
     * give the same interval.
     *
     * @param assessment predictions and truth, at least one row
     * @return the value and its interval
     */
    default Score score(Assessment<P> assessment) {
        return Bootstrap.percentile(this, assessment);
    }
}
