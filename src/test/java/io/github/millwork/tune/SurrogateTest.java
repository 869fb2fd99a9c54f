package io.github.millwork.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.stage.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts of the Bayesian search, against numbers of numpy, scikit-learn and mpmath. */
class SurrogateTest {
    static Stream<State> processes() {
        return sets("gaussian-process.json");
    }

    static Stream<State> improvements() {
        return sets("improvement.json");
    }

    private static Stream<State> sets(String file) {
        try (InputStream in = SurrogateTest.class.getResourceAsStream("/tune/" + file)) {
            byte[] json = Objects.requireNonNull(in, file).readAllBytes();
            return State.fromJson(new String(json, StandardCharsets.UTF_8)).states("sets").stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[][] rows(double[] flat, int width) {
        double[][] rows = new double[flat.length / width][];
        for (int row = 0; row < rows.length; row++)
            rows[row] = Arrays.copyOfRange(flat, row * width, (row + 1) * width);
        return rows;
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("processes")
    void whatIsExpectedIsThatOfNumpyWithTheKernelOfScikitLearn(State set) {
        double[] logs = set.numbers("logs");
        int width = logs.length - 1;
        GaussianProcess process = new GaussianProcess(
                rows(set.numbers("points"), width), set.numbers("values"), new boolean[width], logs);
        double[][] at = rows(set.numbers("at"), width);
        for (int i = 0; i < at.length; i++) {
            GaussianProcess.Belief belief = process.at(at[i]);
            assertThat(belief.mean()).isCloseTo(set.numbers("means")[i], within(1e-8));
            assertThat(belief.deviation()).isCloseTo(set.numbers("deviations")[i], within(1e-7));
        }
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("improvements")
    void theImprovementThatIsExpectedIsRightAlsoWhereItIsAllButZero(State set) {
        double log = Improvement.log(set.number("mean"), set.number("deviation"), set.number("best"));
        assertThat(log).isCloseTo(set.number("log"), within(1e-6 * Math.max(1, Math.abs(set.number("log")))));
    }

    @Test
    void theScalesThatAreFoundTellWhichDimensionMatters() {
        SplittableRandom random = new SplittableRandom(4);
        double[][] points = new double[40][2];
        double[] values = new double[40];
        for (int i = 0; i < 40; i++) {
            points[i] = new double[] {random.nextDouble(), random.nextDouble()};
            values[i] = Math.sin(6 * points[i][0]);
        }
        GaussianProcess process = GaussianProcess.of(points, values, new boolean[2]);
        for (double place = 0.05; place < 1; place += 0.1) {
            assertThat(process.at(new double[] {place, 0.5}).mean()).isCloseTo(Math.sin(6 * place), within(0.05));
        }
        double across = process.at(new double[] {0.3, 0}).mean()
                - process.at(new double[] {0.3, 1}).mean();
        assertThat(across).isCloseTo(0, within(0.05));
    }

    @Test
    void namesAreTheSameOrNotAndNeitherNearNorFar() {
        double[][] points = {{0.1}, {0.5}, {0.9}, {0.1}, {0.5}, {0.9}};
        double[] values = {1, 5, 1.2, 1.1, 5.1, 1};
        GaussianProcess process = GaussianProcess.of(points, values, new boolean[] {true});
        assertThat(process.at(new double[] {0.5}).mean()).isCloseTo(5.05, within(0.3));
        assertThat(process.at(new double[] {0.9}).mean()).isCloseTo(1.1, within(0.3));
        // A name that was never tried is as far from the one as from the other.
        assertThat(process.at(new double[] {0.49}).mean())
                .isCloseTo(process.at(new double[] {0.3}).mean(), within(1e-12));
    }

    @Test
    void equalPointsAndEqualValuesAreNoTrouble() {
        double[][] points = {{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}};
        GaussianProcess process = GaussianProcess.of(points, new double[] {2, 2, 2}, new boolean[2]);
        assertThat(process.at(new double[] {0.1, 0.9}).mean()).isCloseTo(2, within(1e-6));
        assertThat(process.at(new double[] {0.1, 0.9}).deviation()).isFinite();
    }
}
