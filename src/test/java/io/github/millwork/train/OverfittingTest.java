package io.github.millwork.train;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Split;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.LearningCurve;
import io.github.millwork.stage.FitContext;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A tree that learned its rows by heart is found out, and whether more rows would help is told. */
class OverfittingTest {
    /** A square of two colours in which one in five rows has the wrong one, and two columns of noise. */
    private static Split noisy(int rows, int squares, double wrong) {
        SplittableRandom random = new SplittableRandom(5);
        double[][] columns = new double[4][rows];
        String[] colour = new String[rows];
        for (int row = 0; row < rows; row++) {
            for (double[] column : columns) column[row] = random.nextDouble();
            int field = (int) (columns[0][row] * squares) + (int) (columns[1][row] * squares);
            boolean black = field % 2 == 0 ^ random.nextDouble() < wrong;
            colour[row] = black ? "black" : "white";
        }
        Dataset data = Dataset.of(
                Column.numbers("across", columns[0]),
                Column.numbers("down", columns[1]),
                Column.numbers("noise", columns[2]),
                Column.numbers("more noise", columns[3]),
                Column.categories("colour", colour));
        return data.split(Holdout.stratified("colour", 0.3).seed(1));
    }

    private static LearningCurve curve(DecisionTree<Classification> tree, Split split, Double... shares) {
        return LearningCurve.of(
                Pipeline.classify("colour").train(tree), split, ACCURACY, Arrays.asList(shares), FitContext.of(1));
    }

    @Test
    void aTreeThatMayGrowOnNoisyRowsIsReportedAsOverfitted() {
        Split split = noisy(2000, 2, 0.2);
        LearningCurve byHeart = curve(DecisionTree.classifier().minimumLeaf(1), split, 0.5, 1.0);
        assertThat(byHeart.points().get(1).train().value()).isEqualTo(1);
        assertThat(byHeart.isOverfitted()).isTrue();
        assertThat(byHeart.apart().low()).isGreaterThan(0.2);
        assertThat(byHeart.verdict())
                .matches(
                        "Overfitted: accuracy is better by 0\\.\\d{4} \\(0\\.\\d{4} to 0\\.\\d{4}\\) on the training rows; "
                                + "more rows would probably .*");

        LearningCurve pruned = curve(DecisionTree.classifier().pruning(0.005), split, 0.5, 1.0);
        assertThat(pruned.isOverfitted()).isFalse();
        assertThat(pruned.points().get(1).test().value())
                .isGreaterThan(byHeart.points().get(1).test().high());
        assertThat(pruned.verdict()).startsWith("Not overfitted beyond what chance allows");
    }

    @Test
    void moreRowsHelpWhereThereIsMoreToLearnThanRows() {
        LearningCurve hungry = curve(DecisionTree.classifier(), noisy(4000, 8, 0), 0.1, 0.3, 1.0);
        assertThat(hungry.isStillImproving()).isTrue();
        assertThat(hungry.verdict()).endsWith("; more rows would probably help.");
        // What may ask nothing has learned all it can.
        LearningCurve fed = curve(DecisionTree.classifier().pruning(0.5), noisy(4000, 2, 0.2), 0.3, 0.6, 1.0);
        assertThat(fed.isStillImproving()).isFalse();
        assertThat(List.of(fed.points().size(), hungry.points().size())).containsOnly(3);
    }
}
