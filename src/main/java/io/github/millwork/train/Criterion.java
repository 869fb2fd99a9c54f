package io.github.millwork.train;

/**
 * What a tree is grown by. The rows of a node are summed up in a few numbers (the weight of each class, or the weight and
 * the sum of targets), and {@link #worth} says how well they go together: what a split gains is the worth of both sides
 * less that of the whole. Not to be changed, and safe between threads.
 */
interface Criterion {
    /** {@return how many numbers sum up rows} */
    int width();

    /**
     * Adds rows to the sums of their bins.
     *
     * @param into the bins
     * @param bins the bin of each row
     * @param rows row numbers
     * @param from where the rows to add begin
     * @param to where they end
     * @param weights how much each row counts, by row number
     */
    void add(Histogram into, byte[] bins, int[] rows, int from, int to, double[] weights);

    /**
     * Adds one row to sums.
     *
     * @param sums the sums
     * @param at where they begin
     * @param row the row's number
     * @param weight how much it counts
     */
    void add(double[] sums, int at, int row, double weight);

    /**
     * {@return how well rows go together: their weight times one minus their impurity, up to what a split does not change}
     *
     * @param sums their sums
     * @param at where these begin
     */
    double worth(double[] sums, int at);

    /** {@return whether rows cannot be told apart by what is known of them, so that no split gains anything} */
    boolean pure(int[] rows, int from, int to);

    /** {@return how much rows weigh} */
    double weight(double[] sums);

    /** {@return by what categories are put in an order, in which the best cut into two is looked for} */
    double order(double[] sums, int at, double[] node);

    /** {@return how many numbers a leaf says} */
    int outputs();

    /** Writes what a leaf says of rows with these sums. */
    void leaf(double[] sums, double[] out, int at);
}
