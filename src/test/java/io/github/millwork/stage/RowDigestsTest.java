package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.SparseVector;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowDigestsTest {
    private static final List<String> COLUMNS = List.of("n", "i", "b", "c", "t", "d", "s", "v");

    private static Dataset mixed() {
        return Dataset.of(
                Column.numbers("n", 1.5, Double.NaN, 0.0, 1.5),
                Column.integers("i", 7, 8, Long.MIN_VALUE, 7),
                Column.booleans("b", true, false, null, true),
                Column.categories("c", "x", "y", null, "x"),
                Column.texts("t", "a b", "c", null, "a b"),
                Column.dates("d", LocalDate.EPOCH, LocalDate.MAX.minusYears(999_990_000), null, LocalDate.EPOCH),
                Column.timestamps("s", Instant.EPOCH, Instant.EPOCH.plusSeconds(9), null, Instant.EPOCH),
                Column.vectors(
                        "v",
                        List.of("p", "q"),
                        SparseVector.ZERO,
                        SparseVector.unit(1),
                        SparseVector.unit(0),
                        SparseVector.ZERO));
    }

    @Test
    void everyRowIsAmongItself() {
        RowDigests digests = RowDigests.of(mixed(), COLUMNS);
        assertThat(digests.size()).isEqualTo(3);
        assertThat(digests.in(mixed()).cardinality()).isEqualTo(4);
        assertThat(digests.in(mixed().rows(2, 0)).cardinality()).isEqualTo(2);
    }

    @Test
    void aRowThatDiffersInOneCellIsNotAmongThem() {
        Dataset rows = mixed();
        for (String name : COLUMNS) {
            // The cell of the second row comes from the first, whose other cells differ.
            Dataset changed = rows.with(rows.column(name).rows(new int[] {1, 0, 1, 1}));
            assertThat(RowDigests.of(rows, COLUMNS).in(changed).cardinality())
                    .as(name)
                    .isZero();
        }
    }

    @Test
    void equalValuesAreOneWhateverTypeHoldsThem() {
        RowDigests digests =
                RowDigests.of(Dataset.of(Column.integers("x", 1, 0), Column.texts("y", "a", "b")), List.of("x", "y"));
        Dataset other =
                Dataset.of(Column.categories("y", "b", "a"), Column.numbers("x", -0.0, 1.0), Column.numbers("z", 3, 4));
        assertThat(digests.in(other).cardinality()).isEqualTo(2);
    }

    @Test
    void aRowIsRarelyTakenForAnother() {
        SplittableRandom random = new SplittableRandom(1);
        Dataset known = Dataset.of(Column.numbers("x", random.doubles(50_000).toArray()));
        Dataset others = Dataset.of(Column.numbers("x", random.doubles(50_000).toArray()));
        // 50,000 / 2^32 of 50,000 rows is 0.6 expected
        assertThat(RowDigests.of(known, List.of("x")).in(others).cardinality()).isLessThan(8);
    }

    @Test
    void theyAreReadBackAsTheyWere() {
        SplittableRandom random = new SplittableRandom(2);
        for (int rows : new int[] {0, 1, 2, 1000}) {
            RowDigests digests = RowDigests.of(
                    Dataset.of(Column.numbers("x", random.doubles(rows).toArray())), List.of("x"));
            State saved = State.fromJson(digests.encode().toJson());
            assertThat(RowDigests.decode(saved)).isEqualTo(digests).hasSameHashCodeAs(digests);
        }
    }

    @Test
    void damagedDigestsAreRefused() {
        for (byte[] bytes :
                List.of(new byte[] {-1}, new byte[] {1, 0}, new byte[] {-1, -1, -1, -1, -1, -1, 1}, new byte[] {
                    -1, -1, -1, -1, 127
                })) {
            State damaged = State.empty().with("columns", List.of("x")).with("digests", bytes);
            assertThatThrownBy(() -> RowDigests.decode(damaged)).isInstanceOf(BundleException.class);
        }
    }

    @Test
    void rowsWithoutAColumnCannotBeToldApart() {
        RowDigests digests = RowDigests.of(mixed(), COLUMNS);
        assertThatThrownBy(() -> digests.in(mixed().drop("d")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected the column 'd', by which rows are told apart, but the data has none of that name. "
                                + "Give rows with the columns of the training data.");
    }
}
