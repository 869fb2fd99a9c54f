package io.github.millwork.stage;

import io.github.millwork.data.AnomalyOutputs;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.ClusterOutputs;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.RegressionOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is looked at of a prediction as if it were columns: the class and the probability of the positive one (of more than
 * two classes, the largest probability); the value; the cluster, where noise is missing, and the distance; the anomaly score and verdict; how many
 * labels. Immutable.
 */
public final class OutputCounts {
    /** Reads a number of a prediction. */
    @FunctionalInterface
    private interface Reader {
        double read(double[] out, int at);
    }

    private record Part(String name, List<String> labels, Reader reader) {}

    private final List<Part> parts = new ArrayList<>();

    /**
     * Looks at what is put out.
     *
     * @param outputs what the numbers mean
     */
    public OutputCounts(Outputs<?> outputs) {
        if (outputs instanceof ClassificationOutputs classes) {
            parts.add(new Part("predicted class", classes.labels(), classes::decide));
            int shown = shown(classes);
            String what = classes.probabilistic() ? "probability" : "score";
            parts.add(
                    shown < 0
                            ? new Part("largest " + what, List.of(), (out, at) -> largest(classes, out, at))
                            : new Part(
                                    what + " of " + classes.labels().get(shown),
                                    List.of(),
                                    (out, at) -> out[at + shown]));
        } else if (outputs instanceof RegressionOutputs) {
            parts.add(new Part("predicted value", List.of(), (out, at) -> out[at]));
        } else if (outputs instanceof ClusterOutputs clusters) {
            List<String> names = IntStream.range(0, clusters.clusters())
                    .mapToObj(Integer::toString)
                    .toList();
            parts.add(new Part("cluster", names, (out, at) -> out[at]));
            parts.add(new Part("distance", List.of(), (out, at) -> out[at + 1]));
        } else if (outputs instanceof AnomalyOutputs) {
            parts.add(new Part("anomaly score", List.of(), (out, at) -> out[at]));
            parts.add(new Part("anomaly", List.of("no", "yes"), (out, at) -> out[at + 1]));
        } else if (outputs instanceof MultiLabelOutputs labels) {
            int count = labels.labels().size();
            parts.add(new Part("number of labels", List.of(), (out, at) -> {
                double sum = 0;
                for (int i = 0; i < count; i++) sum += out[at + count + i];
                return sum;
            }));
        }
    }

    /** The class whose number is looked at; -1 where no one of them says it all. */
    private static int shown(ClassificationOutputs classes) {
        if (classes.positive() != null) return classes.labels().indexOf(classes.positive());
        return classes.labels().size() == 2 ? 1 : -1;
    }

    private static double largest(ClassificationOutputs classes, double[] out, int at) {
        double largest = out[at];
        for (int i = 1; i < classes.labels().size(); i++) largest = Math.max(largest, out[at + i]);
        return largest;
    }

    /** {@return how many columns there are} */
    public int size() {
        return parts.size();
    }

    /** {@return the column that a change of the predictions is measured by: the last one of numbers} */
    public int main() {
        int main = 0;
        for (int i = 0; i < parts.size(); i++) if (parts.get(i).labels.isEmpty()) main = i;
        return main;
    }

    /**
     * {@return a number of a prediction}
     *
     * @param part which column, from 0
     * @param out numbers that were predicted
     * @param at where those of the row begin
     */
    public double value(int part, double[] out, int at) {
        return parts.get(part).reader.read(out, at);
    }

    /**
     * Counts a prediction.
     *
     * @param out numbers that were predicted
     * @param at where those of the row begin
     * @param counts for each column what counts it
     * @param from the place in {@code counts} of the first
     */
    public void add(double[] out, int at, ColumnCounts[] counts, int from) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            double value = part.reader.read(out, at);
            if (part.labels.isEmpty()) counts[from + i].add(value);
            else counts[from + i].addCell((int) value);
        }
    }

    String name(int part) {
        return parts.get(part).name;
    }

    ColumnType type(int part) {
        return parts.get(part).labels.isEmpty() ? ColumnType.NUMBER : ColumnType.CATEGORY;
    }

    /** The cells for a column, of these reference values. */
    Grid grid(int part, double[] values) {
        List<String> labels = parts.get(part).labels;
        return labels.isEmpty() ? NumberGrid.of(values, false) : LevelGrid.labels(labels);
    }
}
