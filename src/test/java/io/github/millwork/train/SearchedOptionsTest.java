package io.github.millwork.train;

import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Columns.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.Run;
import io.github.millwork.collect.InMemory;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.RegressionMetrics;
import io.github.millwork.select.Leaderboard;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.tune.GridSearch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hyperparameters of options, and some of learners, are searched where one of their values is plainly the best. */
class SearchedOptionsTest {
    private static final int ROWS = 160;

    /** A learner with ranges, rows on which one value is better than the others, and the learner with that value. */
    private record Case<P extends Prediction>(
            String name, Learner<P> searched, Dataset rows, Metric<P> metric, Learner<P> best) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static double[][] numbers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, ROWS)
                .mapToObj(row -> random.doubles(3, -1, 1).toArray())
                .toArray(double[][]::new);
    }

    private static Dataset features(double[][] x) {
        return Dataset.of(column("a", x, 0), column("b", x, 1), column("c", x, 2));
    }

    private static Column column(String name, double[][] x, int at) {
        return Column.numbers(name, Arrays.stream(x).mapToDouble(row -> row[at]).toArray());
    }

    private static Dataset numbers(ToDoubleFunction<double[]> answer) {
        double[][] x = numbers(3);
        return features(x)
                .with(Column.numbers("y", Arrays.stream(x).mapToDouble(answer).toArray()));
    }

    private static Dataset classes(ToDoubleFunction<double[]> above) {
        double[][] x = numbers(4);
        return features(x)
                .with(Column.categories(
                        "y",
                        Arrays.stream(x)
                                .map(row -> above.applyAsDouble(row) > 0 ? "yes" : "no")
                                .toArray(String[]::new)));
    }

    private static Case<Classification> two(
            String name, Learner<Classification> searched, Dataset rows, Learner<Classification> best) {
        return new Case<>(name, searched, rows, ClassificationMetrics.LOG_LOSS, best);
    }

    private static Case<Classification> decided(
            String name, Learner<Classification> searched, Dataset rows, Learner<Classification> best) {
        return new Case<>(name, searched, rows, ClassificationMetrics.BALANCED_ACCURACY, best);
    }

    private static Case<Regression> many(
            String name, Learner<Regression> searched, Dataset rows, Learner<Regression> best) {
        return new Case<>(name, searched, rows, RegressionMetrics.RMSE, best);
    }

    static Stream<Case<?>> cases() {
        Dataset rare = classes(row -> row[0] + row[1] / 2 - 0.95); // about one row in eight
        Dataset line = numbers(row -> row[0]);
        Dataset fine = numbers(row -> Math.sin(9 * row[0]));
        Dataset corner = classes(row -> row[0] * row[1]);
        Dataset parabola = numbers(row -> row[0] + row[0] * row[0]);
        LogisticRegression linear = LogisticRegression.create();
        Learner<Classification> machine = SupportVectorMachine.classifier();
        NeuralNetwork<Classification> network =
                NeuralNetwork.classifier().hiddenLayers(16).learningRate(0.05).epochs(60);
        return Stream.of(
                decided(
                        "over-sampling",
                        linear.cost(0.1).with(OverSample.create().share(Range.values(0.15, 1))),
                        rare,
                        linear.cost(0.1).with(OverSample.create().share(1))),
                decided(
                        "under-sampling",
                        linear.cost(0.1).with(UnderSample.create().times(Range.values(1, 6))),
                        rare,
                        linear.cost(0.1).with(UnderSample.create().times(1))),
                decided(
                        "the share of SMOTE",
                        linear.cost(0.1)
                                .with(Smote.create()
                                        .share(Range.values(0.15, 1))
                                        .neighbours(3)),
                        rare,
                        linear.cost(0.1).with(Smote.create().share(1).neighbours(3))),
                two(
                        "calibration",
                        machine.with(Calibration.isotonic().method(Range.of("isotonic", "sigmoid"))),
                        classes(row -> row[0] + 0.7 * Math.sin(1000 * row[2])).head(60),
                        machine.with(Calibration.sigmoid())),
                many(
                        "noise",
                        NearestNeighbours.regressor()
                                .neighbours(1)
                                .with(Augment.noise(numeric(), Range.values(0.01, 5))),
                        line,
                        NearestNeighbours.regressor().neighbours(1).with(Augment.noise(numeric(), 0.01))),
                many(
                        "the votes of neighbours",
                        NearestNeighbours.regressor().neighbours(40).votes(Range.of("equal", "byDistance")),
                        line,
                        NearestNeighbours.regressor().neighbours(40).byDistance()),
                many(
                        "the width of a kernel",
                        KernelSvm.regressor().cost(100).gamma(Range.values(0.01, 20)),
                        fine,
                        KernelSvm.regressor().cost(100).gamma(20)),
                many(
                        "the offset of a polynomial",
                        KernelSvm.regressor().polynomial(2).cost(10).offset(Range.values(0, 1)),
                        parabola,
                        KernelSvm.regressor().polynomial(2).cost(10).offset(1)),
                many(
                        "the degree of a polynomial",
                        KernelSvm.regressor().cost(10).offset(1).polynomial(Range.values(1, 2)),
                        parabola,
                        KernelSvm.regressor().cost(10).offset(1).polynomial(2)),
                two(
                        "the iterations of a factorization machine",
                        FactorizationMachine.classifier().iterations(Range.values(1, 80)),
                        corner,
                        FactorizationMachine.classifier().iterations(80)),
                two("the layers of a network", network.layers(Range.between(0, 1)), corner, network),
                two(
                        "the units of two layers",
                        network.hiddenLayers(Range.values(1), Range.values(1, 16)),
                        corner,
                        network.hiddenLayers(1, 16)),
                many(
                        "the patience of boosting",
                        HistogramBoosting.regressor()
                                .minimumLeaf(2)
                                .earlyStopping(Range.values(0.2))
                                .learningRate(0.05)
                                .trees(Range.values(2, 100))
                                .patience(Range.values(5)),
                        line,
                        HistogramBoosting.regressor()
                                .minimumLeaf(2)
                                .earlyStopping(0.2)
                                .learningRate(0.05)
                                .trees(100)
                                .patience(5)),
                decided(
                        "an option of a member",
                        Bagging.of(linear.cost(0.1).with(OverSample.create().share(Range.values(0.15, 1))))
                                .models(3),
                        rare,
                        Bagging.of(linear.cost(0.1).with(OverSample.create())).models(3)));
    }

    @SuppressWarnings("unchecked") // the pipeline follows the learner
    private static <P extends Prediction> Pipeline<P> pipeline(Learner<P> learner) {
        Pipeline<?> pipeline = learner.predictionType() == Regression.class
                ? Pipeline.regress("y")
                : Pipeline.classify(Target.of("y").positive("yes"));
        return ((Pipeline<P>) pipeline).train(learner).seed(2);
    }

    @ParameterizedTest
    @MethodSource("cases")
    <P extends Prediction> void theBetterValueIsFound(Case<P> asked) {
        assertThat(Codecs.decode(State.fromJson(Codecs.encode(asked.searched).toJson()), Learner.class))
                .isEqualTo(asked.searched);
        FittedPipeline<P> found = pipeline(asked.searched)
                .tune(GridSearch.points(2), CrossValidation.of(3), asked.metric)
                .fit(asked.rows);
        assertThat(found.learner()).isEqualTo(asked.best.describe());
        assertThat(found.fingerprint())
                .isEqualTo(pipeline(asked.best).fit(asked.rows).fingerprint());
        assertThatThrownBy(() -> pipeline(asked.searched).fit(asked.rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of the learner but found the range");
    }

    @Test
    void theLeaderboardTellsWhatWasSearchedAndTheModelWhatWasLearned() {
        Dataset rows = classes(row -> row[0] + row[1] / 2 - 0.9);
        Run<Classification> run = Pipeline.classify(Target.of("y").positive("yes"))
                .collect(InMemory.of(rows))
                .train(GaussianNaiveBayes.create()
                        .with(Smote.create().neighbours(Range.values(1, 7)))
                        .with(Calibration.isotonic().method(Range.of("isotonic", "sigmoid"))))
                .tune(GridSearch.points(2), CrossValidation.stratified(3), ClassificationMetrics.LOG_LOSS)
                .evaluate(Holdout.stratified(0.2), ClassificationMetrics.LOG_LOSS)
                .seed(4)
                .run();
        assertThat(run.leaderboard().entries()).hasSize(4);
        assertThat(run.leaderboard().entries())
                .extracting(Leaderboard.Entry::brief)
                .contains("Gaussian naive Bayes with SMOTE with sigmoid calibration: smote.neighbours 7, "
                        + "calibration.method sigmoid");
        assertThat(run.fitted().findings())
                .extracting(Finding::name)
                .contains("rows learned from")
                .containsAnyOf("sigmoid slope", "corners of the isotonic curve");
    }

    @Test
    void theNamesOfOptionsAreThoseOfTheirHyperparameters() {
        Learner<Classification> learner = NeuralNetwork.classifier()
                .with(Augment.noise(numeric(), Range.values(0.1, 0.2)))
                .with(Augment.noise(numeric(), Range.log(0.1, 0.5)))
                .with(Augment.wordDrop(texts(), Range.between(0.1, 0.2)))
                .with(UnderSample.create().times(Range.log(1, 10)))
                .with(Calibration.isotonic().method(Range.of("isotonic", "sigmoid")));
        assertThat(learner.hyperparameters().ranges())
                .containsOnlyKeys(
                        "augmentNoise.deviations",
                        "augmentNoise2.deviations",
                        "augmentWords.share",
                        "underSample.times",
                        "calibration.method");
        assertThat(Codecs.decode(State.fromJson(Codecs.encode(learner).toJson()), Learner.class))
                .isEqualTo(learner);
        assertThat(learner.describe())
                .contains("noise of [0.1, 0.2] standard deviations", "calibration (method [isotonic, sigmoid])");
        Learner<Classification> set = learner.withHyperparameters(
                learner.hyperparameters().with("augmentNoise2.deviations", 0.3).with("calibration.method", "sigmoid"));
        assertThat(set.options().get(1)).isEqualTo(Augment.noise(numeric(), 0.3));
        assertThat(set.options().get(4)).isEqualTo(Calibration.sigmoid());
        assertThat(set.searchSpace().ranges()).containsKeys("units1", "augmentNoise.deviations");
        List<String> names = List.copyOf(VotingLearner.of(
                        learner.withOptions(List.of(Smote.create().share(Range.between(0.5, 1)))))
                .hyperparameters()
                .ranges()
                .keySet());
        assertThat(names).containsExactly("1.smote.share");
    }
}
