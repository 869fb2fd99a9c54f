package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DatasetTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Parcel(
            Double weight,
            int pieces,
            Long number,
            Boolean fragile,
            String city,
            Size size,
            LocalDate day,
            Instant at) {}

    private final Dataset people = Dataset.of(
            Column.numbers("age", 31, Double.NaN, 40),
            Column.categories("city", "Oslo", null, "Bergen"),
            Column.integers("id", 1, 2, 3).withRole(Role.ID));

    @Nested
    class OfRecords {
        private final Dataset parcels = Dataset.of(
                List.of(
                        new Parcel(2.5, 1, 7L, true, "Oslo", Size.LARGE, LocalDate.of(2024, 2, 29), Instant.EPOCH),
                        new Parcel(null, 2, null, null, "", null, null, null)),
                Parcel.class);

        @Test
        void hasAColumnForEachComponentInTheOrderOfTheRecord() {
            assertThat(parcels.schema().names())
                    .containsExactly("weight", "pieces", "number", "fragile", "city", "size", "day", "at");
            assertThat(parcels.columns())
                    .extracting(Column::type)
                    .containsExactly(
                            ColumnType.NUMBER,
                            ColumnType.INTEGER,
                            ColumnType.INTEGER,
                            ColumnType.BOOLEAN,
                            ColumnType.CATEGORY,
                            ColumnType.CATEGORY,
                            ColumnType.DATE,
                            ColumnType.TIMESTAMP);
        }

        @Test
        void holdsEveryValue() {
            assertThat(parcels.row(0).toMap().values())
                    .containsExactly(2.5, 1L, 7L, true, "Oslo", "LARGE", LocalDate.of(2024, 2, 29), Instant.EPOCH);
        }

        @Test
        void takesNullAndTheEmptyStringForMissing() {
            assertThat(parcels.row(1).toMap().values()).containsExactly(null, 2L, null, null, null, null, null, null);
            assertThat(parcels.columns()).extracting(Column::missingCount).containsExactly(1, 0, 1, 1, 1, 1, 1, 1);
        }

        @Test
        void mayHaveNoRows() {
            Dataset none = Dataset.of(List.of(), Parcel.class);
            assertThat(none.rowCount()).isZero();
            assertThat(none.columnCount()).isEqualTo(8);
            assertThat(none.column("city").levels()).isEmpty();
        }

        @Test
        void saysWhichRowDoesNotFit() {
            record Count(Long value) {}
            assertThatThrownBy(() -> Dataset.of(List.of(new Count(1L), new Count(Long.MIN_VALUE)), Count.class))
                    .isInstanceOf(DataException.class)
                    .hasMessage("At row 1: Expected column 'value' to hold whole numbers above -9223372036854775808, "
                            + "which stands for a missing cell, but found just that. Give null if it is missing.");
            record Big(BigInteger value) {}
            assertThatThrownBy(() -> Dataset.of(List.of(new Big(BigInteger.TWO.pow(64))), Big.class))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("At row 0: Expected column 'value' to be of type integer but found");
        }

        @Test
        void refusesANullRecord() {
            record One(int value) {}
            assertThatThrownBy(() -> Dataset.of(Arrays.asList(new One(1), null), One.class))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected a record in every row but found null at row 1. Leave it out, or make its "
                            + "components null.");
        }

        @Test
        void refusesAComponentThatNoColumnCanHold() {
            record Odd(int[] values) {}
            assertThatThrownBy(() -> Dataset.of(List.of(), Odd.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("component 'values'")
                    .hasMessageContaining("found [I")
                    .hasMessageEndingWith("Change its type or leave it out.");
            record Vectors(SparseVector vector) {}
            assertThatThrownBy(() -> Dataset.of(List.of(), Vectors.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'vector' is a vector");
        }
    }

    @Nested
    class Built {
        @Test
        void rowByRow() {
            Dataset built = Dataset.builder()
                    .column("age", ColumnType.NUMBER)
                    .column("city", ColumnType.CATEGORY)
                    .column("id", ColumnType.INTEGER, Role.ID)
                    .row(31, "Oslo", 1)
                    .row(Row.of("city", "", "id", 2L, "age", null, "other", 5))
                    .row(40.0, "Bergen", 3)
                    .build();
            assertThat(built.fingerprint()).isEqualTo(people.fingerprint());
        }

        @Test
        void withoutRows() {
            Dataset empty = Dataset.builder().column("a", ColumnType.TIMESTAMP).build();
            assertThat(empty.rowCount()).isZero();
            assertThat(empty.column("a").type()).isEqualTo(ColumnType.TIMESTAMP);
        }

        @Test
        void andUsedAgainDoesNotChangeWhatItBuilt() {
            DatasetBuilder builder =
                    Dataset.builder().column("a", ColumnType.INTEGER).row(1);
            Dataset one = builder.build();
            Dataset two = builder.row(2).build();
            assertThat(one.rowCount()).isEqualTo(1);
            assertThat(two.rowCount()).isEqualTo(2);
        }

        @Test
        void refusesARowOfAnotherLength() {
            DatasetBuilder builder =
                    Dataset.builder().column("a", ColumnType.INTEGER).column("b", ColumnType.TEXT);
            assertThatThrownBy(() -> builder.row(1, "x").row(1))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected 2 values ('a', 'b') but found 1 at row 1. Give null for a missing value.");
        }

        @Test
        void refusesACellOfAnotherType() {
            assertThatThrownBy(() ->
                            Dataset.builder().column("age", ColumnType.INTEGER).row("31"))
                    .isInstanceOf(DataException.class)
                    .hasMessage("At row 0: Expected column 'age' to be of type integer but found the String '31'. "
                            + "Give a whole number such as 3, or null if it is missing.");
        }

        @Test
        void refusesARowWithoutACell() {
            assertThatThrownBy(() ->
                            Dataset.builder().column("age", ColumnType.INTEGER).row(Row.of("aged", 31)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected a value for 'age' in the row but there is none. Did you mean 'aged'?");
        }

        @Test
        void refusesColumnsThatComeTwiceOrTooLateOrAreVectors() {
            DatasetBuilder builder = Dataset.builder().column("a", ColumnType.INTEGER);
            assertThatThrownBy(() -> builder.column("a", ColumnType.TEXT)).isInstanceOf(DataException.class);
            assertThatThrownBy(() -> builder.column("v", ColumnType.VECTOR))
                    .isInstanceOf(IllegalArgumentException.class);
            builder.row(1);
            assertThatThrownBy(() -> builder.column("b", ColumnType.TEXT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("'b' comes after it");
        }
    }

    @Nested
    class OfColumns {
        @Test
        void refusesTwoOfOneName() {
            assertThatThrownBy(() -> Dataset.of(Column.numbers("a"), Column.texts("a")))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected column names to be unique but found 'a' twice. Rename or drop one of the "
                            + "two.");
        }

        @Test
        void takesNamesThatDifferInCaseOnly() {
            assertThat(Dataset.of(Column.numbers("a", 1), Column.numbers("A", 2))
                            .column("A")
                            .number(0))
                    .isEqualTo(2);
        }

        @Test
        void refusesColumnsOfDifferentLength() {
            assertThatThrownBy(() -> Dataset.of(Column.numbers("a", 1, 2), Column.numbers("b", 1)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected all columns to have 2 rows, as 'a' has, but 'b' has 1. Give all columns the "
                            + "same number of cells.");
        }

        @Test
        void mayHaveNoColumnsAndNoRows() {
            Dataset nothing = Dataset.of(List.of());
            assertThat(nothing.rowCount()).isZero();
            assertThat(nothing.rows()).isEmpty();
            assertThat(nothing.schema().fields()).isEmpty();
            assertThat(nothing.describe().columns()).isEmpty();
            assertThat(nothing.toString()).startsWith("0 rows, 0 columns");
            assertThat(nothing.fingerprint()).hasSize(64);
        }

        @Test
        void mayHaveNoRows() {
            Dataset empty = people.rows(new int[0]);
            assertThat(empty.columnCount()).isEqualTo(3);
            assertThat(empty.sort("age").dropDuplicates().head(5).sample(3, 1).rowCount())
                    .isZero();
            assertThat(empty.where(Expression.number("age").greaterThan(0)).rowCount())
                    .isZero();
            assertThat(empty.concat(people).fingerprint()).isEqualTo(people.fingerprint());
        }
    }

    @Test
    void aColumnIsFoundByItsExactName() {
        assertThat(people.has("age")).isTrue();
        assertThat(people.has("Age")).isFalse();
        assertThat(people.column("age").number(0)).isEqualTo(31);
    }

    @Test
    void anAbsentColumnIsAnsweredWithTheNearestName() {
        assertThatThrownBy(() -> people.column("aeg"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a column 'aeg' but there is none. Did you mean 'age'?");
        assertThatThrownBy(() -> people.select("age", "country"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a column 'country' but there is none. There are: 'age', 'city', 'id'.");
        assertThatThrownBy(() -> people.drop("Cty")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> people.rename("cit", "town")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> people.withRole("ids", Role.ID)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> people.sort("x")).isInstanceOf(DataException.class);
    }

    @Test
    void selectKeepsTheOrderGivenAndDropTheOrderThatWas() {
        assertThat(people.select("id", "age").schema().names()).containsExactly("id", "age");
        assertThat(people.drop("city").schema().names()).containsExactly("age", "id");
        assertThat(people.select(Columns.all()).schema().names()).containsExactly("age", "city");
        assertThatThrownBy(() -> people.select("age", "age"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void withReplacesAColumnInItsPlaceOrAddsOne() {
        Dataset changed = people.with(Column.texts("age", "a", "b", "c")).with(Column.numbers("extra", 1, 2, 3));
        assertThat(changed.schema().names()).containsExactly("age", "city", "id", "extra");
        assertThat(changed.column("age").type()).isEqualTo(ColumnType.TEXT);
        assertThat(people.column("age").type()).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void withRefusesAColumnOfAnotherLengthEvenInPlaceOfTheOnlyOne() {
        Dataset one = Dataset.of(Column.numbers("a", 1, 2));
        assertThatThrownBy(() -> one.with(Column.numbers("a", 1, 2, 3)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'a' to have 2 cells, one for each row, but it has 3. Give one cell for "
                        + "each row.");
    }

    @Test
    void renameAndRoleTouchOneColumnOnly() {
        Dataset renamed = people.rename("city", "town");
        assertThat(renamed.schema().names()).containsExactly("age", "town", "id");
        assertThatThrownBy(() -> people.rename("city", "age")).isInstanceOf(DataException.class);
        Dataset weighted = people.withRole("age", Role.WEIGHT);
        assertThat(weighted.schema().withRole(Role.WEIGHT).orElseThrow().name()).isEqualTo("age");
        assertThat(weighted.column("city").role()).isEqualTo(Role.FEATURE);
        assertThat(people.column("age").role()).isEqualTo(Role.FEATURE);
    }

    @Test
    void nothingThatIsHandedInOrOutChangesADataset() {
        double[] numbers = {1, 2};
        long[] integers = {1, 2};
        Boolean[] flags = {true, false};
        String[] names = {"x", "y"};
        int[] codes = {0, 1};
        LocalDate[] days = {LocalDate.EPOCH, null};
        SparseVector[] vectors = {SparseVector.unit(0), SparseVector.ZERO};
        Dataset data = Dataset.of(
                Column.numbers("n", numbers),
                Column.integers("i", integers),
                Column.booleans("b", flags),
                Column.categories("c", names),
                Column.categories("d", List.of("p", "q"), codes),
                Column.dates("t", days),
                Column.vectors("v", List.of("v0"), vectors));
        String before = data.fingerprint();
        numbers[0] = 9;
        integers[0] = 9;
        flags[0] = null;
        names[0] = "z";
        codes[0] = 1;
        days[0] = null;
        vectors[0] = null;
        data.column("n").toDoubles()[0] = 9;
        data.toTable().doubleColumn("n").set(0, 9);
        data.toTable().stringColumn("c").set(0, "z");
        data.toTable().longColumn("i").set(0, 9);
        assertThat(data.fingerprint()).isEqualTo(before);
        assertThatThrownBy(() -> data.columns().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> data.rows().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aRowReadsItsCellsWhereTheyLie() {
        Row row = people.row(1);
        assertThat(row.names()).containsExactly("age", "city", "id");
        assertThat(row.number("age")).isNaN();
        assertThat(row.string("city")).isNull();
        assertThat(row.number("id")).isEqualTo(2);
        assertThat(row.has("town")).isFalse();
        assertThat(people.rows())
                .hasSize(3)
                .element(2)
                .extracting(Row::toMap)
                .isEqualTo(Map.of("age", 40.0, "city", "Bergen", "id", 3L));
        assertThatThrownBy(() -> people.row(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> people.rows(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> people.row(0).string("age"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'age'");
    }

    @Test
    void theSchemaTellsNamesTypesRolesMissingCellsAndLevels() {
        assertThat(people.schema().fields())
                .containsExactly(
                        new Field("age", ColumnType.NUMBER, Role.FEATURE, 1, List.of()),
                        new Field("city", ColumnType.CATEGORY, Role.FEATURE, 1, List.of("Bergen", "Oslo")),
                        new Field("id", ColumnType.INTEGER, Role.ID, 0, List.of()));
        assertThat(people.schema()).hasToString("""
                column  type      role     missing  levels
                age     number    feature  1
                city    category  feature  1        2: Bergen, Oslo
                id      integer   id       0""");
    }

    @Test
    void aDatasetPrintsItsFirstTenRowsAsATable() {
        assertThat(people).hasToString("""
                3 rows, 3 columns
                age   city    id
                31.0  Oslo    1
                              2
                40.0  Bergen  3""");
    }

    @Test
    void longOrBrokenCellsDoNotTearThePrintedTable() {
        Dataset texts = Dataset.of(
                Column.texts("text", "line one\r\nline\ttwo", "x".repeat(10_000)), Column.numbers("n", 1, 2));
        assertThat(texts.toString().lines()).hasSize(4).allMatch(line -> line.length() < 80);
        assertThat(texts.toString()).contains("line one line two").contains("xxx...");
    }
}
