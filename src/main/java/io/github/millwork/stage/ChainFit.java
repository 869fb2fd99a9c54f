package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One fit of a chain, in the order that the options promise: drop rows, cut off validation rows, augment, steps (all of
 * that is the {@link Preparation}), resample, transform the target, fit, adjust.
 */
final class ChainFit<P extends Prediction> {
    private final Chain<P> chain;
    private final Learner<P> learner;
    private final FitContext whole;
    private final FitContext context;
    private final double prepared;
    private final int folds;

    ChainFit(Chain<P> chain, FitContext context) {
        this.chain = chain;
        this.learner = chain.learner();
        this.prepared = chain.steps().size() / (chain.steps().size() + 2.0); // the learner counts as two
        this.folds = AdjustmentFit.folds(learner);
        this.whole = context;
        this.context = context.part(0, 1.0 / (1 + folds)); // the chain is fitted once, and once for each fold
    }

    FittedChain<P> fit(Dataset collected) {
        return fit(collected, null);
    }

    /** As above, with the classes that are coded, which may be more than occur in the rows. */
    FittedChain<P> fit(Dataset collected, @Nullable TargetValues classes) {
        return FitLimits.within(learner, whole, limited -> new ChainFit<>(chain, limited).fitAll(collected, classes));
    }

    private FittedChain<P> fitAll(Dataset collected, @Nullable TargetValues classes) {
        checkRanges("the learner", learner.hyperparameters());
        chain.steps()
                .forEach(step -> checkRanges(
                        step.transformer().describe(), step.transformer().hyperparameters()));
        if (collected.rowCount() == 0) {
            throw new DataException(
                    "Expected at least one training row but found none. Check the source or the filter.");
        }
        chain.plan(collected.schema());
        AdjustmentOption<P> split = SplitFit.option(learner);
        if (split != null) return new SplitFit<>(chain, split, whole).fit(collected, classes);
        Dataset marked = chain.task().mark(collected);
        if (classes == null) chain.task().training(marked); // refuses a bad target before any work is done
        Preparation<P> preparation = new Preparation<>(chain, collected, classes, context);
        Preparation.Rows rows = preparation.rows();
        boolean complete = learner.needs().contains(Need.COMPLETE);
        RowProgram program =
                ProgramCompiler.compile(marked.schema(), rows.steps(), Step.labels(chain.steps()), complete);
        List<Adjustment<P>> adjustments = new ArrayList<>();
        List<Finding> found = new ArrayList<>();
        FitCost.Measured<Model<P>> model = FitCost.measure(() -> new PreparedFit<>(learner, context, prepared)
                .fit(data(rows, preparation, program.features()), adjustments, found));
        found.addAll(0, LikeScales.look(rows.training(), learner));
        FitCost cost = rows.cost().plus(model.cost());
        context.spent(cost);
        FitLimits.check(learner, cost, model.result());
        Outputs<P> outputs = new OutputChain<>(model.result(), adjustments).outputs();
        adjustments.addAll(
                new AdjustmentFit<>(learner, whole, folds).fit(outputs, new ChainFolds<>(chain, collected, whole)));
        return new FittedChain<>(
                chain.task(),
                plainSchema(marked.schema(), program),
                chain.steps().stream().map(Step::stage).toList(),
                rows.steps(),
                learner.describe(),
                complete,
                model.result(),
                adjustments,
                found);
    }

    private static void checkRanges(String what, Hyperparameters parameters) {
        parameters.ranges().forEach((name, range) -> {
            throw new IllegalArgumentException("Expected a value for " + name + " of " + what + " but found the range "
                    + range + ". Add tune to the pipeline, or set a value.");
        });
    }

    /** The seed of an option depends on its place, since equal ones may be given twice. */
    static FitContext optionContext(FitContext context, int place, double done) {
        return context.child("option " + place, done, done);
    }

    /**
     * Names, types, roles and levels: what was known of the training rows; counts of missing cells are not kept. Nor are
     * the levels of columns that nothing reads: they may name persons, and whoever dropped them wants them gone.
     */
    private Schema plainSchema(Schema schema, RowProgram program) {
        Set<String> needed = new HashSet<>(chain.task().columns());
        program.inputs().forEach(input -> needed.add(input.column()));
        return Schema.of(schema.fields().stream()
                .map(field -> new Field(
                        field.name(),
                        field.type(),
                        field.role(),
                        -1,
                        needed.contains(field.name()) ? field.levels() : List.of()))
                .toList());
    }

    private TrainingData data(Preparation.Rows rows, Preparation<P> preparation, List<Feature> names) {
        new FeatureAssembler(rows.training()).check(learner);
        Dataset heldOut = rows.validation();
        if (heldOut != null) new FeatureAssembler(heldOut).check(learner);
        Preparation.Features features = preparation.features(rows);
        FeatureMatrix validation = features.validation();
        return data(
                rows.training(),
                rows,
                features.training(),
                names,
                heldOut == null || validation == null ? null : data(heldOut, rows, validation, names, null));
    }

    private TrainingData data(
            Dataset prepared,
            Preparation.Rows rows,
            FeatureMatrix features,
            List<Feature> names,
            @Nullable TrainingData validation) {
        return new TrainingData(
                features,
                names,
                chain.task().part(prepared, rows.target()),
                weights(prepared),
                Ties.of(prepared),
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

    static <P extends Prediction> Learner<P> bare(Learner<P> learner) {
        return learner instanceof OptionedLearner<P> optioned ? optioned.learner() : learner;
    }
}
