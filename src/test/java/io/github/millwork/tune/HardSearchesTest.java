package io.github.millwork.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Range;
import io.github.millwork.train.LogisticRegression;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searches over data and with metrics that leave little to search. */
class HardSearchesTest {
    private static final FitContext CONTEXT = FitContext.of(1).withThreads(2);
    private static final List<Chain<Classification>> LOGISTIC =
            List.of(Searches.chain(LogisticRegression.create().cost(Range.log(0.01, 100))));

    private static Dataset rows(String... y) {
        return Dataset.of(
                Column.numbers(
                        "a", IntStream.range(0, y.length).asDoubleStream().toArray()),
                Column.numbers(
                        "b",
                        IntStream.range(0, y.length).mapToDouble(i -> i % 2).toArray()),
                Column.numbers(
                        "c",
                        IntStream.range(0, y.length).mapToDouble(i -> i % 3).toArray()),
                Column.categories("y", y));
    }

    @Test
    void aScoreThatIsUndefinedIsAFailureThatSaysSo() {
        Metric<Classification> never = ClassificationMetrics.of("never", true, assessment -> Double.NaN);
        Tuner<Classification> tuner =
                new Tuner<>(RandomSearch.trials(2), CrossValidation.stratified(2), List.of(never), Limits.NONE);
        assertThatThrownBy(() -> tuner.search(LOGISTIC, Searches.rows(40, 1), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("all 2 failed, the first since: Expected a value of never but it is undefined on "
                        + "these rows. Use fewer folds, stratified ones, or another metric.");
    }

    @Test
    void aClassThatIsInOneFoldOnlyFailsWithAReason() {
        Dataset rows = rows("no", "no", "no", "no", "no", "no", "no", "no", "yes");
        Tuner<Classification> tuner = new Tuner<>(
                RandomSearch.trials(2), CrossValidation.of(3), List.of(ClassificationMetrics.ROC_AUC), Limits.NONE);
        assertThatThrownBy(() -> tuner.search(LOGISTIC, rows, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected");
    }

    @Test
    void threeRowsAreTooFewAndTheMessageSaysForWhat() {
        assertThatThrownBy(() -> Searches.tuner(RandomSearch.trials(2), Limits.NONE)
                        .search(LOGISTIC, rows("no", "yes", "no"), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected");
    }

    @Test
    void noFitBeginsAfterASearchWasCancelled() {
        AtomicInteger asked = new AtomicInteger();
        Searches.FITS.set(0);
        Chain<Classification> counting =
                Searches.chain(LogisticRegression.create().cost(Range.log(0.01, 100)), new Searches.Counting());
        assertThatThrownBy(() -> Searches.tuner(RandomSearch.trials(200), Limits.NONE.cache(0))
                        .search(
                                List.of(counting),
                                Searches.rows(60, 1),
                                CONTEXT.withCancellation(() -> asked.incrementAndGet() > 100)))
                .isInstanceOf(CancellationException.class);
        assertThat(Searches.FITS.get()).isLessThan(120);
    }

    @Test
    void aGridOfTenThousandPointsIsProposedAtOnceAndRankedAtOnce() {
        Chain<Classification> wide = Searches.chain(LogisticRegression.create()
                .cost(Range.values(IntStream.rangeClosed(1, 10_000)
                        .mapToDouble(i -> i / 100.0)
                        .toArray())));
        SearchStrategy.Question question = new SearchStrategy.Question(List.of(Space.of(wide)), 3, true, 1);
        assertThat(GridSearch.create().begin(question).next(List.of())).hasSize(10_000);
        assertThatThrownBy(() -> GridSearch.points(1001)
                        .begin(new SearchStrategy.Question(
                                List.of(Space.of(Searches.chain(io.github.millwork.train.GradientBoosting.classifier()
                                        .learningRate(Range.between(0.1, 1))
                                        .rowShare(Range.between(0.1, 1))))),
                                3,
                                true,
                                1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected a grid of at most 1000000 points");
    }
}
