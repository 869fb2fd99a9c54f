package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.Score;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often the 95 % intervals of resamplings cover an accuracy that is known, since the data is simulated. They cover more
 * than they say where there are few cuts: the correction is meant for random cuts, whose test rows overlap, and folds do
 * not.
 */
class CutCoverageTest {
    /** The normal distribution function at 0.6: the best threshold is half way between means that are 1.2 apart. */
    private static final double TRUTH = 0.7257468822499265;

    enum How {
        TEN_FOLDS(CrossValidation.stratified(10)),
        FIVE_FOLDS_TEN_TIMES(CrossValidation.random(5).repeated(10)),
        IN_TIME(TimeSeries.expanding("row", 5)),
        BOOTSTRAP(BootstrapResampling.of(50));

        private final Resampling resampling;

        How(Resampling resampling) {
            this.resampling = resampling;
        }

        double coverage(int simulations) {
            SplittableRandom random = new SplittableRandom(31);
            int covered = 0;
            for (int i = 0; i < simulations; i++) {
                int[] truth = Drawn.truth(random, 150);
                double[] row = new double[150];
                for (int r = 0; r < row.length; r++) row[r] = r;
                Dataset data = Dataset.of(
                        Drawn.kinds(truth),
                        Column.numbers("x", Drawn.feature(random, truth, 1.2)),
                        Column.numbers("row", row));
                FitContext context = FitContext.of(random.nextLong()).withThreads(1);
                Score score = CrossEvaluation.over(
                                RuleEstimator.nearestMean("x"),
                                data,
                                resampling,
                                List.of(ClassificationMetrics.ACCURACY),
                                context)
                        .score(ClassificationMetrics.ACCURACY);
                if (score.low() <= TRUTH && TRUTH <= score.high()) covered++;
            }
            return covered / (double) simulations;
        }
    }

    @ParameterizedTest
    @EnumSource(How.class)
    void intervalsCoverTheTruthInNineteenOfTwentySimulationsOrMore(How how) {
        assertThat(how.coverage(100)).isGreaterThanOrEqualTo(0.90);
    }

    @Tag("proof")
    @ParameterizedTest
    @EnumSource(How.class)
    void intervalsCoverTheTruthIn93PercentOf1000SimulationsOrMore(How how) {
        assertThat(how.coverage(1000)).isGreaterThanOrEqualTo(0.93);
    }
}
