package io.github.millwork.stage;

/** How the values of a metric on the cuts of a resampling are put together into one estimate. */
public enum Aggregation {
    /**
     * The mean over cuts that could be exchanged for each other, as in cross-validation. Since their training parts
     * overlap, its variance is that of the values times {@code 1/k + test/train}, of k cuts and numbers of rows (Nadeau
     * and Bengio 2003, Inference for the generalization error, Machine Learning 52).
     */
    MEAN,
    /**
     * The mean over cuts that follow each other in time, which are not exchangeable: what changes from one to the next
     * may be the world. Its variance is taken as for {@link #MEAN}, for want of better.
     */
    CHRONOLOGICAL,
    /**
     * Of bootstrap draws the mean over the rows left out, corrected by how far the model fits the rows it has seen, and by
     * what a model without any information would reach: the .632+ rule (Efron and Tibshirani 1997, Improvements on
     * cross-validation, JASA 92).
     */
    BOOTSTRAP_632_PLUS
}
