package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.api.TimeColumn;

class TableDoorTest {
    @Test
    void everyTablesawTypeComesInWithItsMissingCells() {
        Table table = Table.create(
                "t",
                DoubleColumn.create("double").append(0.1).appendMissing(),
                FloatColumn.create("float").append(0.1f).appendMissing(),
                IntColumn.create("int").append(7).appendMissing(),
                LongColumn.create("long").append(1L << 60).appendMissing(),
                ShortColumn.create("short").append((short) -7).appendMissing(),
                BooleanColumn.create("boolean").append(true).appendMissing(),
                StringColumn.create("string").append("x").appendMissing(),
                DateColumn.create("date").append(LocalDate.of(2024, 2, 29)).appendMissing(),
                InstantColumn.create("instant").append(Instant.ofEpochMilli(-1)).appendMissing(),
                DateTimeColumn.create("datetime")
                        .append(LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4_000_000))
                        .appendMissing());
        Dataset data = Dataset.of(table);
        assertThat(data.row(0).toMap().values())
                .containsExactly(
                        0.1,
                        (double) 0.1f,
                        7L,
                        1L << 60,
                        -7L,
                        true,
                        "x",
                        LocalDate.of(2024, 2, 29),
                        Instant.ofEpochMilli(-1),
                        Instant.parse("2024-02-29T01:02:03.004Z"));
        assertThat(data.row(1).toMap().values()).containsOnlyNulls();
        assertThat(data.column("string").type()).isEqualTo(ColumnType.CATEGORY);
        table.doubleColumn("double").set(0, 9);
        assertThat(data.column("double").number(0)).isEqualTo(0.1);
    }

    @Test
    void outAndInAgainNothingHasChanged() {
        Dataset data = Dataset.of(
                Column.numbers("n", 0.1, Double.NaN, Double.POSITIVE_INFINITY, -0.0),
                Column.integers("i", Long.MAX_VALUE, Long.MIN_VALUE, 0, 1),
                Column.booleans("b", true, null, false, true),
                Column.categories("c", "x", null, "y", "x"),
                Column.dates("d", LocalDate.of(-32768, 1, 1), null, LocalDate.of(32767, 12, 31), LocalDate.EPOCH),
                Column.timestamps("s", Instant.EPOCH, null, Instant.ofEpochMilli(-1), Instant.ofEpochMilli(1)));
        assertThat(Dataset.of(data.toTable()).fingerprint()).isEqualTo(data.fingerprint());
        Dataset some = data.rows(3, 1);
        assertThat(Dataset.of(some.toTable()).fingerprint()).isEqualTo(some.fingerprint());
        assertThat(Dataset.of(data.head(0).toTable()).fingerprint())
                .isEqualTo(data.head(0).fingerprint());
    }

    @Test
    void stringsThatGoOutMayBeChangedAndTheDatasetStays() {
        Dataset data = Dataset.of(Column.categories("c", List.of("unused", "x", "y"), new int[] {1, -1, 2, 1}));
        String before = data.fingerprint();
        StringColumn strings = data.toTable().stringColumn("c");
        assertThat(strings.asList()).containsExactly("x", "", "y", "x");
        assertThat(strings.countMissing()).isOne();
        assertThat(strings.unique().asList()).containsExactlyInAnyOrder("x", "", "y");
        assertThat(strings.isEqualTo("x").toArray()).containsExactly(0, 3);
        assertThat(strings.isEqualTo("unused").isEmpty()).isTrue();

        strings.append("x").append("z").append("unused").appendMissing().set(0, "y");
        assertThat(strings.asList()).containsExactly("y", "", "y", "x", "x", "z", "unused", "");
        assertThat(strings.countMissing()).isEqualTo(2);
        assertThat(strings.isEqualTo("y").toArray()).containsExactly(0, 2);
        assertThat(strings.countByCategory().rowCount()).isEqualTo(5);
        assertThat(data.fingerprint()).isEqualTo(before);
    }

    @Test
    void textComesBackAsACategoryBecauseTablesawHasOneKindOfString() {
        Dataset data = Dataset.of(Column.texts("t", "one", null));
        Column back = Dataset.of(data.toTable()).column("t");
        assertThat(back.type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(back.string(0)).isEqualTo("one");
        assertThat(back.isMissing(1)).isTrue();
    }

    @Test
    void aVectorBecomesAColumnForEachDimension() {
        Dataset data = Dataset.of(Column.vectors(
                "v", List.of("a", "b"), SparseVector.unit(1), SparseVector.of(new int[] {0}, new double[] {2.5})));
        Table table = data.toTable();
        assertThat(table.columnNames()).containsExactly("a", "b");
        assertThat(table.doubleColumn("a").asDoubleArray()).containsExactly(0, 2.5);
        assertThat(table.doubleColumn("b").asDoubleArray()).containsExactly(1, 0);
    }

    @Test
    void aTypeThatNoColumnHoldsIsRefused() {
        Table table = Table.create("t", TimeColumn.create("clock", LocalTime.NOON));
        assertThatThrownBy(() -> Dataset.of(table))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected a Tablesaw column of numbers, booleans, strings, dates or timestamps but 'clock' is "
                                + "LOCAL_TIME. Convert it first, for example with asStringColumn().");
    }

    @Test
    void namesThatTablesawCannotTellApartAreRefused() {
        Dataset data = Dataset.of(Column.numbers("a", 1), Column.numbers("A", 2));
        assertThatThrownBy(data::toTable)
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column names that differ in more than case, as a Tablesaw table needs, but found "
                        + "'a' and 'A'. Rename one of the two.");
        Dataset vector = Dataset.of(Column.vectors("v", List.of("a"), SparseVector.ZERO), Column.numbers("a", 2));
        assertThatThrownBy(vector::toTable).isInstanceOf(DataException.class);
    }

    @Test
    void anEmptyTableIsAnEmptyDataset() {
        assertThat(Dataset.of(Table.create("none")).columnCount()).isZero();
        assertThat(Dataset.of().toTable().columnCount()).isZero();
    }
}
