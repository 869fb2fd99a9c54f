package io.github.millwork.train;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.Optional;

/**
 * Sums of the features and of their products, whose weights are products of factors. Not to be changed.
 *
 * @param outputs what it puts out: probabilities of classes, or a number
 * @param labels which label each sum speaks for, see {@link ModelOutputs#labels}
 * @param dimension how many features there are
 * @param factors how many factors each has
 * @param numbers for each sum the intercept, the weight of each feature, and the factors of each
 * @param means the mean of each feature in training; none in files from before they were kept
 * @param centre what is added to the sum of a number after it was multiplied
 * @param spread what the sum of a number is multiplied by
 */
record FactorModel<P extends Prediction>(
        Outputs<P> outputs,
        int[] labels,
        int dimension,
        int factors,
        double[] numbers,
        double[] means,
        double centre,
        double spread)
        implements Model<P> {
    private static final String MEANS = "means";

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

    /** Where the numbers of a sum begin. */
    int base(int k) {
        return k * (1 + dimension * (1 + factors));
    }

    double sum(FeatureVector features, int k, double[] along) {
        int base = base(k);
        Arrays.fill(along, 0);
        double sum = numbers[base];
        double products = 0;
        for (int entry = 0; entry < features.size(); entry++) {
            double value = features.value(entry);
            int i = features.index(entry);
            sum += numbers[base + 1 + i] * value;
            int factor = base + 1 + dimension + i * factors;
            for (int f = 0; f < factors; f++) {
                double part = numbers[factor + f] * value;
                products += along[f] * part; // with all features before it, so that no square has to be taken off again
                along[f] += part;
            }
        }
        return sum + products;
    }

    @Override
    public Optional<Explainer> explainer() {
        return means.length == 0 ? Optional.empty() : Optional.of(new FactorTerms(this));
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of("it was saved before the means of the features were kept; fit it again");
    }

    @Override
    public Optional<ModelMeaning> meaning() {
        int sums = labels.length;
        double[] intercepts = new double[sums];
        double[] weights = new double[dimension * sums];
        double[] vectors = new double[dimension * sums * factors];
        for (int k = 0; k < sums; k++) {
            int base = base(k);
            intercepts[k] = numbers[base];
            for (int i = 0; i < dimension; i++) {
                weights[i * sums + k] = numbers[base + 1 + i];
                System.arraycopy(
                        numbers, base + 1 + dimension + i * factors, vectors, (i * sums + k) * factors, factors);
            }
        }
        ModelMeaning.Link link = outputs instanceof RegressionOutputs
                ? ModelMeaning.Link.NUMBER
                : sums == 1 ? ModelMeaning.Link.LOGISTIC : ModelMeaning.Link.SOFTMAX;
        ModelMeaning.Products products = new ModelMeaning.Products(dimension, factors, weights, vectors, intercepts);
        return Optional.of(new ModelMeaning(products, link, labels.clone(), centre, spread));
    }

    @Override
    public boolean accepts(int features) {
        return features == dimension;
    }

    private State toState() {
        State state = ModelOutputs.toState(outputs, labels);
        if (means.length > 0) state = state.with(MEANS, means);
        return state.with("dimension", dimension)
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
                state.has(MEANS) ? state.numbers(MEANS) : new double[0],
                state.number("centre"),
                state.number("spread"));
        boolean sound = model.dimension > 0
                && model.factors > 0
                && (model.means.length == 0 || model.means.length == model.dimension)
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
