package io.github.millwork.stage;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Predicts every prepared row by a model that was fitted without it. The steps that prepared the rows were fitted to all of
 * them: what these have learned of a row its prediction may know.
 */
final class PreparedFolds<P extends Prediction> implements AdjustmentFit.Rows<P> {
    private final Learner<P> learner;
    private final TrainingData data;
    private final FitContext context;

    PreparedFolds(Learner<P> learner, TrainingData data, FitContext context) {
        this.learner = learner;
        this.data = data;
        this.context = context;
    }

    @Override
    public OutOfFold<P> none(Outputs<P> outputs) {
        return new OutOfFold<>(
                Predictions.of(outputs, new double[0], Map.of()), data.target().rows(new int[0]), null, new int[0]);
    }

    @Override
    public OutOfFold<P> outOf(int folds) {
        int[] fold = Folds.assign(data, folds, context.child("folds").seed());
        Learner<P> plain = AdjustmentFit.without(learner);
        Predictions<P> all = OutOfFold.predicted(
                fold, folds, (k, inside, outside) -> predicted(chain(plain, inside, k, folds), outside));
        checkLabels(all.outputs());
        return new OutOfFold<>(all, data.target(), data.weights(), fold);
    }

    private OutputChain<P> chain(Learner<P> plain, int[] inside, int k, int folds) {
        try {
            List<Adjustment<P>> back = new ArrayList<>();
            FitContext own = AdjustmentFit.fold(context, k, folds);
            Model<P> model = new PreparedFit<>(plain, own, 0).fit(data.rows(inside), back, new ArrayList<>());
            return new OutputChain<>(model, back);
        } catch (DataException e) {
            throw Folds.explained(e, data.target(), inside, k, folds);
        }
    }

    private Predictions<P> predicted(OutputChain<P> chain, int[] rows) {
        int width = chain.outputs().width();
        double[] out = new double[rows.length * width];
        Parallel.rows(rows.length, context.workers(), (begin, end) -> {
            FeatureVector vector = new FeatureVector(data.features().dimension());
            double[][] scratch = chain.scratch();
            for (int i = begin; i < end; i++) {
                if (i % 1024 == 0) context.checkCancelled();
                data.features().row(rows[i], vector);
                chain.score(vector, scratch, out, i * width);
            }
        });
        return Predictions.of(chain.outputs(), out, Map.of());
    }

    private void checkLabels(Outputs<P> outputs) {
        if (!(outputs instanceof ClassificationOutputs classes)) return;
        if (classes.labels().equals(data.classes().labels())) return;
        throw new IllegalStateException("Expected a model that predicts the classes of its rows, "
                + data.classes().labels() + ", but it predicts " + classes.labels() + ".");
    }
}
