package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A file may hold anything: what cannot be a model is refused when it is read, not when it is asked. */
class DamagedModelsTest {
    private static final double[][] X = TestRows.numbers(60, 3, 1);
    private static final TrainingData TWO = TestRows.of(X, TestRows.classes(X, 1, "a", "b"));
    private static final TrainingData THREE = TestRows.of(X, TestRows.classes(X, 1, "a", "b", "c"));
    private static final TrainingData THREE_COUNTED = TestRows.of(
            TestRows.matrix(Arrays.stream(X)
                    .map(row -> Arrays.stream(row).map(Math::abs).toArray())
                    .toArray(double[][]::new)),
            THREE.target());
    private static final TrainingData NUMBERS = TestRows.of(X, TestRows.target(X, 1));

    private static final State LINEAR = saved(LogisticRegression.create(), TWO);
    private static final State LINEAR_OF_THREE = saved(LogisticRegression.create(), THREE);
    private static final State LINEAR_OF_NUMBERS = saved(LinearRegression.create(), NUMBERS);
    private static final State TREES =
            saved(GradientBoosting.classifier().trees(2).depth(2), TWO);
    private static final State TREES_OF_THREE =
            saved(GradientBoosting.classifier().trees(2).depth(1), THREE);
    private static final TrainingData TWO_OF_THREE =
            TestRows.of(TestRows.matrix(X), new TargetValues.Classes(List.of("a", "b", "c"), codes(), null));
    private static final State TREES_OF_TWO_OF_THREE =
            saved(GradientBoosting.classifier().trees(2).depth(1), TWO_OF_THREE);
    private static final State LINEAR_OF_TWO_OF_THREE = saved(LogisticRegression.create(), TWO_OF_THREE);
    private static final State SCORES = saved(SupportVectorMachine.classifier(), THREE);
    private static final State LOGARITHMS = saved(NaiveBayes.create(), THREE_COUNTED);
    private static final State GROWN = saved(DecisionTree.classifier().depth(1), TWO);
    private static final State BOOSTED =
            saved(HistogramBoosting.classifier().trees(2).depth(1), THREE);
    private static final State ISOLATION =
            saved(IsolationForest.create().trees(2).rows(4), NUMBERS);
    private static final State CENTRES = saved(KMeans.clusters(2), NUMBERS);
    private static final State DENSITY = saved(Hdbscan.create().minimumSize(2).neighbours(1), NUMBERS);
    private static final State FACTORS = saved(FactorizationMachine.classifier().factors(2), THREE);
    private static final State KERNEL = saved(OneClassSvm.create(), NUMBERS);
    private static final State NEIGHBOURS = saved(NearestNeighbours.classifier(), THREE);
    private static final State NEIGHBOURS_OF_NUMBERS =
            saved(NearestNeighbours.regressor().byDistance(), NUMBERS);
    private static final State NETWORK =
            saved(NeuralNetwork.classifier().hiddenLayers(2).epochs(2), THREE);
    private static final State NETWORK_OF_NUMBERS =
            saved(NeuralNetwork.regressor().hiddenLayers(2).epochs(2), NUMBERS);
    private static final State CONSTANT = saved(Baseline.classifier(), THREE);
    private static final State TRIBUO = saved(LearnersTest.Subject.TREE_CLASSES.learner, TWO);
    private static final State TRIBUO_OF_NUMBERS = saved(LearnersTest.Subject.BAGGED_NUMBERS.learner, NUMBERS);

    /** Rows of the first and the last of three classes. */
    private static int[] codes() {
        return Arrays.stream(TestRows.classes(X, 1, "a", "c"))
                .mapToInt(label -> label.equals("c") ? 2 : 0)
                .toArray();
    }

    private static State saved(Learner<?> learner, TrainingData data) {
        return Codecs.encode(learner.fit(data, CONTEXT));
    }

    /** The same with another value under a path such as {@code state/trees/yes/0}; null takes it away. */
    private static State with(State state, String path, Object value) {
        String[] steps = path.split("/", 2);
        State changed = State.empty();
        for (Map.Entry<String, Object> entry : state.values().entrySet()) {
            Object now = entry.getKey().equals(steps[0])
                    ? steps.length == 1 ? value : inside(entry.getValue(), steps[1], value)
                    : entry.getValue();
            if (now != null) changed = changed.with(entry.getKey(), now);
        }
        return changed;
    }

    private static Object inside(Object old, String path, Object value) {
        if (old instanceof State state) return with(state, path, value);
        List<Object> list = new ArrayList<>((List<?>) old);
        String[] steps = path.split("/", 2);
        int at = Integer.parseInt(steps[0]);
        if (at == list.size()) list.add(value);
        else list.set(at, steps.length == 1 ? value : inside(list.get(at), steps[1], value));
        return list;
    }

    private static Model<?> read(State state) {
        return Codecs.decode(State.fromJson(state.toJson()), Model.class);
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                Arguments.of(LINEAR, "state/intercepts", new double[0], "Expected 1 intercepts but found 0."),
                Arguments.of(LINEAR, "state/intercepts/1", 0.5, "Expected 1 intercepts but found 2."),
                Arguments.of(LINEAR, "state/weights0", null, "Expected a value 'weights0'"),
                Arguments.of(LINEAR, "state/weights0/1", "much", "Expected 'weights0' to be a number"),
                Arguments.of(
                        LINEAR, "state/labels", List.of("a"), "Expected at least two classes, all different, but "),
                Arguments.of(LINEAR, "state/labels", List.of(), "Expected at least two classes"),
                Arguments.of(LINEAR, "state/labels", List.of("a", "a"), "Expected at least two classes, all different"),
                Arguments.of(LINEAR, "state/labels", List.of("a", "b", "c"), "Expected 3 intercepts but found 1."),
                Arguments.of(LINEAR_OF_THREE, "state/labels/3", "d", "Expected 4 intercepts but found 3."),
                Arguments.of(LINEAR_OF_THREE, "state/weights2", null, "Expected a value 'weights2'"),
                Arguments.of(
                        LINEAR, "state/predicts", "Cluster", "Expected Classification or Regression but found 'Clu"),
                Arguments.of(LINEAR_OF_NUMBERS, "state/predicts", "Classification", "Expected a value 'labels'"),
                Arguments.of(DENSITY, "state/clusters/0", 100, "Expected a core distance and a cluster for each row"),
                Arguments.of(DENSITY, "state/clusters/0", -2, "Expected a core distance and a cluster for each row"),
                Arguments.of(DENSITY, "state/cores", null, "Expected a value 'cores'"),
                Arguments.of(DENSITY, "state/cores", List.of(1), "Expected a core distance and a cluster for each row"),
                Arguments.of(
                        FACTORS,
                        "state/means",
                        List.of(1),
                        "Expected an intercept, weights and factors for each sum but"),
                Arguments.of(
                        FACTORS, "state/numbers", List.of(1), "Expected an intercept, weights and factors for each"),
                Arguments.of(
                        FACTORS, "state/factors", 3, "Expected an intercept, weights and factors for each sum but"),
                Arguments.of(FACTORS, "state/labels/3", "d", "Expected an intercept, weights and factors for each sum"),
                Arguments.of(CONSTANT, "state/values/3", 0.5, "Expected 3 values but found 4."),
                Arguments.of(CONSTANT, "state/labels/3", "d", "Expected 4 values but found 3."),
                Arguments.of(TREES, "state/labels/2", "c", "Expected as many trees for each of 3 classes but found 2"),
                Arguments.of(TREES_OF_THREE, "state/trees/roots/6", 0, "Expected trees whose nodes hang together"),
                Arguments.of(TREES, "state/trees/roots/0", -1, "Expected trees whose nodes hang together but they do"),
                Arguments.of(TREES, "state/trees/roots/0", 1000, "Expected trees whose nodes hang together"),
                Arguments.of(TREES, "state/trees/yes/0", 0, "Expected trees whose nodes hang together"),
                Arguments.of(TREES, "state/trees/no/0", 0, "Expected trees whose nodes hang together"),
                Arguments.of(TREES, "state/trees/no/0", 1, "Expected trees whose nodes hang together"),
                Arguments.of(TREES, "state/trees/roots/1", 0, "Expected trees whose nodes hang together"),
                Arguments.of(TREES, "state/trees/cover/0", -1, "Expected trees whose nodes hang together"),
                Arguments.of(TREES, "state/trees/cover/0", "NaN", "Expected trees whose nodes hang together"),
                Arguments.of(
                        TREES, "state/trees/number/0", 1e300, "Expected 'number' to be numbers that a float holds"),
                Arguments.of(TREES, "state/trees/yes/0", 1000, "Expected trees whose nodes hang together"),
                Arguments.of(TREES, "state/trees/number", new double[0], "Expected trees whose nodes hang together"),
                Arguments.of(TREES, "state/trees/feature", new int[] {0}, "Expected trees whose nodes hang together"),
                Arguments.of(TREES, "state/trees/ways", new int[] {1}, "Expected trees whose nodes hang together"),
                Arguments.of(TREES, "state/trees/gain", new float[] {1}, "Expected trees whose nodes hang together"),
                Arguments.of(GROWN, "state/trees/outputs", 2, "Expected "),
                Arguments.of(GROWN, "state/labels/2", "c", "Expected 3 numbers in each leaf but found 1."),
                Arguments.of(GROWN, "state/trees/roots/0", 1000, "Expected trees whose nodes hang together"),
                Arguments.of(GROWN, "state/trees/roots", new int[0], "Expected trees whose nodes hang together"),
                Arguments.of(GROWN, "state/trees/next/0", 0, "Expected trees whose nodes hang together"),
                Arguments.of(GROWN, "state/trees/next/0", 1, "Expected trees whose nodes hang together"),
                Arguments.of(GROWN, "state/trees/next/1", -1, "Expected trees whose nodes hang together"),
                Arguments.of(GROWN, "state/trees/next/1", 2, "Expected trees whose nodes hang together"),
                Arguments.of(GROWN, "state/trees/asks/1", -2, "Expected trees whose nodes hang together"),
                Arguments.of(GROWN, "state/trees/asks/2", 4, "Expected trees whose nodes hang together"),
                Arguments.of(GROWN, "state/trees/asks/0", 1, "Expected trees whose nodes hang together"),
                Arguments.of(GROWN, "state/trees/numbers/0", "NaN", "Expected trees whose nodes hang together"),
                Arguments.of(GROWN, "state/trees/numbers", new double[1], "Expected trees whose nodes hang together"),
                Arguments.of(GROWN, "state/trees/cover/0", -1, "Expected trees whose nodes hang together"),
                Arguments.of(GROWN, "state/trees/gain/0", "NaN", "Expected trees whose nodes hang together"),
                Arguments.of(BOOSTED, "state/base/3", 0.5, "Expected trees for each of 3 sums but found 4 sums"),
                Arguments.of(BOOSTED, "state/labels/3", "d", "Expected trees for each of 4 sums but found 3 sums"),
                Arguments.of(ISOLATION, "state/rows", 0, "Expected trees of at least one row"),
                Arguments.of(ISOLATION, "state/trees/says", new double[0], "Expected trees whose nodes hang together"),
                Arguments.of(
                        TREES_OF_TWO_OF_THREE, "state/seen/1", 0, "Expected at least two of 3 classes, in ascending"),
                Arguments.of(TREES_OF_TWO_OF_THREE, "state/seen/1", 3, "Expected at least two of 3 classes"),
                Arguments.of(TREES_OF_TWO_OF_THREE, "state/seen/0", -1, "Expected at least two of 3 classes"),
                Arguments.of(TREES_OF_TWO_OF_THREE, "state/seen", List.of(1), "Expected at least two of 3 classes"),
                Arguments.of(TREES_OF_TWO_OF_THREE, "state/seen/2", 2, "Expected at least two of 3 classes"),
                Arguments.of(TREES_OF_TWO_OF_THREE, "state/seen", null, "Expected as many trees for each of 3 classes"),
                Arguments.of(LINEAR_OF_TWO_OF_THREE, "state/seen", null, "Expected 3 intercepts but found 2."),
                Arguments.of(LINEAR, "state/means", null, "Expected a value 'means'"),
                Arguments.of(TREES, "state/trees/yes/0", 0.5, "Expected 'yes' to be a long"),
                Arguments.of(TREES, "state/base", "high", "Expected 'base' to be a number"),
                Arguments.of(CENTRES, "state/clusters", 0, "Expected a centre for each cluster but found 0 clusters."),
                Arguments.of(CENTRES, "state/clusters", 2_000_000_000, "but found 2000000000 clusters."),
                Arguments.of(CENTRES, "state/centre1", null, "Expected a value 'centre1'"),
                Arguments.of(KERNEL, "state/vectors/starts/0", 1, "Expected rows whose entries hang together"),
                Arguments.of(KERNEL, "state/vectors/starts/1", -1, "Expected rows whose entries hang together"),
                Arguments.of(KERNEL, "state/vectors/starts", List.of(), "Expected rows whose entries hang together"),
                Arguments.of(KERNEL, "state/vectors/positions/1", 0, "Expected rows whose entries hang together"),
                Arguments.of(KERNEL, "state/vectors/positions/0", 3, "Expected rows whose entries hang together"),
                Arguments.of(
                        KERNEL, "state/vectors/positions", List.of(0), "Expected rows whose entries hang together"),
                Arguments.of(KERNEL, "state/coefficients", List.of(0.5), "Expected a coefficient for each of"),
                Arguments.of(KERNEL, "state/gamma", "wide", "Expected 'gamma' to be a number"),
                Arguments.of(NEIGHBOURS, "state/neighbours", 0, "Expected at least one neighbour, and a target for "),
                Arguments.of(NEIGHBOURS, "state/targets/0", 3, "Expected at least one neighbour, and a target for "),
                Arguments.of(NEIGHBOURS, "state/targets/0", 0.5, "Expected at least one neighbour, and a target for"),
                Arguments.of(NEIGHBOURS_OF_NUMBERS, "state/targets", List.of(1.0), "and a target for each row"),
                Arguments.of(NEIGHBOURS_OF_NUMBERS, "state/rows/starts/3", -1, "Expected rows whose entries hang"),
                Arguments.of(
                        NETWORK, "state/labels/3", "d", "Expected a network with an output for each of 4 but found"),
                Arguments.of(NETWORK, "state/network/sizes/1", 3, "Expected layers of weights that fit together"),
                Arguments.of(NETWORK, "state/network/sizes/0", -3, "Expected layers of weights that fit together"),
                Arguments.of(
                        NETWORK, "state/network/layers", List.of(), "Expected layers of weights that fit together"),
                Arguments.of(NETWORK, "state/network/layers/0/weights/1", "NaN", "Expected layers of weights that fit"),
                Arguments.of(
                        NETWORK, "state/network/layers/1/intercepts/3", 0.5, "Expected layers of weights that fit"),
                Arguments.of(NETWORK, "state/network/activation", "SINE", "Expected an activation but found 'SINE'."),
                Arguments.of(
                        NETWORK_OF_NUMBERS, "state/spread", "NaN", "Expected a finite scale of the target but found"),
                Arguments.of(TRIBUO, "state/dimension", 0, "for 0 features named by their positions"),
                Arguments.of(TRIBUO, "state/dimension", -7, "for -7 features"),
                Arguments.of(TRIBUO, "state/dimension", 2, "for 2 features"),
                Arguments.of(TRIBUO, "state/dimension", 2_000_000_000, "for 2000000000 features"),
                Arguments.of(
                        TRIBUO, "state/labels", List.of("a", "z"), "Expected a Tribuo model of the classes [a, z]"),
                Arguments.of(TRIBUO, "state/predicts", "Regression", "Expected a Tribuo model of a number but found"),
                Arguments.of(
                        TRIBUO_OF_NUMBERS, "state/tribuo", TRIBUO.state("state").string("tribuo"), "of a number"),
                Arguments.of(TRIBUO, "state/tribuo", "no base 64!", "Expected 'tribuo' to be base 64"),
                Arguments.of(TRIBUO, "state/tribuo", new byte[0], "Expected a Tribuo model but could not read it"));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void aDamagedModelIsRefusedWhenItIsRead(State whole, String path, Object value, String message) {
        assertThat(read(whole).outputs().width()).isPositive();
        State state = with(whole, path, value);
        assertThat(state).isNotEqualTo(whole);
        assertThatThrownBy(() -> read(state))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(message);
    }

    /** Whatever number is changed to whatever: the model is refused, or answers for all rows. */
    @ParameterizedTest
    @EnumSource(Whole.class)
    void anyChangedNumberGivesAModelOrABundleException(Whole whole) {
        List<String> paths = new ArrayList<>();
        collect("state", whole.state.state("state"), paths);
        assertThat(paths).hasSizeGreaterThan(3);
        int read = 0;
        for (String path : paths) {
            for (Object value : Arrays.asList(-1, 0, 1, 2, 3, 1_000_000, Integer.MAX_VALUE, 1e300, "NaN", "x", null)) {
                try {
                    State state = with(whole.state, path, value == null && path.matches(".*/\\d+") ? List.of() : value);
                    Model<?> model = read(state);
                    read++;
                    if (model.accepts(3)) for (double[] row : X) TestRows.predict(model, row);
                    if (model.accepts(3)) explain(model);
                } catch (BundleException e) {
                    assertThat(e).hasMessageContaining(".");
                }
            }
        }
        assertThat(read).isPositive();
    }

    private static void explain(Model<?> model) {
        model.explainer().ifPresent(explainer -> {
            for (int raw = 0; raw < explainer.raws(); raw++) {
                explainer.expected(raw);
                explainer.contributions(TestRows.vector(X[0]), raw, new double[3]);
            }
        });
        model.importances(3);
    }

    enum Whole {
        LINEAR(DamagedModelsTest.LINEAR),
        LINEAR_OF_THREE(DamagedModelsTest.LINEAR_OF_THREE),
        SCORES(DamagedModelsTest.SCORES),
        LOGARITHMS(DamagedModelsTest.LOGARITHMS),
        CENTRES(DamagedModelsTest.CENTRES),
        KERNEL(DamagedModelsTest.KERNEL),
        NEIGHBOURS(DamagedModelsTest.NEIGHBOURS),
        TREES(DamagedModelsTest.TREES),
        TREES_OF_THREE(DamagedModelsTest.TREES_OF_THREE),
        TREES_OF_TWO_OF_THREE(DamagedModelsTest.TREES_OF_TWO_OF_THREE),
        LINEAR_OF_TWO_OF_THREE(DamagedModelsTest.LINEAR_OF_TWO_OF_THREE),
        NETWORK(DamagedModelsTest.NETWORK),
        NETWORK_OF_NUMBERS(DamagedModelsTest.NETWORK_OF_NUMBERS),
        CONSTANT(DamagedModelsTest.CONSTANT),
        TRIBUO(DamagedModelsTest.TRIBUO);

        final State state;

        Whole(State state) {
            this.state = state;
        }
    }

    private static void collect(String path, Object value, List<String> paths) {
        if (value instanceof State state) {
            state.values().forEach((name, inner) -> collect(path + "/" + name, inner, paths));
        } else if (value instanceof List<?> list) {
            paths.add(path);
            for (int i = 0; i < list.size(); i++) collect(path + "/" + i, list.get(i), paths);
        } else {
            paths.add(path);
        }
    }
}
