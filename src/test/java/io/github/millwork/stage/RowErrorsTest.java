package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.data.Target;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What goes wrong when rows are scored names the step, the row and the column, and what must not be learned is refused. */
class RowErrorsTest {
    private static final FitContext CONTEXT = FitContext.of(1).withThreads(1);
    private static final double BAD = -99;

    private final Dataset data = Dataset.of(
            Column.numbers("a", IntStream.range(0, 40).mapToDouble(i -> i % 7).toArray()),
            Column.numbers("b", IntStream.range(0, 40).mapToDouble(i -> i % 5).toArray()),
            Column.numbers("y", IntStream.range(0, 40).asDoubleStream().toArray()));

    private static FittedChain<Regression> fit(Dataset rows, boolean complete, Transformer... steps) {
        List<Step> placed =
                Arrays.stream(steps).map(step -> new Step("engineer", step)).toList();
        return new Chain<>(Task.regress(Target.of("y")), placed, new TestLearners.Line(complete)).fit(rows, CONTEXT);
    }

    private Dataset with(String column, int row, double cell) {
        double[] cells = data.column(column).toDoubles();
        cells[row] = cell;
        return data.with(Column.numbers(column, cells));
    }

    private static Transformer mapping(DoubleUnaryOperator function) {
        return TestSteps.Told.of(Operation.map("a", "a", function));
    }

    private static double refused(double cell) {
        if (cell == BAD) throw new DataException("Expected something else but found -99. Give that.");
        return cell;
    }

    private static double failed(double cell) {
        if (cell == BAD) throw new ArithmeticException("planted");
        return cell;
    }

    @Test
    void wrongDataInAStepIsToldWithStepAndRow() {
        FittedChain<Regression> chain = fit(data, true, mapping(x -> x), mapping(RowErrorsTest::refused));
        Dataset rows = with("a", 17, BAD);
        for (int threads : new int[] {1, 2}) {
            assertThatThrownBy(() -> chain.predict(rows, threads))
                    .isInstanceOf(DataException.class)
                    .hasMessage("At engineer step 2, row 17: Expected something else but found -99. Give that.");
        }
        assertThatThrownBy(() -> chain.predict(rows.row(17)))
                .isInstanceOf(DataException.class)
                .hasMessage("At engineer step 2: Expected something else but found -99. Give that.");
        assertThatThrownBy(() -> fit(rows, true, mapping(x -> x), mapping(RowErrorsTest::refused)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "At engineer step 2 (what it is told): At row 17: Expected something else but found -99. Give "
                                + "that.");
    }

    @Test
    void aStepThatFailsIsToldWithTheRowAndWhatItThrew() {
        FittedChain<Regression> chain = fit(data, true, mapping(RowErrorsTest::failed));
        assertThatThrownBy(() -> chain.predict(with("a", 3, BAD)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected engineer step 1 to work on any row but it failed at row 3: "
                        + "java.lang.ArithmeticException: planted. Mend the operation of that step.")
                .hasCauseInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> chain.predict(Row.of("a", BAD, "b", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Expected engineer step 1 to work on any row but it failed: java.lang.Arith");
    }

    @Test
    void aCancellationIsNoFailureOfTheStep() {
        FittedChain<Regression> chain = fit(data, true, mapping(cell -> {
            if (cell == BAD) throw new CancellationException("stop");
            return cell;
        }));
        assertThatThrownBy(() -> chain.predict(with("a", 3, BAD)))
                .isInstanceOf(CancellationException.class)
                .hasMessage("stop");
    }

    @Test
    void labelsNameTheSteps() {
        Schema schema = Schema.of(List.of(new Field("a", ColumnType.NUMBER)));
        FittedTransformer fails = () -> List.of(Operation.map("a", "a", RowErrorsTest::refused));
        RowProgram named = ProgramCompiler.compile(schema, List.of(fails), List.of("preprocess step 4 (scale)"), false);
        RowProgram plain = RowProgram.of(schema, List.of(fails));
        List<Column> columns = named.columns(Dataset.of(Column.numbers("a", 1, BAD)));
        Frame frame = named.frame();
        named.load(frame, columns, 1);
        assertThatThrownBy(() -> named.run(frame))
                .hasMessageStartingWith("At preprocess step 4 (scale), row 1: Expected");
        assertThatThrownBy(() -> plain.run(frame)).hasMessageStartingWith("At step 1, row 1: Expected");
        named.load(frame, Row.of("a", BAD));
        assertThatThrownBy(() -> named.run(frame)).hasMessageStartingWith("At preprocess step 4 (scale): Expected");
    }

    @Test
    void aCellOfABatchThatDoesNotFitIsToldWithItsRow() {
        Schema schema = Schema.of(List.of(new Field("day", ColumnType.DATE), new Field("n", ColumnType.NUMBER)));
        RowProgram program = RowProgram.of(schema, List.of());
        Column days = Column.texts("day", "2024-01-31", null, "tomorrow");
        assertThatThrownBy(() -> program.columns(Dataset.of(days, Column.integers("n", 1, 2, 3))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "At row 2: Expected column 'day' to be of type date but found the String 'tomorrow'.");
        assertThatThrownBy(() -> program.columns(
                        Dataset.of(Column.dates("day", null, null, null), Column.texts("n", null, "12.5", "1"))))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'n' to be number, as in training, but it is text, first at row 1: '12.5'. "
                        + "Read it with the same type.");
        List<Column> read =
                program.columns(Dataset.of(days.rows(new int[] {0, 1}), Column.integers("n", 1, Long.MIN_VALUE)));
        assertThat(read.get(0).date(0)).contains(LocalDate.of(2024, 1, 31));
        assertThat(read.get(0).isMissing(1)).isTrue();
    }

    @Test
    void anInfiniteFeatureIsRefusedWhateverTheModelCopesWith() {
        for (boolean complete : new boolean[] {true, false}) {
            FittedChain<Regression> chain = fit(data, complete, new TestSteps.Sum("s", "a", "b"));
            assertThatThrownBy(() -> chain.predict(with("a", 9, Double.NEGATIVE_INFINITY)))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "Expected a finite value for 'a' but it is -Infinity at row 9. It is computed from 'a'. Leave "
                                    + "that row out, or give null for what is not known.");
            assertThatThrownBy(() -> chain.predict(Row.of("a", Double.MAX_VALUE, "b", Double.MAX_VALUE)))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(
                            "Expected a finite value for 's' but it is Infinity. It is computed from 'a', 'b'.");
            assertThatCode(() -> chain.predict(Row.of("a", Double.MAX_VALUE, "b", 0)))
                    .doesNotThrowAnyException();
        }
        RowProgram vectors = RowProgram.of(
                Schema.of(List.of(new Field("v", ColumnType.VECTOR, Role.FEATURE, -1, List.of("v0", "v1")))),
                List.of());
        Frame frame = vectors.frame();
        vectors.load(frame, Row.of("v", SparseVector.of(new int[] {1}, new double[] {Double.POSITIVE_INFINITY})));
        assertThatThrownBy(() -> vectors.run(frame)).hasMessageStartingWith("Expected a finite value for 'v1'");
    }

    @Test
    void stepsThatLookBackAreNoExceptions() {
        Dataset ordered = data.with(
                Column.integers("t", IntStream.range(0, 40).asLongStream().toArray()));
        FittedChain<Regression> chain = fit(
                ordered,
                false,
                new TestSteps.Lag("a", "t"),
                new TestSteps.Sum("s", "a", "b"),
                mapping(RowErrorsTest::refused));
        Dataset bad = with("a", 17, BAD).with(ordered.column("t"));
        int[] later = IntStream.range(10, 40).toArray();
        assertThatThrownBy(() -> chain.predict(bad))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("At row 17: Expected something else");
        assertThatThrownBy(() -> chain.predict(bad.rows(later), bad.head(10)))
                .hasMessageStartingWith("At row 7: Expected something else");
        assertThatThrownBy(() -> chain.predict(bad.rows(29), bad.head(20)))
                .hasMessageStartingWith("At row 3 before the first: Expected something else");
        Dataset endless = with("b", 4, Double.POSITIVE_INFINITY).with(ordered.column("t"));
        assertThatThrownBy(() -> chain.predict(endless))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected a finite value for 'b' but it is Infinity at row 4.");
    }

    @Test
    void aFeatureThatIsComputedFromTheTargetIsRefused() {
        List<TrainingData> fitted = new ArrayList<>();
        assertThatThrownBy(() -> new Chain<>(
                                Task.regress(Target.of("y")),
                                List.of(
                                        new Step("preprocess", mapping(x -> x)),
                                        new Step("engineer", new TestSteps.Sum("s", "a", "y"))),
                                new TestLearners.Watched<>(new TestLearners.Line(true), 0, List.of(), fitted))
                        .fit(data, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected features that are computed without the target but engineer step 2 (sum 's') reads "
                                + "'y', the target column, which is not known when a row is predicted. Leave it out of that step.");
        assertThat(fitted).isEmpty();
    }

    @Test
    void aColumnThatIsDroppedAgainMayBeComputedFromTheTargetAndAFeatureFromAWeight() {
        FittedChain<Regression> chain = fit(data, true, new TestSteps.Sum("s", "a", "y"), new Drop(Columns.named("s")));
        assertThat(chain.predict(data.drop("y"))).hasSize(40);
        Schema schema = Schema.of(
                List.of(new Field("w", ColumnType.NUMBER).withRole(Role.WEIGHT), new Field("a", ColumnType.NUMBER)));
        RowProgram weighed = RowProgram.of(schema, List.of(new TestSteps.Summed("s", "a", "w")));
        assertThat(weighed.features()).extracting(Feature::name).containsExactly("a", "s");
    }
}
