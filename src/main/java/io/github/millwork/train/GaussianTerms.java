package io.github.millwork.train;

import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;

/**
 * The terms of Gaussian naive Bayes: each feature contributes the logarithm of its density in a class, less what that is on
 * average over the training rows as the model remembers them. Of two classes it is about the odds of the second.
 *
 * @param model the model
 */
record GaussianTerms(GaussianModel model) implements Explainer {
    private boolean odds() {
        return model.outputs().width() == 2 && model.seen().length == 2;
    }

    @Override
    public Unit unit() {
        return odds() ? Unit.LOG_ODDS : Unit.LOG_PROBABILITY;
    }

    @Override
    public int raws() {
        return odds() ? 1 : model.seen().length;
    }

    @Override
    public int label(int raw) {
        return odds() ? 1 : model.seen()[raw];
    }

    @Override
    public double expected(int raw) {
        int features = model.means()[0].length;
        double sum = prior(raw);
        for (int i = 0; i < features; i++) sum += usual(raw, i);
        return sum;
    }

    @Override
    public double raw(FeatureVector features, int raw) {
        double[] row = features.dense(0);
        double sum = prior(raw);
        for (int i = 0; i < features.dimension(); i++) sum += term(raw, i, row[i]);
        return sum;
    }

    @Override
    public void contributions(FeatureVector features, int raw, double[] out) {
        double[] row = features.dense(0);
        for (int i = 0; i < features.dimension(); i++) out[i] = term(raw, i, row[i]) - usual(raw, i);
    }

    private double prior(int raw) {
        return odds() ? model.logarithms()[1] - model.logarithms()[0] : model.logarithms()[raw];
    }

    private double term(int raw, int feature, double cell) {
        if (odds())
            return density(1, feature, square(1, feature, cell)) - density(0, feature, square(0, feature, cell));
        return density(raw, feature, square(raw, feature, cell));
    }

    private double square(int k, int feature, double cell) {
        double off = cell - model.means()[k][feature];
        return off * off;
    }

    private double density(int k, int feature, double square) {
        double variance = model.variances()[k][feature];
        return -(StrictMath.log(2 * Math.PI * variance) + square / variance) / 2;
    }

    /** The mean of the term over rows that are spread as the classes are. */
    private double usual(int raw, int feature) {
        if (odds()) return density(1, feature, spread(1, feature)) - density(0, feature, spread(0, feature));
        return density(raw, feature, spread(raw, feature));
    }

    /** The mean square of how far rows are from the mean of a class: that of each class, by how frequent it is. */
    private double spread(int k, int feature) {
        double mean = 0;
        double total = 0;
        for (int other = 0; other < model.seen().length; other++) {
            double share = StrictMath.exp(model.logarithms()[other]);
            double square = square(k, feature, model.means()[other][feature]);
            mean += share * (model.variances()[other][feature] + square);
            total += share;
        }
        return mean / total;
    }
}
