package io.github.millwork.evaluate;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.evaluate.RegressionMetrics.MAE;
import static io.github.millwork.evaluate.RegressionMetrics.R2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.PermutationImportance.Importance;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.train.LinearRegression;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PermutationImportanceTest {
    private static final Dataset TRAIN = rows(1_500, 1);
    private static final Dataset TEST = rows(1_500, 2);
    private static final FittedChain<Regression> FITTED = new Chain<>(
                    Task.regress(Target.of("y")),
                    List.of(new Step("preprocess", Encode.oneHot(categorical()))),
                    LinearRegression.create())
            .fit(TRAIN, FitContext.of(1));

    private static final PermutationImportance BY_R2 = PermutationImportance.of(FITTED, TEST, R2);

    /** y is 3 a, and 2 more for one of two kinds, and noise; b and c tell nothing. */
    private static Dataset rows(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = new double[count];
        double[] b = new double[count];
        double[] y = new double[count];
        String[] kind = new String[count];
        String[] c = new String[count];
        for (int i = 0; i < count; i++) {
            a[i] = random.nextDouble();
            b[i] = random.nextDouble();
            kind[i] = random.nextBoolean() ? "high" : "low";
            c[i] = "c" + random.nextInt(4);
            y[i] = 3 * a[i] + (kind[i].equals("high") ? 2 : 0) + random.nextDouble(-0.5, 0.5);
        }
        return Dataset.of(
                Column.numbers("a", a),
                Column.numbers("b", b),
                Column.categories("kind", kind),
                Column.categories("c", c),
                Column.numbers("y", y));
    }

    @Test
    void itIsShownAsJson() {
        State read = State.fromJson(BY_R2.toJson());
        assertThat(read.string("metric")).isEqualTo("R2");
        assertThat(read.number("score")).isEqualTo(BY_R2.score());
        assertThat(read.states("columns")).hasSize(4);
        assertThat(read.states("columns").get(0).string("column"))
                .isEqualTo(BY_R2.columns().get(0).column());
        assertThat(read.states("columns").get(0).number("low"))
                .isEqualTo(BY_R2.columns().get(0).low());
    }

    private static Importance of(PermutationImportance all, String column) {
        return all.columns().stream()
                .filter(found -> found.column().equals(column))
                .findFirst()
                .orElseThrow();
    }

    /** Another order of a term adds twice its variance to the squared error: here 9 / 12 and 4 / 4, of 0.75 + 1 + 1 / 12. */
    @Test
    void theLossIsTwiceTheVarianceOfATermAsAShareOfThatOfTheTarget() {
        PermutationImportance found = BY_R2;

        double variance = 0.75 + 1 + 1 / 12.0;
        assertThat(found.metric()).isEqualTo(R2.name());
        assertThat(found.score()).isCloseTo(1 - 1 / 12.0 / variance, within(0.01));
        assertThat(of(found, "kind").loss()).isCloseTo(2 * 1 / variance, within(0.09));
        assertThat(of(found, "a").loss()).isCloseTo(2 * 0.75 / variance, within(0.09));
        assertThat(of(found, "b").loss()).isCloseTo(0, within(0.002));
        assertThat(found.columns())
                .extracting(Importance::column)
                .startsWith("kind", "a")
                .hasSize(4);
    }

    @Test
    void theIntervalTellsWhatMattersFromWhatDoesNot() {
        PermutationImportance found = BY_R2;

        for (String column : List.of("a", "kind")) {
            Importance importance = of(found, column);
            assertThat(importance.low()).isBetween(importance.loss() - 0.2, importance.loss());
            assertThat(importance.high()).isBetween(importance.loss(), importance.loss() + 0.2);
        }
        for (String column : List.of("b", "c")) {
            assertThat(of(found, column).low()).isLessThan(0.001);
            assertThat(of(found, column).high()).isGreaterThan(-0.001).isLessThan(0.01);
        }
    }

    @Test
    void aMetricThatCountsErrorsIsWorseWhereItIsLarger() {
        PermutationImportance found = PermutationImportance.of(FITTED, TEST, MAE);

        assertThat(of(found, "a").loss()).isGreaterThan(0.3);
        assertThat(found.toString())
                .startsWith("column  loss of MAE  95 % from")
                .contains("kind");
    }

    @Test
    void theSameSeedGivesTheSameBitsOnAnyNumberOfThreads() {
        FitContext context = FitContext.of(7);
        Dataset few = TEST.head(300);

        PermutationImportance one = PermutationImportance.of(FITTED, few, R2, 2, context.withThreads(1));

        assertThat(PermutationImportance.of(FITTED, few, R2, 2, context.withThreads(3)))
                .isEqualTo(one);
        assertThat(PermutationImportance.of(FITTED, few, R2, 2, FitContext.of(8)))
                .isNotEqualTo(one);
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        assertThatThrownBy(() -> PermutationImportance.of(FITTED, TEST, R2, 0, FitContext.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected at least one order but found 0.");
    }
}
