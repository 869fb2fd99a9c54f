package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Transforms;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImputeTest {
    private static final long MISSING = Long.MIN_VALUE;

    private static FittedTransformer fitted(Impute impute, Dataset training) {
        return impute.fit(training, FitContext.of(0)).fitted();
    }

    private static Dataset imputed(Impute impute, Dataset data) {
        return Transforms.apply(fitted(impute, data), data, 1);
    }

    @Test
    void fillsMissingCellsOfLaterRowsWithWhatWasLearned() {
        Dataset training = Dataset.of(Column.numbers("a", 1, 2, 9, Double.NaN));
        Dataset later = Dataset.of(Column.numbers("a", Double.NaN, -7, Double.NaN));
        assertThat(Transforms.apply(fitted(Impute.mean(numeric()), training), later, 1)
                        .column("a")
                        .toDoubles())
                .containsExactly(4, -7, 4);
        assertThat(Transforms.apply(fitted(Impute.median(numeric()), training), later, 1)
                        .column("a")
                        .toDoubles())
                .containsExactly(2, -7, 2);
    }

    @Test
    void theMedianOfAnEvenNumberOfIntegersMayHaveAFraction() {
        Column column = imputed(Impute.median(numeric()), Dataset.of(Column.integers("a", 1, MISSING, 2, 5, 3)))
                .column("a");
        assertThat(column.type()).isEqualTo(NUMBER);
        assertThat(column.toDoubles()).containsExactly(1, 2.5, 2, 5, 3);
    }

    @Test
    void theMostFrequentValueKeepsTheTypeOfTheColumn() {
        LocalDate day = LocalDate.of(2024, 2, 29);
        Dataset data = Dataset.of(
                Column.integers("integer", 3, 3, 8, MISSING),
                Column.booleans("boolean", true, false, true, null),
                Column.dates("date", day, day, LocalDate.EPOCH, null),
                Column.categories("category", "x", "y", "y", null));
        Dataset imputed = imputed(Impute.mostFrequent(all()), data);
        assertThat(imputed.row(3).toMap().values()).containsExactly(3L, true, day, "y");
        assertThat(imputed.columns())
                .extracting(Column::type)
                .isEqualTo(data.columns().stream().map(Column::type).toList());
    }

    @Test
    void ofEquallyFrequentValuesTheSmallestIsTaken() {
        Dataset data = Dataset.of(
                Column.numbers("number", 5, -2, 5, -2, 9, Double.NaN),
                Column.categories("category", "b", "a", "b", "a", "0", null));
        assertThat(imputed(Impute.mostFrequent(all()), data).row(5).toMap().values())
                .containsExactly(-2.0, "a");
    }

    @Test
    void aWholeConstantLeavesIntegersIntegers() {
        Dataset data = Dataset.of(Column.integers("a", 1, MISSING));
        assertThat(imputed(Impute.constant(numeric(), -1), data).column("a").type())
                .isEqualTo(INTEGER);
        assertThat(imputed(Impute.constant(numeric(), -1), data).column("a").value(1))
                .isEqualTo(-1L);
        assertThat(imputed(Impute.constant(numeric(), 0.5), data).column("a").type())
                .isEqualTo(NUMBER);
        assertThat(imputed(Impute.constant(numeric(), 0.5), data).column("a").value(1))
                .isEqualTo(0.5);
    }

    @Test
    void aStringFillsCategoriesAndTextOnly() {
        Dataset data = Dataset.of(
                Column.categories("category", "a", null),
                Column.texts("text", null, "b"),
                Column.numbers("number", Double.NaN, 1));
        Dataset imputed = imputed(Impute.constant(all(), "none"), data);
        assertThat(imputed.row(0).toMap().values()).containsExactly("a", "none", null);
        assertThat(imputed.row(1).toMap().values()).containsExactly("none", "b", 1.0);
    }

    @Test
    void aConstantNeedsNoValueInTraining() {
        Dataset data = Dataset.of(Column.numbers("a", Double.NaN, Double.NaN));
        assertThat(imputed(Impute.constant(numeric(), 3), data).column("a").toDoubles())
                .containsExactly(3, 3);
    }

    @Test
    void theIndicatorIsAddedForEachColumnWhetherOrNotCellsAreMissing() {
        Dataset data = Dataset.of(Column.numbers("a", 1, Double.NaN), Column.integers("b", 1, 2));
        Dataset imputed = imputed(Impute.mean(numeric()).withIndicator(), data);
        assertThat(imputed.schema().names()).containsExactly("a", "b", "a_missing", "b_missing");
        assertThat(imputed.column("a_missing").type()).isEqualTo(BOOLEAN);
        assertThat(imputed.row(0).toMap().values()).containsExactly(1.0, 1.0, false, false);
        assertThat(imputed.row(1).toMap().values()).containsExactly(1.0, 2.0, true, false);
    }

    @Test
    void theTargetIsLeftAlone() {
        Dataset data = Dataset.of(
                Column.numbers("a", 1, Double.NaN),
                Column.numbers("y", 1, Double.NaN).withRole(Role.TARGET));
        assertThat(imputed(Impute.mean(numeric()), data).column("y").isMissing(1))
                .isTrue();
        assertThatThrownBy(() -> fitted(Impute.mean(io.github.millwork.data.Columns.withRole(Role.TARGET)), data))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected 'y' to be a feature but it is the target column. A step works on features only: "
                        + "choose other columns.");
    }

    @Test
    void aColumnWithoutAnyValueIsRefused() {
        Dataset data = Dataset.of(
                Column.numbers("a", Double.NaN, Double.NaN), Column.categories("c", new String[] {null, null}));
        assertThatThrownBy(() -> fitted(Impute.median(numeric()), data))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'a' to have a value in at least one training row but all 2 are missing. "
                        + "Drop it, or use Impute.constant.");
        assertThatThrownBy(() -> fitted(Impute.mostFrequent(categorical()), data))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected column 'c' to have a value in at least one training row");
    }

    @Test
    void anInfiniteNumberIsRefusedWithItsRow() {
        Dataset data = Dataset.of(Column.numbers("a", 1, Double.NEGATIVE_INFINITY));
        assertThatThrownBy(() -> fitted(Impute.mean(numeric()), data))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected finite numbers in column 'a' but found -Infinity at training row 1. "
                        + "Make it missing, or leave the row out.");
    }

    @Test
    void anIndicatorDoesNotOverwriteAColumn() {
        Dataset data = Dataset.of(Column.numbers("a", 1, 2), Column.numbers("a_missing", 1, 2));
        Impute impute = Impute.mean(named("a")).withIndicator();
        assertThatThrownBy(() -> data.schema().after(impute.plan(data.schema())))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected 'a_missing' to be a new column but there is one of that name already. "
                        + "Choose another name, or rename or drop the old column first.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void onlyAFiniteConstantCanBeFilledIn(double value) {
        assertThatThrownBy(() -> Impute.constant(numeric(), value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected a finite number or a string that is not empty");
    }

    @Test
    void aConstantBelongsToTheConstantStrategyOnly() {
        assertThatThrownBy(() -> Impute.constant(categorical(), "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Impute(numeric(), Impute.Strategy.MEAN, 1.0, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Impute(numeric(), Impute.Strategy.CONSTANT, null, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSavedFormStaysTheSame() {
        assertThat(Codecs.encode(Impute.constant(named("a"), 2).withIndicator()).toJson())
                .isEqualTo("{\"name\":\"impute\",\"version\":1,\"state\":{\"columns\":\"names(\\\"a\\\")\","
                        + "\"strategy\":\"CONSTANT\",\"indicator\":true,\"constant\":2.0}}");
        Dataset data = Dataset.of(Column.integers("a", 1, MISSING), Column.booleans("b", true, null));
        assertThat(Codecs.encode(fitted(Impute.mostFrequent(all()), data)).toJson())
                .isEqualTo("{\"name\":\"impute.fitted\",\"version\":1,\"state\":{\"columns\":["
                        + "{\"name\":\"a\",\"type\":\"INTEGER\",\"value\":1.0,\"indicator\":false},"
                        + "{\"name\":\"b\",\"type\":\"BOOLEAN\",\"value\":1.0,\"indicator\":false}]}}");
    }
}
