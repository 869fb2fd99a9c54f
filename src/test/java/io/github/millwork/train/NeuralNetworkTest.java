package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Cluster;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.train.NeuralNetwork.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeuralNetworkTest {
    private static final double[][] X = TestRows.numbers(150, 3, 2);

    @BeforeAll
    static void needTensorFlow() {
        Needed.tensorFlow();
    }

    /** Whether two numbers have the same sign, which no weighted sum of them tells. */
    private static TrainingData signs() {
        String[] labels = Arrays.stream(X)
                .map(row -> row[0] * row[1] > 0 ? "same" : "other")
                .toArray(String[]::new);
        return TestRows.of(X, labels);
    }

    private static double right(Model<?> model) {
        long right = Arrays.stream(X)
                .filter(row -> (TestRows.predict(model, row)[1] > 0.5) == (row[0] * row[1] > 0))
                .count();
        return (double) right / X.length;
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void aHiddenLayerLearnsWhatNoSumTells(Activation activation) {
        NeuralNetwork<?> network = NeuralNetwork.classifier()
                .hiddenLayers(16)
                .activation(activation)
                .learningRate(0.02);
        assertThat(right(network.fit(signs(), CONTEXT))).isGreaterThan(0.95);
        assertThat(right(NeuralNetwork.classifier().hiddenLayers().fit(signs(), CONTEXT)))
                .isLessThan(0.8);
    }

    @Test
    void numbersKeepTheirScale() {
        double[] far = Arrays.stream(X)
                .mapToDouble(row -> 5e6 + 1e5 * Math.abs(row[0]))
                .toArray();
        Model<?> model =
                NeuralNetwork.regressor().hiddenLayers(16).learningRate(0.02).fit(TestRows.of(X, far), CONTEXT);
        double error = 0;
        for (int row = 0; row < X.length; row++) {
            error += Math.abs(TestRows.predict(model, X[row])[0] - far[row]) / X.length;
        }
        assertThat(error).isLessThan(1e4);
    }

    @Test
    void dropoutAndPenaltyHoldTheWeightsBack() {
        NeuralNetwork<?> free =
                NeuralNetwork.classifier().hiddenLayers(16).l2(0).learningRate(0.02);
        Model<?> model = free.fit(signs(), CONTEXT);
        Model<?> penalised = free.l2(300).fit(signs(), CONTEXT);
        Model<?> dropped = free.dropout(0.5).fit(signs(), CONTEXT);
        assertThat(surest(penalised)).isLessThan(0.7);
        assertThat(surest(dropped)).isLessThan(surest(model)).isGreaterThan(0.8);
        assertThat(dropped.fingerprint())
                .isEqualTo(free.dropout(0.5).fit(signs(), CONTEXT).fingerprint());
    }

    private static double surest(Model<?> model) {
        return Arrays.stream(X)
                .mapToDouble(
                        row -> Arrays.stream(TestRows.predict(model, row)).max().orElseThrow())
                .average()
                .orElseThrow();
    }

    @Test
    void trainingStopsWhereTheLossOfTheRowsCutOffRises() {
        TrainingData data = signs();
        // Of the rows cut off all answers are turned round, so that whatever is learned makes it worse.
        int[] codes =
                Arrays.stream(data.classes().codes()).map(code -> 1 - code).toArray();
        TrainingData turned =
                TestRows.of(data.features(), new TargetValues.Classes(List.of("other", "same"), codes, null));
        TrainingData both = new TrainingData(data.features(), data.names(), data.target(), null, turned);
        AtomicInteger epochs = new AtomicInteger();
        FitContext counting = FitContext.of(3).withObserver(progress -> epochs.incrementAndGet());
        NeuralNetwork<?> network = NeuralNetwork.classifier()
                .hiddenLayers(16)
                .learningRate(0.02)
                .earlyStopping(0.2)
                .patience(4);
        Model<?> stopped = network.fit(both, counting);
        assertThat(epochs.get()).isBetween(5, 30);
        assertThat(right(stopped)).isLessThan(0.75);
        assertThat(stopped.findings())
                .extracting(Finding::name)
                .containsExactly("epochs kept", "loss on the rows cut off");
        assertThat(stopped.findings().get(0).value()).isBetween(1.0, epochs.get() - 4.0);
        assertThat(Codecs.decode(State.fromJson(Codecs.encode(stopped).toJson()), Model.class)
                        .findings())
                .isEqualTo(stopped.findings());
        assertThat(network.fit(data, CONTEXT).findings()).isEmpty();
        assertThat(network.validationShare()).isEqualTo(0.2);
        assertThat(NeuralNetwork.classifier().validationShare()).isZero();
    }

    @Test
    void weightsCountLikeRepeatedRows() {
        TrainingData data = signs();
        double[] weights = new double[X.length];
        for (int row = 0; row < weights.length; row++)
            weights[row] = data.classes().codes()[row] == 0 ? 20 : 1;
        NeuralNetwork<?> network = NeuralNetwork.classifier().hiddenLayers().learningRate(0.02);
        double plain = 0;
        double weighted = 0;
        Model<?> first = network.fit(data, CONTEXT);
        Model<?> second = network.fit(TestRows.weighted(data, weights), CONTEXT);
        for (double[] row : X) {
            plain += TestRows.predict(first, row)[0] / X.length;
            weighted += TestRows.predict(second, row)[0] / X.length;
        }
        double share =
                Arrays.stream(data.classes().codes()).filter(code -> code == 0).count() / (double) X.length;
        assertThat(plain).isCloseTo(share, within(0.05));
        assertThat(weighted).isCloseTo(20 * share / (20 * share + 1 - share), within(0.05));
    }

    @Test
    void aLearningRateThatRunsAwayIsAnErrorAndNoModel() {
        NeuralNetwork<?> network =
                NeuralNetwork.regressor().hiddenLayers(16).epochs(5).learningRate(1e30);
        assertThatThrownBy(() -> network.fit(TestRows.of(X, TestRows.target(X, 1)), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected the loss on the training rows to fall but after epoch ")
                .hasMessageContaining("where always answering alike has 0.500. Put the features on a common scale with "
                        + "Scale.standard, or lower learningRate, which is 1.0E30.");
        assertThatThrownBy(() ->
                        NeuralNetwork.classifier().learningRate(1000).epochs(3).fit(signs(), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("lower learningRate, which is 1000.0.");
    }

    @Test
    void featuresBeyondFloatsAreAnErrorToo() {
        double[][] huge = Arrays.stream(X)
                .map(row -> new double[] {row[0] * 1e300, row[1], row[2]})
                .toArray(double[][]::new);
        assertThatThrownBy(() ->
                        NeuralNetwork.classifier().fit(TestRows.of(TestRows.matrix(huge), signs().target()), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it is NaN")
                .hasMessageContaining("Scale.standard");
    }

    @Test
    void targetsThatCannotBeSquaredAreAnError() {
        double[] target = TestRows.target(X, 1);
        target[3] = 1e300;
        assertThatThrownBy(() -> NeuralNetwork.regressor().fit(TestRows.of(X, target), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected features and targets that can be added up and squared");
    }

    @Test
    void aFitCanBeCancelled() {
        AtomicInteger asked = new AtomicInteger();
        FitContext cancelled = FitContext.of(1).withCancellation(() -> asked.incrementAndGet() > 20);
        assertThatThrownBy(() -> NeuralNetwork.classifier().fit(signs(), cancelled))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void layersAreHyperparameters() {
        NeuralNetwork<?> network =
                NeuralNetwork.classifier().hiddenLayers(64, 32).dropout(0.1);
        assertThat(network.describe())
                .isEqualTo("neural network (hiddenLayers 2, units1 64, units2 32, activation relu, dropout 0.1, "
                        + "l2 1.0E-4, learningRate 0.001, epochs 200, batchSize 200, patience 10, "
                        + "tolerance 1.0E-4)");
        assertThat(network).isEqualTo(NeuralNetwork.classifier().dropout(0.1).hiddenLayers(64, 32));
        Hyperparameters space = network.searchSpace();
        assertThat(space.ranges().keySet()).containsExactly("l2", "learningRate");
        assertThat(NeuralNetwork.regressor()
                        .hiddenLayers(Range.values(8, 16))
                        .hyperparameters()
                        .ranges())
                .containsOnlyKeys("units1");
    }

    @Test
    void wrongSettingsAreRefused() {
        assertThatThrownBy(() -> NeuralNetwork.classifier().hiddenLayers(1, 2, 3, 4, 5, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected at most 5 hidden layers but found 6.");
        assertThatThrownBy(() -> NeuralNetwork.classifier().hiddenLayers(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected units1 to be a whole number from 1 to 10000 but found 0.");
        assertThatThrownBy(() -> NeuralNetwork.classifier().dropout(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected dropout to be from 0 to 0.95 but found 1.");
        assertThatThrownBy(() -> new NeuralNetwork<>(
                        Cluster.class, NeuralNetwork.regressor().hyperparameters()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a neural network for Classification or Regression but found Cluster. Use "
                        + "classifier() or regressor().");
        assertThatThrownBy(() ->
                        NeuralNetwork.classifier().hiddenLayers(10_000, 10_000).fit(signs(), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected a network of at most 50000000 weights but 3 features, hidden layers of [10000, 10000] "
                                + "units and 2 outputs make 100050000. Give it fewer units, or fewer features with "
                                + "SelectFeatures.");
    }
}
