package io.github.millwork.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RowOrder;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.RegressionMetrics;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.train.GradientBoosting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether searches that learn reach the best score of sixty random trials with half of the fits. A fit is one on all training
 * rows of a fold; one on a part of the rows counts as that part.
 */
class SearchEfficiencyTest {
    private static final Logger LOG = LoggerFactory.getLogger(SearchEfficiencyTest.class);
    private static final int FOLDS = 3;
    private static final int ROWS = 330;
    private static final int RANDOM = 60;

    enum Problem {
        CREDIT(seed -> new Searched<>(
                rows("credit.csv", "status", seed),
                Task.classify(Target.of("status").positive("bad")),
                GradientBoosting.classifier(),
                CrossValidation.stratified(FOLDS),
                ClassificationMetrics.LOG_LOSS)),
        PENGUINS(seed -> new Searched<>(
                rows("penguins.csv", "sex", seed).drop("species"),
                Task.classify(Target.of("sex").positive("male")),
                GradientBoosting.classifier(),
                CrossValidation.stratified(FOLDS),
                ClassificationMetrics.LOG_LOSS)),
        DIABETES(seed -> new Searched<>(
                rows("diabetes.csv", "progression", seed),
                Task.regress(Target.of("progression")),
                GradientBoosting.regressor(),
                CrossValidation.of(FOLDS),
                RegressionMetrics.RMSE));

        private final LongFunction<Searched<?>> of;

        Problem(LongFunction<Searched<?>> of) {
            this.of = of;
        }

        /** So many rows, drawn by the seed, whose target is known. */
        private static Dataset rows(String file, String target, long seed) {
            Dataset all = Csv.file(Path.of("examples/data", file)).load();
            int[] known = IntStream.range(0, all.rowCount())
                    .filter(row -> !all.column(target).isMissing(row))
                    .toArray();
            int[] order = RowOrder.shuffled(known.length, new SplittableRandom(seed));
            return all.rows(Arrays.stream(order).limit(ROWS).map(i -> known[i]).toArray());
        }
    }

    /** A problem, of which strategies are asked. */
    private record Searched<P extends Prediction>(
            Dataset data, Task<P> task, GradientBoosting<P> learner, Resampling folds, Metric<P> metric) {
        Found search(SearchStrategy strategy, long seed) {
            GradientBoosting<P> open = learner.trees(Range.log(4, 120))
                    .depth(Range.between(1, 6))
                    .learningRate(Range.log(0.01, 0.6))
                    .minimumChildWeight(Range.log(0.5, 30))
                    .rowShare(Range.between(0.4, 1))
                    .lambda(Range.log(0.01, 30));
            List<Step> steps = List.of(
                    new Step("preprocess", Impute.median(Columns.numeric())),
                    new Step("preprocess", Impute.mostFrequent(Columns.categorical())),
                    new Step("preprocess", Encode.oneHot(Columns.categorical())));
            Trials<P> trials = new Tuner<>(strategy, folds, List.of(metric), Limits.NONE)
                    .search(
                            List.of(new Chain<>(task, steps, open)),
                            data,
                            FitContext.of(seed).withThreads(2));
            double fits = trials.all().stream()
                    .mapToDouble(
                            trial -> trial.proposal().share() * trial.folds().size())
                    .sum();
            return new Found(trials.best().mean(), fits);
        }
    }

    /** The best score, a loss, and how many fits on all training rows of a fold the search was worth. */
    private record Found(double best, double fits) {}

    /** Means over some seeds. */
    private static Found mean(Problem problem, SearchStrategy strategy, int seeds) {
        double best = 0;
        double fits = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Found found = problem.of.apply(seed).search(strategy, seed);
            best += found.best / seeds;
            fits += found.fits / seeds;
        }
        return new Found(best, fits);
    }

    @Test
    void halfOfTheFitsFindAboutAsMuch() {
        Found random = mean(Problem.PENGUINS, RandomSearch.trials(18), 1);
        for (SearchStrategy strategy : List.of(TreeParzen.trials(9), BayesianSearch.trials(9))) {
            Found learned = mean(Problem.PENGUINS, strategy, 1);
            assertThat(learned.fits).isLessThanOrEqualTo(random.fits / 2);
            assertThat(learned.best).isLessThan(1.1 * random.best);
        }
    }

    @Tag("proof")
    @ParameterizedTest
    @EnumSource(Problem.class)
    void overTenSeedsHalfOfTheFitsReachTheBestOfSixtyRandomTrials(Problem problem) {
        Found random = mean(problem, RandomSearch.trials(RANDOM), 10);
        Found parzen = mean(problem, TreeParzen.trials(RANDOM / 2), 10);
        Found bayesian = mean(problem, BayesianSearch.trials(RANDOM / 2), 10);
        LOG.info("{}: random {}, Parzen {}, Bayesian {}", problem, random, parzen, bayesian);
        assertThat(parzen.fits).isLessThanOrEqualTo(random.fits / 2);
        assertThat(bayesian.fits).isLessThanOrEqualTo(random.fits / 2);
        assertThat(parzen.best).isLessThanOrEqualTo(random.best);
        assertThat(bayesian.best).isLessThanOrEqualTo(random.best);
    }
}
