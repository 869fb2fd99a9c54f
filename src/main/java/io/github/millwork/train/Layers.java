package io.github.millwork.train;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.State;
import io.github.millwork.train.NeuralNetwork.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The weights of a multilayer perceptron, and its forward pass: sums of floats as doubles, in one order, so that a row
 * gives the same bits alone and in a batch. Not to be changed.
 *
 * @param sizes the number of features, of the units of each hidden layer, and of outputs
 * @param activation what becomes of the sums of hidden units
 * @param weights for each layer but the first the weight of each unit below at each unit: those of the first unit below,
 *     then those of the second
 * @param intercepts for each layer but the first what is added at each unit
 */
record Layers(int[] sizes, Activation activation, float[][] weights, float[][] intercepts) {
    /** About what a 2 GB heap trains; far beyond what a perceptron on columns is for. */
    static final long MOST_WEIGHTS = 50_000_000;

    /**
     * {@return layers as they begin: uniform up to what Glorot and Bengio (2010) propose, as in scikit-learn}
     *
     * @param used which features ever differ from zero; the others get no weight, since none would be learned
     * @param random what decides
     */
    static Layers random(int[] sizes, Activation activation, boolean[] used, SplittableRandom random) {
        float[][] weights = new float[sizes.length - 1][];
        float[][] intercepts = new float[sizes.length - 1][];
        for (int layer = 0; layer < weights.length; layer++) {
            double factor = activation == Activation.LOGISTIC ? 2 : 6;
            double bound = StrictMath.sqrt(factor / ((double) sizes[layer] + sizes[layer + 1]));
            weights[layer] = uniform(sizes[layer] * sizes[layer + 1], bound, random);
            intercepts[layer] = uniform(sizes[layer + 1], bound, random);
        }
        for (int i = 0; i < used.length * sizes[1]; i++) if (!used[i / sizes[1]]) weights[0][i] = 0;
        return new Layers(sizes, activation, weights, intercepts);
    }

    private static float[] uniform(int count, double bound, SplittableRandom random) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = (float) (bound * (2 * random.nextDouble() - 1));
        return numbers;
    }

    int features() {
        return sizes[0];
    }

    int outputs() {
        return sizes[sizes.length - 1];
    }

    /** {@return the sums at the outputs, before anything is made of them} */
    double[] sums(FeatureVector features) {
        double[] units = start(0);
        for (int i = 0; i < features.size(); i++) add(0, features.index(i), features.value(i), units);
        for (int layer = 1; layer < weights.length; layer++) {
            double[] above = start(layer);
            for (int unit = 0; unit < units.length; unit++) add(layer, unit, activated(units[unit]), above);
            units = above;
        }
        return units;
    }

    private double[] start(int layer) {
        double[] units = new double[sizes[layer + 1]];
        for (int i = 0; i < units.length; i++) units[i] = intercepts[layer][i];
        return units;
    }

    private void add(int layer, int below, double value, double[] units) {
        if (value == 0) return;
        float[] weight = weights[layer];
        int at = below * units.length;
        for (int i = 0; i < units.length; i++) units[i] += weight[at + i] * value;
    }

    private double activated(double sum) {
        return switch (activation) {
            case RELU -> Math.max(0, sum);
            case TANH -> StrictMath.tanh(sum);
            case LOGISTIC -> 1 / (1 + StrictMath.exp(-sum));
        };
    }

    ModelMeaning.Layers meaning() {
        List<ModelMeaning.Layer> all = new ArrayList<>();
        for (int layer = 0; layer < weights.length; layer++) {
            ModelMeaning.Activation then = layer + 1 == weights.length
                    ? ModelMeaning.Activation.NONE
                    : ModelMeaning.Activation.valueOf(activation.name());
            all.add(new ModelMeaning.Layer(sizes[layer], doubles(weights[layer]), doubles(intercepts[layer]), then));
        }
        return new ModelMeaning.Layers(all);
    }

    private static double[] doubles(float[] numbers) {
        double[] doubles = new double[numbers.length];
        for (int i = 0; i < doubles.length; i++) doubles[i] = numbers[i];
        return doubles;
    }

    boolean finite() {
        for (float[][] numbers : new float[][][] {weights, intercepts}) {
            for (float[] layer : numbers) for (float number : layer) if (!Float.isFinite(number)) return false;
        }
        return true;
    }

    State toState() {
        List<State> layers = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            layers.add(State.empty().with("weights", weights[i]).with("intercepts", intercepts[i]));
        }
        return State.empty()
                .with("sizes", sizes)
                .with("activation", activation.name())
                .with("layers", layers);
    }

    static Layers fromState(State state) {
        int[] sizes = state.integers("sizes");
        List<State> layers = state.states("layers");
        float[][] weights =
                layers.stream().map(layer -> layer.floats("weights")).toArray(float[][]::new);
        float[][] intercepts =
                layers.stream().map(layer -> layer.floats("intercepts")).toArray(float[][]::new);
        Layers read = new Layers(sizes, activation(state.string("activation")), weights, intercepts);
        if (read.fit() && read.finite()) return read;
        throw new BundleException(
                "Expected layers of weights that fit together, all finite, but they do not. The file is " + "damaged.");
    }

    private static Activation activation(String name) {
        for (Activation each : Activation.values()) if (each.name().equals(name)) return each;
        throw new BundleException("Expected an activation but found '" + name + "'. The file is damaged.");
    }

    private boolean fit() {
        if (weights.length < 1 || sizes.length != weights.length + 1) return false;
        for (int size : sizes) if (size < 1) return false;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i].length != (long) sizes[i] * sizes[i + 1]) return false;
            if (intercepts[i].length != sizes[i + 1]) return false;
        }
        return true;
    }
}
