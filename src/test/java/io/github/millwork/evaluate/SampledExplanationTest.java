package io.github.millwork.evaluate;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Row;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.PartialDependenceTest.Case;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.train.Calibration;
import io.github.millwork.train.KMeans;
import io.github.millwork.train.KernelSvm;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.NearestNeighbours;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampledExplanationTest {
    private static final Dataset CREDIT =
            Csv.file(Path.of("examples/data/credit.csv")).load().head(400);
    private static final FittedChain<Classification> KERNEL =
            kernel(KernelSvm.classifier().with(Calibration.sigmoid()));

    private static FittedChain<Classification> kernel(Learner<Classification> learner) {
        List<Step> steps = List.of(
                new Step("preprocess", Impute.median(numeric())),
                new Step("preprocess", Impute.mostFrequent(categorical())),
                new Step("preprocess", Scale.standard(numeric())),
                new Step("preprocess", Encode.oneHot(categorical())));
        return new Chain<>(Task.classify(Target.of("status").positive("bad")), steps, learner)
                .fit(CREDIT, FitContext.of(0));
    }

    private static FittedChain<?> patients(Learner<Regression> learner) {
        Dataset rows = Csv.file(Path.of("examples/data/diabetes.csv")).load().select("progression", "bmi", "bp", "s5");
        return new Chain<>(
                        Task.regress(Target.of("progression")),
                        List.of(new Step("preprocess", Scale.standard(numeric()))),
                        learner)
                .fit(rows, FitContext.of(0));
    }

    static Stream<State> references() {
        return Fixtures.sets("shapley.json");
    }

    @ParameterizedTest
    @MethodSource("references")
    void fewColumnsHaveTheValuesOfTheDefinition(State reference) {
        boolean near = reference.string("name").equals("neighbours");
        FittedChain<?> fitted = near
                ? patients(NearestNeighbours.regressor())
                : PartialDependenceTest.of("a number").fitted();
        Dataset rows = near
                ? Csv.file(Path.of("examples/data/diabetes.csv")).load()
                : PartialDependenceTest.of("a number").rows();
        SampledExplanation found = SampledExplanation.of(
                fitted,
                rows.head(reference.integer("background")),
                rows.row(reference.integer("row")),
                10,
                FitContext.of(0));
        assertThat(found.orders()).isZero();
        assertThat(found.rows()).isEqualTo(reference.integer("background"));
        SampledExplanation.Output output = found.outputs().get(0);
        assertThat(output.expected()).isCloseTo(reference.number("expected"), within(1e-5));
        assertThat(output.predicted()).isCloseTo(reference.number("predicted"), within(1e-5));
        double[] amounts = reference.numbers("amounts");
        for (SampledExplanation.Share share : output.contributions()) {
            int at = reference.strings("columns").indexOf(share.column());
            assertThat(share.amount()).isCloseTo(amounts[at], within(1e-5));
            assertThat(share.error()).isZero();
        }
    }

    private static double sum(SampledExplanation.Output output) {
        return output.expected()
                + output.contributions().stream()
                        .mapToDouble(SampledExplanation.Share::amount)
                        .sum();
    }

    @Test
    void manyColumnsAddUpToWhatIsPredictedInTheEnd() {
        Row row = CREDIT.row(7);
        SampledExplanation found = SampledExplanation.of(KERNEL, CREDIT.sample(30, 1), row, 3, FitContext.of(4));
        assertThat(found.orders()).isEqualTo(3);
        assertThat(found.outputs()).hasSize(1);
        SampledExplanation.Output bad = found.of("probability of bad");
        assertThat(bad.contributions()).hasSize(13);
        assertThat(bad.predicted()).isCloseTo(KERNEL.predict(row).probability("bad"), within(1e-12));
        assertThat(sum(bad)).isCloseTo(bad.predicted(), within(1e-12));
        assertThat(bad.contributions()).anyMatch(share -> share.error() > 0);
    }

    @Test
    void theSameSeedHasTheSameAnswerOnAnyNumberOfThreads() {
        Dataset others = CREDIT.sample(20, 1);
        SampledExplanation one = SampledExplanation.of(
                KERNEL, others, CREDIT.row(3), 2, FitContext.of(9).withThreads(1));
        SampledExplanation two = SampledExplanation.of(
                KERNEL, others, CREDIT.row(3), 2, FitContext.of(9).withThreads(2));
        SampledExplanation other = SampledExplanation.of(KERNEL, others, CREDIT.row(3), 2, FitContext.of(10));
        assertThat(two).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(other).isNotEqualTo(one);
    }

    /** Of a sum each order gives the same: what the exact explanation says, relative to the same rows. */
    @Test
    void ofALinearModelNothingIsLeftToChance() {
        FittedChain<?> line = patients(LinearRegression.create());
        Dataset rows = Csv.file(Path.of("examples/data/diabetes.csv")).load();
        SampledExplanation found = SampledExplanation.of(line, rows, rows.row(5), 2, FitContext.of(0));
        for (SampledExplanation.Share share : found.outputs().get(0).contributions()) {
            assertThat(share.amount()).isCloseTo(line.explain(rows.row(5)).contribution(share.column()), within(1e-9));
        }
    }

    /** Twenty estimates of a value of which the exact one is known: most are within two standard errors. */
    @Test
    void errorsTellHowFarAValueMayBeOff() {
        Case credit = PartialDependenceTest.of("a number");
        Dataset others = credit.rows().head(20);
        Row row = credit.rows().row(100);
        double exact = SampledExplanation.of(credit.fitted(), others, row, 10, FitContext.of(0))
                .outputs()
                .get(0)
                .contributions()
                .get(0)
                .amount();
        int within = 0;
        for (int seed = 0; seed < 20; seed++) {
            SampledExplanation drawn = SampledExplanation.of(credit.fitted(), others, row, 3, FitContext.of(seed));
            assertThat(drawn.orders()).isEqualTo(3);
            SampledExplanation.Share home = drawn.outputs().get(0).contributions().stream()
                    .filter(share -> share.column().equals("home"))
                    .findFirst()
                    .orElseThrow();
            assertThat(home.error()).isPositive();
            if (Math.abs(home.amount() - exact) <= 3 * home.error() + 1e-12) within++;
        }
        assertThat(within).isGreaterThanOrEqualTo(15);
    }

    @Test
    void itIsShownAsATableAndAsJson() {
        Row row = CREDIT.row(30);
        SampledExplanation found = SampledExplanation.of(KERNEL, CREDIT.sample(10, 1), row);
        assertThat(found.toString().lines().toList().get(0).split(" {2,}"))
                .containsExactly("column", "value", "probability of bad", "+-");
        assertThat(found.toString()).contains("(expected)", "(sum)", "seniority");
        State read = State.fromJson(found.toJson());
        assertThat(read.integer("rows")).isEqualTo(10);
        assertThat(read.states("outputs").get(0).states("contributions")).hasSize(13);
        assertThatThrownBy(() -> found.of("probability of god"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("probability of bad");
    }

    @Test
    void whatCannotBeExplainedIsRefused() {
        assertThatThrownBy(() -> SampledExplanation.of(KERNEL, CREDIT, CREDIT.row(0), 1, FitContext.of(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected at least 2 orders but found 1.");
        assertThatThrownBy(() -> SampledExplanation.of(KERNEL, CREDIT, Row.of("age", 30)))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> SampledExplanation.of(KERNEL, CREDIT.head(0), CREDIT.row(0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected rows to average over but found none.");
        Dataset numbers = CREDIT.select("seniority", "age");
        FittedChain<?> clusters =
                new Chain<>(Task.cluster(null), List.of(), KMeans.clusters(2)).fit(numbers, FitContext.of(0));
        assertThatThrownBy(() -> SampledExplanation.of(clusters, numbers, numbers.row(0)))
                .hasMessageContaining("this one predicts clusters");
    }
}
