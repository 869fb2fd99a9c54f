package io.github.millwork.train;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.AnomalyOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a one-class support vector machine has learned: {@code offset - sum of coefficient * exp(-gamma * distance^2)}
 * over the support vectors is how anomalous a row is, and at or above 0 is an anomaly. The vectors are held row by row,
 * without zeros. Not to be changed.
 *
 * @param dimension how many features there are
 * @param gamma what squared distances are multiplied by
 * @param offset the sum at the border
 * @param coefficients one for each support vector
 * @param starts where the entries of each support vector begin, and where the last ends
 * @param positions the position of each entry, ascending in a support vector
 * @param values the value of each entry
 */
record KernelModel(
        int dimension,
        double gamma,
        double offset,
        double[] coefficients,
        int[] starts,
        int[] positions,
        double[] values)
        implements Model<Anomaly> {
    @Override
    public Outputs<Anomaly> outputs() {
        return new AnomalyOutputs();
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double sum = 0;
        for (int i = 0; i < coefficients.length; i++) {
            sum += coefficients[i] * StrictMath.exp(-gamma * square(features, i));
        }
        out[at] = offset - sum;
        out[at + 1] = out[at] >= 0 ? 1 : 0;
    }

    /** The squared distance of a row from a support vector; what neither holds adds nothing. */
    private double square(FeatureVector features, int vector) {
        double sum = 0;
        int entry = starts[vector];
        int end = starts[vector + 1];
        for (int i = 0; i < features.size(); i++) {
            int position = features.index(i);
            for (; entry < end && positions[entry] < position; entry++) sum += values[entry] * values[entry];
            double there = entry < end && positions[entry] == position ? values[entry++] : 0;
            sum += (features.value(i) - there) * (features.value(i) - there);
        }
        for (; entry < end; entry++) sum += values[entry] * values[entry];
        return sum;
    }

    @Override
    public boolean accepts(int features) {
        return features == dimension;
    }

    private State toState() {
        return State.empty()
                .with("dimension", dimension)
                .with("gamma", gamma)
                .with("offset", offset)
                .with("coefficients", coefficients)
                .with("starts", starts)
                .with("positions", positions)
                .with("values", values);
    }

    private static KernelModel read(State state) {
        KernelModel model = new KernelModel(
                state.integer("dimension"),
                state.number("gamma"),
                state.number("offset"),
                state.numbers("coefficients"),
                state.integers("starts"),
                state.integers("positions"),
                state.numbers("values"));
        if (!model.hangsTogether()) {
            throw new BundleException(
                    "Expected support vectors whose entries hang together but they do not. The file is " + "damaged.");
        }
        return model;
    }

    private boolean hangsTogether() {
        boolean whole = starts.length == coefficients.length + 1
                && starts[0] == 0
                && starts[starts.length - 1] == values.length
                && positions.length == values.length
                && IntStream.range(1, starts.length).allMatch(i -> starts[i - 1] <= starts[i])
                && Arrays.stream(positions).allMatch(position -> position >= 0 && position < dimension);
        return whole
                && IntStream.range(0, coefficients.length)
                        .allMatch(vector -> IntStream.range(starts[vector] + 1, starts[vector + 1])
                                .allMatch(entry -> positions[entry - 1] < positions[entry]));
    }

    static final Codec<KernelModel> CODEC =
            Codec.of("model.kernel", KernelModel.class, KernelModel::toState, KernelModel::read);

    @Override
    public String toString() {
        return coefficients.length + " support vectors";
    }
}
