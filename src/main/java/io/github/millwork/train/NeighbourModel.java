package io.github.millwork.train;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.Optional;

/**
 * Training rows, of which the nearest decide. Not to be changed.
 *
 * @param outputs what it puts out: probabilities of classes, or a number
 * @param neighbours how many rows decide
 * @param byDistance whether near rows count more
 * @param rows the training rows
 * @param targets for each its number, or the index of its class
 */
record NeighbourModel<P extends Prediction>(
        Outputs<P> outputs, int neighbours, boolean byDistance, SparseRows rows, double[] targets) implements Model<P> {
    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        int count = Math.min(neighbours, rows.count());
        int[] nearest = new int[count];
        double[] squares = new double[count];
        Arrays.fill(squares, Double.POSITIVE_INFINITY);
        int held = 0;
        for (int row = 0; row < rows.count(); row++) {
            double square = rows.square(features, row);
            if (held == count && !(square < squares[count - 1])) continue;
            int place = held == count ? count - 1 : held++;
            for (; place > 0 && squares[place - 1] > square; place--) {
                squares[place] = squares[place - 1];
                nearest[place] = nearest[place - 1];
            }
            squares[place] = square;
            nearest[place] = row;
        }
        double[] shares = shares(squares);
        Arrays.fill(out, at, at + outputs.width(), 0);
        for (int i = 0; i < count; i++) {
            double target = targets[nearest[i]];
            if (outputs instanceof ClassificationOutputs) out[at + (int) target] += shares[i];
            else out[at] += shares[i] * target;
        }
    }

    /** How much each counts, by their squared distances in ascending order: one in all. */
    private double[] shares(double[] squares) {
        double[] shares = new double[squares.length];
        double total = 0;
        for (int i = 0; i < shares.length; i++) {
            boolean asNear = !byDistance || squares[i] == squares[0];
            shares[i] = asNear ? 1 : Math.sqrt(squares[0] / squares[i]);
            total += shares[i];
        }
        for (int i = 0; i < shares.length; i++) shares[i] /= total;
        return shares;
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of("which rows are the nearest depends on all features at once");
    }

    @Override
    public Optional<String> whyUnsaid() {
        return Optional.of("of rows that are equally near another runtime may take others");
    }

    @Override
    public boolean accepts(int features) {
        return features == rows.dimension();
    }

    private State toState() {
        return ModelOutputs.toState(outputs)
                .with("neighbours", neighbours)
                .with("byDistance", byDistance)
                .with("rows", rows.toState())
                .with("targets", targets);
    }

    private static <P extends Prediction> NeighbourModel<P> read(Outputs<P> outputs, State state) {
        NeighbourModel<P> model = new NeighbourModel<>(
                outputs,
                state.integer("neighbours"),
                state.flag("byDistance"),
                SparseRows.fromState(state.state("rows")),
                state.numbers("targets"));
        boolean sound = model.neighbours > 0 && model.targets.length == model.rows.count();
        if (outputs instanceof ClassificationOutputs classes) {
            sound = sound
                    && Arrays.stream(model.targets)
                            .allMatch(code -> code == Math.rint(code)
                                    && code >= 0
                                    && code < classes.labels().size());
        }
        if (sound) return model;
        throw new BundleException(
                "Expected at least one neighbour, and a target for each row, but found others. The file is damaged.");
    }

    @SuppressWarnings("rawtypes")
    static final Codec<NeighbourModel> CODEC = Codec.of(
            "model.neighbours",
            NeighbourModel.class,
            model -> ((NeighbourModel<?>) model).toState(),
            state -> read(ModelOutputs.fromState(state), state));

    @Override
    public String toString() {
        return rows.count() + " rows";
    }
}
