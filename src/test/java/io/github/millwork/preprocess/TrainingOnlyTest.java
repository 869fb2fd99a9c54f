package io.github.millwork.preprocess;

import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.data.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.SavedChains;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetOption;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.Task;
import io.github.millwork.testkit.MeanRegressor;
import io.github.millwork.testkit.TestTables;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done to training rows only: some are left out, and the target of a regression is transformed. */
class TrainingOnlyTest {
    private static final FitContext CONTEXT = FitContext.of(0);

    private static final Dataset ROWS = Dataset.of(
            Column.numbers("x", 1, 1, 2, Double.NaN, 3, 100, Double.POSITIVE_INFINITY),
            Column.categories("c", "a", "a", "b", "b", null, "b", "b"),
            Column.numbers("y", 5, 5, 6, 6, 7, 8, 8).withRole(Role.TARGET));

    private static double[] target(DropRows option, Dataset rows) {
        return option.apply(rows, CONTEXT).column("y").toDoubles();
    }

    @Test
    void duplicatesAreLeftOutButForTheFirst() {
        assertThat(DropRows.duplicates().apply(ROWS, CONTEXT).rowCount()).isEqualTo(6);
        assertThat(target(DropRows.duplicates(named("c")), ROWS)).containsExactly(5, 6, 7, 8);
        Dataset once = ROWS.rows(0, 2);
        assertThat(DropRows.duplicates().apply(once, CONTEXT)).isSameAs(once);
    }

    @Test
    void rowsWithMissingCellsAreLeftOut() {
        assertThat(target(DropRows.missing(named("x")), ROWS)).containsExactly(5, 5, 6, 7, 8, 8);
        assertThat(target(DropRows.missing(named("x", "c")), ROWS)).containsExactly(5, 5, 6, 8, 8);
    }

    @Test
    void outliersAreLeftOutAndMissingCellsAreNone() {
        assertThat(target(DropRows.outliers(numeric(), 3), ROWS)).containsExactly(5, 5, 6, 6, 7);
        assertThatThrownBy(() -> DropRows.outliers(numeric(), -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void someRowsMustBeLeft() {
        Dataset empty = ROWS.with(Column.numbers("x", 1, 2, 3, 4, 5, 6, 7)).rows(4, 4);
        assertThatThrownBy(() -> DropRows.missing(named("c")).apply(empty, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected training rows to be left but all 2 are rows left out by missing in 'c'. Choose "
                        + "fewer columns.");
    }

    @Test
    void rowsAreLeftOutOfTrainingAndNeverOfScoring() {
        Dataset rows =
                Dataset.of(Column.numbers("x", 1, 1, 2, 2, 3, 100, 4), Column.numbers("y", 5, 5, 6, 6, 7, 80, 8));
        FittedChain<Regression> fitted = fit(new MeanRegressor().with(DropRows.outliers(named("x"), 3)), rows);
        assertThat(fitted.predict(rows)).hasSize(7);
        assertThat(fitted.predict(rows).get(0).value()).isCloseTo(37 / 6.0, within(1e-12));
    }

    private static FittedChain<Regression> fit(Learner<Regression> learner, Dataset rows) {
        return new Chain<>(Task.regress(Target.of("y")), List.of(), learner).fit(rows, CONTEXT);
    }

    private static Stream<TargetTransform> transforms() {
        return Arrays.stream(TargetTransform.Method.values()).map(TargetTransform::new);
    }

    private static double reference(String what) {
        Dataset reference = TestTables.fixture("preprocess/training.csv");
        return reference.where(text("what").is(what)).column("value").number(0);
    }

    private static double[] numbers(Dataset kept) {
        double[] rows = kept.column("row").toDoubles();
        return new double[] {rows.length, Arrays.stream(rows).sum()};
    }

    @Test
    void theSameRowsAreLeftAsByNumpyAndPandas() {
        Dataset credit = TestTables.credit();
        long[] rows = LongStream.range(0, credit.rowCount()).toArray();
        Dataset numbered = credit.with(Column.integers("row", rows)).withRole("status", Role.TARGET);
        Columns some = named("age", "expenses", "income", "amount", "price");
        Map<String, DropRows> options = Map.of(
                "outliers 1.5", DropRows.outliers(some, 1.5),
                "outliers 3", DropRows.outliers(some, 3),
                "missing", DropRows.missing(named("income", "debt", "job")),
                "duplicates", DropRows.duplicates(named("age", "price")));
        options.forEach((name, option) -> assertThat(numbers(option.apply(numbered, CONTEXT)))
                .as(name)
                .containsExactly(reference(name + " rows"), reference(name + " sum")));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void theMeanTurnedBackIsThatOfScikitLearn(TargetTransform transform) {
        double[] prices = TestTables.credit()
                .with("price", number("price").plus(number("amount").dividedBy(1000)))
                .column("price")
                .toDoubles();
        Dataset rows = Dataset.of(Column.numbers("y", prices), Column.numbers("x", prices));
        double predicted = fit(new MeanRegressor().with(transform), rows)
                .predict(rows.rows(0))
                .get(0)
                .value();
        double expected = reference(transform.method().name());
        assertThat(predicted).isCloseTo(expected, within(1e-9 * expected));
    }

    /** A model of the mean, fitted to the transformed target, predicts the mean of that turned back. */
    @ParameterizedTest
    @MethodSource("transforms")
    void predictionsAreTurnedBack(TargetTransform transform) {
        double[] prices = TestTables.credit().column("price").toDoubles();
        Dataset rows = Dataset.of(Column.numbers("y", prices), Column.numbers("x", prices));
        FittedChain<Regression> fitted = fit(new MeanRegressor().with(transform), rows);
        TargetOption.Transformed<Regression> learned = transform.apply(new TargetValues.Numbers(prices), CONTEXT);
        double[] forward = ((TargetValues.Numbers) learned.forward().apply(new TargetValues.Numbers(prices))).values();
        double mean = Arrays.stream(forward).average().orElse(Double.NaN);
        double[] back = new double[1];
        learned.inverse().adjust(new double[] {mean}, back);
        double predicted = fitted.predict(rows.rows(0)).get(0).value();
        assertThat(predicted).isCloseTo(back[0], within(1e-9 * back[0]));
        assertThat(SavedChains.read(SavedChains.state(fitted)).predict(rows.rows(0)))
                .isEqualTo(fitted.predict(rows.rows(0)));
        assertThat(Codecs.decode(State.fromJson(Codecs.encode(transform).toJson()), TargetTransform.class))
                .isEqualTo(transform);
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void theWayBackLeadsToWhereItBegan(TargetTransform transform) {
        double[] prices = Arrays.stream(TestTables.credit().column("price").toDoubles())
                .distinct()
                .toArray();
        TargetOption.Transformed<Regression> learned = transform.apply(new TargetValues.Numbers(prices), CONTEXT);
        double[] forward = ((TargetValues.Numbers) learned.forward().apply(new TargetValues.Numbers(prices))).values();
        double[] back = new double[prices.length];
        learned.inverse().adjust(forward, back);
        for (int i = 0; i < back.length; i++) assertThat(back[i]).isCloseTo(prices[i], within(1e-8 * prices[i]));
    }

    /** Known values: the geometric mean of 1, 10 and 100, and the median of an odd number of values. */
    @Test
    void theWayBackIsThatOfTheMethod() {
        Dataset rows = Dataset.of(Column.numbers("y", 1, 10, 100), Column.numbers("x", 1, 2, 3));
        assertThat(predict(TargetTransform.log(), rows)).isCloseTo(10, within(1e-12));
        assertThat(predict(TargetTransform.log1p(), rows)).isCloseTo(Math.cbrt(2 * 11 * 101.0) - 1, within(1e-12));
        assertThat(predict(TargetTransform.standard(), rows)).isCloseTo(37, within(1e-12));
        assertThat(predict(TargetTransform.uniform(), rows)).isCloseTo(10, within(1e-12));
        assertThat(predict(TargetTransform.normal(), rows)).isCloseTo(10, within(1e-9));
    }

    private static double predict(TargetTransform transform, Dataset rows) {
        return fit(new MeanRegressor().with(transform), rows)
                .predict(rows)
                .get(0)
                .value();
    }

    @Test
    void aPredictionOutOfReachBecomesTheNearest() {
        TargetOption.Transformed<Regression> quantiles =
                TargetTransform.normal().apply(new TargetValues.Numbers(new double[] {1, 2, 3}), CONTEXT);
        double[] back = new double[3];
        quantiles.inverse().adjust(new double[] {-50, Double.NaN, 50}, back);
        assertThat(back).containsExactly(1, Double.NaN, 3);
    }

    @Test
    void aTargetOutOfReachIsRefused() {
        Dataset rows = Dataset.of(Column.numbers("y", 0, 1, 2), Column.numbers("x", 1, 2, 3));
        assertThatThrownBy(() -> fit(new MeanRegressor().with(TargetTransform.boxCox()), rows))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected a target above 0 to target transform by box cox but found 0.0. Use "
                        + "TargetTransform.yeoJohnson, which takes any number.");
    }
}
