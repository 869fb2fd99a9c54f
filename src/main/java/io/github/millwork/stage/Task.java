package io.github.millwork.stage;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Names;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.Target;
import io.github.millwork.data.Truth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be predicted, and how the column that holds it is read. Immutable; equal by value.
 *
 * @param <P> the kind of prediction
 * @param type the kind of prediction
 * @param target the column to be predicted; null where nothing is predicted but structure
 * @param truth the column that unsupervised predictions are compared with; null where there is none
 */
public record Task<P extends Prediction>(
        Class<P> type, @Nullable Target target, @Nullable Truth truth) {
    /**
     * Checks that there is a target where one is predicted, and nowhere else.
     *
     * @param type the kind of prediction
     * @param target the column to be predicted; null where nothing is predicted but structure
     * @param truth the column that unsupervised predictions are compared with; null where there is none
     */
    public Task {
        boolean structure = type == Cluster.class || type == Anomaly.class;
        if (structure == (target != null) || (truth != null && !structure)) {
            throw new IllegalArgumentException(
                    "Expected a target to predict classes or numbers, and no target to predict "
                            + "clusters or anomalies, but found " + type.getSimpleName() + " with " + target + " and "
                            + truth
                            + ". Use classify, regress, cluster or detectAnomalies.");
        }
    }

    /**
     * {@return the task to tell classes apart}
     *
     * @param target a category, integer or boolean column
     */
    public static Task<Classification> classify(Target target) {
        return new Task<>(Classification.class, target, null);
    }

    /**
     * {@return the task to predict a number}
     *
     * @param target a number or integer column
     */
    public static Task<Regression> regress(Target target) {
        return new Task<>(Regression.class, target, null);
    }

    /**
     * {@return the task to find groups}
     *
     * @param truth what the groups are compared with; null where there is nothing
     */
    public static Task<Cluster> cluster(@Nullable Truth truth) {
        return new Task<>(Cluster.class, null, truth);
    }

    /**
     * {@return the task to find unusual rows}
     *
     * @param truth which rows are unusual; null where it is not known
     */
    public static Task<Anomaly> detectAnomalies(@Nullable Truth truth) {
        return new Task<>(Anomaly.class, null, truth);
    }

    /** {@return the name of the column to be predicted or compared with, if there is one} */
    public Optional<String> column() {
        if (target != null) return Optional.of(target.column());
        return Optional.ofNullable(truth).map(Truth::column);
    }

    /**
     * Gives the column of the task the role target, so that no step and no learner looks at it.
     *
     * @param schema the schema of the collected data
     * @return the schema with that role
     * @throws DataException if a target is absent, or of a type that cannot be one
     */
    Schema mark(Schema schema) {
        String name = column().orElse(null);
        if (name == null || (target == null && !schema.has(name))) return schema;
        if (!schema.has(name)) {
            throw new DataException("Expected the target column '" + name + "' but the data has none of that name. "
                    + Names.suggest(name, schema.names()));
        }
        if (target != null) check(schema.field(name).type());
        for (Field field : schema.fields()) {
            if (field.role() == Role.TARGET && !field.name().equals(name)) {
                throw new DataException("Expected '" + name + "' to be the only target but column '" + field.name()
                        + "' has the role target too. Give it another role, or drop it.");
            }
        }
        return schema.role(name, Role.TARGET);
    }

    /** As {@link #mark(Schema)}, for rows. */
    Dataset mark(Dataset data) {
        mark(data.schema());
        String name = column().orElse(null);
        return name == null || !data.has(name) ? data : data.withRole(name, Role.TARGET);
    }

    private void check(ColumnType found) {
        boolean classes = type == Classification.class;
        boolean fits = classes
                ? found == ColumnType.CATEGORY || found == ColumnType.INTEGER || found == ColumnType.BOOLEAN
                : found.isNumeric();
        if (fits) return;
        String wanted = classes ? "a category, integer or boolean" : "a number";
        String remedy = classes
                ? found == ColumnType.NUMBER
                        ? "Use regress to predict a number, or read the column as a category."
                        : "Read it as a category."
                : "Use classify to predict a category, or read the column as a number.";
        throw new DataException("Expected the target column '" + name() + "' to be " + wanted + " but it is "
                + found.label() + ". " + remedy);
    }

    private String name() {
        return column().orElse("");
    }

    /**
     * Reads the target of training rows.
     *
     * @param data the rows
     * @return the target
     * @throws DataException if it is missing or infinite in a row, or has one class only
     */
    TargetValues training(Dataset data) {
        if (target == null) return new TargetValues.None(data.rowCount());
        Column column = data.column(name());
        checkComplete(column);
        if (type != Classification.class) return numbers(column);
        List<String> labels = labels(column);
        if (labels.size() < 2) {
            throw new DataException("Expected at least two classes in the target column '" + name() + "' but all "
                    + column.size() + " rows are " + Names.list(labels)
                    + ". Collect rows of other classes, or use detectAnomalies to learn from one class.");
        }
        // The outputs check that the positive class is one of the labels.
        ClassificationOutputs.probabilities(labels, target.positive());
        return codes(column, labels);
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

    /** Reads the target of some of the training rows: classes are coded as in all of them. */
    TargetValues part(Dataset data, TargetValues all) {
        if (!(all instanceof TargetValues.Classes classes)) return training(data);
        Column column = data.column(name());
        checkComplete(column);
        TargetValues.Classes part = codes(column, classes.labels());
        if (part.unknown().isEmpty()) return part;
        throw new DataException("Expected made-up training rows to be of the classes that there are, "
                + Names.list(classes.labels()) + ", but found " + Names.list(part.unknown())
                + ". Mend the training option that makes them.");
    }

    /**
     * Reads what is known of rows that were predicted.
     *
     * @param data the rows
     * @param outputs what the predictions mean
     * @return the target or truth, classes coded by the labels of the predictions
     * @throws DataException if it is absent, of a type that cannot be a target, or missing in a row
     */
    TargetValues truth(Dataset data, Outputs<P> outputs) {
        String name = column().orElse(null);
        if (name == null) return new TargetValues.None(data.rowCount());
        if (!data.has(name)) {
            throw new DataException(
                    "Expected the column '" + name + "' to compare predictions with but the data has none. "
                            + Names.suggest(name, data.schema().names()));
        }
        Column column = data.column(name);
        if (target != null) check(column.type());
        checkComplete(column);
        if (outputs instanceof ClassificationOutputs classes) return codes(column, classes.labels());
        if (type == Anomaly.class && truth != null) {
            if (truth.anomalies().isEmpty()) return new TargetValues.None(data.rowCount());
            int[] codes = new int[column.size()];
            for (int i = 0; i < codes.length; i++)
                codes[i] = truth.anomalies().contains(String.valueOf(column.value(i))) ? 1 : 0;
            return new TargetValues.Classes(List.of("usual", "anomalous"), codes, "anomalous");
        }
        return type == Cluster.class ? codes(column, labels(column)) : numbers(column);
    }

    private void checkComplete(Column column) {
        if (column.missingCount() == 0) return;
        int first = 0;
        while (!column.isMissing(first)) first++;
        String condition = column.type().isString()
                ? "text(\"" + column.name() + "\")"
                : column.type() == ColumnType.BOOLEAN
                        ? "flag(\"" + column.name() + "\")"
                        : "number(\"" + column.name() + "\")";
        throw new DataException("Expected the target column '" + column.name() + "' to have a value in every row but "
                + column.missingCount() + " of " + column.size() + " are missing, first at row " + first
                + ". Leave those rows out: data.where(" + condition + ".isMissing().not()).");
    }

    private static List<String> labels(Column column) {
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

    private TargetValues.Classes codes(Column column, List<String> labels) {
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

    State toState() {
        State state = State.empty().with("type", type.getSimpleName());
        if (target != null) {
            state = state.with("target", target.column());
            if (target.positive() != null) state = state.with("positive", target.positive());
        }
        if (truth != null)
            state = state.with("truth", truth.column()).with("anomalies", List.copyOf(truth.anomalies()));
        return state;
    }

    /** Reads a task back; what it predicts is one of the known kinds. */
    static Task<?> fromState(State state) {
        Truth truth = state.has("truth")
                ? Truth.of(state.string("truth"))
                        .anomalous(state.strings("anomalies").toArray(new String[0]))
                : null;
        Target target = state.has("target")
                ? new Target(state.string("target"), state.has("positive") ? state.string("positive") : null)
                : null;
        String type = state.string("type");
        if (type.equals("Cluster")) return cluster(truth);
        if (type.equals("Anomaly")) return detectAnomalies(truth);
        if (target != null && type.equals("Classification")) return classify(target);
        if (target != null && type.equals("Regression")) return regress(target);
        throw new BundleException("Expected a kind of prediction but found '" + type + "'. The file is damaged.");
    }
}
