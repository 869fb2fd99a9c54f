package io.github.millwork.train;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import java.util.Arrays;

/**
 * Sums of the features and of their products, whose weights are products of factors. Not to be changed.
 *
 * @param outputs what it puts out: probabilities of classes, or a number
 * @param labels which label each sum speaks for, see {@link ModelOutputs#labels}
 * @param dimension how many features there are
 * @param factors how many factors each has
 * @param numbers for each sum the intercept, the weight of each feature, and the factors of each
 * @param centre what is added to the sum of a number after it was multiplied
 * @param spread what the sum of a number is multiplied by
 */
record FactorModel<P extends Prediction>(
        Outputs<P> outputs, int[] labels, int dimension, int factors, double[] numbers, double centre, double spread)
        implements Model<P> {
    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double[] along = new double[factors];
        if (outputs instanceof RegressionOutputs) {
            out[at] = finite(centre + spread * sum(features, 0, along));
            return;
        }
        if (labels.length == 1) {
            out[at + 1] = 1 / (1 + StrictMath.exp(-finite(sum(features, 0, along))));
            out[at] = 1 - out[at + 1];
            return;
        }
        Arrays.fill(out, at, at + outputs.width(), 0);
        for (int k = 0; k < labels.length; k++) out[at + labels[k]] = finite(sum(features, k, along));
        Softmax.apply(out, at, labels);
    }

    /** Far from all training rows products may be too large to be added up. */
    private static double finite(double sum) {
        return Double.isNaN(sum) ? 0 : Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, sum));
    }

    private double sum(FeatureVector features, int k, double[] along) {
        int base = k * (1 + dimension * (1 + factors));
        Arrays.fill(along, 0);
        double sum = numbers[base];
        double squares = 0;
        for (int entry = 0; entry < features.size(); entry++) {
            double value = features.value(entry);
            int i = features.index(entry);
            sum += numbers[base + 1 + i] * value;
            int factor = base + 1 + dimension + i * factors;
            for (int f = 0; f < factors; f++) {
                double part = numbers[factor + f] * value;
                along[f] += part;
                squares += part * part;
            }
        }
        double products = 0;
        for (double all : along) products += all * all;
        return sum + (products - squares) / 2;
    }

    @Override
    public boolean accepts(int features) {
        return features == dimension;
    }

    private State toState() {
        return ModelOutputs.toState(outputs, labels)
                .with("dimension", dimension)
                .with("factors", factors)
                .with("numbers", numbers)
                .with("centre", centre)
                .with("spread", spread);
    }

    private static <P extends Prediction> FactorModel<P> read(Outputs<P> outputs, State state) {
        FactorModel<P> model = new FactorModel<>(
                outputs,
                ModelOutputs.labels(outputs, state),
                state.integer("dimension"),
                state.integer("factors"),
                state.numbers("numbers"),
                state.number("centre"),
                state.number("spread"));
        boolean sound = model.dimension > 0
                && model.factors > 0
                && model.numbers.length == model.labels.length * (1 + (long) model.dimension * (1 + model.factors));
        if (sound) return model;
        throw new BundleException(
                "Expected an intercept, weights and factors for each sum but found others. The file is damaged.");
    }

    @SuppressWarnings("rawtypes")
    static final Codec<FactorModel> CODEC = Codec.of(
            "model.factors",
            FactorModel.class,
            model -> ((FactorModel<?>) model).toState(),
            state -> read(ModelOutputs.fromState(state), state));

    @Override
    public String toString() {
        return labels.length + " sums with " + factors + " factors for each of " + dimension + " features";
    }
}
