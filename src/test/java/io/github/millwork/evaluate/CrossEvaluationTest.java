package io.github.millwork.evaluate;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Split;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.Score;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossEvaluationTest {
    private static final List<Metric<Classification>> METRICS = List.of(ACCURACY, LOG_LOSS);
    private static final CrossValidation FIVE =
            CrossValidation.stratified("kind", 5).seed(1);

    private final Dataset data = data(90);
    private final RuleEstimator rule = RuleEstimator.nearestMean("x");

    private static Dataset data(int rows) {
        double[] x = new double[rows];
        String[] kind = new String[rows];
        for (int row = 0; row < rows; row++) {
            kind[row] = row % 3 == 0 ? "yes" : "no";
            x[row] = (row * 37 % 60) / 10.0 + (row % 3 == 0 ? 2 : 0);
        }
        return Dataset.of(
                Column.numbers("x", x),
                Column.categories("kind", kind),
                Column.integers("row", IntStream.range(0, rows).asLongStream().toArray()));
    }

    private CrossEvaluation<Classification> over(Resampling how, int threads) {
        return CrossEvaluation.over(rule, data, how, METRICS, FitContext.of(4).withThreads(threads));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void eachCutIsScoredByWhatWasFittedToItsTrainingRows(int threads) {
        CrossEvaluation<Classification> evaluation = over(FIVE, threads);
        List<Cut> cuts = CutRows.of(FIVE, data);
        CutRows.areEqual(evaluation.cuts(), cuts);
        for (int i = 0; i < 5; i++) {
            Split split = cuts.get(i).of(data);
            Assessment<Classification> expected =
                    rule.fit(split.train(), FitContext.of(0)).assess(split.test());
            assertThat(evaluation.folds(ACCURACY).values().get(i)).isEqualTo(ACCURACY.measure(expected));
            assertThat(evaluation.folds(LOG_LOSS).values().get(i)).isEqualTo(LOG_LOSS.measure(expected));
        }
        assertThat(evaluation.folds(ACCURACY).testShare()).isEqualTo(0.25);
        assertThat(evaluation.folds(ACCURACY).rows()).isEqualTo(90);
        assertThat(evaluation.score(ACCURACY))
                .isEqualTo(evaluation.folds(ACCURACY).toScore());
        assertThat(evaluation.scores()).extracting(Score::metric).containsExactly("accuracy", "log loss");
    }

    @Test
    void theNumberOfThreadsChangesNothingAndEachCutHasASeedOfItsOwn() {
        Set<Long> seeds = ConcurrentHashMap.newKeySet();
        RuleEstimator random = new RuleEstimator((training, context) -> {
            seeds.add(context.seed());
            return (rows, earlier) -> {
                double[] p = new double[rows.rowCount()];
                Arrays.setAll(
                        p,
                        row -> 0.5
                                + 0.4
                                        * Math.sin(context.seed()
                                                + 7.0 * rows.column("row").number(row)));
                return p;
            };
        });
        CrossEvaluation<Classification> one = CrossEvaluation.over(
                random, data, FIVE, METRICS, FitContext.of(4).withThreads(1));
        CrossEvaluation<Classification> eight = CrossEvaluation.over(
                random, data, FIVE, METRICS, FitContext.of(4).withThreads(8));
        CrossEvaluation<Classification> otherSeed = CrossEvaluation.over(
                random, data, FIVE, METRICS, FitContext.of(5).withThreads(8));
        assertThat(seeds).hasSize(10).contains(FitContext.of(4).child("cut 3").seed());
        assertThat(eight.folds(LOG_LOSS)).isEqualTo(one.folds(LOG_LOSS));
        assertThat(eight.pooled().orElseThrow().predictions())
                .isEqualTo(one.pooled().orElseThrow().predictions());
        assertThat(otherSeed.folds(LOG_LOSS)).isNotEqualTo(one.folds(LOG_LOSS));
    }

    @Test
    void aResamplingWithoutASeedTakesThatOfTheContext() {
        CrossEvaluation<Classification> evaluation = over(CrossValidation.stratified(5), 1);
        CutRows.areEqual(evaluation.cuts(), CutRows.of(CrossValidation.stratified(5), data, "kind", 4));
    }

    @Test
    void stepsThatLookBackAreGivenTheTrainingRows() {
        RuleEstimator looking = new RuleEstimator((training, context) -> (rows, earlier) -> {
            double[] p = new double[rows.rowCount()];
            if (earlier != null) Arrays.fill(p, earlier.rowCount() / 100.0);
            return p;
        });
        CrossEvaluation<Classification> evaluation =
                CrossEvaluation.withTrainScores(looking, data, FIVE, METRICS, FitContext.of(4));
        Assessment<Classification> pooled = evaluation.pooled().orElseThrow();
        assertThat(pooled.predictions().value(11, 1)).isEqualTo(0.72);
        assertThat(evaluation.trainFolds(ACCURACY).values()).containsOnly(48 / 72.0); // nothing is earlier than those
    }

    @Test
    void everyRowIsPredictedOnceByWhatWasFittedWithoutIt() {
        CrossEvaluation<Classification> evaluation = over(FIVE, 2);
        Assessment<Classification> pooled = evaluation.pooled().orElseThrow();
        assertThat(evaluation.pooledRows())
                .containsExactly(IntStream.range(0, 90).toArray());
        for (Cut cut : evaluation.cuts()) {
            Split split = cut.of(data);
            Assessment<Classification> own =
                    rule.fit(split.train(), FitContext.of(0)).assess(split.test());
            assertThat(pooled.rows(cut.test()).predictions()).isEqualTo(own.predictions());
        }
        ConfusionMatrix matrix = evaluation.confusionMatrix();
        assertThat(matrix.support("yes")).isEqualTo(30);
        assertThat(matrix.support("no")).isEqualTo(60);
        assertThat((matrix.count("yes", "yes") + matrix.count("no", "no")) / 90)
                .isEqualTo(ACCURACY.measure(pooled))
                .isCloseTo(evaluation.score(ACCURACY).value(), org.assertj.core.api.Assertions.within(1e-12));
    }

    @Test
    void ofCutsThatDoNotTestAllRowsThoseTestedArePooled() {
        TimeSeries how = TimeSeries.expanding("row", 4).testing(Span.rows(10));
        CrossEvaluation<Classification> evaluation = over(how, 2);
        assertThat(evaluation.pooledRows())
                .containsExactly(IntStream.range(50, 90).toArray());
        assertThat(evaluation.score(ACCURACY).rows()).isEqualTo(40);
        assertThat(evaluation.score(ACCURACY).method())
                .isEqualTo("corrected resampled t, 4 cuts in time, not exchangeable");
    }

    @Test
    void rowsThatAreTestedSeveralTimesAreNotPooled() {
        CrossEvaluation<Classification> evaluation = over(FIVE.repeated(2), 2);
        assertThat(evaluation.pooled()).isEmpty();
        assertThat(evaluation.pooledRows()).isEmpty();
        assertThat(evaluation.folds(ACCURACY).rows()).isEqualTo(90);
        assertThatThrownBy(evaluation::confusionMatrix)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected each row to be tested once, by predictions of one kind, to make a confusion matrix "
                                + "of but some rows are tested in several cuts. Use cross-validation without repeats, stratified "
                                + "by the classes.");
    }

    @Test
    void predictionsThatDifferInKindAreNotPooled() {
        String[] kinds = new String[30];
        Arrays.setAll(kinds, row -> row == 7 ? "rare" : row % 2 == 0 ? "yes" : "no");
        Dataset rare = Dataset.of(Column.categories("kind", kinds), Column.numbers("x", new double[30]));
        CrossEvaluation<Classification> evaluation =
                CrossEvaluation.over(rule, rare, FIVE, List.of(ACCURACY), FitContext.of(0));
        assertThat(evaluation.pooled()).isEmpty();
        assertThatThrownBy(evaluation::confusionMatrix)
                .hasMessageContaining("lack a class, so that the predictions differ in kind");
    }

    @Test
    void classesThatNoCutKnowsKeepTheirNames() {
        String[] kinds = new String[40];
        Arrays.setAll(kinds, row -> row == 37 ? "new" : row == 29 ? "newer" : row % 2 == 0 ? "yes" : "no");
        Dataset growing = Dataset.of(
                Column.categories("kind", kinds),
                Column.numbers("x", new double[40]),
                Column.integers("row", IntStream.range(0, 40).asLongStream().toArray()));
        TimeSeries how =
                TimeSeries.sliding("row", 2, Span.rows(8)).testing(Span.rows(9)).gap(Span.rows(10));
        CrossEvaluation<Classification> evaluation =
                CrossEvaluation.over(rule, growing, how, List.of(ACCURACY), FitContext.of(0));
        ConfusionMatrix matrix = evaluation.confusionMatrix();
        assertThat(matrix.truthLabels()).containsExactly("no", "yes", "newer", "new");
        assertThat(matrix.support("new")).isEqualTo(1);
    }

    @Test
    void trainScoresShowByHowMuchKnownRowsArePredictedBetter() {
        CrossEvaluation<Classification> evaluation =
                CrossEvaluation.withTrainScores(rule, data, FIVE, METRICS, FitContext.of(4));
        Split first = evaluation.cuts().get(0).of(data);
        assertThat(evaluation.trainFolds(ACCURACY).values().get(0))
                .isEqualTo(ACCURACY.measure(
                        rule.fit(first.train(), FitContext.of(0)).assess(first.train())));
        assertThat(evaluation.toString()).contains("on training rows");
        assertThatThrownBy(() -> over(FIVE, 1).trainFolds(ACCURACY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected training rows to have been scored but they were not. Use "
                        + "CrossEvaluation.withTrainScores.");
    }

    @Test
    void ofASingleCutTheIntervalIsThatOfTheMetric() {
        CrossEvaluation<Classification> evaluation = over(Holdout.stratified(0.3), 2);
        Assessment<Classification> test = evaluation.pooled().orElseThrow();
        assertThat(evaluation.score(ACCURACY)).isEqualTo(ACCURACY.score(test));
        assertThat(evaluation.score(ACCURACY).method()).isEqualTo("Wilson");
    }

    @Test
    void itShowsEachEstimateWithItsIntervalAndMethod() {
        assertThat(over(FIVE, 1).toString()).startsWith("stratified 5-fold cross-validation by 'kind'\nmetric");
        assertThat(over(FIVE, 1).toString().lines().skip(2))
                .hasSize(2)
                .allMatch(line -> line.matches(
                        "(accuracy|log loss)  +[0-9.]+  [0-9.]+ to [0-9.]+  corrected resampled t, " + "5 cuts +90"));
    }

    @Test
    void aMetricThatWasNotMeasuredIsAWrongCall() {
        assertThatThrownBy(() -> over(FIVE, 1).score(ROC_AUC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a metric that was measured but 'ROC AUC' was not. There are: 'accuracy', 'log "
                        + "loss'.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aFailureSaysInWhichCutAndTheFirstOneCounts(int threads) {
        List<Cut> cuts = CutRows.of(FIVE, data);
        RuleEstimator failing = new RuleEstimator((training, context) -> {
            double[] rows = training.column("row").toDoubles();
            for (int i = 2; i < 5; i++) {
                if (Arrays.equals(
                        rows, IntStream.of(cuts.get(i).train()).asDoubleStream().toArray())) {
                    throw new DataException("Expected something else. Mend it.");
                }
            }
            return Objects.requireNonNull(rule.rule().fit(training, context));
        });
        assertThatThrownBy(() -> CrossEvaluation.over(
                        failing, data, FIVE, METRICS, FitContext.of(0).withThreads(threads)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected something else. Mend it. This was in cut 3 of 5 by stratified 5-fold "
                        + "cross-validation by 'kind', with 72 training and 18 test rows.");
    }

    @Test
    void cutsAreFittedAtTheSameTimeWhereThereAreThreads() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        RuleEstimator waiting = new RuleEstimator((training, context) -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(context.threads()).isEqualTo(2);
            return rule.rule().fit(training, context);
        });
        CrossValidation two = CrossValidation.random(2);
        CrossEvaluation<Classification> evaluation = CrossEvaluation.over(
                waiting, data, two, METRICS, FitContext.of(0).withThreads(4));
        assertThat(evaluation.folds(ACCURACY).cuts()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void itCanBeCancelled(int threads) {
        FitContext context = FitContext.of(0).withThreads(threads).withCancellation(() -> true);
        assertThatThrownBy(() -> CrossEvaluation.over(rule, data, FIVE, METRICS, context))
                .isInstanceOf(CancellationException.class);
    }
}
