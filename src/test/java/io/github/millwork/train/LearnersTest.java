package io.github.millwork.train;

import static io.github.millwork.train.TestRows.ABSENT;
import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.regression.baseline.DummyRegressionTrainer;
import org.tribuo.regression.ensemble.AveragingCombiner;

/** What holds for every learner. */
class LearnersTest {
    /** Every learner, in the settings that could make it differ from run to run. */
    enum Subject {
        LOGISTIC_CLASSES(LogisticRegression.create()),
        LOGISTIC_NET_CLASSES(LogisticRegression.create().l1Share(0.5)),
        LOGISTIC_REST_CLASSES(LogisticRegression.create().oneVersusRest()),
        BAYES_CLASSES(NaiveBayes.create()),
        MACHINE_CLASSES(SupportVectorMachine.classifier()),
        NEIGHBOUR_CLASSES(NearestNeighbours.classifier()),
        BOOSTED_CLASSES(GradientBoosting.classifier().trees(20).rowShare(0.7).columnShare(0.7)),
        NETWORK_CLASSES(NeuralNetwork.classifier()
                .hiddenLayers(16)
                .dropout(0.1)
                .learningRate(0.01)
                .epochs(60)),
        BASELINE_CLASSES(Baseline.classifier()),
        HISTOGRAM_CLASSES(HistogramBoosting.classifier().trees(20).rowShare(0.7).columnShare(0.7)),
        ADA_CLASSES(AdaBoost.create().depth(2)),
        GROWN_CLASSES(DecisionTree.classifier().minimumLeaf(1)),
        WOOD_CLASSES(RandomForest.classifier().trees(15)),
        EXTRA_CLASSES(ExtraTrees.classifier().trees(15)),
        BAYES_GAUSSIAN_CLASSES(GaussianNaiveBayes.create()),
        MACHINE_KERNEL_CLASSES(KernelSvm.classifier()),
        PRODUCT_CLASSES(FactorizationMachine.classifier().iterations(60)),
        VOTE_CLASSES(VotingLearner.of(NearestNeighbours.classifier(), LogisticRegression.create())),
        DRAWN_CLASSES(Bagging.of(LogisticRegression.create()).models(5)),
        TREE_CLASSES(TribuoLearner.classifier("cart", seed -> new CARTClassificationTrainer(4, 1, seed))),
        FOREST_CLASSES(TribuoLearner.classifier(
                "forest",
                seed -> new RandomForestTrainer<>(
                        new CARTClassificationTrainer(4, 0.6f, seed), new VotingCombiner(), 5, seed))),
        LINEAR_NUMBERS(LinearRegression.create()),
        MACHINE_NUMBERS(SupportVectorMachine.regressor()),
        NEIGHBOUR_NUMBERS(NearestNeighbours.regressor().byDistance()),
        BOOSTED_NUMBERS(GradientBoosting.regressor().trees(20).rowShare(0.7).columnShare(0.7)),
        NETWORK_NUMBERS(NeuralNetwork.regressor()
                .hiddenLayers(16)
                .dropout(0.1)
                .learningRate(0.01)
                .epochs(60)),
        HISTOGRAM_NUMBERS(HistogramBoosting.regressor().trees(20).rowShare(0.7).columnShare(0.7)),
        GROWN_NUMBERS(DecisionTree.regressor().minimumLeaf(1)),
        WOOD_NUMBERS(RandomForest.regressor().trees(15)),
        EXTRA_NUMBERS(ExtraTrees.regressor().trees(15)),
        ISOLATION(IsolationForest.create().trees(15).rows(64)),
        NET_NUMBERS(ElasticNet.create()),
        NET_OF_ANGLES_NUMBERS(Lars.create()),
        PRODUCT_NUMBERS(FactorizationMachine.regressor().tolerance(1e-8)),
        MACHINE_KERNEL_NUMBERS(KernelSvm.regressor().tolerance(1e-6)),
        CENTRES(KMeans.clusters(2)),
        DISTANCES(NeighbourDistance.create()),
        DENSITY(Hdbscan.create()),
        ONE_CLASS(OneClassSvm.create()),
        BASELINE_NUMBERS(Baseline.regressor()),
        BAGGED_NUMBERS(TribuoLearner.regressor(
                "bagging",
                seed -> new BaggingTrainer<>(
                        DummyRegressionTrainer.createMeanTrainer(), new AveragingCombiner(), 5, seed)));

        final Learner<?> learner;

        Subject(Learner<?> learner) {
            this.learner = learner;
        }

        boolean classes() {
            return learner.predictionType() == Classification.class;
        }

        /** The class of a row is a letter, {@code classes} of them in turn where the features decide nothing. */
        TrainingData data(double[][] rows, int classes) {
            if (!classes()) return TestRows.of(rows, TestRows.target(rows, 5));
            String[] letters = IntStream.range(0, classes)
                    .mapToObj(i -> String.valueOf((char) ('a' + i)))
                    .toArray(String[]::new);
            TargetValues target =
                    TestRows.of(rows, TestRows.classes(rows, 5, letters)).target();
            return TestRows.of(TestRows.matrix(legal(rows)), target);
        }

        /** Where the chain would refuse values below zero, they lose their sign. */
        double[][] legal(double[][] rows) {
            if (!learner.needs().contains(Need.NON_NEGATIVE)) return rows;
            return Arrays.stream(rows)
                    .map(row -> DoubleStream.of(row)
                            .map(cell -> Double.isNaN(cell) ? cell : Math.abs(cell))
                            .toArray())
                    .toArray(double[][]::new);
        }

        Model<?> fit(TrainingData data) {
            return learner.fit(data, CONTEXT);
        }
    }

    private static final double[][] ROWS = TestRows.numbers(120, 4, 11);

    private static double[] predictAll(Model<?> model, double[][] rows) {
        return Arrays.stream(rows)
                .flatMapToDouble(row -> DoubleStream.of(TestRows.predict(model, row)))
                .toArray();
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void theSameSeedGivesTheSameBitsWhateverTheThreads(Subject subject) {
        TrainingData data = subject.data(ROWS, 3);
        Model<?> first = subject.learner.fit(data, FitContext.of(7).withThreads(1));
        Model<?> second = subject.learner.fit(data, FitContext.of(7).withThreads(2));
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint()).matches("[0-9a-f]{64}");
        assertThat(predictAll(second, ROWS)).containsExactly(predictAll(first, ROWS));
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void fitsAtTheSameTimeDoNotDisturbEachOther(Subject subject) throws Exception {
        TrainingData data = subject.data(ROWS, 3);
        List<String> alone = new ArrayList<>();
        for (int seed = 0; seed < 6; seed++)
            alone.add(subject.learner.fit(data, FitContext.of(seed)).fingerprint());
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Callable<String>> fits = IntStream.range(0, 6)
                    .<Callable<String>>mapToObj(seed ->
                            () -> subject.learner.fit(data, FitContext.of(seed)).fingerprint())
                    .toList();
            List<String> together = new ArrayList<>();
            for (Future<String> fit : pool.invokeAll(fits)) together.add(fit.get());
            assertThat(together).isEqualTo(alone);
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void aFitSaysNothingToTheConsole(Subject subject) {
        List<String> heard = new ArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                heard.add(entry.getLoggerName() + ": " + entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        root.addHandler(listener);
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Model<?> model = subject.fit(subject.data(ROWS, 3));
            Codecs.decode(Codecs.encode(model), Model.class);
        } finally {
            System.setOut(out);
            root.removeHandler(listener);
        }
        assertThat(heard).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Subject.class,
            names = {
                "BOOSTED_CLASSES",
                "FOREST_CLASSES",
                "BOOSTED_NUMBERS",
                "NETWORK_CLASSES",
                "NETWORK_NUMBERS",
                "WOOD_CLASSES",
                "HISTOGRAM_CLASSES",
                "EXTRA_NUMBERS",
                "PRODUCT_CLASSES",
                "ISOLATION"
            })
    void otherSeedsDrawOtherRows(Subject subject) {
        TrainingData data = subject.data(ROWS, 3);
        assertThat(subject.learner.fit(data, FitContext.of(1)).fingerprint())
                .isNotEqualTo(subject.learner.fit(data, FitContext.of(2)).fingerprint());
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void anotherTargetGivesAnotherFingerprint(Subject subject) {
        TrainingData data = subject.data(ROWS, 3);
        TrainingData fewer = data.rows(IntStream.range(0, 100).toArray());
        assertThat(subject.fit(fewer).fingerprint())
                .isNotEqualTo(subject.fit(data).fingerprint());
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void aModelReadFromAFileGivesTheSameBits(Subject subject) {
        for (int classes = 2; classes <= 3; classes++) {
            Model<?> model = subject.fit(subject.data(ROWS, classes));
            String json = Codecs.encode(model).toJson();
            Model<?> read = Codecs.decode(State.fromJson(json), Model.class);
            assertThat(read).isNotSameAs(model).hasSameClassAs(model);
            assertThat(read.outputs()).isEqualTo(model.outputs());
            assertThat(read.fingerprint()).isEqualTo(model.fingerprint());
            assertThat(Codecs.encode(read).toJson()).isEqualTo(json);
            assertThat(predictAll(read, ROWS)).containsExactly(predictAll(model, ROWS));
        }
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void aLearnerIsSavedWithItsSettings(Subject subject) {
        Learner<?> read =
                Codecs.decode(State.fromJson(Codecs.encode(subject.learner).toJson()), Learner.class);
        assertThat(read.describe()).isEqualTo(subject.learner.describe());
        assertThat(read.predictionType()).isEqualTo(subject.learner.predictionType());
        assertThat(read.digest()).isEqualTo(subject.learner.digest());
        assertThat(read.hyperparameters()).isEqualTo(subject.learner.hyperparameters());
        if (!(subject.learner instanceof TribuoLearner)) {
            assertThat(read).isEqualTo(subject.learner).hasSameHashCodeAs(subject.learner);
        }
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void aPredictionDoesNotDependOnThoseBeforeIt(Subject subject) {
        Model<?> model = subject.fit(subject.data(ROWS, 3));
        double[] expected = TestRows.predict(model, ROWS[5]);
        FeatureVector reused = new FeatureVector(4);
        FeatureMatrix features = TestRows.matrix(ROWS);
        double[] out = new double[model.outputs().width() + 2];
        for (int row : new int[] {9, 5, 1, 5}) {
            features.row(row, reused);
            model.predict(reused, out, 1);
            double[] found = Arrays.copyOfRange(out, 1, out.length - 1);
            if (row == 5) assertThat(found).containsExactly(expected);
        }
        assertThat(out[0]).isZero();
        assertThat(out[out.length - 1]).isZero();
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void twoRowsAreEnough(Subject subject) {
        double[][] rows = {{0, 1}, {1, 0}};
        Model<?> model = subject.fit(subject.classes() ? TestRows.of(rows, "a", "b") : TestRows.of(rows, 1.0, 2.0));
        assertFinite(model, rows);
    }

    @ParameterizedTest
    @EnumSource(
            value = Subject.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "FOREST_CLASSES") // wants a share of the features
    void oneFeatureIsEnough(Subject subject) {
        double[][] rows = TestRows.numbers(60, 1, 3);
        double[][] wide =
                Arrays.stream(rows).map(row -> new double[] {row[0], 0}).toArray(double[][]::new);
        TrainingData data = subject.data(wide, 2);
        assertFinite(subject.fit(TestRows.of(TestRows.matrix(rows), data.target())), rows);
    }

    @ParameterizedTest
    @EnumSource(
            value = Subject.class,
            mode = EnumSource.Mode.EXCLUDE,
            // What no class has shown is more of a surprise in a large one, and distances are measured along it.
            names = {
                "BAYES_CLASSES",
                "BAYES_GAUSSIAN_CLASSES",
                "NEIGHBOUR_CLASSES",
                "VOTE_CLASSES",
                "MACHINE_KERNEL_CLASSES",
                "NEIGHBOUR_NUMBERS",
                "MACHINE_KERNEL_NUMBERS",
                "CENTRES",
                "DENSITY",
                "DISTANCES",
                "ONE_CLASS"
            })
    void columnsOfZerosAndColumnsThatNeverOccurDoNoHarm(Subject subject) {
        double[][] rows = TestRows.numbers(60, 5, 3);
        for (double[] row : rows) {
            row[0] = 0;
            row[3] = ABSENT;
        }
        Model<?> model = subject.fit(subject.data(rows, 3));
        assertFinite(model, rows);
        double[] surprise = {9, rows[0][1], rows[0][2], 9, rows[0][4]};
        assertThat(TestRows.predict(model, surprise)).containsExactly(TestRows.predict(model, rows[0]));
        // Tribuo refuses a row of which it knows no feature.
        assertFinite(model, new double[][] {{ABSENT, ABSENT, ABSENT, 7, ABSENT}});
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void rowsWithoutAnEntryAreRowsOfZeros(Subject subject) {
        double[][] rows = TestRows.numbers(90, 3, 8);
        for (double[] row : rows) {
            for (int i = 0; i < 3; i++) if (row[i] <= 0) row[i] = ABSENT;
        }
        rows[4] = new double[] {ABSENT, ABSENT, ABSENT};
        Model<?> model = subject.fit(subject.data(rows, 2));
        assertThat(TestRows.predict(model, ABSENT, ABSENT, ABSENT))
                .containsExactly(TestRows.predict(model, 0, 0, 0))
                .containsExactly(TestRows.predict(model, 0, ABSENT, -0.0));
    }

    @ParameterizedTest
    @EnumSource(value = Subject.class, mode = EnumSource.Mode.MATCH_ANY, names = ".*CLASSES")
    void allOfThreeHundredClassesKeepTheirPlaces(Subject subject) {
        double[][] rows = new double[600][300];
        String[] labels = new String[600];
        for (int i = 0; i < 600; i++) {
            Arrays.fill(rows[i], ABSENT);
            rows[i][i % 300] = 1;
            labels[i] = "class " + i % 300;
        }
        Learner<?> learner = subject.learner;
        if (learner instanceof GradientBoosting<?> boosting) {
            learner = boosting.trees(2).rowShare(1).columnShare(1).minimumChildWeight(0);
        }
        if (learner instanceof HistogramBoosting<?> boosting)
            learner = boosting.trees(2).depth(3);
        if (learner instanceof FactorizationMachine<?> machine)
            learner = machine.factors(1).iterations(5);
        Model<?> model = learner.fit(TestRows.of(rows, labels), CONTEXT);
        assertThat(model.outputs().width()).isEqualTo(300);
        assertFinite(model, Arrays.copyOf(rows, 20));
        Set<Subject> able = Set.of(
                Subject.LOGISTIC_CLASSES,
                Subject.BAYES_CLASSES,
                Subject.MACHINE_CLASSES,
                Subject.BOOSTED_CLASSES,
                Subject.GROWN_CLASSES,
                Subject.EXTRA_CLASSES);
        if (!able.contains(subject)) return;
        List<String> found = new ArrayList<>();
        for (double[] row : rows) {
            Prediction prediction = model.outputs().read(TestRows.predict(model, row), 0);
            found.add(((Classification) prediction).label());
        }
        assertThat(found).containsExactly(labels);
    }

    @ParameterizedTest
    @EnumSource(value = Subject.class, mode = EnumSource.Mode.MATCH_ANY, names = ".*NUMBERS")
    void aConstantTargetIsPredicted(Subject subject) {
        double[] target = new double[120];
        Arrays.fill(target, 0.1);
        Model<?> model = subject.fit(TestRows.of(ROWS, target));
        for (double[] row : ROWS) assertThat(TestRows.predict(model, row)[0]).isCloseTo(0.1, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(value = Subject.class, mode = EnumSource.Mode.MATCH_ANY, names = ".*NUMBERS")
    void aTargetKeepsItsDigitsFarFromZero(Subject subject) {
        double[] near = TestRows.target(ROWS, 5);
        double[] far = Arrays.stream(near).map(value -> value + 1e12).toArray();
        Model<?> nearModel = subject.fit(TestRows.of(ROWS, near));
        Model<?> farModel = subject.fit(TestRows.of(ROWS, far));
        for (double[] row : ROWS) {
            assertThat(TestRows.predict(farModel, row)[0] - 1e12)
                    .isCloseTo(TestRows.predict(nearModel, row)[0], within(0.01));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Subject.class, mode = EnumSource.Mode.MATCH_ANY, names = ".*NUMBERS")
    void aTargetMayBeHuge(Subject subject) {
        double[] near = TestRows.target(ROWS, 5);
        double[] huge = Arrays.stream(near).map(value -> value * 1e12).toArray();
        Model<?> nearModel = subject.fit(TestRows.of(ROWS, near));
        Model<?> hugeModel = subject.fit(TestRows.of(ROWS, huge));
        for (double[] row : ROWS) {
            assertThat(TestRows.predict(hugeModel, row)[0] / 1e12)
                    .isCloseTo(TestRows.predict(nearModel, row)[0], within(1e-4));
        }
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void aModelSaysHowManyFeaturesItIsFor(Subject subject) {
        Model<?> model = subject.fit(subject.data(ROWS, 3));
        assertThat(model.accepts(4)).isTrue();
        boolean readsFeatures = !(subject.learner instanceof Baseline);
        assertThat(model.accepts(1)).isEqualTo(!readsFeatures);
    }

    @ParameterizedTest
    @EnumSource(
            value = Subject.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BASELINE_CLASSES", "BASELINE_NUMBERS"})
    void featuresWithoutADimensionAreAnError(Subject subject) {
        FeatureMatrix.Builder builder = new FeatureMatrix.Builder(0, 4);
        for (int i = 0; i < 4; i++) builder.add(new FeatureVector(0));
        TargetValues target = subject.classes()
                ? new TargetValues.Classes(List.of("a", "b"), new int[] {0, 1, 0, 1}, null)
                : new TargetValues.Numbers(new double[] {1, 2, 3, 4});
        assertThatThrownBy(() -> subject.fit(TestRows.of(builder.build(), target)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected at least one feature to learn from but the steps before the learner give none. "
                        + "Drop fewer columns, or collect more.");
    }

    @Test
    void thePredictedKindIsThatOfTheLearner() {
        assertThat(Baseline.classifier()).isNotEqualTo(Baseline.regressor());
        assertThat(GradientBoosting.classifier().predictionType()).isEqualTo(Classification.class);
        assertThat(GradientBoosting.regressor().predictionType()).isEqualTo(Regression.class);
        assertThat(GradientBoosting.classifier()).isNotEqualTo(GradientBoosting.regressor());
    }

    private static void assertFinite(Model<?> model, double[][] rows) {
        for (double[] row : rows) {
            double[] out = TestRows.predict(model, row);
            if (model instanceof DensityModel) out[1] = 0; // a cluster without a centre has no distance
            assertThat(out).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
            if (model.outputs() instanceof ClassificationOutputs classes && classes.probabilistic()) {
                for (double share : out) assertThat(share).isBetween(0.0, 1.0);
                assertThat(Arrays.stream(out).sum()).isCloseTo(1, within(1e-9));
            }
        }
    }
}
