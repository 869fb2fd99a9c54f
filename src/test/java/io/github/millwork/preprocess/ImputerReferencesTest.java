package io.github.millwork.preprocess;

import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.Transforms;
import io.github.millwork.testkit.References;
import io.github.millwork.testkit.TestTables;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Imputers that look at other columns; compared with what scikit-learn and pandas filled in, see imputers.py. */
class ImputerReferencesTest {
    private static final Columns COLUMNS = named("age", "expenses", "income", "assets", "debt", "amount", "price");

    private static final LocalDate DAY = LocalDate.of(2024, 2, 29);

    private static Stream<Arguments> imputers() {
        return Stream.of(
                Arguments.of("neighbours", Impute.neighbours(COLUMNS, 5)),
                Arguments.of(
                        "neighbours-distance", Impute.neighbours(COLUMNS, 7).byDistance()),
                Arguments.of("iterative", Impute.iterative(COLUMNS)),
                Arguments.of(
                        "iterative-three-rounds",
                        Impute.iterative(COLUMNS).rounds(3).tolerance(1e-9)),
                Arguments.of("group-mean", Impute.mean(COLUMNS).within("home")),
                Arguments.of("group-median", Impute.median(COLUMNS).within("home")),
                Arguments.of(
                        "group-most-frequent",
                        Impute.mostFrequent(numeric().or(named("marital", "job")))
                                .within("home")));
    }

    @ParameterizedTest
    @MethodSource("imputers")
    void agreesWithTheReference(String name, Transformer step) {
        References.compare(TestTables.credit(), step, TestTables.fixture("preprocess/imputed-" + name + ".csv"), 1e-10);
    }

    /** In later rows other cells are missing than in those that were fitted to. */
    @Test
    void laterRowsGoThroughTheSameRegressions() {
        Dataset credit = TestTables.credit();
        double[] ages = credit.column("age").toDoubles();
        double[] prices = credit.column("price").toDoubles();
        for (int row = 0; row < ages.length; row += 2) ages[row] = Double.NaN;
        for (int row = 0; row < prices.length; row += 3) prices[row] = Double.NaN;
        Dataset later = credit.with(Column.numbers("age", ages)).with(Column.numbers("price", prices));
        Dataset reference = TestTables.fixture("preprocess/imputed-iterative-later.csv");
        References.compare(
                transformed(Impute.iterative(COLUMNS), credit, later.rows(References.rows(reference))),
                reference,
                1e-10);
    }

    @Test
    void whatNoRegressionCanTellIsTheMean() {
        Dataset single = Dataset.of(Column.numbers("x", 1, 2, 6));
        Dataset rows = Dataset.of(Column.numbers("x", Double.NaN, 5));
        assertThat(transformed(Impute.iterative(numeric()), single, rows)
                        .column("x")
                        .toDoubles())
                .containsExactly(3, 5);
        Dataset constant = Dataset.of(Column.numbers("x", 2, 2, 2), Column.integers("y", 5, 5, Long.MIN_VALUE));
        Dataset found = transformed(Impute.iterative(numeric()).withIndicator(), constant, constant);
        assertThat(found.column("y").toDoubles()).containsExactly(5, 5, 5);
        assertThat(found.column("y_missing").toDoubles()).containsExactly(0, 0, 1);
    }

    @Test
    void aColumnWithoutAnyValueCannotBeRegressed() {
        Dataset training =
                Dataset.of(Column.numbers("x", 1, 2, 6), Column.numbers("y", Double.NaN, Double.NaN, Double.NaN));
        assertThatThrownBy(() -> transformed(Impute.iterative(numeric()), training, training))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'y' to have a value in at least one training row but all 3 are missing. "
                        + "Drop it, or use Impute.constant.");
    }

    private static Dataset transformed(Transformer step, Dataset training, Dataset rows) {
        FittedTransformer fitted = step.fit(training, FitContext.of(0)).fitted();
        return Transforms.apply(fitted, rows, 1);
    }

    @Test
    void aGroupWithoutAValueOrThatWasNotThereGetsThatOfAllRows() {
        Dataset training = Dataset.of(
                Column.categories("g", "a", "a", "b", null, "c"), Column.integers("x", 2, 4, Long.MIN_VALUE, 9, 20));
        Dataset rows = Dataset.of(
                Column.categories("g", "a", "b", "new", null, "a"),
                Column.integers("x", Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 7));
        Dataset found = transformed(Impute.mean(numeric()).withIndicator().within("g"), training, rows);
        assertThat(found.column("x").toDoubles()).containsExactly(3, 8.75, 8.75, 9, 7);
        assertThat(found.column("x_missing").toDoubles()).containsExactly(1, 1, 1, 1, 0);
        assertThat(found.column("g").value(2)).isEqualTo("new");
        assertThatThrownBy(() -> Impute.constant(numeric(), 1).within("g"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected the mean, the median or the most frequent value of a group to fill in but found a "
                                + "constant, which is the same in all groups. Leave within out.");
    }

    @Test
    void theMostFrequentOfAGroupKeepsTheTypeOfTheColumn() {
        Dataset training = Dataset.of(
                Column.booleans("g", true, true, true, false, null),
                Column.categories("c", "x", "x", "y", null, "z"),
                Column.booleans("b", true, false, false, null, true),
                Column.dates("d", DAY, null, DAY, null, DAY.plusDays(1)));
        Dataset rows = Dataset.of(
                Column.booleans("g", true, false, null),
                Column.categories("c", null, null, null),
                Column.booleans("b", null, null, null),
                Column.dates("d", null, null, null));
        Dataset found = transformed(Impute.mostFrequent(all()).withIndicator().within("g"), training, rows);
        assertThat(found.column("c").levels()).containsExactly("x", "z");
        assertThat(List.of(
                        found.row(0).toMap(), found.row(1).toMap(), found.row(2).toMap()))
                .extracting(row -> row.get("c") + " " + row.get("b") + " " + row.get("d") + " " + row.get("d_missing"))
                .containsExactly("x false 2024-02-29 true", "x false 2024-02-29 true", "z true 2024-03-01 true");
    }

    @Test
    void rowsWithNothingInCommonGetTheMean() {
        Dataset training = Dataset.of(Column.numbers("x", 1, 2, 6), Column.numbers("y", Double.NaN, 10, 20));
        Dataset rows = Dataset.of(Column.numbers("x", Double.NaN, 2), Column.numbers("y", Double.NaN, Double.NaN));
        Dataset found = transformed(Impute.neighbours(numeric(), 1), training, rows);
        assertThat(found.column("x").toDoubles()).containsExactly(3, 2);
        assertThat(found.column("y").toDoubles()).containsExactly(15, 10);
        assertThat(Impute.neighbours(numeric(), 1)
                        .neighbours(Range.between(1, 9))
                        .hyperparameters()
                        .ranges())
                .containsOnlyKeys("neighbours");
    }
}
