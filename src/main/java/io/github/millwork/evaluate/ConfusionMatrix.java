package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Names;
import io.github.millwork.data.TextTable;
import io.github.millwork.stage.Assessment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many rows of each class were predicted to be of which class, by weight. A true class that the model does not know
 * has a row of its own, after the others. Immutable.
 */
public final class ConfusionMatrix {
    private final List<String> labels;
    private final List<String> truthLabels;
    private final double[][] counts;

    private ConfusionMatrix(List<String> labels, List<String> truthLabels, double[][] counts) {
        this.labels = labels;
        this.truthLabels = truthLabels;
        this.counts = counts;
    }

    /**
     * Counts predictions beside their truth.
     *
     * @param assessment predictions and truth
     * @return the counts
     */
    public static ConfusionMatrix of(Assessment<Classification> assessment) {
        Decisions decisions = Decisions.of(assessment);
        List<String> labels = decisions.outputs().labels();
        List<String> truthLabels = new ArrayList<>(labels);
        truthLabels.addAll(decisions.truth().unknown());
        double[][] counts = new double[truthLabels.size()][labels.size()];
        for (int row = 0; row < assessment.rows(); row++) {
            int code = decisions.truth().codes()[row];
            int truth = code >= 0 ? code : labels.size() - 1 - code;
            counts[truth][decisions.predicted()[row]] += assessment.weight(row);
        }
        return new ConfusionMatrix(labels, List.copyOf(truthLabels), counts);
    }

    /** {@return the classes that can be predicted} */
    public List<String> labels() {
        return labels;
    }

    /** {@return the true classes: those that can be predicted, then those that the model does not know} */
    public List<String> truthLabels() {
        return truthLabels;
    }

    /**
     * {@return how many rows of a class were predicted to be of a class; the sum of their weights}
     *
     * @param truth the true class
     * @param predicted the predicted class
     * @throws IllegalArgumentException if there is no such class
     */
    public double count(String truth, String predicted) {
        return counts[index(truthLabels, truth)][index(labels, predicted)];
    }

    /**
     * {@return of the rows predicted to be of a class, the share that is; 0 where there are none}
     *
     * @param label a class
     * @throws IllegalArgumentException if there is no such class
     */
    public double precision(String label) {
        int column = index(labels, label);
        double predicted = 0;
        for (double[] row : counts) predicted += row[column];
        return predicted == 0 ? 0 : counts[column][column] / predicted;
    }

    /**
     * {@return of the rows of a class, the share predicted so; 0 where there are none}
     *
     * @param label a true class
     * @throws IllegalArgumentException if there is no such class
     */
    public double recall(String label) {
        double support = support(label);
        int row = index(truthLabels, label);
        return support == 0 || row >= labels.size() ? 0 : counts[row][row] / support;
    }

    /**
     * {@return how many rows there are of a class; the sum of their weights}
     *
     * @param label a true class
     * @throws IllegalArgumentException if there is no such class
     */
    public double support(String label) {
        double support = 0;
        for (double count : counts[index(truthLabels, label)]) support += count;
        return support;
    }

    private static int index(List<String> labels, String label) {
        int index = labels.indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "Expected a class but found '" + label + "'. The classes are " + Names.list(labels) + ".");
        }
        return index;
    }

    /** {@return a table with a row for each true and a column for each predicted class, with precision and recall} */
    @Override
    public String toString() {
        List<String> header = new ArrayList<>();
        header.add("truth \\ predicted");
        header.addAll(labels);
        header.add("recall");
        header.add("support");
        TextTable table = new TextTable(header.toArray(new String[0]));
        table.alignRight(1, header.size());
        for (int row = 0; row < counts.length; row++) {
            String label = truthLabels.get(row);
            List<String> cells = new ArrayList<>();
            cells.add(row < labels.size() ? label : label + " (unknown to the model)");
            for (double count : counts[row]) cells.add(count(count));
            cells.add(share(recall(label)));
            cells.add(count(support(label)));
            table.row(cells.toArray(new String[0]));
        }
        List<String> precision = new ArrayList<>();
        precision.add("precision");
        for (String label : labels) precision.add(share(precision(label)));
        precision.add("");
        precision.add("");
        table.row(precision.toArray(new String[0]));
        return table.toString();
    }

    private static String count(double count) {
        return count == Math.rint(count)
                ? String.format(Locale.ROOT, "%.0f", count)
                : String.format(Locale.ROOT, "%.2f", count);
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.4f", share);
    }
}
