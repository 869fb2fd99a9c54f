package io.github.millwork.train;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import java.util.Arrays;

/**
 * Explains what is always the same: no feature contributes.
 *
 * @param outputs what is put out
 * @param values the numbers
 */
record ConstantExplainer(Outputs<?> outputs, double[] values) implements Explainer {
    @Override
    public Unit unit() {
        return outputs instanceof ClassificationOutputs ? Unit.PROBABILITY : Unit.TARGET;
    }

    @Override
    public int raws() {
        return values.length == 2 ? 1 : values.length;
    }

    @Override
    public int label(int raw) {
        return values.length == 2 ? 1 : raw;
    }

    @Override
    public double expected(int raw) {
        return values[label(raw)];
    }

    @Override
    public double raw(FeatureVector features, int raw) {
        return expected(raw);
    }

    @Override
    public void contributions(FeatureVector features, int raw, double[] out) {
        Arrays.fill(out, 0, features.dimension(), 0);
    }
}
