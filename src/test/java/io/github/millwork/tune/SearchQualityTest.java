package io.github.millwork.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Columns;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Range;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether searches that learn find as much as random ones with twice the trials, where a trial costs nothing. */
class SearchQualityTest {
    private static final int SEEDS = 10;
    private static final int RANDOM = 60;

    private static double mean(Functions function, SearchStrategy strategy, int seeds) {
        double sum = 0;
        for (int seed = 0; seed < seeds; seed++) sum += function.least(strategy, seed);
        return sum / seeds;
    }

    @ParameterizedTest
    @EnumSource(Functions.class)
    void theParzenSearchFindsAsMuchWithHalfOfTheTrials(Functions function) {
        assertThat(mean(function, TreeParzen.trials(RANDOM / 2), SEEDS))
                .isLessThan(mean(function, RandomSearch.trials(RANDOM), SEEDS));
    }

    @ParameterizedTest
    @EnumSource(Functions.class)
    void theBayesianSearchFindsAsMuchWithAThirdOfTheTrials(Functions function) {
        assertThat(mean(function, BayesianSearch.trials(RANDOM / 3), SEEDS / 2))
                .isLessThan(mean(function, RandomSearch.trials(RANDOM), SEEDS / 2));
    }

    @Test
    void namesWholeNumbersAndWhatHasNoEffectAreSearchedToo() {
        Space<Classification> space = Space.of(Searches.chain(
                GradientBoosting.classifier()
                        .trees(Range.between(1, 200))
                        .depth(Range.values(1, 2, 4, 8))
                        .learningRate(Range.log(0.01, 1)),
                OneOf.of(
                        Impute.median(Columns.numeric()),
                        Scale.standard(Columns.numeric()),
                        Scale.minMax(Columns.numeric()))));
        assertThat(space.dimensions()).hasSize(4);
        for (SearchStrategy strategy : List.of(TreeParzen.trials(40), BayesianSearch.trials(40))) {
            double least = Functions.least(
                    strategy,
                    space,
                    3,
                    x -> Math.abs(x[0] - 0.5) + Math.abs(x[1] - 0.25) + Math.abs(x[2] - 0.875) + Math.abs(x[3] - 0.3));
            // The second of three steps, trees and depth all but right.
            assertThat(least).as(strategy.describe()).isLessThan(0.3);
        }
    }

    @Test
    void aSpaceOfFewPointsIsTriedAndThenTheSearchEnds() {
        Space<Classification> space =
                Space.of(Searches.chain(LogisticRegression.create().cost(Range.values(0.1, 1, 10))));
        for (SearchStrategy strategy : List.of(TreeParzen.trials(30), BayesianSearch.trials(30))) {
            assertThat(Functions.least(strategy, space, 1, x -> Math.abs(x[0] - 5 / 6.0)))
                    .isZero();
        }
    }
}
