package io.github.millwork.stage;

import java.util.List;
import java.util.Map;

/**
 * What a model computes, as data, where it can be said so: sums of the features, and what becomes of them. For whoever has
 * to do the same elsewhere, as an export to another runtime does. The arrays are not to be changed.
 *
 * @param sums how the features become sums
 * @param link how the sums become outputs
 * @param labels the output that each sum speaks for; outputs that none speaks for are 0, or the lowest score there is
 * @param centre what is added to each sum after it was multiplied
 * @param spread what each sum is multiplied by
 */
public record ModelMeaning(Sums sums, Link link, int[] labels, double centre, double spread) {
    /** How sums become outputs. */
    public enum Link {
        /** The one sum is the number. */
        NUMBER,
        /** The probability of the second of two classes is {@code 1 / (1 + exp(-sum))}. */
        LOGISTIC,
        /** The probability of each class is {@code 1 / (1 + exp(-sum))}, divided by the total of all. */
        ONE_AGAINST_REST,
        /** The probability of each class is {@code exp(sum)}, divided by the total of all. */
        SOFTMAX,
        /** Each sum is the score of its class; with one sum, that of the first class is the sum with the other sign. */
        SCORES,
        /** Each sum is the probability of its class; with one sum, that of the first class is what is left of 1. */
        SHARES,
        /**
         * There is a sum for each pair of classes in their order, 0 and 1, 0 and 2, 1 and 2: below zero the second wins, else
         * the first. The score of a class is how many pairs it wins, and {@code clear / (3 * (|clear| + 1))}, where clear is
         * what the sums are in its favour, added up.
         */
        PAIRS,
        /** The number is {@code exp(sum)}, or the largest double there is. */
        EXPONENTIAL
    }

    /** What becomes of the sum at a unit of a layer. */
    public enum Activation {
        /** It stays. */
        NONE,
        /** The sum where it is above zero, else zero. */
        RELU,
        /** The hyperbolic tangent of the sum. */
        TANH,
        /** {@code 1 / (1 + exp(-sum))}. */
        LOGISTIC
    }

    /** How features become sums. */
    public sealed interface Sums {}

    /**
     * Weighted sums, of the features and then of the layer before.
     *
     * @param layers the layers, at least one
     */
    public record Layers(List<Layer> layers) implements Sums {
        /**
         * Copies the list.
         *
         * @param layers the layers, at least one
         */
        public Layers {
            layers = List.copyOf(layers);
        }
    }

    /**
     * A layer of weighted sums.
     *
     * @param inputs how many numbers it reads
     * @param weights the weight of each input at each unit: those of the first input, then those of the second
     * @param intercepts what is added at each unit
     * @param activation what becomes of the sums
     */
    public record Layer(int inputs, double[] weights, double[] intercepts, Activation activation) {}

    /**
     * Sums of the leaves of binary trees, in nodes that are numbered through. Features and sums are floats; tree number t
     * adds to sum number t modulo the number of sums.
     *
     * @param roots the node that each tree begins at
     * @param feature the feature that a node asks for; below 0 for a leaf
     * @param number what the feature has to be below for the answer yes, or the value of a leaf
     * @param yes where it goes on
     * @param no where it goes on
     * @param missingIsYes the answer where the feature is missing
     * @param zeroIsYes the answer where the feature is zero, whatever the number
     */
    public record Trees(
            int[] roots,
            int[] feature,
            float[] number,
            int[] yes,
            int[] no,
            boolean[] missingIsYes,
            boolean[] zeroIsYes)
            implements Sums {}

    /**
     * Sums of the leaves of binary trees that compare doubles, in nodes that are numbered through. Where a leaf says as many
     * numbers as there are sums, a tree adds to all of them; where it says one, tree number t adds to sum number t modulo the
     * number of sums.
     *
     * @param base what is added to each sum
     * @param inLeaf how many numbers a leaf says
     * @param roots the node that each tree begins at
     * @param feature the feature that a node asks for; below 0 for a leaf
     * @param threshold what the feature has to be at most for the answer yes
     * @param categories of nodes that ask whether the feature is one of some whole numbers these numbers, ascending
     * @param yes where it goes on
     * @param no where it goes on
     * @param missingIsYes the answer where the feature is missing
     * @param place of a leaf where what it says begins
     * @param says what leaves say
     */
    public record Forest(
            double[] base,
            int inLeaf,
            int[] roots,
            int[] feature,
            double[] threshold,
            Map<Integer, int[]> categories,
            int[] yes,
            int[] no,
            boolean[] missingIsYes,
            int[] place,
            double[] says)
            implements Sums {}

    /**
     * Weighted sums of the features and of all products of two different ones, where the weight of a product is the inner
     * product of the vectors of the two.
     *
     * @param inputs how many features there are
     * @param factors how long the vectors are
     * @param weights the weight of each feature in each sum: those of the first feature, then those of the second
     * @param vectors the vector of each feature in each sum, in the same order
     * @param intercepts what is added to each sum
     */
    public record Products(int inputs, int factors, double[] weights, double[] vectors, double[] intercepts)
            implements Sums {}

    /**
     * Weighted sums of how far features are from a centre, squared.
     *
     * @param inputs how many features there are
     * @param centres for each sum the centre of each feature: those of the first sum, then those of the second
     * @param weights the weight of each feature in each sum, in the same order
     * @param intercepts what is added to each sum
     */
    public record Squares(int inputs, double[] centres, double[] weights, double[] intercepts) implements Sums {}

    /**
     * Weighted sums of the kernels of a row and some given ones.
     *
     * @param kernel the kernel
     * @param inputs how many features there are
     * @param vectors the given rows, one after the other
     * @param weights the weight of each of them in each sum: those of the first row, then those of the second
     * @param intercepts what is added to each sum
     */
    public record Machine(Kernel kernel, int inputs, double[] vectors, double[] weights, double[] intercepts)
            implements Sums {}

    /** How like two rows are. */
    public sealed interface Kernel {}

    /**
     * {@code exp(-gamma * distance^2)}.
     *
     * @param gamma what the squared distance is multiplied by
     */
    public record Radial(double gamma) implements Kernel {}

    /**
     * {@code (gamma * product + offset)^degree}.
     *
     * @param gamma what the inner product is multiplied by
     * @param offset what is added
     * @param degree the power, at least 1
     */
    public record Power(double gamma, double offset, int degree) implements Kernel {}

    /**
     * {@code tanh(gamma * product + offset)}.
     *
     * @param gamma what the inner product is multiplied by
     * @param offset what is added
     */
    public record Tangent(double gamma, double offset) implements Kernel {}

    /**
     * Means of what other models put out, each times its weight.
     *
     * @param models what these compute
     * @param weights how much each counts, one in all
     * @param majority whether each of them gives all its weight to the output that is the largest, the first of equals
     */
    public record Means(List<ModelMeaning> models, double[] weights, boolean majority) implements Sums {
        /**
         * Copies the list.
         *
         * @param models what these compute
         * @param weights how much each counts, one in all
         * @param majority whether each of them gives all its weight to the output that is the largest, the first of equals
         */
        public Means {
            models = List.copyOf(models);
        }
    }

    /**
     * What a model puts out whose features are what other models put out: of two outputs the second, else all.
     *
     * @param models what the others compute
     * @param withFeatures whether the features of the row come behind that
     * @param last what the model computes
     */
    public record Stack(List<ModelMeaning> models, boolean withFeatures, ModelMeaning last) implements Sums {
        /**
         * Copies the list.
         *
         * @param models what the others compute
         * @param withFeatures whether the features of the row come behind that
         * @param last what the model computes
         */
        public Stack {
            models = List.copyOf(models);
        }
    }

    /**
     * What a model puts out, adjusted.
     *
     * @param model what the model computes
     * @param adjustments what is done to its outputs, in this order
     */
    public record Adjusted(ModelMeaning model, List<AdjustmentMeaning> adjustments) implements Sums {
        /**
         * Copies the list.
         *
         * @param model what the model computes
         * @param adjustments what is done to its outputs, in this order
         */
        public Adjusted {
            adjustments = List.copyOf(adjustments);
        }
    }
}
