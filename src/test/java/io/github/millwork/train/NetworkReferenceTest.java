package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.State;
import io.github.millwork.train.NetworkEngine.Batch;
import io.github.millwork.train.NetworkEngine.Goal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against scikit-learn, from the same weights over the same batches; see networks.py. */
class NetworkReferenceTest {
    static Stream<State> sets() {
        try (InputStream in = NetworkReferenceTest.class.getResourceAsStream("/train/networks.json")) {
            byte[] json = Objects.requireNonNull(in).readAllBytes();
            return State.fromJson(new String(json, StandardCharsets.UTF_8)).states("sets").stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] row(double[] x, int row, int features) {
        return Arrays.copyOfRange(x, row * features, (row + 1) * features);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void theForwardPassGivesTheirAnswers(State set) {
        Layers end = Layers.fromState(set.state("end"));
        double[] x = set.numbers("x");
        double[] answers = set.numbers("answers");
        for (int row = 0; row < x.length / end.features(); row++) {
            FeatureVector features = TestRows.vector(row(x, row, end.features()));
            double[] sums = end.sums(features);
            double total = Arrays.stream(sums).map(Math::exp).sum();
            for (int k = 0; k < sums.length; k++) {
                double answer = sums.length == 1 ? sums[0] : Math.exp(sums[k]) / total;
                assertThat(answer).isCloseTo(answers[row * sums.length + k], within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void trainingMovesTheWeightsAsTheirsDoes(State set) {
        Needed.tensorFlow();
        Layers start = Layers.fromState(set.state("start"));
        Goal goal = new Goal(set.string("task").equals("classes"), false, set.number("rate"));
        double[] losses = set.numbers("losses");
        try (NetworkEngine engine = NetworkEngine.tensorFlow(start, goal)) {
            for (int epoch = 0; epoch < set.integer("epochs"); epoch++) {
                assertThat(epoch(engine, set, start)).isCloseTo(losses[epoch], within(1e-4));
            }
            Layers expected = Layers.fromState(set.state("end"));
            Layers found = engine.layers();
            for (int layer = 0; layer < found.weights().length; layer++) {
                assertThat(found.weights()[layer]).containsExactly(expected.weights()[layer], within(1e-4f));
                assertThat(found.intercepts()[layer]).containsExactly(expected.intercepts()[layer], within(1e-4f));
            }
        }
    }

    /** All rows in their order; gives the mean of the losses. */
    private static double epoch(NetworkEngine engine, State set, Layers layers) {
        double[] x = set.numbers("x");
        double[] target = set.numbers("target");
        int size = set.integer("batch");
        double sum = 0;
        for (int begin = 0; begin < target.length; begin += size) {
            int rows = Math.min(size, target.length - begin);
            float[] features = new float[rows * layers.features()];
            float[] targets = new float[rows * layers.outputs()];
            float[] weights = new float[rows];
            for (int i = 0; i < features.length; i++) features[i] = (float) x[begin * layers.features() + i];
            for (int i = 0; i < rows; i++) {
                weights[i] = 1f / rows;
                if (layers.outputs() == 1) targets[i] = (float) target[begin + i];
                else targets[i * layers.outputs() + (int) target[begin + i]] = 1;
            }
            Batch batch = new Batch(rows, features, targets, weights, set.number("l2") / rows, new float[0][]);
            sum += rows * engine.step(batch);
        }
        return sum / target.length;
    }
}
