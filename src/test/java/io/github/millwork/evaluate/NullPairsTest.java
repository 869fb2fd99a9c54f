package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.evaluate.PairedComparison.Verdict;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Resampling;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often two models that are equally good are told apart, at a level of 5 %. */
class NullPairsTest {
    private static final int ROWS = 150;

    enum Comparison {
        TEN_FOLDS(random -> onCuts(random, CrossValidation.stratified(10))),
        TEN_TIMES_TEN_FOLDS(
                random -> onCuts(random, CrossValidation.stratified(10).repeated(10))),
        FIVE_FOLDS_TEN_TIMES(random -> onCuts(random, CrossValidation.random(5).repeated(10))),
        MCNEMAR(random -> {
            int[] truth = Drawn.truth(random, ROWS);
            return PairedComparison.mcNemar(predicted(random, truth), predicted(random, truth));
        }),
        BOOTSTRAP_OF_ACCURACY(random -> onRows(random, ClassificationMetrics.ACCURACY)),
        BOOTSTRAP_OF_LOG_LOSS(random -> onRows(random, ClassificationMetrics.LOG_LOSS)),
        BOOTSTRAP_OF_ROC_AUC(random -> onRows(random, ClassificationMetrics.ROC_AUC));

        private final Function<SplittableRandom, PairedComparison> draw;

        Comparison(Function<SplittableRandom, PairedComparison> draw) {
            this.draw = draw;
        }

        double rejected(int pairs) {
            SplittableRandom random = new SplittableRandom(29);
            int rejected = 0;
            for (int i = 0; i < pairs; i++) {
                if (draw.apply(random.split()).verdict() != Verdict.TIED) rejected++;
            }
            return rejected / (double) pairs;
        }
    }

    /** Of 40 pairs 2 are expected to be told apart, and more than 6 with a probability of 0.003. */
    @ParameterizedTest
    @EnumSource(Comparison.class)
    void equalModelsAreRarelyToldApart(Comparison comparison) {
        assertThat(comparison.rejected(40)).isLessThanOrEqualTo(0.15);
    }

    @Tag("proof")
    @ParameterizedTest
    @EnumSource(Comparison.class)
    void ofAThousandEqualPairsAtMostSevenPercentAreToldApart(Comparison comparison) {
        assertThat(comparison.rejected(1000)).isLessThanOrEqualTo(0.07);
    }

    /** Each model looks at a feature of its own; both features tell as much of the class. */
    private static PairedComparison onCuts(SplittableRandom random, Resampling how) {
        int[] truth = Drawn.truth(random, ROWS);
        Dataset data = Dataset.of(
                Drawn.kinds(truth),
                Column.numbers("first", Drawn.feature(random, truth, 1.2)),
                Column.numbers("second", Drawn.feature(random, truth, 1.2)));
        FitContext context = FitContext.of(random.nextLong()).withThreads(1);
        List<CrossEvaluation<Classification>> both = List.of(
                CrossEvaluation.over(
                        RuleEstimator.nearestMean("first"),
                        data,
                        how,
                        List.of(ClassificationMetrics.ACCURACY),
                        context),
                CrossEvaluation.over(
                        RuleEstimator.nearestMean("second"),
                        data,
                        how,
                        List.of(ClassificationMetrics.ACCURACY),
                        context));
        return PairedComparison.of(both.get(0), both.get(1), ClassificationMetrics.ACCURACY);
    }

    private static PairedComparison onRows(SplittableRandom random, Metric<Classification> metric) {
        int[] truth = Drawn.truth(random, ROWS);
        return PairedComparison.bootstrap(metric, predicted(random, truth), predicted(random, truth));
    }

    private static Assessment<Classification> predicted(SplittableRandom random, int[] truth) {
        double[] p = new double[truth.length];
        double[] x = Drawn.feature(random, truth, 1.2);
        Arrays.setAll(p, row -> 1 / (1 + Math.exp(0.6 - x[row])));
        return Assessments.binary(truth, p);
    }
}
