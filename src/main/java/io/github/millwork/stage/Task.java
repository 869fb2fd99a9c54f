package io.github.millwork.stage;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Names;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.Target;
import io.github.millwork.data.Truth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be predicted, and which columns hold it. Immutable; equal by value.
 *
 * @param <P> the kind of prediction
 * @param type the kind of prediction
 * @param target the column to be predicted; null where nothing is predicted but structure
 * @param truth the column that unsupervised predictions are compared with; null where there is none
 */
public record Task<P extends Prediction>(
        Class<P> type, @Nullable Target target, @Nullable Truth truth) {
    /**
     * Checks that there is a target where one is predicted, and nowhere else, and that it may hold several labels only
     * where such are predicted.
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
        boolean several = target != null && (target.columns().size() > 1 || target.separator() != null);
        if (several && type != MultiLabel.class) {
            throw new IllegalArgumentException("Expected a target of one value in each row but found labels in "
                    + target + ". Use classifyLabels to predict any number of labels for a row.");
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
     * {@return the task to find which labels a row has, any number of them}
     *
     * @param target a boolean (or 0 and 1) column for each label, or a column of labels and what separates them
     */
    public static Task<MultiLabel> classifyLabels(Target target) {
        return new Task<>(MultiLabel.class, target, null);
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

    /** {@return the columns to be predicted or compared with; none where there is neither} */
    public List<String> columns() {
        if (target != null) return target.columns();
        return truth == null ? List.of() : List.of(truth.column());
    }

    /** {@return the column to be predicted or compared with, if there is one and not several} */
    public Optional<String> column() {
        return columns().size() == 1 ? Optional.of(columns().get(0)) : Optional.empty();
    }

    /**
     * Gives the columns of the target the role target, so that no step and no learner looks at them, and leaves the truth
     * out, so that none could.
     *
     * @param schema the schema of the collected data
     * @return the schema that training begins with
     * @throws DataException if a target is absent, or of a type that cannot be one
     */
    Schema mark(Schema schema) {
        if (target == null) {
            List<String> left = truth == null ? List.of() : List.of(truth.column());
            return schema.after(
                    List.of(new Schema.Rewrite(left.stream().filter(schema::has).toList(), List.of())));
        }
        for (String name : target.columns()) {
            if (!schema.has(name)) {
                throw new DataException("Expected the target column '" + name + "' but the data has none of that name. "
                        + Names.suggest(name, schema.names()));
            }
            check(schema.field(name));
        }
        Schema marked = schema;
        for (Field field : schema.fields()) {
            if (field.role() == Role.TARGET && !target.columns().contains(field.name())) {
                throw new DataException("Expected " + Names.list(target.columns())
                        + " to be the only target but column '" + field.name()
                        + "' has the role target too. Give it another role, or drop it.");
            }
        }
        for (String name : target.columns()) marked = marked.role(name, Role.TARGET);
        return marked;
    }

    /** As {@link #mark(Schema)}, for rows. */
    Dataset mark(Dataset data) {
        mark(data.schema());
        if (target == null) return truth != null && data.has(truth.column()) ? data.drop(truth.column()) : data;
        Dataset marked = data;
        for (String name : target.columns()) marked = marked.withRole(name, Role.TARGET);
        return marked;
    }

    /** Checks that a column can be a target of this kind. */
    void check(Field field) {
        ColumnType found = field.type();
        boolean classes = type == Classification.class;
        boolean fits = classes
                ? found == ColumnType.CATEGORY || found == ColumnType.INTEGER || found == ColumnType.BOOLEAN
                : type == Regression.class ? found.isNumeric() : suitsLabels(found);
        if (fits) return;
        throw new DataException("Expected the target column '" + field.name() + "' to be " + wanted() + " but it is "
                + found.label() + ". " + remedy(found));
    }

    private boolean suitsLabels(ColumnType found) {
        boolean together = target != null && target.separator() != null;
        return together ? found.isString() : found == ColumnType.BOOLEAN || found.isNumeric();
    }

    private String wanted() {
        if (type == Classification.class) return "a category, integer or boolean";
        if (type == Regression.class) return "a number";
        return target != null && target.separator() != null ? "a category or text" : "boolean, or 0 and 1,";
    }

    private String remedy(ColumnType found) {
        if (type == Regression.class) return "Use classify to predict a category, or read the column as a number.";
        if (type != Classification.class) return "Read it so, or name another column.";
        return found == ColumnType.NUMBER
                ? "Use regress to predict a number, or read the column as a category."
                : "Read it as a category.";
    }

    /**
     * Reads the target of training rows.
     *
     * @param data the rows
     * @return the target
     * @throws DataException if it is missing or infinite in a row, or has one class only
     */
    TargetValues training(Dataset data) {
        return new TargetReader(this).training(data);
    }

    /** Reads the target of some of the training rows: classes are coded as in all of them. */
    TargetValues part(Dataset data, TargetValues all) {
        return new TargetReader(this).part(data, all);
    }

    /**
     * Reads what is known of rows that were predicted.
     *
     * @param data the rows
     * @param outputs what the predictions mean
     * @return the target or truth, classes coded by the labels of the predictions; nothing where the truth is absent
     * @throws DataException if a target is absent, or it is of a type that cannot be one, or missing in a row
     */
    TargetValues truth(Dataset data, Outputs<P> outputs) {
        return new TargetReader(this).truth(data, outputs);
    }

    State toState() {
        State state = State.empty().with("type", type.getSimpleName());
        if (target != null) {
            state = state.with("target", target.columns());
            if (target.positive() != null) state = state.with("positive", target.positive());
            if (target.separator() != null) state = state.with("separator", target.separator());
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
                ? new Target(
                        state.strings("target"),
                        state.has("positive") ? state.string("positive") : null,
                        state.has("separator") ? state.string("separator") : null)
                : null;
        String type = state.string("type");
        if (type.equals("Cluster")) return cluster(truth);
        if (type.equals("Anomaly")) return detectAnomalies(truth);
        if (target != null && type.equals("Classification")) return classify(target);
        if (target != null && type.equals("MultiLabel")) return classifyLabels(target);
        if (target != null && type.equals("Regression")) return regress(target);
        throw new BundleException("Expected a kind of prediction but found '" + type + "'. The file is damaged.");
    }
}
