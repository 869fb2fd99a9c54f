package io.github.millwork.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Progress;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Workers;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TunerTest {
    private static final FitContext CONTEXT = FitContext.of(11).withThreads(2);
    private final Dataset data = Searches.rows(240, 1);
    private final List<Chain<Classification>> candidates = List.of(
            Searches.chain(LogisticRegression.create().cost(Range.log(0.01, 100)), Scale.standard(Columns.numeric())),
            Searches.chain(
                    GradientBoosting.classifier()
                            .trees(Range.between(5, 40))
                            .depth(Range.values(1, 2, 4))
                            .learningRate(Range.log(0.05, 0.5)),
                    Scale.standard(Columns.numeric())));

    static List<SearchStrategy> strategies() {
        return List.of(
                RandomSearch.trials(8),
                LatinHypercube.trials(8),
                SuccessiveHalving.trials(9),
                Hyperband.trials(9),
                Racing.trials(8),
                TreeParzen.trials(12),
                BayesianSearch.trials(12),
                GridSearch.points(3));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void theResultDoesNotDependOnThreadsOrOnTheCache(SearchStrategy strategy) {
        Trials<Classification> two =
                Searches.tuner(strategy, Limits.NONE).search(candidates, data, CONTEXT.withThreads(2));
        Trials<Classification> one =
                Searches.tuner(strategy, Limits.NONE.cache(0)).search(candidates, data, CONTEXT.withThreads(1));

        assertThat(Searches.scores(two)).isEqualTo(Searches.scores(one));
        assertThat(two.best().chain()).isEqualTo(one.best().chain());
    }

    @Test
    void trialsRunOnTheExecutorOfTheApplicationAndTheResultIsTheSame() {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        AtomicInteger asked = new AtomicInteger();
        Executor counting = work -> {
            asked.incrementAndGet();
            pool.execute(work);
        };
        try {
            Trials<Classification> own = Searches.tuner(RandomSearch.trials(6), Limits.NONE)
                    .search(candidates, data, CONTEXT.withWorkers(Workers.on(counting, 3)));
            Trials<Classification> usual =
                    Searches.tuner(RandomSearch.trials(6), Limits.NONE).search(candidates, data, CONTEXT);
            assertThat(Searches.scores(own)).isEqualTo(Searches.scores(usual));
        } finally {
            pool.shutdown();
        }
        assertThat(asked).hasValueGreaterThanOrEqualTo(2);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("millwork-search"));

        Trials<Classification> alone = Searches.tuner(RandomSearch.trials(6), Limits.NONE)
                .search(candidates, data, CONTEXT.withWorkers(Workers.on(counting, 3))); // which is shut down
        assertThat(alone.all()).hasSize(6);
    }

    @Test
    void aSearchWhoseThreadIsInterruptedStops() {
        AtomicInteger told = new AtomicInteger();
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> Searches.tuner(RandomSearch.trials(200), Limits.NONE)
                        .search(candidates, data, CONTEXT.withObserver(progress -> {
                            if (told.incrementAndGet() == 3) caller.interrupt();
                        })))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(told.get()).isLessThan(20);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void eachCandidateBeginsWithItsDefaults(SearchStrategy strategy) {
        Trials<Classification> trials = Searches.tuner(strategy, Limits.NONE).search(candidates, data, CONTEXT);

        List<Chain<Classification>> tried =
                trials.all().stream().map(Trial::chain).toList();
        assertThat(tried)
                .contains(Searches.chain(LogisticRegression.create(), Scale.standard(Columns.numeric())))
                .contains(Searches.chain(
                        GradientBoosting.classifier().trees(40).depth(4), Scale.standard(Columns.numeric())));
        assertThat(trials.all().get(0).chain()).isEqualTo(tried.get(0));
        assertThat(trials.best().failure()).isEmpty();
        assertThat(trials.best().mean()).isGreaterThan(0.75);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void everyPointLiesWithinItsRanges(SearchStrategy strategy) {
        Trials<Classification> trials = Searches.tuner(strategy, Limits.NONE).search(candidates, data, CONTEXT);

        assertThat(trials.all()).allSatisfy(trial -> {
            if (trial.proposal().candidate() == 0) {
                assertThat(trial.parameters().get("cost")).isBetween(0.01, 100.0);
            } else {
                assertThat(trial.parameters().get("trees"))
                        .isBetween(5.0, 40.0)
                        .isEqualTo(Math.rint(trial.parameters().get("trees")));
                assertThat(trial.parameters().get("depth")).isIn(1.0, 2.0, 4.0);
                assertThat(trial.parameters().get("learningRate")).isBetween(0.05, 0.5);
            }
        });
        assertThat(trials.all()).extracting(Trial::number).doesNotHaveDuplicates();
    }

    @Test
    void aCommonPreparationIsFittedOnceForEachFold() {
        Chain<Classification> chain =
                Searches.chain(LogisticRegression.create().cost(Range.log(0.01, 100)), new Searches.Counting());
        Tuner<Classification> tuner = new Tuner<>(
                RandomSearch.trials(30),
                CrossValidation.stratified(5),
                List.of(ClassificationMetrics.ROC_AUC),
                Limits.NONE);

        Searches.FITS.set(0);
        Trials<Classification> shared = tuner.search(List.of(chain), data, CONTEXT);
        assertThat(Searches.FITS).hasValue(5);

        Tuner<Classification> anew =
                new Tuner<>(tuner.strategy(), tuner.resampling(), tuner.metrics(), Limits.NONE.cache(0));
        Searches.FITS.set(0);
        Trials<Classification> each = anew.search(List.of(chain), data, CONTEXT);
        assertThat(Searches.FITS).hasValue(150);
        assertThat(Searches.scores(each)).isEqualTo(Searches.scores(shared));
        assertThat(each.best().chain()).isEqualTo(shared.best().chain());
    }

    /** Asks for the same point twice, and on more folds the second time. */
    private record Twice() implements SearchStrategy {
        @Override
        public String describe() {
            return "twice";
        }

        @Override
        public Search begin(Question question) {
            List<Double> point = question.spaces().get(0).initial();
            return Points.atOnce(
                    List.of(new Proposal(0, point, 1, 1), new Proposal(0, point, 1, 3), new Proposal(0, point, 1, 2)));
        }
    }

    @Test
    void whatIsProposedTwiceIsTriedOnce() {
        Searches.FITS.set(0);
        Trials<Classification> trials = Searches.tuner(new Twice(), Limits.NONE.cache(0))
                .search(List.of(Searches.chain(LogisticRegression.create(), new Searches.Counting())), data, CONTEXT);
        assertThat(trials.all()).hasSize(1);
        assertThat(trials.all().get(0).folds()).hasSize(3);
        assertThat(Searches.FITS).hasValue(3);
    }

    @Test
    void eachFitTellsTimeAndMemory() {
        Trial<Classification> trial = Searches.tuner(RandomSearch.trials(1), Limits.NONE)
                .search(candidates.subList(0, 1), data, CONTEXT)
                .best();
        assertThat(trial.cost().wall()).isPositive();
        assertThat(trial.cost().cpu()).isPositive();
        assertThat(trial.cost().allocatedBytes()).isPositive();
        assertThat(trial.cost().peakBytes()).isNotNegative();
        assertThat(trial.rowNanos()).isPositive();
        assertThat(trial.bytes()).isPresent();
    }

    @Test
    void theScoresAreThoseOfAFitOnEachFold() {
        Trials<Classification> trials =
                Searches.tuner(RandomSearch.trials(3), Limits.NONE).search(candidates, data, CONTEXT);

        List<Cut> cuts = CrossValidation.stratified("y", 3)
                .seed(CONTEXT.child("folds").seed())
                .cuts(data, io.github.millwork.data.Splitter.Request.NONE);
        for (Trial<Classification> trial : trials.all()) {
            for (int fold = 0; fold < 3; fold++) {
                Assessment<Classification> assessment = trial.chain()
                        .fit(cuts.get(fold).of(data).train(), CONTEXT.child("fold " + fold))
                        .assess(cuts.get(fold).of(data).test());
                assertThat(trial.folds().get(fold).scores())
                        .containsExactly(
                                ClassificationMetrics.ROC_AUC.measure(assessment),
                                ClassificationMetrics.LOG_LOSS.measure(assessment));
            }
        }
    }

    @Test
    void withoutRangesTheLearnerSaysWhereToSearch() {
        Trials<Classification> trials = Searches.tuner(RandomSearch.trials(3), Limits.NONE)
                .search(List.of(Searches.chain(LogisticRegression.create())), data, CONTEXT);
        assertThat(trials.all()).hasSize(3);
        assertThat(trials.all().get(0).chain().learner()).isEqualTo(LogisticRegression.create());
        assertThat(trials.all().get(1).parameters()).containsKey("cost");
    }

    @Test
    void progressTellsTheBestScoreSoFar() {
        List<Progress> told = Collections.synchronizedList(new ArrayList<>());
        Searches.tuner(RandomSearch.trials(4), Limits.NONE).search(candidates, data, CONTEXT.withObserver(told::add));
        Searches.tuner(SuccessiveHalving.trials(9), Limits.NONE)
                .search(candidates, data, CONTEXT.withObserver(told::add));

        assertThat(told).extracting(Progress::stage).containsOnly("tune");
        assertThat(told).extracting(Progress::fraction).allMatch(done -> done > 0 && done <= 1);
        assertThat(told.get(told.size() - 1).step())
                .matches("\\d+ of about \\d+ fits, best ROC AUC 0\\.\\d{4}, about \\d+ s left");
    }

    @Nested
    class Limiting {
        @Test
        void aTargetEndsTheSearchWithTheRoundThatReachesIt() {
            Trials<Classification> trials = Searches.tuner(TreeParzen.trials(100), Limits.NONE.until(0.6))
                    .search(candidates, data, CONTEXT);
            assertThat(trials.all()).hasSizeLessThan(30);
        }

        @Test
        void withNoTimeThereIsNoTrial() {
            assertThatThrownBy(() -> Searches.tuner(RandomSearch.trials(4), Limits.NONE.within(Duration.ZERO))
                            .search(candidates, data, CONTEXT))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected at least one trial that can be fitted and scored but the time was up before "
                            + "one was. Give the search more time.");
        }

        @Test
        void aSearchThatIsCancelledStops() {
            AtomicInteger asked = new AtomicInteger();
            assertThatThrownBy(() -> Searches.tuner(RandomSearch.trials(50), Limits.NONE)
                            .search(candidates, data, CONTEXT.withCancellation(() -> asked.incrementAndGet() > 20)))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Nested
    class Failing {
        @Test
        void aCandidateThatCannotBeFittedIsLastAndSaysWhy() {
            Chain<Classification> bad =
                    Searches.chain(LogisticRegression.create(), Scale.standard(Columns.named("nowhere")));
            Trials<Classification> trials = Searches.tuner(RandomSearch.trials(2), Limits.NONE)
                    .search(List.of(bad, candidates.get(0)), data, CONTEXT);
            assertThat(trials.best().chain().learner().describe()).startsWith("logistic regression");
            assertThat(trials.ranked().get(1).failure())
                    .hasValueSatisfying(why -> assertThat(why).contains("'nowhere'"));
            assertThat(trials.ranked().get(1).mean()).isNaN();
        }

        @Test
        void oneThatBreaksDoesNotEndTheSearch() {
            Chain<Classification> broken = Searches.chain(
                    LogisticRegression.create(), new Searches.Broken(), Scale.standard(Columns.numeric()));
            Trials<Classification> trials = Searches.tuner(RandomSearch.trials(2), Limits.NONE)
                    .search(List.of(broken, candidates.get(0)), data, CONTEXT);
            assertThat(trials.all().get(0).failure()).hasValue("java.lang.ArithmeticException: broken");
            assertThat(trials.best().number()).isEqualTo(2);
        }

        @Test
        void whereAllFailTheFirstReasonIsGiven() {
            Chain<Classification> bad =
                    Searches.chain(LogisticRegression.create(), Scale.standard(Columns.named("nowhere")));
            assertThatThrownBy(() ->
                            Searches.tuner(RandomSearch.trials(1), Limits.NONE).search(List.of(bad), data, CONTEXT))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(
                            "Expected at least one trial that can be fitted and scored but all 1 failed, "
                                    + "the first since: ");
        }

        @Test
        void nothingToSearchIsAWrongCall() {
            assertThatThrownBy(() ->
                            Searches.tuner(RandomSearch.trials(1), Limits.NONE).search(List.of(), data, CONTEXT))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> RandomSearch.trials(0)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
