package io.github.millwork.train;

import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;

/**
 * The Shapley values of the terms of a factorization machine, where features are taken to be independent. The mean of a
 * product of two features is then the product of their means, so that what is said where some features are known is what is
 * said of the row that has the means in place of the others. A feature has its own term, {@code w (x - mean)}, and half of what
 * each product changes by it and its partner:
 *
 * <pre>{@code
 * w_ij (x_i - m_i) (x_j + m_j) / 2
 * }</pre>
 *
 * which is the mean of the two orders in which they may become known. With factors the sum over all partners takes as long as
 * there are factors.
 *
 * @param model the model
 */
record FactorTerms(FactorModel<?> model) implements Explainer {
    @Override
    public Unit unit() {
        if (model.outputs() instanceof RegressionOutputs) return Unit.TARGET;
        return model.labels().length == 1 ? Unit.LOG_ODDS : Unit.LOG_PROBABILITY;
    }

    @Override
    public int raws() {
        return model.labels().length;
    }

    @Override
    public int label(int raw) {
        return model.labels()[raw];
    }

    @Override
    public double expected(int raw) {
        FeatureVector usual = new FeatureVector(model.dimension());
        for (int i = 0; i < model.dimension(); i++) usual.add(i, model.means()[i]);
        return raw(usual, raw);
    }

    @Override
    public double raw(FeatureVector features, int raw) {
        return model.centre() + model.spread() * model.sum(features, raw, new double[model.factors()]);
    }

    @Override
    public void contributions(FeatureVector features, int raw, double[] out) {
        double[] row = features.dense(0);
        double[] means = model.means();
        double[] numbers = model.numbers();
        int factors = model.factors();
        int weights = model.base(raw) + 1;
        int vectors = weights + means.length;
        double[] all = new double[factors];
        for (int i = 0; i < means.length; i++) {
            for (int f = 0; f < factors; f++) all[f] += numbers[vectors + i * factors + f] * (row[i] + means[i]);
        }
        for (int i = 0; i < means.length; i++) {
            double half = 0;
            for (int f = 0; f < factors; f++) {
                double own = numbers[vectors + i * factors + f];
                half += own * (all[f] - own * (row[i] + means[i]));
            }
            out[i] = model.spread() * (row[i] - means[i]) * (numbers[weights + i] + half / 2);
        }
    }
}
