package io.github.millwork.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Range;
import io.github.millwork.train.Bagging;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.ClassWeights;
import io.github.millwork.train.DecisionTree;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.tune.GridSearch;
import io.github.millwork.tune.Limits;
import io.github.millwork.tune.RandomSearch;
import io.github.millwork.tune.SearchStrategy;
import io.github.millwork.tune.Searches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {
    private static final FitContext CONTEXT = FitContext.of(3).withThreads(2);

    private final Dataset data = Searches.rows(300, 4);
    private final List<Chain<Classification>> candidates = List.of(
            Searches.chain(Baseline.classifier()),
            Searches.chain(LogisticRegression.create()),
            Searches.chain(GradientBoosting.classifier().trees(30).depth(3)));

    private ModelChoice<Classification> choice(Rule rule) {
        return new ModelChoice<>(candidates, Searches.tuner(GridSearch.create(), Limits.NONE), false, rule);
    }

    @Test
    void theBestIsFittedToAllRows() {
        ModelChoice.Chosen<Classification> chosen = choice(Rule.best()).choose(data, CONTEXT);

        assertThat(chosen.leaderboard().entries()).hasSize(3);
        assertThat(chosen.leaderboard().best()).isEqualTo(chosen.leaderboard().winner());
        assertThat(chosen.winner()).isEqualTo(candidates.get(2)); // the target depends on a square
        assertThat(chosen.fitted().fingerprint())
                .isEqualTo(candidates.get(2).fit(data, CONTEXT).fingerprint());
        assertThat(chosen.leaderboard().entries().get(2).learner())
                .isEqualTo(Baseline.classifier().describe());
        assertThat(chosen.leaderboard().entries().get(2).score().value()).isEqualTo(0.5);
    }

    @Test
    void theBoardTellsScoreErrorTimesAndSizes() {
        Leaderboard<Classification> board =
                choice(Rule.best()).choose(data, CONTEXT).leaderboard();

        assertThat(board.entries()).allSatisfy(entry -> {
            assertThat(entry.score().rows()).isEqualTo(300);
            assertThat(entry.score().low()).isLessThanOrEqualTo(entry.score().value());
            assertThat(entry.cost().wall()).isPositive();
            assertThat(entry.cost().allocatedBytes()).isPositive();
            assertThat(entry.rowNanos()).isPositive();
            assertThat(entry.bytes().getAsLong()).isPositive();
        });
        assertThat(board.entries()).extracting(Leaderboard.Entry::rank).containsExactly(1, 2, 3);
        assertThat(board.tied())
                .contains(board.best())
                .doesNotContain(board.entries().get(2));
        assertThat(board.toString())
                .contains("ROC AUC", "± error", "gradient boosting")
                .startsWith("  ");
    }

    private List<String> names(boolean tuned, Learner<?>... learners) {
        List<Chain<Classification>> chains = new ArrayList<>();
        for (Learner<?> learner : learners) chains.add(Searches.chain(asClassifier(learner)));
        return new ModelChoice<>(chains, Searches.tuner(GridSearch.points(2), Limits.NONE), tuned, Rule.best())
                .choose(data, CONTEXT).leaderboard().entries().stream()
                        .sorted(Comparator.comparing(Leaderboard.Entry::trial))
                        .map(Leaderboard.Entry::brief)
                        .toList();
    }

    @SuppressWarnings("unchecked") // classifiers are given
    private static Learner<Classification> asClassifier(Learner<?> learner) {
        return (Learner<Classification>) learner;
    }

    @Test
    void candidatesOfAKindAreToldApart() {
        LogisticRegression linear = LogisticRegression.create();
        assertThat(names(
                        false,
                        linear.cost(0.01),
                        linear.cost(10),
                        linear.with(ClassWeights.balanced()),
                        Bagging.of(DecisionTree.classifier().depth(2)).models(2),
                        Bagging.of(DecisionTree.classifier()).models(2)))
                .containsExactly(
                        "logistic regression: cost 0.0100",
                        "logistic regression: cost 10",
                        "logistic regression with " + ClassWeights.balanced().describe(),
                        "bagging of decision tree: models 2, member.depth 2",
                        "bagging of decision tree: models 2, member.depth 500");
    }

    @Test
    void aChoiceIsToldInWords() {
        DecisionTree<Classification> tree = DecisionTree.classifier();
        assertThat(names(
                        true,
                        tree.withHyperparameters(tree.hyperparameters()
                                .with("depth", 3)
                                .with("criterion", Range.of("gini", "entropy")))))
                .containsExactly("decision tree: criterion gini, depth 3", "decision tree: criterion entropy, depth 3");
    }

    @Test
    void theSimplestWithinOneErrorMayBeatTheBest() {
        List<Chain<Classification>> sizes = List.of(Searches.chain(
                GradientBoosting.classifier().trees(Range.values(10, 30, 60)).depth(3)));
        SearchStrategy grid = GridSearch.create();
        Leaderboard<Classification> board = new ModelChoice<>(
                        sizes, Searches.tuner(grid, Limits.NONE), true, Rule.simplestWithinOneError())
                .choose(data, CONTEXT)
                .leaderboard();
        double within = board.best().score().value() - board.best().error();
        assertThat(board.winner().score().value()).isGreaterThanOrEqualTo(within);
        assertThat(board.entries())
                .filteredOn(entry -> entry.score().value() >= within)
                .allMatch(entry ->
                        entry.bytes().getAsLong() >= board.winner().bytes().getAsLong());
    }

    @Nested
    class Budgets {
        @Test
        void areHard() {
            Leaderboard<Classification> board =
                    choice(Rule.best().sizeWithin(5_000)).choose(data, CONTEXT).leaderboard();
            assertThat(board.best().learner()).startsWith("gradient boosting");
            assertThat(board.winner().learner()).startsWith("logistic regression");
            assertThat(board.winner().bytes().getAsLong()).isLessThanOrEqualTo(5_000);
        }

        @Test
        void thatNobodyKeepsAreAnError() {
            assertThatThrownBy(() ->
                            choice(Rule.best().rowWithin(Duration.ofNanos(1))).choose(data, CONTEXT))
                    .isInstanceOf(DataException.class)
                    .hasMessageMatching(
                            "Expected a candidate within the budgets \\(best, row within 1 ns\\) but none of "
                                    + "them is; the best, gradient boosting .*, takes \\d+ ns for a row, \\d+ bytes, and \\d+ ms for "
                                    + "a fit\\. Allow more, or add a simpler candidate\\.");
            assertThatThrownBy(() ->
                            choice(Rule.best().fitWithin(Duration.ofNanos(1))).choose(data, CONTEXT))
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void equalCandidatesAreOne() {
        List<Chain<Classification>> twice = List.of(candidates.get(0), candidates.get(1), candidates.get(0));
        assertThat(new ModelChoice<>(twice, Searches.tuner(GridSearch.create(), Limits.NONE), false, Rule.best())
                        .candidates())
                .containsExactly(candidates.get(0), candidates.get(1));
    }

    @Test
    void theSameSeedChoosesTheSame() {
        ModelChoice<Classification> searched =
                new ModelChoice<>(candidates, Searches.tuner(RandomSearch.trials(6), Limits.NONE), true, Rule.best());
        assertThat(searched.fit(data, CONTEXT.withThreads(1)).fingerprint())
                .isEqualTo(searched.fit(data, CONTEXT).fingerprint());
    }
}
