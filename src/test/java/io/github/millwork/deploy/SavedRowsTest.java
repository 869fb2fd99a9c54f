package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavedRowsTest {
    private static Dataset throughJson(Dataset rows) {
        return SavedRows.fromState(State.fromJson(SavedRows.toState(rows).toJson()));
    }

    @Test
    void cellsOfEveryTypeComeBackBitForBit() {
        Dataset rows = Dataset.of(
                Column.numbers("number", -0.0, Double.MIN_VALUE, 0.1 + 0.2, Double.NaN, Double.NEGATIVE_INFINITY),
                Column.integers("integer", Long.MAX_VALUE, -9_007_199_254_740_993L, 0, Long.MIN_VALUE, 7),
                Column.booleans("boolean", true, false, null, true, false),
                Column.categories("category", "a", null, "b\u0000\"\n,", "\ud83e\udeb5", " "),
                Column.texts("text", "two words", "null", null, "NaN", "\u00e9"),
                Column.dates("date", LocalDate.of(1900, 1, 1), null, LocalDate.EPOCH, LocalDate.of(2199, 12, 31), null),
                Column.timestamps(
                        "timestamp",
                        Instant.parse("1969-12-31T23:59:59.999Z"),
                        null,
                        Instant.EPOCH,
                        Instant.parse("2199-12-31T00:00:00Z"),
                        null),
                Column.vectors(
                        "vector",
                        List.of("x", "y", "z"),
                        SparseVector.ZERO,
                        SparseVector.unit(2),
                        SparseVector.of(new int[] {0, 2}, new double[] {-0.0, 1e-300}),
                        SparseVector.ZERO,
                        SparseVector.of(new int[] {1}, new double[] {Double.NaN})));

        Dataset back = throughJson(rows);

        assertThat(back.fingerprint()).isEqualTo(rows.fingerprint());
        assertThat(back.column("number").missingCount()).isEqualTo(1);
        assertThat(back.column("integer").integer(1)).contains(-9_007_199_254_740_993L);
        assertThat(back.column("category").value(2)).isEqualTo("b\u0000\"\n,");
        assertThat(back.column("vector").vector(2).value(0)).isEqualTo(-0.0);
    }

    @Test
    void rolesComeBack() {
        Dataset rows = Dataset.of(
                Column.numbers("w", 1).withRole(Role.WEIGHT),
                Column.vectors("v", List.of("x"), SparseVector.unit(0)).withRole(Role.IGNORED));

        assertThat(throughJson(rows).schema().field("w").role()).isEqualTo(Role.WEIGHT);
        assertThat(throughJson(rows).schema().field("v").role()).isEqualTo(Role.IGNORED);
    }

    @Test
    void noRowsAndNoColumnsComeBack() {
        assertThat(throughJson(Dataset.of()).columnCount()).isZero();
        Dataset empty = Dataset.of(Column.numbers("x"));
        assertThat(throughJson(empty).schema()).isEqualTo(empty.schema());
    }
}
