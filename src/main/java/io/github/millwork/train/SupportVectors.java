package io.github.millwork.train;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a machine with a kernel has learned. For a number it is a sum of kernels; for classes there is a sum for each pair.
 * The support vectors come class by class; in the pair of classes i and j, i before j, those of i count with coefficients
 * {@code j - 1} and those of j with coefficients {@code i}. Not to be changed.
 *
 * @param outputs what it puts out: scores of classes, or a number
 * @param kernel the kernel
 * @param seen the indices of the classes that were seen in training, ascending; 0 alone for a number
 * @param sizes how many support vectors each of them has
 * @param coefficients for each class but one a coefficient for each support vector
 * @param borders for each pair what is taken from its sum
 * @param vectors the support vectors
 */
record SupportVectors<P extends Prediction>(
        Outputs<P> outputs,
        Kernels kernel,
        int[] seen,
        int[] sizes,
        double[][] coefficients,
        double[] borders,
        SparseRows vectors)
        implements Model<P> {
    /** Which take 160 MB in an exported file. */
    private static final int MOST_SAID = 20_000_000;

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double[] kernels = new double[vectors.count()];
        for (int i = 0; i < kernels.length; i++) kernels[i] = kernel.of(features, vectors, i);
        if (outputs instanceof RegressionOutputs) {
            out[at] = sum(kernels, 0, kernels.length, 0) - borders[0];
            return;
        }
        Arrays.fill(out, at, at + outputs.width(), Calibrated.UNSEEN);
        if (seen.length == 2 && outputs.width() == 2) {
            out[at] = pair(kernels, 0, 1, 0);
            out[at + 1] = -out[at];
            return;
        }
        severalClasses(kernels, out, at);
    }

    /** The pairs that each class wins, and by how much as a fraction below a third, as scikit-learn has it. */
    private void severalClasses(double[] kernels, double[] out, int at) {
        double[] wins = new double[seen.length];
        double[] clear = new double[seen.length];
        int pair = 0;
        for (int i = 0; i < seen.length; i++) {
            for (int j = i + 1; j < seen.length; j++, pair++) {
                double decision = pair(kernels, i, j, pair);
                wins[decision < 0 ? j : i]++;
                clear[i] += decision;
                clear[j] -= decision;
            }
        }
        for (int k = 0; k < seen.length; k++) {
            out[at + seen[k]] = wins[k] + clear[k] / (3 * (Math.abs(clear[k]) + 1));
        }
    }

    /** Above zero for the first class of a pair. */
    private double pair(double[] kernels, int i, int j, int pair) {
        return sum(kernels, begin(i), begin(i + 1), j - 1) + sum(kernels, begin(j), begin(j + 1), i) - borders[pair];
    }

    private int begin(int group) {
        int begin = 0;
        for (int k = 0; k < group; k++) begin += sizes[k];
        return begin;
    }

    private double sum(double[] kernels, int begin, int end, int row) {
        double sum = 0;
        for (int i = begin; i < end; i++) sum += coefficients[row][i] * kernels[i];
        return sum;
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of("each of its terms depends on all features at once");
    }

    @Override
    public Optional<ModelMeaning> meaning() {
        if ((long) vectors.count() * vectors.dimension() > MOST_SAID) return Optional.empty();
        boolean two = outputs.width() == 2;
        int sums = borders.length;
        double[] weights = new double[vectors.count() * sums];
        double[] intercepts = new double[sums];
        int pair = 0;
        for (int i = 0; i < Math.max(1, seen.length - 1); i++) {
            for (int j = i + 1; j < Math.max(2, seen.length); j++, pair++) {
                if (outputs instanceof RegressionOutputs) say(0, vectors.count(), 0, pair, 1, weights);
                else {
                    say(begin(i), begin(i + 1), j - 1, pair, two ? -1 : 1, weights);
                    say(begin(j), begin(j + 1), i, pair, two ? -1 : 1, weights);
                }
                intercepts[pair] = two ? borders[pair] : -borders[pair];
            }
        }
        ModelMeaning.Machine machine =
                new ModelMeaning.Machine(kernel.meaning(), vectors.dimension(), vectors.dense(), weights, intercepts);
        if (outputs instanceof RegressionOutputs)
            return Optional.of(new ModelMeaning(machine, ModelMeaning.Link.NUMBER, new int[] {0}, 0, 1));
        return Optional.of(
                two
                        ? new ModelMeaning(machine, ModelMeaning.Link.SCORES, new int[] {1}, 0, 1)
                        : new ModelMeaning(machine, ModelMeaning.Link.PAIRS, seen.clone(), 0, 1));
    }

    private void say(int begin, int end, int row, int pair, int sign, double[] weights) {
        for (int i = begin; i < end; i++) weights[i * borders.length + pair] = sign * coefficients[row][i];
    }

    @Override
    public Optional<String> whyUnsaid() {
        return Optional.of("its " + vectors.count() + " support vectors of " + vectors.dimension()
                + " features are more than " + MOST_SAID + " numbers");
    }

    @Override
    public boolean accepts(int features) {
        return features == vectors.dimension();
    }

    private State toState() {
        State state = ModelOutputs.toState(outputs)
                .with("kernel", kernel.toState())
                .with("classes", seen)
                .with("sizes", sizes)
                .with("borders", borders)
                .with("vectors", vectors.toState());
        for (int row = 0; row < coefficients.length; row++) state = state.with("coefficients" + row, coefficients[row]);
        return state;
    }

    private static <P extends Prediction> SupportVectors<P> read(Outputs<P> outputs, State state) {
        int[] seen = state.integers("classes");
        double[][] coefficients = IntStream.range(0, Math.max(1, seen.length - 1))
                .mapToObj(row -> state.numbers("coefficients" + row))
                .toArray(double[][]::new);
        SupportVectors<P> model = new SupportVectors<>(
                outputs,
                Kernels.fromState(state.state("kernel")),
                seen,
                state.integers("sizes"),
                coefficients,
                state.numbers("borders"),
                SparseRows.fromState(state.state("vectors")));
        if (model.hangsTogether()) return model;
        throw new BundleException(
                "Expected coefficients for each support vector of each class but found others. The file is damaged.");
    }

    private boolean hangsTogether() {
        boolean ascending = IntStream.range(0, seen.length)
                .allMatch(k -> seen[k] < outputs.width() && seen[k] > (k == 0 ? -1 : seen[k - 1]));
        int classes = seen.length;
        boolean counts = outputs instanceof ClassificationOutputs
                ? classes >= 2 && borders.length == classes * (classes - 1) / 2
                : classes == 1 && borders.length == 1;
        return ascending
                && counts
                && sizes.length == classes
                && Arrays.stream(sizes).allMatch(size -> size >= 0)
                && Arrays.stream(sizes).asLongStream().sum() == vectors.count()
                && Arrays.stream(coefficients).allMatch(row -> row.length == vectors.count());
    }

    @SuppressWarnings("rawtypes")
    static final Codec<SupportVectors> CODEC = Codec.of(
            "model.support-vectors",
            SupportVectors.class,
            model -> ((SupportVectors<?>) model).toState(),
            state -> read(scores(ModelOutputs.fromState(state)), state));

    private static Outputs<?> scores(Outputs<?> outputs) {
        if (!(outputs instanceof ClassificationOutputs classes) || !classes.probabilistic()) return outputs;
        throw new BundleException("Expected scores of classes " + List.copyOf(classes.labels())
                + " but found probabilities. The file is damaged.");
    }

    @Override
    public String toString() {
        return vectors.count() + " support vectors";
    }
}
