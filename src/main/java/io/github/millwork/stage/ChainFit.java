package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One fit of a chain, in the order that the options promise: drop rows, cut off validation rows, augment, steps,
 * resample, transform the target, fit, adjust.
 */
final class ChainFit<P extends Prediction> {
    private static final int SAMPLE_ROWS = 20;

    private final Chain<P> chain;
    private final Learner<P> learner;
    private final FitContext whole;
    private final FitContext context;
    private final double parts;
    private final int folds;

    ChainFit(Chain<P> chain, FitContext context) {
        this.chain = chain;
        this.learner = chain.learner();
        this.parts = chain.steps().size() + 2.0; // the learner counts as two
        this.folds = AdjustmentFit.folds(learner);
        this.whole = context;
        this.context = context.part(0, 1.0 / (1 + folds)); // the chain is fitted once, and once for each fold
    }

    FittedChain<P> fit(Dataset collected) {
        checkRanges("the learner", learner.hyperparameters());
        chain.steps()
                .forEach(step -> checkRanges(
                        step.transformer().describe(), step.transformer().hyperparameters()));
        if (collected.rowCount() == 0) {
            throw new DataException(
                    "Expected at least one training row but found none. Check the source or the filter.");
        }
        Dataset training = chain.task().mark(collected);
        chain.plan(collected.schema());
        chain.task().training(training); // refuses a bad target before any work is done
        Dataset used = rowOptions(RowOption.Phase.DROP, training);
        TargetValues target = chain.task().training(used);
        Dataset validation = null;
        if (learner.validationShare() > 0) {
            int[] cutOff = Folds.cutOff(
                    used,
                    target,
                    learner.validationShare(),
                    context.child("validation").seed());
            validation = used.rows(where(cutOff, 1));
            used = used.rows(where(cutOff, 0));
            checkCut(validation, used);
        }
        used = rowOptions(RowOption.Phase.AUGMENT, used);
        List<FittedTransformer> steps = new ArrayList<>();
        Dataset prepared = used;
        for (int i = 0; i < chain.steps().size(); i++) {
            prepared = fitStep(i, prepared, steps);
            if (validation != null) validation = Transforms.apply(steps.get(i), validation, context.threads());
        }
        boolean complete = learner.needs().contains(Need.COMPLETE);
        RowProgram program = ProgramCompiler.compile(training.schema(), steps, complete);
        TrainingData heldOut = validation == null ? null : data(validation, program, target, null);
        TrainingData data = data(prepared, program, target, heldOut);
        List<Adjustment<P>> adjustments = new ArrayList<>();
        Model<P> model = fitModel(data, adjustments);
        adjustments.addAll(new AdjustmentFit<>(chain, whole, folds).fit(training));
        return new FittedChain<>(
                chain.task(),
                plainSchema(training.schema()),
                chain.steps().stream().map(Step::stage).toList(),
                steps,
                learner.describe(),
                complete,
                model,
                adjustments,
                sample(collected, program));
    }

    private void checkCut(Dataset validation, Dataset used) {
        if (validation.rowCount() > 0 && used.rowCount() > 0) return;
        throw new DataException("Expected enough training rows, or groups of them, to cut off a share of "
                + learner.validationShare() + " for early stopping, but of " + (validation.rowCount() + used.rowCount())
                + " rows " + validation.rowCount()
                + " would be cut off. Collect more rows, or turn early stopping off.");
    }

    static int[] where(int[] dealt, int wanted) {
        return IntStream.range(0, dealt.length)
                .filter(row -> dealt[row] == wanted)
                .toArray();
    }

    private static void checkRanges(String what, Hyperparameters parameters) {
        parameters.ranges().forEach((name, range) -> {
            throw new IllegalArgumentException("Expected a value for " + name + " of " + what + " but found the range "
                    + range + ". Add tune to the pipeline, or set a value.");
        });
    }

    /** The seed of an option depends on its place, since equal ones may be given twice. */
    private FitContext optionContext(int place, double done) {
        return context.child("option " + place, done, done);
    }

    private Dataset rowOptions(RowOption.Phase phase, Dataset training) {
        Dataset rows = training;
        for (int i = 0; i < learner.options().size(); i++) {
            if (learner.options().get(i) instanceof RowOption<?> option && option.phase() == phase) {
                rows = option.apply(rows, optionContext(i, 0));
            }
        }
        return rows;
    }

    private Dataset fitStep(int place, Dataset rows, List<FittedTransformer> fitted) {
        Step step = chain.steps().get(place);
        FitContext own = context.child("step " + place, place / parts, (place + 1) / parts);
        own.progress(step.stage(), step.transformer().describe(), 0);
        return step.located(place + 1, () -> {
            TransformerFit fit = step.transformer().fit(rows, own);
            checkPlan(step, rows.schema(), fit.fitted());
            fitted.add(fit.fitted());
            return Transforms.apply(fit.fitted(), rows, fit.trainingColumns(), context.threads(), new UnseenCounts(0));
        });
    }

    /** A custom step whose plan and fit disagree would surprise later; better here, with its name. */
    private static void checkPlan(Step step, Schema input, FittedTransformer fitted) {
        List<Field> planned = bare(input.after(step.transformer().plan(input)));
        List<Field> actual = bare(fitted.after(input));
        if (!planned.equals(actual)) {
            throw new IllegalStateException("Expected " + step.transformer().describe()
                    + " to write what it planned but it planned " + planned + " and writes " + actual
                    + ". Make plan and operations agree.");
        }
    }

    private static List<Field> bare(Schema schema) {
        return schema.fields().stream()
                .map(field -> new Field(field.name(), field.type()))
                .toList();
    }

    /** Names, types, roles and levels: what was known of the training rows; counts of missing cells are not kept. */
    private static Schema plainSchema(Schema schema) {
        return Schema.of(schema.fields().stream()
                .map(field -> new Field(field.name(), field.type(), field.role(), -1, field.levels()))
                .toList());
    }

    private TrainingData data(
            Dataset prepared, RowProgram program, TargetValues target, @Nullable TrainingData validation) {
        FeatureAssembler features = new FeatureAssembler(prepared);
        features.check(learner);
        return new TrainingData(
                features.matrix(),
                program.features(),
                chain.task().part(prepared, target),
                weights(prepared),
                validation);
    }

    static double @Nullable [] weights(Dataset data) {
        Field field = data.schema().withRole(Role.WEIGHT).orElse(null);
        if (field == null) return null;
        double[] weights = data.column(field.name()).toDoubles();
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0) || Double.isInfinite(weights[row])) {
                throw new DataException(
                        "Expected weights in column '" + field.name() + "' to be at least zero but found "
                                + weights[row] + " at row " + row + ". Mend the weight or leave the row out.");
            }
        }
        return weights;
    }

    private Model<P> fitModel(TrainingData prepared, List<Adjustment<P>> adjustments) {
        TrainingData data = prepared;
        double done = (parts - 2) / parts;
        List<TrainingOption<? super P>> options = learner.options();
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i) instanceof ResampleOption<?> option) data = option.apply(data, optionContext(i, done));
        }
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i) instanceof TargetOption<? super P> option) {
                data = transformed(option, data, optionContext(i, done), adjustments);
            }
        }
        FitContext own = context.child("learner", done, 1);
        own.progress("train", learner.describe(), 0);
        Model<P> model = bare(learner).fit(data, own);
        own.progress("train", learner.describe(), 1);
        return model;
    }

    static <P extends Prediction> Learner<P> bare(Learner<P> learner) {
        return learner instanceof OptionedLearner<P> optioned ? optioned.learner() : learner;
    }

    @SuppressWarnings("unchecked") // an option for a supertype of P adjusts P; adjustments give back the kind they take
    private TrainingData transformed(
            TargetOption<? super P> option, TrainingData data, FitContext own, List<Adjustment<P>> adjustments) {
        TargetOption.Transformed<?> learned = option.apply(data.target(), own);
        adjustments.add(0, (Adjustment<P>) learned.inverse()); // what was done last is undone first
        TrainingData heldOut = data.validation();
        return data.withTarget(
                learned.forward().apply(data.target()),
                heldOut == null ? null : heldOut.withTarget(learned.forward().apply(heldOut.target()), null));
    }

    /** A few training rows, spread evenly, as examples of what the pipeline is fed; only the columns that it reads. */
    private static Dataset sample(Dataset collected, RowProgram program) {
        int rows = Math.min(SAMPLE_ROWS, collected.rowCount());
        int[] chosen = IntStream.range(0, rows)
                .map(i -> (int) ((long) i * collected.rowCount() / rows))
                .toArray();
        return collected
                .select(program.inputs().stream().map(RowProgram.Input::column).toArray(String[]::new))
                .rows(chosen);
    }
}
