package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.TrainingOption;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Options that predict the training rows in folds, where a class is rare. */
class FoldsWithoutAClassTest {
    private static final int ROWS = 40;
    private static final double[][] X = TestRows.numbers(ROWS, 2, 8);

    static Stream<TrainingOption<Classification>> options() {
        return Stream.of(Calibration.isotonic(), Calibration.sigmoid(), Threshold.forMetric(ClassificationMetrics.F1));
    }

    private static Dataset rows(IntPredicate bad) {
        String[] kinds = IntStream.range(0, ROWS)
                .mapToObj(row -> bad.test(row) ? "bad" : "good")
                .toArray(String[]::new);
        return Dataset.of(
                Column.numbers(
                        "x",
                        IntStream.range(0, ROWS).mapToDouble(row -> X[row][0]).toArray()),
                Column.numbers(
                        "z",
                        IntStream.range(0, ROWS).mapToDouble(row -> X[row][1]).toArray()),
                Column.categories("kind", kinds));
    }

    private static FittedChain<Classification> fit(Learner<Classification> learner, Dataset rows) {
        return new Chain<>(Task.classify(Target.of("kind").positive("bad")), List.of(), learner)
                .fit(rows, FitContext.of(2).withThreads(1));
    }

    @ParameterizedTest
    @MethodSource("options")
    void aFoldThatHoldsNoRowOfAClassIsLearnedFrom(TrainingOption<Classification> option) {
        Dataset rows = rows(row -> row == 7 || row == 21);
        for (Learner<Classification> learner :
                List.of(LogisticRegression.create(), GaussianNaiveBayes.create(), DecisionTree.classifier())) {
            FittedChain<Classification> fitted = fit(learner.with(option), rows);
            for (int row = 0; row < ROWS; row++) {
                Classification predicted = fitted.predict(rows.row(row));
                assertThat(predicted.probability("bad")).isBetween(0.0, 1.0);
                assertThat(predicted.probability("bad") + predicted.probability("good"))
                        .isBetween(1 - 1e-12, 1 + 1e-12);
                assertThat(fitted.predict(rows).get(row)).isEqualTo(predicted);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("options")
    void aFoldThatHoldsAllRowsOfAClassIsNamed(TrainingOption<Classification> option) {
        for (Learner<Classification> learner :
                List.of(LogisticRegression.create(), GaussianNaiveBayes.create(), DecisionTree.classifier())) {
            assertThatThrownBy(() -> fit(learner.with(option), rows(row -> row == 7)))
                    .isInstanceOf(DataException.class)
                    .hasMessageMatching("Expected at least two classes among the training rows outside fold [1-5] of 5 "
                            + "but they are all 'good'\\. Use fewer folds, or collect rows of 'bad'\\.");
        }
    }

    @ParameterizedTest
    @MethodSource("options")
    void aGroupThatHoldsAllRowsOfAClassStaysWholeAndIsNamed(TrainingOption<Classification> option) {
        long[] groups = IntStream.range(0, ROWS).mapToLong(row -> row / 4).toArray();
        Dataset rows =
                rows(row -> row / 4 == 3).with(Column.integers("place", groups).withRole(Role.GROUP));
        assertThatThrownBy(() -> fit(LogisticRegression.create().with(option), rows))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected at least two classes among the training rows outside fold ");
    }
}
