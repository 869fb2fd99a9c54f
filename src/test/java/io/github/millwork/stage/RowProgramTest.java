package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowProgramTest {
    private final Schema schema = Schema.of(List.of(
            new Field("a", ColumnType.NUMBER),
            new Field("b", ColumnType.NUMBER),
            new Field("i", ColumnType.INTEGER),
            new Field("c", ColumnType.CATEGORY),
            new Field("y", ColumnType.NUMBER).withRole(Role.TARGET),
            new Field("w", ColumnType.NUMBER).withRole(Role.WEIGHT)));

    private static FittedTransformer step(Operation... operations) {
        return () -> List.of(operations);
    }

    private static Operation drop(String column) {
        return Operation.drop(column);
    }

    private RowProgram program(FittedTransformer... steps) {
        return RowProgram.of(schema, List.of(steps));
    }

    private static List<String> inputs(RowProgram program) {
        return program.inputs().stream().map(RowProgram.Input::column).toList();
    }

    private static List<String> features(RowProgram program) {
        return program.features().stream().map(Feature::name).toList();
    }

    private static double[] run(RowProgram program, Row row) {
        Frame frame = program.frame();
        program.load(frame, row);
        program.run(frame);
        return frame.features().dense(0).clone();
    }

    private final FittedTransformer dropC = step(drop("c"));

    @Test
    void onlyFeaturesAreReadInTheOrderOfTheSchema() {
        RowProgram program = program(dropC);
        assertThat(inputs(program)).containsExactly("a", "b", "i");
        assertThat(features(program)).containsExactly("a", "b", "i");
        assertThat(program.operationCount()).isZero();
        assertThat(run(program, Row.of("i", 3, "b", 2.5, "a", 1))).containsExactly(1, 2.5, 3);
    }

    @Test
    void aColumnThatOnlyADroppedOneIsComputedFromIsNotRead() {
        RowProgram program = program(
                step(drop("i"), drop("c")),
                new TestSteps.Summed("s", "a", "b"),
                step(Operation.map("s", "t", x -> x)),
                step(drop("s"), drop("t"), drop("b")));
        assertThat(inputs(program)).containsExactly("a");
        assertThat(features(program)).containsExactly("a");
        assertThat(program.operationCount()).isZero();
        assertThat(run(program, Row.of("a", 5))).containsExactly(5);
    }

    @Test
    void aDroppedColumnThatAFeatureIsComputedFromIsRead() {
        RowProgram program = program(dropC, new TestSteps.Summed("s", "a", "i"), step(drop("a"), drop("i")));
        assertThat(inputs(program)).containsExactly("a", "b", "i");
        assertThat(features(program)).containsExactly("b", "s");
        assertThat(run(program, Row.of("a", 1, "b", 2, "i", 3))).containsExactly(2, 4);
    }

    @Test
    void anOperationWithSeveralOutputsIsNeededForAny() {
        Operation both = new Operation(
                List.of("a"),
                List.of(new Field("low", ColumnType.NUMBER), new Field("high", ColumnType.NUMBER)),
                true,
                (in, out) -> frame -> {
                    frame.set(out[0], frame.number(in[0]) - 1);
                    frame.set(out[1], frame.number(in[0]) + 1);
                });
        RowProgram program = program(step(both, drop("i"), drop("c")), step(drop("low")));
        assertThat(features(program)).containsExactly("high", "b");
        assertThat(program.operationCount()).isEqualTo(1);
        assertThat(run(program, Row.of("a", 1, "b", 7))).containsExactly(2, 7);
    }

    @Test
    void aColumnMayBeRewrittenByStepAfterStep() {
        FittedTransformer plusOne = step(Operation.map("a", "a", x -> x + 1));
        FittedTransformer twice = step(Operation.map("a", "a", x -> x * 2));
        RowProgram program = program(step(drop("i"), drop("c")), plusOne, twice, plusOne);
        assertThat(program.operationCount()).isEqualTo(3);
        assertThat(run(program, Row.of("a", 5, "b", 0))).containsExactly(13, 0);
        assertThat(features(program)).containsExactly("a", "b");
    }

    @Test
    void theOperationsOfOneStepDoNotSeeWhatEachOtherWrites() {
        FittedTransformer swap = step(
                new Operation(
                        List.of("a"),
                        List.of(new Field("b", ColumnType.NUMBER)),
                        true,
                        (in, out) -> frame -> frame.set(out[0], frame.number(in[0]))),
                new Operation(
                        List.of("b"),
                        List.of(new Field("a", ColumnType.NUMBER)),
                        true,
                        (in, out) -> frame -> frame.set(out[0], frame.number(in[0]))));
        RowProgram program = program(step(drop("i"), drop("c")), swap);
        assertThat(features(program)).containsExactly("a", "b");
        assertThat(run(program, Row.of("a", 1, "b", 2))).containsExactly(2, 1);
        Dataset columns = Dataset.of(Column.numbers("a", 1), Column.numbers("b", 2));
        Dataset swapped = Transforms.apply(swap, columns, 1);
        assertThat(swapped.column("a").number(0)).isEqualTo(2);
        assertThat(swapped.column("b").number(0)).isEqualTo(1);
    }

    @Test
    void everyFeatureKnowsTheColumnsItIsComputedFrom() {
        RowProgram program = program(
                new TestSteps.Summed("s", "i", "a"),
                new TestSteps.Summed("t", "s", "b"),
                step(Operation.map("a", "a", x -> x)),
                new TestSteps.Lowered("c"),
                new TestSteps.Encoded("c", List.of("x", "y")));
        assertThat(program.features())
                .containsExactly(
                        new Feature("a", List.of("a")),
                        new Feature("b", List.of("b")),
                        new Feature("i", List.of("i")),
                        new Feature("c=x", List.of("c")),
                        new Feature("c=y", List.of("c")),
                        new Feature("s", List.of("a", "i")),
                        new Feature("t", List.of("a", "b", "i")));
    }

    @Test
    void twoFeaturesOfOneNameAreRefused() {
        Schema clash = Schema.of(List.of(new Field("c=x", ColumnType.NUMBER), new Field("c", ColumnType.CATEGORY)));
        assertThatThrownBy(() -> RowProgram.of(clash, List.of(new TestSteps.Encoded("c", List.of("x")))))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected the features to have different names but 'c=x' comes twice. Rename one of the "
                        + "columns they come from.");
    }

    @Test
    void aFeatureThatIsStillAStringIsRefused() {
        assertThatThrownBy(this::program)
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected only numbers and vectors as features but 'c' is category. Encode it, or drop it.");
    }

    @Test
    void aStepThatReadsAColumnThatIsGoneIsRefused() {
        assertThatThrownBy(() -> program(step(drop("a")), new TestSteps.Summed("s", "a", "b")))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a column 'a' but no step before gives it.");
    }

    @Test
    void aFrameIsUsedForRowAfterRow() {
        RowProgram program =
                program(step(drop("a"), drop("b"), drop("i")), new TestSteps.Encoded("c", List.of("x", "y")));
        Frame frame = program.frame();
        for (String value : Arrays.asList("x", "z", "y", null, "x")) {
            program.load(frame, Row.of("c", value));
            program.run(frame);
            assertThat(frame.features().dense(0)).containsExactly("x".equals(value) ? 1 : 0, "y".equals(value) ? 1 : 0);
        }
        assertThat(frame.unseen()).isEqualTo(Map.of("c", 1L));
    }

    @Test
    void unseenCategoriesAreCountedUnderTheColumnEvenAfterAStepThatRewroteIt() {
        RowProgram program = program(
                step(drop("a"), drop("b"), drop("i")),
                new TestSteps.Lowered("c"),
                new TestSteps.Encoded("c", List.of("x")));
        Frame frame = program.frame();
        for (String value : new String[] {"X", "Q", "r"}) {
            program.load(frame, Row.of("c", value));
            program.run(frame);
        }
        assertThat(frame.unseen()).isEqualTo(Map.of("c", 2L));
    }

    @Test
    void aRowWithoutANeededCellIsRefused() {
        RowProgram program = program(dropC);
        assertThatThrownBy(() -> run(program, Row.of("a", 1, "bb", 2, "i", 3)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected a value for column 'b', a number such as 1.5, but the row has none. Did you mean 'bb'? Give "
                                + "null where it is missing.");
        assertThatThrownBy(() -> run(program, Row.of("aa", 1, "bb", 2, "i", 3)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected values for columns 'a', a number such as 1.5; and 'b', a number such as 1.5, but the row "
                                + "has none of them. For 'a': did you mean 'aa'? For 'b': did you mean 'bb'? Give null where it is "
                                + "missing.");
    }

    @Test
    void aCellOfAnotherTypeIsRefused() {
        RowProgram program = program(dropC);
        assertThatThrownBy(() -> run(program, Row.of("a", "1", "b", 2, "i", 3)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'a' to be of type number but found the String '1'. Give a number such as "
                        + "2.5, or null if it is missing.");
        assertThatThrownBy(() -> run(program, Row.of("a", 1, "b", 2, "i", 3.5)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected column 'i' to be of type integer but found the Double '3.5'.");
    }

    @Test
    void missingIsNaNUnlessTheModelNeedsAllFeatures() {
        assertThat(run(program(dropC), Row.of("a", null, "b", Double.NaN, "i", 3)))
                .containsExactly(Double.NaN, Double.NaN, 3);
        RowProgram complete = ProgramCompiler.compile(
                schema, List.of(dropC, new TestSteps.Summed("s", "a", "b"), step(drop("a"), drop("b"))), true);
        assertThatThrownBy(() -> run(complete, Row.of("a", 1, "b", null, "i", 3)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected a value for 's' but it is missing, and this model cannot do without. It is computed "
                                + "from 'a', 'b'. Add Impute before the learner and fit again, or give the value.");
    }

    @Test
    void missingInsideAVectorIsMissingToo() {
        Schema vector = Schema.of(List.of(new Field("v", ColumnType.VECTOR, Role.FEATURE, -1, List.of("v0", "v1"))));
        RowProgram complete = ProgramCompiler.compile(vector, List.of(), true);
        SparseVector hole = SparseVector.of(new int[] {1}, new double[] {Double.NaN});
        assertThatThrownBy(() -> run(complete, Row.of("v", hole)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected a value for 'v1' but it is missing");
        assertThat(run(complete, Row.of("v", null))).containsExactly(0, 0);
    }

    @Test
    void aVectorOfOtherDimensionsIsRefused() {
        RowProgram program = RowProgram.of(
                Schema.of(List.of(
                        new Field("v", ColumnType.VECTOR, Role.FEATURE, -1, List.of("v0", "v1")),
                        new Field("n", ColumnType.NUMBER))),
                List.of());
        assertThat(run(program, Row.of("v", SparseVector.unit(1), "n", 7))).containsExactly(0, 1, 7);
        assertThatThrownBy(() -> run(program, Row.of("v", SparseVector.unit(2), "n", 7)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected a vector of 2 dimensions for column 'v', as in training, but found {2: 1.0}. Give "
                                + "one of the same dimensions.");
        Dataset swapped =
                Dataset.of(Column.vectors("v", List.of("v1", "v0"), SparseVector.unit(1)), Column.numbers("n", 7));
        assertThatThrownBy(() -> program.columns(swapped))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected column 'v' to have the dimensions it had in training, 'v0', 'v1', but it has 'v1', "
                                + "'v0'. Encode it in the same way.");
        assertThatThrownBy(() -> program.columns(Dataset.of(Column.texts("v", "x"), Column.numbers("n", 7))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("to be vector, as in training, but it is text");
    }

    @Test
    void aBatchIsCheckedByTheRulesOfARow() {
        RowProgram program = program(dropC);
        Dataset whole = Dataset.of(
                Column.integers("a", 1, 2), Column.numbers("b", 0.5, Double.NaN), Column.numbers("i", 3, Double.NaN));
        List<Column> columns = program.columns(whole);
        assertThat(columns)
                .extracting(Column::type)
                .containsExactly(ColumnType.NUMBER, ColumnType.NUMBER, ColumnType.INTEGER);
        assertThat(columns.get(2).integer(0)).contains(3L);
        assertThat(columns.get(2).isMissing(1)).isTrue();
        assertThatThrownBy(() -> program.columns(whole.with(Column.numbers("i", 3, 2.5))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "At row 1: Expected column 'i' to be of type integer but found the Double '2.5'.");
        assertThatThrownBy(() -> program.columns(whole.with(Column.integers("a", 1, (1L << 53) + 1))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("At row 1: Expected column 'a' to hold numbers that a double can hold exactly");
    }

    @Test
    void aBatchWithoutAColumnOrOfAnotherTypeIsRefused() {
        RowProgram program = program(dropC);
        Dataset rows = Dataset.of(Column.numbers("a", 1), Column.numbers("b", 1), Column.numbers("i", 1));
        assertThatThrownBy(() -> program.columns(rows.rename("a", "A.")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected a value for column 'a', a number such as 1.5, but the data has none. Did you mean 'A.'?");
        assertThatThrownBy(() -> program.columns(rows.with(Column.categories("a", "1"))))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected column 'a' to be number, as in training, but it is category, first at row 0: '1'. "
                                + "Read it with the same type.");
        assertThatThrownBy(() -> program.columns(rows.with(Column.timestamps("a", Instant.EPOCH))))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> program.columns(rows.with(Column.booleans("i", true))))
                .isInstanceOf(DataException.class);
    }

    @Test
    void aColumnWithoutAnyCellSuitsEveryType() {
        RowProgram program = program(dropC);
        Dataset rows = Dataset.of(
                Column.texts("a", null, ""), Column.dates("b", null, null), Column.booleans("i", null, null));
        List<Column> columns = program.columns(rows);
        assertThat(columns)
                .extracting(Column::type)
                .containsExactly(ColumnType.NUMBER, ColumnType.NUMBER, ColumnType.INTEGER);
        assertThat(columns).allMatch(column -> column.missingCount() == 2);
    }

    @Test
    void categoriesAndTextStandInForEachOther() {
        RowProgram program = program(step(drop("a"), drop("b"), drop("i")), new TestSteps.Encoded("c", List.of("x")));
        assertThat(program.columns(Dataset.of(Column.texts("c", "x"))).get(0).string(0))
                .isEqualTo("x");
    }

    @Test
    void rowAndBatchGiveTheSameBits() {
        RowProgram program = program(
                new TestSteps.Summed("s", "a", "b"),
                new TestSteps.Centred(List.of("a", "i"), new double[] {0.1, 1 / 3.0}),
                new TestSteps.Lowered("c"),
                new TestSteps.Encoded("c", List.of("x", "y")));
        Dataset rows = Dataset.of(
                Column.numbers("a", 0.1, Double.NaN, 1e300),
                Column.numbers("b", 0.2, -0.0, 1e300),
                Column.integers("i", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                Column.categories("c", "X", null, "q"));
        Frame one = program.frame();
        Frame many = program.frame();
        List<Column> columns = program.columns(rows);
        for (int row = 0; row < rows.rowCount(); row++) {
            program.load(one, rows.row(row));
            program.load(many, columns, row);
            program.run(one);
            program.run(many);
            assertThat(one.features().dense(0)).containsExactly(many.features().dense(0));
        }
    }
}
