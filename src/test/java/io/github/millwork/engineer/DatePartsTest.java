package io.github.millwork.engineer;

import static io.github.millwork.data.Columns.dates;
import static io.github.millwork.data.Columns.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Transforms;
import io.github.millwork.testkit.TestTables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DatePartsTest {
    private static Dataset parts(Column... columns) {
        Dataset data = Dataset.of(columns);
        return Transforms.apply(
                DateParts.of(dates()).fit(data, FitContext.of(0)).fitted(), data, 1);
    }

    private static void compare(Dataset found, Dataset reference) {
        for (Column part : found.columns()) {
            Column expected = reference.column(part.name());
            for (int row = 0; row < found.rowCount(); row++) {
                assertThat(part.number(row))
                        .as(part.name() + " at row " + row)
                        .isCloseTo(expected.number(row), within(1e-12 * Math.max(1, Math.abs(expected.number(row)))));
            }
        }
    }

    @Test
    void timestampsAreTakenApartAsPandasDoes() {
        Dataset reference = TestTables.fixture("engineer/date-parts.csv");
        Instant[] instants = reference.rows().stream()
                .map(row -> Instant.parse(Objects.requireNonNull(row.string("when"))))
                .toArray(Instant[]::new);
        Dataset found = parts(Column.timestamps("when", instants));
        assertThat(found.schema().names())
                .isEqualTo(reference.drop("when").schema().names());
        compare(found, reference);
    }

    @Test
    void datesAreTakenApartAsPandasDoes() {
        Dataset reference = TestTables.fixture("engineer/date-parts.csv");
        LocalDate[] days = reference.rows().stream()
                .map(row -> LocalDate.parse(
                        Objects.requireNonNull(row.string("when")).substring(0, 10)))
                .toArray(LocalDate[]::new);
        Dataset found = parts(Column.dates("when", days));
        assertThat(found.schema().names())
                .containsExactly(
                        "when_year",
                        "when_month",
                        "when_day",
                        "when_day_of_week",
                        "when_day_of_year",
                        "when_is_weekend",
                        "when_epoch_days");
        compare(found.drop("when_epoch_days"), reference);
        for (int row = 0; row < days.length; row++) {
            assertThat(found.column("when_epoch_days").number(row)).isEqualTo((double) days[row].toEpochDay());
        }
    }

    @Test
    void wholePartsAreIntegersAndTheWeekendIsAFlag() {
        Dataset found = parts(Column.timestamps("t", Instant.parse("2024-03-09T13:59:00Z")));
        assertThat(found.row(0).toMap().values())
                .containsExactly(
                        2024L,
                        3L,
                        9L,
                        6L,
                        69L,
                        true,
                        found.column("t_epoch_days").value(0),
                        13L,
                        59L);
        assertThat(found.column("t_epoch_days").type()).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void theColumnIsGoneAndItsPartsStandInItsPlace() {
        Dataset found = parts(
                Column.numbers("a", 1),
                Column.dates("when", LocalDate.EPOCH),
                Column.dates("time", LocalDate.EPOCH).withRole(Role.TIME),
                Column.numbers("b", 2));
        assertThat(found.schema().names())
                .startsWith("a", "when_year")
                .endsWith("when_epoch_days", "time", "b")
                .doesNotContain("when");
    }

    @Test
    void whereACellIsMissingAllItsPartsAre() {
        Dataset found = parts(Column.dates("d", null, LocalDate.EPOCH), Column.timestamps("t", null, Instant.EPOCH));
        assertThat(found.columnCount()).isEqualTo(16);
        assertThat(found.row(0).toMap().values()).containsOnlyNulls();
        assertThat(found.row(1).toMap().values()).doesNotContainNull();
    }

    @Test
    void aPartDoesNotOverwriteAColumn() {
        Dataset data = Dataset.of(Column.dates("d", LocalDate.EPOCH), Column.integers("d_year", 1));
        assertThatThrownBy(() -> data.schema().after(DateParts.of(dates()).plan(data.schema())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected 'd_year' to be a new column");
    }

    @Test
    void anIntegerIsNoDate() {
        Dataset data = Dataset.of(Column.integers("d", 20240229));
        assertThatThrownBy(() -> DateParts.of(named("d")).plan(data.schema()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected column 'd' to be a date or a timestamp but it is an integer. Choose other columns, "
                                + "or read it as a date or a timestamp.");
    }

    @Test
    void theSavedFormStaysTheSame() {
        assertThat(Codecs.encode(DateParts.of(named("d"))).toJson())
                .isEqualTo("{\"name\":\"date-parts\",\"version\":1,\"state\":{\"columns\":\"names(\\\"d\\\")\"}}");
        Dataset data = Dataset.of(Column.dates("d", LocalDate.EPOCH));
        assertThat(Codecs.encode(DateParts.of(dates())
                                .fit(data, FitContext.of(0))
                                .fitted())
                        .toJson())
                .isEqualTo("{\"name\":\"date-parts.fitted\",\"version\":1,\"state\":{\"columns\":"
                        + "[{\"name\":\"d\",\"type\":\"DATE\"}]}}");
    }
}
