package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.SparseVector;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TransformsTest {
    private final Dataset data = Dataset.of(
            Column.numbers("a", 1, Double.NaN, 3),
            Column.categories("c", " X ", null, "y"),
            Column.integers("k", 7, 8, 9).withRole(Role.ID));

    private static Dataset apply(Transformer step, Dataset rows) {
        return Transforms.apply(step.fit(rows, FitContext.of(0)).fitted(), rows, 1);
    }

    /** An operation that reads nothing and writes one column in the way that is told. */
    private static FittedTransformer writes(ColumnType type, Consumer<Frame> nothing, double number, Object object) {
        Operation operation =
                new Operation(List.of("a"), List.of(new Field("out", type)), false, (in, out) -> frame -> {
                    nothing.accept(frame);
                    if (type.fitsDouble()) frame.set(out[0], number);
                    else frame.set(out[0], object);
                });
        return () -> List.of(operation);
    }

    private Column written(ColumnType type, double number, Object object) {
        return Transforms.apply(writes(type, frame -> {}, number, object), data, 1)
                .column("out");
    }

    @Test
    void theColumnsThatAStepWritesTakeTheirPlaces() {
        Dataset after = apply(new TestSteps.Encode("c"), apply(new TestSteps.Centre(Columns.named("a")), data));
        assertThat(after.schema().names()).containsExactly("a", "c", "k");
        assertThat(after.column("a").toDoubles()).containsExactly(-1, Double.NaN, 1);
        assertThat(after.column("c").dimensions()).containsExactly("c= X ", "c=y");
        assertThat(after.column("c").vector(1)).isEqualTo(SparseVector.ZERO);
        assertThat(after.column("k").role()).isEqualTo(Role.ID);
    }

    @Test
    void columnsThatAStepDoesNotTouchAreShared() {
        Dataset after = apply(new TestSteps.Lower("c"), data);
        assertThat(after.column("a")).isSameAs(data.column("a"));
        assertThat(after.column("k")).isSameAs(data.column("k"));
        assertThat(after.column("c").levels()).containsExactly("x", "y");
    }

    @Test
    void theBitsAreTheSameOnOneAndTwoThreads() {
        SplittableRandom random = new SplittableRandom(1);
        int rows = 10_000;
        double[] numbers =
                random.doubles(rows).map(x -> x < 0.1 ? Double.NaN : x).toArray();
        String[] words = new String[rows];
        for (int i = 0; i < rows; i++) words[i] = random.nextInt(10) == 0 ? null : "W" + random.nextInt(50);
        Dataset many = Dataset.of(Column.numbers("a", numbers), Column.categories("c", words));
        for (Transformer step : List.of(
                new TestSteps.Centre(Columns.numeric()),
                new TestSteps.Lower("c"),
                new TestSteps.Encode("c"),
                new TestSteps.Sum("s", "a", "a"))) {
            FittedTransformer fitted = step.fit(many, FitContext.of(0)).fitted();
            String one = Transforms.apply(fitted, many, 1).fingerprint();
            assertThat(Transforms.apply(fitted, many, 2).fingerprint()).isEqualTo(one);
            assertThat(Transforms.apply(fitted, many, 5).fingerprint()).isEqualTo(one);
        }
    }

    @Test
    void whatAThreadThrowsIsThrown() {
        Dataset many = Dataset.of(Column.numbers("a", new double[10_000]));
        FittedTransformer fails = writes(
                ColumnType.NUMBER,
                frame -> {
                    throw new UnsupportedOperationException("planted");
                },
                0,
                null);
        for (int threads : new int[] {1, 2}) {
            assertThatThrownBy(() -> Transforms.apply(fails, many, threads))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Expected the step to work on any row but it failed at row 0: "
                            + "java.lang.UnsupportedOperationException: planted. Mend the operation of that step.")
                    .hasCauseInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void everyTypeOfCellIsCollected() {
        assertThat(written(ColumnType.NUMBER, -0.0, null).value(0)).isEqualTo(-0.0);
        assertThat(written(ColumnType.INTEGER, -3, null).value(0)).isEqualTo(-3L);
        assertThat(written(ColumnType.BOOLEAN, 1, null).value(0)).isEqualTo(true);
        assertThat(written(ColumnType.DATE, -1, null).value(0)).isEqualTo(LocalDate.of(1969, 12, 31));
        assertThat(written(ColumnType.TIMESTAMP, -1, null).value(0)).isEqualTo(Instant.ofEpochMilli(-1));
        assertThat(written(ColumnType.CATEGORY, 0, "x").value(0)).isEqualTo("x");
        assertThat(written(ColumnType.TEXT, 0, "x").type()).isEqualTo(ColumnType.TEXT);
        assertThat(written(ColumnType.VECTOR, 0, null).value(0)).isEqualTo(SparseVector.ZERO);
        for (ColumnType type : List.of(
                ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.BOOLEAN, ColumnType.DATE, ColumnType.TIMESTAMP)) {
            assertThat(written(type, Double.NaN, null).missingCount()).isEqualTo(3);
        }
        assertThat(written(ColumnType.CATEGORY, 0, null).missingCount()).isEqualTo(3);
    }

    @Test
    void theEmptyStringIsMissingInAFrameAsInAColumn() {
        assertThat(written(ColumnType.CATEGORY, 0, "").missingCount()).isEqualTo(3);
        Frame frame = new Frame(0, 1, 0);
        frame.set(0, (Object) "");
        assertThat(frame.string(0)).isNull();
    }

    @Test
    void aNumberThatIsNotWhatItsColumnSaysIsRefused() {
        assertThatThrownBy(() -> written(ColumnType.INTEGER, 2.5, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected the step to write a whole number to the integer column 'out' but it wrote 2.5 at "
                        + "row 0. Mend its operation, or declare the output a number.");
        for (double beyond : new double[] {0x1p63, -0x1p63, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> written(ColumnType.INTEGER, beyond, null))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> written(ColumnType.BOOLEAN, 0.5, null))
                .hasMessageContaining("to write 0 or 1 to the boolean column 'out' but it wrote 0.5");
        assertThatThrownBy(() -> written(ColumnType.DATE, 0.5, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> written(ColumnType.TIMESTAMP, 0.5, null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givenColumnsTakeThePlaceOfThoseThatWouldBeComputed() {
        Dataset target = data.with(Column.numbers("y", 1, 2, 6).withRole(Role.TARGET))
                .with(Column.categories("c", "x", "x", "y"));
        TransformerFit fit = new TestSteps.TargetMean("c").fit(target, FitContext.of(0));
        Dataset training =
                Transforms.apply(fit.fitted(), target, fit.trainingColumns(), Workers.of(1), new UnseenCounts(0));
        assertThat(training.column("c").toDoubles()).containsExactly(2, 1, 0);
        assertThat(Transforms.apply(fit.fitted(), target, 1).column("c").toDoubles())
                .containsExactly(1.5, 1.5, 6);
    }

    @Test
    void givenColumnsMustBeLikeTheOutputs() {
        FittedTransformer fitted = new TestSteps.Centred(List.of("a"), new double[] {0});
        for (Column wrong :
                List.of(Column.numbers("k", 1, 2, 3), Column.numbers("b", 1, 2, 3), Column.texts("a", "x", "y", "z"))) {
            assertThatThrownBy(() -> Transforms.apply(fitted, data, List.of(wrong), Workers.of(1), new UnseenCounts(0)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Expected the step to give columns like the outputs of its operations but it gave "
                            + wrong + ". Name and type, and the dimensions of a vector, must agree.");
        }
        FittedTransformer encoded = new TestSteps.Encoded("c", List.of("x", "y"));
        Column swapped = Column.vectors(
                "c", List.of("c=y", "c=x"), SparseVector.unit(0), SparseVector.unit(0), SparseVector.unit(0));
        assertThatThrownBy(() -> Transforms.apply(encoded, data, List.of(swapped), Workers.of(1), new UnseenCounts(0)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStepThatLooksBackMustGiveItsOutputs() {
        HistoryTransformer nothing = new HistoryTransformer() {
            @Override
            public List<Operation> operations() {
                return List.of(Operation.map("a", "a", x -> x));
            }

            @Override
            public List<Column> transform(Dataset rows) {
                return List.of();
            }
        };
        assertThatThrownBy(() -> Transforms.apply(nothing, data, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected the step to give column 'a' but it did not. Give a column for each output.");
    }

    @Test
    void unseenCategoriesAreCountedFromTheFirstRowThatCounts() {
        FittedTransformer encoded = new TestSteps.Encoded("c", List.of("y"));
        Dataset rows = Dataset.of(Column.categories("c", "p", "y", "q", null, "r"));
        UnseenCounts all = new UnseenCounts(0);
        Transforms.apply(encoded, rows, List.of(), Workers.of(1), all);
        assertThat(all.counts()).containsOnly(java.util.Map.entry("c", 3L));
        UnseenCounts last = new UnseenCounts(2);
        Transforms.apply(encoded, rows, List.of(), Workers.of(1), last);
        assertThat(last.counts()).containsOnly(java.util.Map.entry("c", 2L));
    }

    @Test
    void rowsAreOptional() {
        Dataset after = apply(new TestSteps.Encode("c"), data.head(0));
        assertThat(after.rowCount()).isZero();
        assertThat(after.column("c").dimensions()).isEmpty();
    }

    @Test
    void rowsAreKeptWhereAllColumnsAreDropped() {
        Dataset rows = Dataset.of(Column.numbers("a", 1, 2, 3));
        Dataset bare = Transforms.apply(() -> List.of(Operation.drop("a")), rows, 1);
        assertThat(bare.columnCount()).isZero();
        assertThat(bare.rowCount()).isEqualTo(3);
    }
}
