package io.github.millwork.engineer;

import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TargetNumbers;
import io.github.millwork.testkit.References;
import io.github.millwork.testkit.TestTables;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelectFeaturesTest {
    private static final Dataset CREDIT = TestTables.credit();

    @ParameterizedTest
    @EnumSource(FeatureScore.class)
    void scoresAgreeWithScikitLearn(FeatureScore score) {
        Dataset reference = TestTables.fixture("engineer/scores.csv");
        boolean ofNumbers = score.name().endsWith("REGRESSION") || score == FeatureScore.CORRELATION;
        TargetNumbers target = score.target(CREDIT.withRole(ofNumbers ? "price" : "status", Role.TARGET));
        for (int row = 0; row < reference.rowCount(); row++) {
            String feature = String.valueOf(reference.column("feature").string(row));
            double expected = reference.column(score.name()).number(row);
            assertThat(score.of(CREDIT.column(feature).toDoubles(), target))
                    .as(feature)
                    .isCloseTo(expected, within(1e-10 * Math.max(1, expected)));
        }
    }

    @Test
    void theBestAreKeptUnderTheirNames() {
        Dataset rows = CREDIT.withRole("status", Role.TARGET);
        Dataset found = References.apply(
                SelectFeatures.by(FeatureScore.ANOVA, named("seniority", "time", "age", "expenses", "amount"))
                        .best(2),
                rows);
        assertThat(found.column("seniority").dimensions()).containsExactly("seniority");
        assertThat(found.column("seniority").vector(0)).isEqualTo(SparseVector.of(new int[] {0}, new double[] {9}));
        assertThat(found.column("amount").dimensions()).containsExactly("amount");
        assertThat(found.column("age").dimensions()).isEmpty();
        assertThat(found.column("time").vector(3)).isEqualTo(SparseVector.ZERO);
    }

    @Test
    void dimensionsOfVectorsCompeteWithColumns() {
        Dataset rows = Dataset.of(
                Column.vectors(
                        "v",
                        List.of("v=a", "v=b", "v=c"),
                        SparseVector.unit(0),
                        SparseVector.unit(2),
                        SparseVector.unit(0),
                        SparseVector.unit(2)),
                Column.numbers("x", 1, Double.NaN, 1, 1),
                Column.categories("y", "p", "q", "p", "q").withRole(Role.TARGET));
        Dataset found = References.apply(
                SelectFeatures.by(FeatureScore.MUTUAL_INFORMATION, all()).best(2), rows);
        assertThat(found.column("v").dimensions()).containsExactly("v=a", "v=c");
        assertThat(found.column("v").vector(1)).isEqualTo(SparseVector.unit(1));
        assertThat(found.column("x").dimensions()).isEmpty();
    }

    @Test
    void aBoundAndAPercentageChooseToo() {
        Dataset rows = Dataset.of(
                Column.numbers("a", 1, 1, 1), Column.numbers("b", 1, 2, 3), Column.integers("c", 10, 20, 30));
        assertThat(kept(SelectFeatures.variance(numeric(), 0), rows)).containsExactly("b", "c");
        assertThat(kept(SelectFeatures.variance(numeric(), 1), rows)).containsExactly("c");
        assertThat(kept(SelectFeatures.by(FeatureScore.VARIANCE, numeric()).percent(67), rows))
                .containsExactly("b", "c");
        assertThat(SelectFeatures.by(FeatureScore.VARIANCE, numeric())
                        .best(Range.between(1, 3))
                        .hyperparameters()
                        .ranges())
                .containsOnlyKeys("best");
    }

    private static List<String> kept(SelectFeatures step, Dataset rows) {
        return References.apply(step, rows).columns().stream()
                .flatMap(column -> column.dimensions().stream())
                .toList();
    }

    @Test
    void whatAScoreCannotTellIsRefused() {
        Dataset rows = Dataset.of(
                Column.numbers("x", -1, 2), Column.categories("y", "p", "q").withRole(Role.TARGET));
        assertThatThrownBy(() -> References.apply(SelectFeatures.by(FeatureScore.CHI_SQUARE, numeric()), rows))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("finite numbers not below zero in column 'x'")
                .hasMessageContaining("but found -1.0 at training row 0. Scale it first, or choose another score.");
        assertThatThrownBy(() -> SelectFeatures.by(FeatureScore.ANOVA, numeric())
                        .plan(Dataset.of(
                                        Column.numbers("x", 1, 2),
                                        Column.numbers("y", 1, 2).withRole(Role.TARGET))
                                .schema()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("to hold classes but it is number");
    }
}
