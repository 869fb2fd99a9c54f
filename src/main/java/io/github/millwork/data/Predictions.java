package io.github.millwork.data;

import java.util.AbstractList;
import java.util.Collections;
import java.util.Map;
import java.util.RandomAccess;
import java.util.TreeMap;

/**
 * The predictions for a batch of rows, kept as columns of numbers; each one is made when it is asked for. Immutable.
 *
 * @param <P> the kind of prediction
 */
public final class Predictions<P extends Prediction> extends AbstractList<P> implements RandomAccess {
    private static final int SHOWN = 20;

    private final Outputs<P> outputs;
    private final double[] values;
    private final Map<String, Long> unseen;

    private Predictions(Outputs<P> outputs, double[] values, Map<String, Long> unseen) {
        this.outputs = outputs;
        this.values = values;
        this.unseen = unseen;
    }

    /**
     * Makes predictions of the numbers that a model put out.
     *
     * @param <P> the kind of prediction
     * @param outputs what the numbers mean
     * @param values {@code outputs.width()} numbers for each row, row after row; not copied, so not to be changed
     * @param unseen how many cells of each column held a category that was not there in training
     * @return the predictions
     */
    public static <P extends Prediction> Predictions<P> of(
            Outputs<P> outputs, double[] values, Map<String, Long> unseen) {
        if (values.length % outputs.width() != 0) {
            throw new IllegalArgumentException(
                    "Expected a multiple of " + outputs.width() + " numbers but found " + values.length + ".");
        }
        return new Predictions<>(outputs, values, new TreeMap<>(unseen));
    }

    /** {@return what the numbers mean} */
    public Outputs<P> outputs() {
        return outputs;
    }

    /**
     * {@return a number that the model put out}
     *
     * @param row the row, from 0
     * @param output which of its numbers, from 0 to {@code outputs().width() - 1}
     */
    public double value(int row, int output) {
        return values[row * outputs.width() + output];
    }

    /**
     * {@return how many cells of each column held a category that was not there in training; columns without such cells
     * are left out}
     */
    public Map<String, Long> unseen() {
        return Collections.unmodifiableMap(unseen);
    }

    /**
     * {@return the predictions as columns, for a table beside the rows they are of}
     *
     * <ul>
     *   <li>of classes: {@code prediction}, then for each class {@code probability_<class>}, or {@code score_<class>} where
     *       the model knows no probabilities
     *   <li>of numbers: {@code prediction}, then {@code prediction_low} and {@code prediction_high} where there is an interval
     *   <li>of clusters: {@code prediction}, the number of the cluster, then {@code distance}
     *   <li>of anomalies: {@code prediction}, the verdict, then {@code score}
     *   <li>of sets of labels: for each label {@code prediction_<label>}, then for each {@code probability_<label>}
     * </ul>
     *
     * @param prefix what all names of the columns begin with; may be empty
     */
    public Dataset toDataset(String prefix) {
        return Dataset.of(PredictionColumns.of(this, prefix), size());
    }

    @Override
    public P get(int row) {
        if (row < 0 || row >= size()) throw new IndexOutOfBoundsException("row " + row + " of " + size());
        return outputs.read(values, row * outputs.width());
    }

    @Override
    public int size() {
        return values.length / outputs.width();
    }

    /** {@return the first twenty predictions, one a line, and how many more there are} */
    @Override
    public String toString() {
        int shown = Math.min(size(), SHOWN);
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < shown; row++)
            text.append(row).append(": ").append(get(row)).append('\n');
        if (size() > shown) text.append("and ").append(size() - shown).append(" more\n");
        return text.isEmpty() ? "no predictions" : text.substring(0, text.length() - 1);
    }
}
