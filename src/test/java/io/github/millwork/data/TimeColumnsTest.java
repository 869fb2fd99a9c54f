package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tablesaw packs years into 16 bits: what does not fit must be refused, and all else must come out as it went in. */
class TimeColumnsTest {
    private static Instant instant(String local) {
        return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
    }

    @Test
    void everyDateThatFitsComesOutAsItWentIn() {
        SplittableRandom random = new SplittableRandom(1);
        LocalDate[] dates = new LocalDate[20_000];
        for (int i = 0; i < dates.length; i++) {
            int year = random.nextInt(Short.MIN_VALUE, Short.MAX_VALUE + 1);
            dates[i] = LocalDate.ofYearDay(year, 1 + random.nextInt(365));
        }
        dates[0] = LocalDate.of(-32768, 1, 1);
        dates[1] = LocalDate.of(32767, 12, 31);
        dates[2] = LocalDate.of(2000, 2, 29);
        dates[3] = LocalDate.of(0, 1, 1);
        dates[4] = LocalDate.EPOCH;
        Column column = Column.dates("day", dates);
        for (int i = 0; i < dates.length; i++) {
            assertThat(column.date(i)).contains(dates[i]);
            assertThat(column.number(i)).isEqualTo((double) dates[i].toEpochDay());
        }
    }

    @Test
    void everyInstantThatFitsComesOutAsItWentIn() {
        SplittableRandom random = new SplittableRandom(2);
        Instant[] instants = new Instant[20_000];
        long low = instant("-32768-01-01T00:00:00").toEpochMilli();
        long high = instant("+32767-12-31T23:59:59.999").toEpochMilli();
        for (int i = 0; i < instants.length; i++) instants[i] = Instant.ofEpochMilli(random.nextLong(low, high + 1));
        instants[0] = Instant.ofEpochMilli(low);
        instants[1] = Instant.ofEpochMilli(high);
        instants[2] = Instant.ofEpochMilli(-1);
        instants[3] = Instant.EPOCH;
        instants[4] = instant("1969-12-31T23:59:59.001");
        instants[5] = instant("-0001-12-31T23:59:59.999");
        Column column = Column.timestamps("at", instants);
        for (int i = 0; i < instants.length; i++) {
            assertThat(column.timestamp(i)).contains(instants[i]);
            assertThat(column.number(i)).isEqualTo((double) instants[i].toEpochMilli());
        }
    }

    @Test
    void anInstantIsCutOffBelowTheMillisecondAsACastCutsIt() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2_000; i++) {
            Instant fine = Instant.ofEpochSecond(
                    random.nextLong(-4_000_000_000L, 4_000_000_000L), random.nextInt(1_000_000_000));
            Instant kept = Column.timestamps("at", fine).timestamp(0).orElseThrow();
            assertThat(kept).isEqualTo(fine.truncatedTo(ChronoUnit.MILLIS));
            assertThat(kept).isEqualTo(Cast.cell(ColumnType.TIMESTAMP, fine, "at"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-32769-12-31", "+32768-01-01", "+40000-06-01", "-999999999-01-01"})
    void aDateThatDoesNotFitIsRefused(String date) {
        assertThatThrownBy(() -> Column.dates("day", null, LocalDate.parse(date)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'day' to lie between the years -32768 and 32767 but found " + date
                        + " at row 1. Give null if it stands for no time at all.");
    }

    @Test
    void anInstantThatDoesNotFitIsRefused() {
        for (Instant outside : new Instant[] {
            instant("-32768-01-01T00:00:00").minusMillis(1),
            instant("+32767-12-31T23:59:59.999").plusMillis(1),
            Instant.MIN,
            Instant.MAX
        }) {
            assertThatThrownBy(() -> Column.timestamps("at", outside))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("'at' to lie between the years -32768 and 32767 but found " + outside);
        }
    }

    @Test
    void aTimeColumnIsGatheredAndConcatenatedWithoutChange() {
        Column days = Column.dates("day", LocalDate.of(-5, 1, 2), null, LocalDate.of(2020, 2, 29));
        Column gathered = days.rows(new int[] {2, 1, 0, 0});
        assertThat(gathered.value(0)).isEqualTo(LocalDate.of(2020, 2, 29));
        assertThat(gathered.isMissing(1)).isTrue();
        assertThat(gathered.concat(days).value(4)).isEqualTo(LocalDate.of(-5, 1, 2));

        Column times = Column.timestamps("at", Instant.ofEpochMilli(-1), null);
        Column both = times.rows(new int[] {1, 0}).concat(times);
        assertThat(both.isMissing(0)).isTrue();
        assertThat(both.value(1)).isEqualTo(Instant.ofEpochMilli(-1));
        assertThat(both.value(2)).isEqualTo(Instant.ofEpochMilli(-1));
        assertThat(both.missingCount()).isEqualTo(2);
    }
}
