package io.github.millwork.evaluate;

/**
 * A share of hits, the rows of a label that are predicted to have it: hits over {@code found * (rows predicted so) +
 * actual * (rows that are so) + hit * hits}. Precision, recall, F-beta and Jaccard differ only in what they divide by.
 *
 * @param name what it is called
 * @param found how much a row predicted to have the label counts
 * @param actual how much a row that has the label counts
 * @param hit how much a row counts in addition that has the label and is predicted to
 */
record Share(String name, double found, double actual, double hit) {
    static final Share PRECISION = new Share("precision", 1, 0, 0);
    static final Share RECALL = new Share("recall", 0, 1, 0);
    static final Share JACCARD = new Share("Jaccard", 1, 1, -1);
    static final Share F1 = new Share("F1", 0.5, 0.5, 0);

    /**
     * {@return the weighted harmonic mean of precision and recall (van Rijsbergen 1979)}
     *
     * @param beta how many times as much recall counts as precision
     */
    static Share fBeta(double beta) {
        if (!(beta > 0) || Double.isInfinite(beta)) {
            throw new IllegalArgumentException("Expected beta to be a number above zero but found " + beta
                    + ". Use 2 where recall matters more, 0.5 where precision does.");
        }
        double square = beta * beta;
        return new Share("F" + Numbers.plain(beta), 1 / (1 + square), square / (1 + square), 0);
    }

    /** {@return what is divided by, for counts or for one row} */
    double below(double found, double actual, double hits) {
        return this.found * found + this.actual * actual + hit * hits;
    }
}
