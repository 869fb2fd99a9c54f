package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits a chain to a part of the training rows, and learns its last adjustment from what the chain predicts for the others:
 * what is said of the error is then true of that very chain.
 */
final class SplitFit<P extends Prediction> {
    private final Chain<P> chain;
    private final AdjustmentOption<P> option;
    private final FitContext context;

    SplitFit(Chain<P> chain, AdjustmentOption<P> option, FitContext context) {
        this.chain = chain;
        this.option = option;
        this.context = context;
    }

    /** {@return the option of a learner that wants rows cut off, if there is one} */
    static <P extends Prediction> @Nullable AdjustmentOption<P> option(Learner<P> learner) {
        List<AdjustmentOption<P>> options = AdjustmentFit.options(learner);
        for (int i = 0; i < options.size(); i++) {
            AdjustmentOption<P> option = options.get(i);
            if (!(option.share() > 0)) continue;
            if (i == options.size() - 1 && option.share() < 1) return option;
            throw new IllegalArgumentException(
                    "Expected only the last adjustment to have rows cut off, and a share below 1, "
                            + "but found " + option.describe() + " with a share of " + option.share() + " as number "
                            + (i + 1)
                            + " of " + options.size() + ". Learn it in folds.");
        }
        return null;
    }

    FittedChain<P> fit(Dataset collected, @Nullable TargetValues classes) {
        Dataset marked = chain.task().mark(collected);
        TargetValues target =
                classes == null ? chain.task().training(marked) : chain.task().part(marked, classes);
        long seed = context.child("adjustment rows").seed();
        int[] cutOff = Folds.cutOff(marked, target, option.share(), seed);
        Dataset held = collected.rows(Folds.where(cutOff, 1));
        Dataset rest = collected.rows(Folds.where(cutOff, 0));
        if (held.rowCount() == 0 || rest.rowCount() == 0) {
            throw new DataException("Expected enough training rows, or groups of them, to cut off a share of "
                    + option.share() + " for " + option.describe() + ", but of " + collected.rowCount() + " rows "
                    + held.rowCount() + " would be cut off. Collect more rows.");
        }
        FittedChain<P> fitted = new ChainFit<>(chain.withLearner(withoutOption()), context)
                .fit(rest, target instanceof TargetValues.Classes ? target : null);
        Predictions<P> predictions = fitted.predict(held, rest, context);
        TargetValues truth = chain.task().truth(held, predictions.outputs());
        List<Adjustment<P>> adjustments = new ArrayList<>(fitted.adjustments());
        adjustments.add(option.fit(predictions, truth, ChainFit.weights(held), context.child("adjust split")));
        return new FittedChain<>(
                chain.task(),
                fitted.schema(),
                fitted.stages(),
                fitted.steps(),
                chain.learner().describe(),
                !fitted.toleratesMissing(),
                fitted.model(),
                adjustments,
                fitted.found());
    }

    private Learner<P> withoutOption() {
        List<TrainingOption<? super P>> others = new ArrayList<>(chain.learner().options());
        others.remove(option);
        return new OptionedLearner<>(ChainFit.bare(chain.learner()), List.copyOf(others));
    }
}
