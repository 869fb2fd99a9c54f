package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import java.util.Map;

/** Predicts every training row of a chain by that chain, steps and all, fitted without the row. */
final class ChainFolds<P extends Prediction> implements AdjustmentFit.Rows<P> {
    private final Chain<P> chain;
    private final Dataset collected;
    private final FitContext context;

    ChainFolds(Chain<P> chain, Dataset collected, FitContext context) {
        this.chain = chain;
        this.collected = collected;
        this.context = context;
    }

    @Override
    public OutOfFold<P> none(Outputs<P> outputs) {
        Predictions<P> predictions = Predictions.of(outputs, new double[0], Map.of());
        return new OutOfFold<>(predictions, chain.task().truth(collected.head(0), outputs), null, new int[0]);
    }

    /** Each class is spread over all folds. */
    @Override
    public OutOfFold<P> outOf(int folds) {
        Dataset marked = chain.task().mark(collected);
        TargetValues classes = chain.task().training(marked);
        int[] fold = Folds.assign(marked, classes, folds, context.child("folds").seed());
        Chain<P> plain = chain.withLearner(AdjustmentFit.without(chain.learner()));
        Predictions<P> all = OutOfFold.predicted(fold, folds, (k, inside, outside) -> {
            FitContext own = AdjustmentFit.fold(context, k, folds);
            Dataset training = collected.rows(inside);
            return fit(plain, own, training, classes, k, inside, folds).predict(collected.rows(outside), training, own);
        });
        return new OutOfFold<>(all, chain.task().truth(collected, all.outputs()), ChainFit.weights(collected), fold);
    }

    private FittedChain<P> fit(
            Chain<P> plain, FitContext own, Dataset training, TargetValues classes, int k, int[] inside, int folds) {
        try {
            return new ChainFit<>(plain, own).fit(training, classes);
        } catch (DataException e) {
            throw Folds.explained(e, classes, inside, k, folds);
        }
    }
}
