package io.github.millwork.preprocess;

import static io.github.millwork.data.Columns.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TargetNumbers;
import io.github.millwork.stage.TransformerFit;
import io.github.millwork.stage.Transforms;
import io.github.millwork.testkit.References;
import io.github.millwork.testkit.TestTables;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetEncodeTest {
    private static final TargetEncode CREDIT = Encode.target(named("home", "marital", "job"));

    private static void compare(String name, Dataset data, TargetEncode step, boolean perClass) {
        Dataset reference = TestTables.fixture("preprocess/target-" + name + ".csv");
        Dataset left = reference.select(reference.schema().names().stream()
                .filter(column -> !column.startsWith("cross"))
                .toArray(String[]::new));
        References.compare(data, step, left, 1e-12);

        int[] folds = IntStream.range(0, data.rowCount()).map(row -> row % 5).toArray();
        List<Column> chosen = Levels.selection(step.columns()).in(data, "");
        List<Column> crossFitted = step.fit(
                        chosen, perClass ? TargetNumbers.perClass(data) : TargetNumbers.single(data), folds)
                .trainingColumns();
        int[] rows = References.rows(reference);
        for (Column column : crossFitted) {
            for (int i = 0; i < rows.length; i++) {
                List<String> names = perClass ? column.dimensions() : List.of(column.name());
                for (int d = 0; d < names.size(); d++) {
                    double found = perClass ? column.vector(rows[i]).at(d) : column.number(rows[i]);
                    double expected = reference.column("cross " + names.get(d)).number(i);
                    assertThat(found).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
                }
            }
        }
    }

    @Test
    void twoClassesAgreeWithTheReference() {
        compare("classes", TestTables.credit().withRole("status", Role.TARGET), CREDIT, false);
    }

    @Test
    void numbersAgreeWithTheReference() {
        Dataset credit = TestTables.credit().withRole("price", Role.TARGET);
        compare("numbers", credit, CREDIT, false);
        compare("weight", credit, CREDIT.smoothing(25), false);
    }

    @Test
    void severalClassesAgreeWithTheReference() {
        Dataset penguins = TestTables.penguins().withRole("species", Role.TARGET);
        compare("per-class", penguins, Encode.target(named("island", "sex")).perClass(), true);
    }

    /** A column of noise with a level for each row or two is worth nothing; encoded naively it would be worth all. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void trainingRowsAreNotEncodedWithTheirOwnTarget(boolean grouped) {
        SplittableRandom random = new SplittableRandom(4);
        int rows = 2_000;
        double[] y = random.doubles(rows).map(value -> value < 0.5 ? 0 : 1).toArray();
        String[] levels =
                IntStream.range(0, rows).mapToObj(row -> "l" + row / 4).toArray(String[]::new);
        Dataset data = Dataset.of(
                Column.categories("noise", levels),
                Column.numbers("y", y).withRole(Role.TARGET),
                Column.categories("g", levels).withRole(grouped ? Role.GROUP : Role.IGNORED));
        TransformerFit fit = Encode.target(named("noise")).smoothing(0).fit(data, FitContext.of(1));
        double[] crossFitted = fit.trainingColumns().get(0).toDoubles();
        double[] naive = Transforms.apply(fit.fitted(), data, 1).column("noise").toDoubles();
        assertThat(correlation(naive, y)).isGreaterThan(0.4);
        assertThat(Math.abs(correlation(crossFitted, y))).isLessThan(0.3);
        if (grouped) {
            // No other fold knows the level, so every row gets the mean of its fold's rest.
            assertThat(Arrays.stream(crossFitted).distinct().count()).isLessThanOrEqualTo(5);
        }
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void missingIsALevelAndUnseenGetsTheMean() {
        Dataset data = Dataset.of(
                Column.categories("c", "a", "a", null, null, "b", "b"),
                Column.integers("y", 1, 3, 10, 20, 0, 2).withRole(Role.TARGET));
        TransformerFit fit = Encode.target(named("c")).smoothing(0).fit(data, FitContext.of(0));
        Dataset rows = Dataset.of(Column.categories("c", "a", null, "z"));
        assertThat(Transforms.apply(fit.fitted(), rows, 1).column("c").toDoubles())
                .containsExactly(2, 15, 6);
    }

    @Test
    void aTargetThatNeverChangesEncodesEverythingAsItself() {
        Dataset data = Dataset.of(
                Column.categories("c", "a", "a", "b", "b"),
                Column.numbers("y", 7, 7, 7, 7).withRole(Role.TARGET));
        TransformerFit fit = Encode.target(named("c")).fit(data, FitContext.of(0));
        assertThat(Transforms.apply(fit.fitted(), data, 1).column("c").toDoubles())
                .containsOnly(7);
        assertThat(fit.trainingColumns().get(0).toDoubles()).containsOnly(7);
    }

    @Test
    void sharesOfClassesAreAVector() {
        Dataset data = Dataset.of(
                Column.integers("c", 1, 1, 2, 2, 2),
                Column.categories("y", "u", "v", "w", "w", "u").withRole(Role.TARGET));
        TransformerFit fit = Encode.target(named("c")).perClass().smoothing(0).fit(data, FitContext.of(0));
        Column found = Transforms.apply(fit.fitted(), data, 1).column("c");
        assertThat(found.dimensions()).containsExactly("c:u", "c:v", "c:w");
        assertThat(found.vector(0)).isEqualTo(SparseVector.of(new int[] {0, 1, 2}, new double[] {0.5, 0.5, 0}));
    }

    @Test
    void aTargetThatCannotBeAveragedIsRefused() {
        Dataset three = Dataset.of(
                Column.categories("c", "a", "b", "c"),
                Column.categories("y", "u", "v", "w").withRole(Role.TARGET));
        assertThatThrownBy(() -> Encode.target(named("c")).fit(three, FitContext.of(0)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected two classes in the target column 'y' but found 'u', 'v', 'w'. Add perClass() "
                        + "to encode by the share of each.");
        assertThatThrownBy(() -> Encode.target(named("c")).plan(three.drop("y").schema()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected one target column to learn from but found 0. Use this step to classify or regress "
                                + "only, or one that needs no target.");
        assertThatThrownBy(() -> Encode.target(named("c"))
                        .perClass()
                        .plan(three.drop("y")
                                .with(Column.numbers("y", 1, 2, 3).withRole(Role.TARGET))
                                .schema()))
                .hasMessage("Expected the target column 'y' to hold classes but it is number. Use a "
                        + "step for numbers, or read it as a category.");
    }

    @Test
    void smoothingIsSearchedOnlyWhereItIsAWeight() {
        assertThat(CREDIT.hyperparameters().ranges()).isEmpty();
        assertThat(CREDIT.smoothing(Range.log(1, 100)).hyperparameters().ranges())
                .containsOnlyKeys("weight");
    }
}
