package io.github.millwork.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Range;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A search that begins with what did well in an earlier one. */
class WarmStartTest {
    private static final FitContext CONTEXT = FitContext.of(11).withThreads(2);
    private final Dataset data = Searches.rows(240, 1);
    private final Space<Classification> costs =
            Space.of(chain(LogisticRegression.create().cost(Range.log(0.01, 100))));
    private final Space<Classification> trees = Space.of(
            chain(GradientBoosting.classifier().trees(Range.between(5, 40)).depth(Range.values(1, 2, 4))));

    private static Chain<Classification> chain(Learner<Classification> learner) {
        return Searches.chain(learner, Scale.standard(Columns.numeric()));
    }

    static Stream<SearchStrategy> strategies() {
        return TunerTest.strategies().stream();
    }

    @Test
    void aChainThatLiesInASpaceIsAPointOfIt() {
        assertThat(costs.find(chain(LogisticRegression.create().cost(0.5)))).contains(List.of(0.5));
        assertThat(trees.find(chain(GradientBoosting.classifier().trees(7).depth(2))))
                .contains(List.of(7.0, 2.0));
    }

    @Test
    void aChainOutsideTheRangesOrWithOtherSettingsOrStepsDoesNotLieInTheSpace() {
        assertThat(costs.find(chain(LogisticRegression.create().cost(500)))).isEmpty();
        assertThat(trees.find(chain(GradientBoosting.classifier().trees(7).depth(3))))
                .isEmpty();
        assertThat(trees.find(
                        chain(GradientBoosting.classifier().trees(7).depth(2).learningRate(0.9))))
                .isEmpty();
        assertThat(costs.find(Searches.chain(LogisticRegression.create().cost(0.5))))
                .isEmpty();
        assertThat(costs.find(chain(GradientBoosting.classifier()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void whatDidWellIsTriedBesidesWhatTheStrategyProposes(SearchStrategy strategy) {
        Chain<Classification> inside = chain(LogisticRegression.create().cost(0.123));
        Chain<Classification> outside = chain(LogisticRegression.create().cost(500));
        Tuner<Classification> tuner = Searches.tuner(strategy, Limits.NONE);

        Trials<Classification> cold = tuner.searchSpaces(List.of(costs, trees), data, CONTEXT);
        Trials<Classification> warm =
                tuner.searchSpaces(List.of(costs, trees), List.of(inside, outside, inside), data, CONTEXT);

        assertThat(warm.all().get(0).chain()).isEqualTo(inside);
        assertThat(warm.all().get(0).isWhole(3)).isTrue();
        assertThat(warm.all().stream().filter(trial -> trial.chain().equals(inside)))
                .hasSize(1);
        assertThat(warm.all().stream().filter(trial -> trial.chain().equals(outside)))
                .isNotEmpty()
                .allMatch(trial -> trial.proposal().candidate() == 2)
                .allMatch(trial -> trial.proposal().point().isEmpty());
        // No space is searched twice over: the one that lies outside is a single point.
        assertThat(warm.all().size()).isLessThanOrEqualTo(cold.all().size() + 4);
        assertThat(warm.best().merit()).isGreaterThanOrEqualTo(warm.all().get(0).merit());
    }
}
