package io.github.millwork.stage;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Names;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Present;
import io.github.millwork.data.Target;
import io.github.millwork.data.Truth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Reads the columns of a task: the target of training rows, and the truth that predictions are compared with. */
final class TargetReader {
    private final Task<?> task;

    TargetReader(Task<?> task) {
        this.task = task;
    }

    TargetValues training(Dataset data) {
        Target target = task.target();
        if (target == null) return new TargetValues.None(data.rowCount());
        if (task.type() == MultiLabel.class) return LabelReader.of(target).read(data, List.of());
        Column column = data.column(target.column());
        checkComplete(column);
        if (task.type() != Classification.class) return numbers(column);
        List<String> labels = labels(column);
        if (labels.size() < 2) {
            throw new DataException("Expected at least two classes in the target column '" + column.name()
                    + "' but " + (column.size() == 1 ? "the only row is " : "all " + column.size() + " rows are ")
                    + Names.list(labels)
                    + ". Collect rows of other classes, or use detectAnomalies to learn from one class.");
        }
        // The outputs check that the positive class is one of the labels.
        ClassificationOutputs.probabilities(labels, target.positive());
        return codes(column, labels, target);
    }

    TargetValues part(Dataset data, TargetValues all) {
        Target target = task.target();
        if (target != null && all instanceof TargetValues.LabelSets sets) {
            return LabelReader.of(target).read(data, sets.labels());
        }
        if (target == null || !(all instanceof TargetValues.Classes classes)) return training(data);
        Column column = data.column(target.column());
        checkComplete(column);
        TargetValues.Classes part = codes(column, classes.labels(), target);
        if (part.unknown().isEmpty()) return part;
        throw new DataException("Expected made-up training rows to be of the classes that there are, "
                + Names.list(classes.labels()) + ", but found " + Names.list(part.unknown())
                + ". Mend the training option that makes them.");
    }

    TargetValues truth(Dataset data, Outputs<?> outputs) {
        Truth truth = task.truth();
        Target target = task.target();
        if (target == null && (truth == null || !data.has(truth.column()))) {
            return new TargetValues.None(data.rowCount());
        }
        for (String name : task.columns()) {
            if (data.has(name)) continue;
            throw new DataException(
                    "Expected the column '" + name + "' to compare predictions with but the data has none. "
                            + Names.suggest(name, data.schema().names()));
        }
        if (target != null)
            target.columns().forEach(name -> task.check(data.schema().field(name)));
        if (target != null && outputs instanceof MultiLabelOutputs several) {
            return LabelReader.of(target).read(data, several.labels());
        }
        Column column = data.column(task.columns().get(0));
        checkComplete(column);
        if (outputs instanceof ClassificationOutputs classes) return codes(column, classes.labels(), target);
        if (task.type() == Cluster.class) return codes(column, labels(column), target);
        return task.type() == Anomaly.class ? anomalies(column, Objects.requireNonNull(truth)) : numbers(column);
    }

    private static TargetValues anomalies(Column column, Truth truth) {
        if (truth.anomalies().isEmpty()) return new TargetValues.None(column.size());
        int[] codes = new int[column.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = truth.anomalies().contains(String.valueOf(column.value(i))) ? 1 : 0;
        }
        return new TargetValues.Classes(List.of("usual", "anomalous"), codes, "anomalous");
    }

    private static TargetValues.Numbers numbers(Column column) {
        double[] values = column.toDoubles();
        for (int row = 0; row < values.length; row++) {
            if (Double.isInfinite(values[row])) {
                throw new DataException("Expected a finite number in every row of the target column '" + column.name()
                        + "' but found " + values[row] + " at row " + row + ". Mend it, or leave the row out.");
            }
        }
        return new TargetValues.Numbers(values);
    }

    /** Refuses a column with missing cells, and says how to leave those rows out. */
    static void checkComplete(Column column) {
        if (column.missingCount() == 0) return;
        int first = 0;
        while (!column.isMissing(first)) first++;
        throw new DataException("Expected the target column '" + column.name() + "' to have a value in every row but "
                + column.missingCount() + " of " + column.size() + " are missing, first at row " + first
                + ". Leave those rows out: " + Present.rows(column) + ".");
    }

    /** The classes of a column in ascending order. */
    static List<String> labels(Column column) {
        if (column.type() == ColumnType.CATEGORY) return column.levels();
        TreeSet<Object> values = new TreeSet<>((a, b) -> compare(a, b));
        for (int i = 0; i < column.size(); i++) {
            Object value = column.value(i);
            if (value != null) values.add(value);
        }
        List<String> labels = new ArrayList<>();
        values.forEach(value -> labels.add(value.toString()));
        return labels;
    }

    private static int compare(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) return Long.compare(x, y);
        return Comparator.<String>naturalOrder().compare(a.toString(), b.toString());
    }

    static TargetValues.Classes codes(
            Column column, List<String> labels, @org.jspecify.annotations.Nullable Target target) {
        Map<String, Integer> index = new HashMap<>();
        for (String label : labels) index.put(label, index.size());
        List<String> unknown = new ArrayList<>();
        int[] codes = new int[column.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = index.computeIfAbsent(String.valueOf(column.value(i)), label -> {
                unknown.add(label);
                return -unknown.size();
            });
        }
        return new TargetValues.Classes(labels, codes, target == null ? null : target.positive(), unknown);
    }
}
