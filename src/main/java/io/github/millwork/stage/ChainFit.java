package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Role;
import io.github.millwork.data.RowOrder;
import io.github.millwork.data.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One fit of a chain, in the order that the options promise: drop rows, augment, cut off validation rows, steps,
 * resample, transform the target, fit, adjust.
 */
final class ChainFit<P extends Prediction> {
    private static final int SAMPLE_ROWS = 20;

    private final Chain<P> chain;
    private final FitContext context;
    private final double parts;

    ChainFit(Chain<P> chain, FitContext context) {
        this.chain = chain;
        this.context = context;
        this.parts = chain.steps().size() + 2.0; // the learner counts as two
    }

    FittedChain<P> fit(Dataset collected) {
        Learner<P> learner = chain.learner();
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
        Dataset used = rowOptions(training);
        Dataset validation = null;
        if (learner.validationShare() > 0) {
            int[] order = RowOrder.shuffled(
                    used.rowCount(),
                    new SplittableRandom(context.child("validation").seed()));
            int cut = (int) Math.ceil(order.length * learner.validationShare());
            validation = used.rows(sorted(order, 0, cut));
            used = used.rows(sorted(order, cut, order.length));
        }
        List<FittedTransformer> steps = new ArrayList<>();
        Dataset prepared = used;
        for (int i = 0; i < chain.steps().size(); i++) {
            prepared = fitStep(i, prepared, steps);
            if (validation != null) validation = Transforms.apply(steps.get(i), validation, context.threads());
        }
        RowProgram program = ProgramCompiler.compile(
                training.schema(), steps, learner.needs().contains(Need.COMPLETE));
        TrainingData heldOut = validation == null ? null : data(validation, program, null);
        TrainingData data = data(prepared, program, heldOut);
        new FeatureAssembler(prepared).check(learner);
        List<Adjustment<P>> adjustments = new ArrayList<>();
        Model<P> model = fitModel(data, adjustments);
        adjustments.addAll(adjust(training));
        return new FittedChain<>(
                chain.task(),
                plainSchema(training.schema()),
                chain.steps().stream().map(Step::stage).toList(),
                steps,
                learner.describe(),
                learner.needs().contains(Need.COMPLETE),
                model,
                adjustments,
                sample(collected, program));
    }

    private static void checkRanges(String what, Hyperparameters parameters) {
        parameters.ranges().forEach((name, range) -> {
            throw new IllegalArgumentException("Expected a value for " + name + " of " + what + " but found the range "
                    + range + ". Add tune to the pipeline, or set a value.");
        });
    }

    private Dataset rowOptions(Dataset training) {
        Dataset rows = training;
        for (RowOption.Phase phase : RowOption.Phase.values()) {
            int place = 0;
            for (TrainingOption<? super P> option : chain.learner().options()) {
                FitContext own = context.child("option " + place++);
                if (option instanceof RowOption<?> rowOption && rowOption.phase() == phase)
                    rows = rowOption.apply(rows, own);
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
            return Transforms.apply(fit.fitted(), rows, fit.trainingColumns(), context.threads());
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

    private TrainingData data(Dataset prepared, RowProgram program, @Nullable TrainingData validation) {
        return new TrainingData(
                new FeatureAssembler(prepared).matrix(),
                program.features(),
                chain.task().training(prepared),
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
        int place = 0;
        for (TrainingOption<? super P> option : chain.learner().options()) {
            FitContext own = context.child("option " + place++);
            if (option instanceof ResampleOption<?> resample) data = resample.apply(data, own);
            if (option instanceof TargetOption<? super P> transform)
                data = transformed(transform, data, own, adjustments);
        }
        FitContext own = context.child("learner", (parts - 2) / parts, 1);
        own.progress("train", chain.learner().describe(), 0);
        Model<P> model = chain.learner().fit(data, own);
        own.progress("train", chain.learner().describe(), 1);
        return model;
    }

    @SuppressWarnings("unchecked") // an option for a supertype of P adjusts P; adjustments give back the kind they take
    private TrainingData transformed(
            TargetOption<? super P> option, TrainingData data, FitContext own, List<Adjustment<P>> adjustments) {
        TargetOption.Transformed<?> transformed = option.apply(data.target(), own);
        adjustments.add((Adjustment<P>) transformed.inverse());
        return new TrainingData(data.features(), data.names(), transformed.values(), data.weights(), data.validation());
    }

    private List<Adjustment<P>> adjust(Dataset training) {
        List<AdjustmentOption<?>> options = new ArrayList<>();
        List<TrainingOption<? super P>> others = new ArrayList<>();
        for (TrainingOption<? super P> option : chain.learner().options()) {
            if (option instanceof AdjustmentOption<?> adjustment) options.add(adjustment);
            else others.add(option);
        }
        if (options.isEmpty()) return List.of();
        Learner<P> plain =
                chain.learner() instanceof OptionedLearner<P> optioned ? optioned.learner() : chain.learner();
        for (TrainingOption<? super P> option : others) plain = plain.with(option);
        int folds = options.stream().mapToInt(AdjustmentOption::folds).max().orElseThrow();
        Predictions<P> outOfFold = outOfFold(chain.withLearner(plain), training, folds);
        TargetValues truth = chain.task().truth(training, outOfFold.outputs());
        List<Adjustment<P>> adjustments = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            Adjustment<P> adjustment =
                    fitted(options.get(i), outOfFold, truth, weights(training), context.child("adjust " + i));
            adjustments.add(adjustment);
            outOfFold = FittedChain.adjusted(outOfFold, adjustment);
        }
        return adjustments;
    }

    @SuppressWarnings("unchecked") // see transformed
    private Adjustment<P> fitted(
            AdjustmentOption<?> option,
            Predictions<P> outOfFold,
            TargetValues truth,
            double @Nullable [] weights,
            FitContext own) {
        return ((AdjustmentOption<P>) option).fit(outOfFold, truth, weights, own);
    }

    /** Predicts every training row by a chain that was fitted without it; each class is spread over all folds. */
    private Predictions<P> outOfFold(Chain<P> plain, Dataset training, int folds) {
        int[] fold = Folds.assign(
                training,
                chain.task().training(training),
                folds,
                context.child("folds").seed());
        double[] values = new double[0];
        Outputs<P> outputs = null;
        for (int k = 0; k < folds; k++) {
            int held = k;
            int[] inside = IntStream.range(0, fold.length)
                    .filter(row -> fold[row] != held)
                    .toArray();
            int[] outside = IntStream.range(0, fold.length)
                    .filter(row -> fold[row] == held)
                    .toArray();
            Predictions<P> part =
                    plain.fit(training.rows(inside), context.child("fold " + k)).predict(training.rows(outside));
            if (outputs == null) {
                outputs = part.outputs();
                values = new double[fold.length * outputs.width()];
            } else if (!outputs.equals(part.outputs())) {
                throw new DataException("Expected every class to occur in each of " + folds
                        + " folds of the training rows, to adjust predictions, but one does not. Collect more rows of the "
                        + "rare classes.");
            }
            int width = outputs.width();
            for (int i = 0; i < outside.length; i++) {
                for (int o = 0; o < width; o++) values[outside[i] * width + o] = part.value(i, o);
            }
        }
        if (outputs == null) throw new IllegalStateException("an option asked for no folds");
        return Predictions.of(outputs, values, Map.of());
    }

    private static int[] sorted(int[] order, int from, int to) {
        int[] part = Arrays.copyOfRange(order, from, to);
        Arrays.sort(part);
        return part;
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
