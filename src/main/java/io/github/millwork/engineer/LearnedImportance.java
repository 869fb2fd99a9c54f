package io.github.millwork.engineer;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Importances;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TargetNumbers;
import io.github.millwork.stage.Task;
import java.util.List;
import java.util.stream.Stream;

/** How much a learner makes of each feature of some columns, once it is fitted to them and nothing else. */
final class LearnedImportance {
    private LearnedImportance() {}

    /** Refuses what can say nothing of features, or has yet to be tuned. */
    static void check(Learner<?> learner) {
        Class<?> type = learner.predictionType();
        if (type != Classification.class && type != Regression.class) {
            throw new IllegalArgumentException("Expected a learner of classes or numbers to select by but "
                    + learner.describe() + " is one for " + type.getSimpleName() + ". Choose another one.");
        }
        if (!learner.hyperparameters().ranges().isEmpty()) {
            throw new IllegalArgumentException("Expected a learner without ranges to select by, since it is not tuned "
                    + "there, but found " + learner.hyperparameters().ranges() + " in " + learner.describe()
                    + ". Set values.");
        }
    }

    static void checkTarget(Learner<?> learner, Schema schema) {
        if (learner.predictionType() == Classification.class) TargetNumbers.checkClasses(schema);
        else TargetNumbers.check(schema);
    }

    /** The rows with these columns, and with those that are no features. */
    static Dataset narrowed(Dataset training, List<Column> chosen) {
        Stream<Column> others = training.columns().stream().filter(column -> column.role() != Role.FEATURE);
        return Dataset.of(Stream.concat(chosen.stream(), others).toList());
    }

    /** One number for each feature of the rows, in order. */
    static double[] of(Learner<?> learner, Dataset rows, FitContext context) {
        Field target = TargetNumbers.check(rows.schema());
        Model<?> model = learner.predictionType() == Classification.class
                ? model(Task.classify(Target.of(target.name())), learner, rows, context)
                : model(Task.regress(Target.of(target.name())), learner, rows, context);
        int features = rows.schema().features().stream()
                .mapToInt(LearnedImportance::width)
                .sum();
        Importances importances = model.importances(features)
                .orElseThrow(() -> new DataException("Expected a learner that tells what it makes of each feature but "
                        + learner.describe() + " does not. Use HistogramBoosting, or one that is linear."));
        return importances.values().stream().mapToDouble(value -> value).toArray();
    }

    private static int width(Field field) {
        return field.type().fitsDouble() ? 1 : field.levels().size();
    }

    @SuppressWarnings("unchecked") // the kind of prediction was looked at
    private static <P extends Prediction> Model<P> model(
            Task<P> task, Learner<?> learner, Dataset rows, FitContext context) {
        return new Chain<>(task, List.of(), (Learner<P>) learner)
                .fit(rows, context)
                .model();
    }
}
