package io.github.millwork.stage;

import io.github.millwork.data.Prediction;
import java.util.ArrayList;
import java.util.List;

/**
 * One fit of a learner with options inside another learner, which has prepared rows and no steps: resample, transform the
 * target, fit, adjust.
 */
final class MemberFit<P extends Prediction> {
    private final Learner<P> learner;
    private final FitContext context;

    MemberFit(Learner<P> learner, FitContext context) {
        this.learner = learner;
        this.context = context;
    }

    Model<P> fit(TrainingData data) {
        learner.options().forEach(this::check);
        return FitLimits.within(learner, context, limited -> new MemberFit<>(learner, limited).fitAll(data));
    }

    private void check(TrainingOption<?> option) {
        if (option.worksOnPreparedRows()) return;
        throw new IllegalArgumentException(
                "Expected options that work on prepared rows, since a learner inside another has no steps, but found "
                        + option.describe() + " of " + ChainFit.bare(learner).describe()
                        + ". Give it to the outer learner.");
    }

    private Model<P> fitAll(TrainingData data) {
        int folds = AdjustmentFit.folds(learner);
        FitContext own = context.part(0, 1.0 / (1 + folds));
        List<Adjustment<P>> adjustments = new ArrayList<>();
        FitCost.Measured<Model<P>> measured =
                FitCost.measure(() -> new PreparedFit<>(learner, own, 0).fit(data, adjustments, new ArrayList<>()));
        Model<P> model = measured.result();
        FitLimits.check(learner, measured.cost(), model);
        adjustments.addAll(new AdjustmentFit<>(learner, context, folds)
                .fit(new OutputChain<>(model, adjustments).outputs(), new PreparedFolds<>(learner, data, context)));
        return adjustments.isEmpty() ? model : new AdjustedModel<>(model, adjustments);
    }
}
