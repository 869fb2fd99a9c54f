package io.github.millwork.stage;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Steps and a learner: the part of a pipeline that is fitted as one, and refitted as one in every fold and trial.
 * Immutable; equal by value.
 *
 * @param <P> the kind of prediction
 * @param task what is predicted
 * @param steps the preparation, in order
 * @param learner the algorithm
 */
public record Chain<P extends Prediction>(Task<P> task, List<Step> steps, Learner<P> learner) implements Estimator<P> {
    /** The learner that messages recommend: it copes with missing values and honours weights. */
    static final String RECOMMENDED = "HistogramBoosting";

    /**
     * Copies the steps.
     *
     * @param task what is predicted
     * @param steps the preparation, in order
     * @param learner the algorithm
     */
    public Chain {
        steps = List.copyOf(steps);
    }

    /**
     * {@return the same preparation with another learner}
     *
     * @param other the learner
     */
    public Chain<P> withLearner(Learner<P> other) {
        return new Chain<>(task, steps, other);
    }

    /**
     * Checks, before anything is fitted, that every step can work on what reaches it and that the learner gets features
     * it can use.
     *
     * @param collected the schema of the collected data
     * @return the schema that reaches the learner
     * @throws DataException if a step or the learner cannot work on its schema
     */
    public Schema plan(Schema collected) {
        Schema schema = task.mark(collected);
        for (int i = 0; i < steps.size(); i++) schema = steps.get(i).plan(schema, i + 1);
        List<Field> features = schema.features();
        if (features.isEmpty()) {
            throw new DataException("Expected at least one feature for " + learner.describe()
                    + " but none is left after the steps. Drop fewer columns, or collect more.");
        }
        features.forEach(this::checkFeature);
        schema.withRole(Role.WEIGHT).ifPresent(weight -> {
            if (!learner.honoursWeights()) {
                throw new DataException("Expected a learner that honours weights, since column '" + weight.name()
                        + "' has the role weight, but " + ignoring(learner, learner.describe(), false)
                        + ". Use " + RECOMMENDED + ", or give the column the role ignored.");
            }
        });
        checkClassWeights();
        return schema;
    }

    /** That a learner ignores weights, and which of those that it is made of does. */
    static String ignoring(Learner<?> learner, String what, boolean ofClasses) {
        Learner<?> ignoring = learner.ignoringWeights(ofClasses);
        String member =
                ignoring.equals(ChainFit.bare(learner)) ? "" : ", as its member " + ignoring.describe() + " does";
        return what + " ignores them" + member;
    }

    private void checkClassWeights() {
        if (learner.honoursClassWeights()) return;
        for (TrainingOption<? super P> option : learner.options()) {
            if (!(option instanceof ResampleOption<?> resample) || !resample.weighsClasses()) continue;
            throw new DataException("Expected a learner that honours weights, since " + option.describe()
                    + " weighs the training rows, but "
                    + ignoring(learner, ChainFit.bare(learner).describe(), true)
                    + ". Use " + RECOMMENDED + ", or OverSample, which draws rows instead.");
        }
    }

    private void checkFeature(Field field) {
        if (CategoryCodes.codes(field) && learner.takesCategories()) return;
        String remedy = switch (field.type()) {
            case CATEGORY -> "Add Encode.oneHot(categorical()) before the learner, or drop it.";
            case TEXT -> "Add a text step before the learner, or drop it.";
            case DATE, TIMESTAMP -> "Add DateParts.of(dates()) before the learner, or drop it.";
            case NUMBER, INTEGER, BOOLEAN, VECTOR -> "";
        };
        if (remedy.isEmpty()) return;
        String what =
                field.type() == ColumnType.TEXT ? "text" : "a " + field.type().label();
        throw new DataException("Expected only numbers to reach the learner (" + learner.describe() + ") but column '"
                + field.name() + "' is still " + what + ". " + remedy);
    }

    /** {@return the steps and the learner, such as {@code "impute median, one-hot, logistic regression (cost 1.0)"}} */
    @Override
    public String describe() {
        return Stream.concat(steps.stream().map(step -> step.transformer().describe()), Stream.of(learner.describe()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public FittedChain<P> fit(Dataset training, FitContext context) {
        return new ChainFit<>(coded(training.schema()), context).fit(training);
    }

    /** This chain with categories coded for the learner at the end, where some reach it and it takes them. */
    private Chain<P> coded(Schema collected) {
        if (!learner.takesCategories()) return this;
        if (plan(collected).features().stream().noneMatch(CategoryCodes::codes)) return this;
        return new Chain<>(
                task,
                Stream.concat(steps.stream(), Stream.of(new Step("train", new CategoryCodes())))
                        .toList(),
                learner);
    }
}
