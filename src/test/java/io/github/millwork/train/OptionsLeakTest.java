package io.github.millwork.train;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Costs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that are held out leave no trace in what is fitted, whatever is done around the fit; nor does the number of threads. */
class OptionsLeakTest {
    private static final int ROWS = 240;
    private static final int[] TRAINING =
            IntStream.range(0, ROWS).filter(row -> row % 4 != 0).toArray();
    private static final int[] HELD_OUT =
            IntStream.range(0, ROWS).filter(row -> row % 4 == 0).toArray();

    private static Dataset rows(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles(ROWS, 0, seed).toArray();
        double[] z = random.doubles(ROWS, -seed, seed).toArray();
        for (int row = 0; row < ROWS; row += 9) z[row] = Double.NaN;
        String[] words = IntStream.range(0, ROWS)
                .mapToObj(row -> "w" + (seed == 1 ? row % 5 : seed * 10 + random.nextInt(9)))
                .toArray(String[]::new);
        String[] kinds = IntStream.range(0, ROWS)
                .mapToObj(row -> seed == 1 ? (x[row] + random.nextDouble() > 1.4 ? "rare" : "usual") : "other" + seed)
                .toArray(String[]::new);
        double[] price =
                Arrays.stream(x).map(each -> 3 * each + random.nextDouble()).toArray();
        return Dataset.of(
                Column.numbers("x", x),
                Column.numbers("z", z),
                Column.categories("word", words),
                Column.categories("kind", kinds),
                Column.numbers("price", price));
    }

    static Stream<Learner<Classification>> classifiers() {
        Learner<Classification> boosting = GradientBoosting.classifier().trees(8);
        Learner<Classification> linear = LogisticRegression.create();
        return Stream.of(
                boosting.with(Calibration.isotonic()),
                SupportVectorMachine.classifier().with(Calibration.sigmoid()),
                linear.with(Threshold.forMetric(ClassificationMetrics.F1)),
                linear.with(Threshold.at(0.3)),
                linear.with(Threshold.forCosts(Costs.of("rare", "usual", 5).and("usual", "rare", 1))),
                linear.with(ClassWeights.balanced()),
                LogisticRegression.create().l1().with(ClassWeights.balanced()).with(Calibration.sigmoid()),
                boosting.with(ClassWeights.of("rare", 4)),
                linear.with(OverSample.create()),
                linear.with(UnderSample.create()),
                linear.with(Smote.create()),
                boosting.with(Budget.time(Duration.ofHours(1)).and(Budget.model(1_000_000))),
                Stacking.of(linear, boosting, NearestNeighbours.classifier()).with(OverSample.create()),
                VotingLearner.of(linear, KernelSvm.classifier()).byMajority(),
                VotingLearner.of(
                        linear.with(Smote.create()),
                        SupportVectorMachine.classifier()
                                .with(ClassWeights.balanced())
                                .with(Calibration.isotonic())),
                Stacking.of(
                        linear.with(Calibration.sigmoid()),
                        boosting.with(UnderSample.create()),
                        KernelSvm.classifier()),
                VotingLearner.of(linear.with(Threshold.forMetric(ClassificationMetrics.F1)), KernelSvm.classifier())
                        .byMajority(),
                GradientBoosting.classifier().trees(30).earlyStopping(0.2).patience(3),
                HistogramBoosting.classifier()
                        .trees(30)
                        .earlyStopping(0.2)
                        .patience(3)
                        .with(ClassWeights.balanced())
                        .with(Calibration.sigmoid()),
                boosting.with(Smote.create())
                        .with(ClassWeights.balanced())
                        .with(Threshold.forMetric(ClassificationMetrics.F1))
                        .with(Calibration.sigmoid()));
    }

    static Stream<Learner<Regression>> regressors() {
        return Stream.of(
                Stacking.of(LinearRegression.create(), ElasticNet.create(), NearestNeighbours.regressor())
                        .andFeatures(),
                Bagging.of(ElasticNet.create()).models(3),
                HistogramBoosting.regressor().trees(30).earlyStopping(0.25).patience(3),
                LinearRegression.create().with(ConformalInterval.split(0.8)),
                GradientBoosting.regressor().trees(8).with(ConformalInterval.inFolds(0.8)));
    }

    private static <P extends Prediction> FittedChain<P> fit(
            Learner<P> learner, Task<P> task, Dataset rows, int threads) {
        List<Step> steps = List.of(
                new Step("preprocess", Impute.median(numeric())),
                new Step("preprocess", Scale.standard(numeric())),
                new Step("preprocess", Encode.oneHot(categorical())));
        return new Chain<>(task, steps, learner).fit(rows, FitContext.of(6).withThreads(threads));
    }

    private static <P extends Prediction> void checkLeaks(Learner<P> learner, Task<P> task, String other) {
        Dataset rows = rows(1).drop(other);
        String fitted = fit(learner, task, rows.rows(TRAINING), 1).fingerprint();
        for (int seed = 2; seed < 5; seed++) {
            // Every value of the rows held out is another; the columns of both share their dictionaries.
            Dataset all = rows.rows(TRAINING).concat(rows(seed).drop(other).rows(HELD_OUT));
            assertThat(fit(learner, task, all.head(TRAINING.length), 1).fingerprint())
                    .isEqualTo(fitted);
        }
        assertThat(fit(learner, task, rows.rows(TRAINING), 2).fingerprint()).isEqualTo(fitted);
        assertThat(fit(learner, task, rows, 1).fingerprint()).isNotEqualTo(fitted);
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void nothingOfHeldOutRowsIsInAClassifier(Learner<Classification> learner) {
        checkLeaks(learner, Task.classify(Target.of("kind").positive("rare")), "price");
    }

    @ParameterizedTest
    @MethodSource("regressors")
    void nothingOfHeldOutRowsIsInARegressor(Learner<Regression> learner) {
        checkLeaks(learner, Task.regress(Target.of("price")), "kind");
    }

    @Test
    void everyOptionChangesSomething() {
        Task<Classification> task = Task.classify(Target.of("kind").positive("rare"));
        Dataset rows = rows(1).drop("price");
        String plain = fit(LogisticRegression.create(), task, rows, 1).fingerprint();
        classifiers()
                .filter(learner -> !learner.describe().contains("budget"))
                .forEach(learner ->
                        assertThat(fit(learner, task, rows, 1).fingerprint()).isNotEqualTo(plain));
    }
}
