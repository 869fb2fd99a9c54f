package io.github.millwork.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.report.Ticks.Tick;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicksTest {
    private static List<String> labels(List<Tick> ticks) {
        return ticks.stream().map(Tick::label).toList();
    }

    private static List<String> linear(double low, double high) {
        return labels(Ticks.linear(low, high, 5, Format.plain()));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1.4, 1", "1.6, 2", "2.9, 2", "3.1, 5", "6.9, 5", "7.1, 10", "0.034, 0.05", "812, 1000"})
    void niceNumbersAreThoseOfHeckbert(double number, double nice) {
        assertThat(Ticks.nice(number)).isEqualTo(nice);
    }

    @Test
    void marksAreRoundNumbersWithinTheEnds() {
        assertThat(linear(0, 1)).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(linear(-0.13, 0.34)).containsExactly("-0.1", "0", "0.1", "0.2", "0.3");
        assertThat(linear(3, 97)).containsExactly("20", "40", "60", "80");
        assertThat(linear(0, 50_000)).containsExactly("0", "10,000", "20,000", "30,000", "40,000", "50,000");
        assertThat(linear(0, 2e7)).containsExactly("0", "5e6", "1e7", "1.5e7", "2e7");
        assertThat(linear(0, 4e-9)).containsExactly("0", "1e-9", "2e-9", "3e-9", "4e-9");
        assertThat(linear(1e9, 1.4e9)).containsExactly("1e9", "1.1e9", "1.2e9", "1.3e9", "1.4e9");
        assertThat(labels(Ticks.linear(0, 0.02, 5, Format.percent(0))))
                .containsExactly("0.0 %", "0.5 %", "1.0 %", "1.5 %", "2.0 %");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void marksOfAnyRangeAscendAndCanBeToldApart(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            double size = Math.pow(10, -280 + 560 * random.nextDouble());
            double low = random.nextGaussian() * size;
            double high = low + Math.abs(random.nextGaussian()) * size * Math.pow(10, -6 * random.nextDouble());
            Extent extent = new Extent();
            extent.add(low);
            extent.add(high);
            extent.widen();
            List<Tick> ticks = Ticks.linear(extent.low(), extent.high(), 5, Format.plain());
            String range = extent.low() + " to " + extent.high();
            assertThat(ticks).as(range).hasSizeBetween(2, 9);
            assertThat(labels(ticks)).as(range).doesNotHaveDuplicates();
            double span = extent.high() - extent.low();
            for (Tick tick : ticks) {
                assertThat(tick.value()).isBetween(extent.low() - span * 1e-6, extent.high() + span * 1e-6);
                double shown = Double.parseDouble(tick.label().replace(",", ""));
                assertThat(shown).as(range).isCloseTo(tick.value(), within(span * 1e-3));
            }
        }
    }

    @Test
    void marksOfALogarithmicAxisArePowersOfTen() {
        assertThat(labels(Ticks.log(1e-3, 1e3, 7, Format.plain())))
                .containsExactly("0.001", "0.01", "0.1", "1", "10", "100", "1000");
        assertThat(labels(Ticks.log(8, 130, 7, Format.plain()))).containsExactly("10", "20", "50", "100");
        assertThat(labels(Ticks.log(1e-9, 1e9, 5, Format.plain())))
                .containsExactly("1e-8", "0.0001", "1", "10,000", "1e8");
    }

    @Test
    void withinADecadeMarksOfALogarithmicAxisAreAsOnALinearOne() {
        assertThat(labels(Ticks.log(20, 60, 5, Format.plain()))).containsExactly("20", "30", "40", "50", "60");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T00:00:00Z, 2026-03-01T00:00:04Z, '00:00:00,00:00:01,00:00:02,00:00:03,00:00:04'",
        "2026-03-01T22:30:00Z, 2026-03-02T03:30:00Z, '03-01 23:00,03-02 00:00,03-02 01:00,03-02 02:00,03-02 03:00'",
        "2026-03-01T01:30:00Z, 2026-03-01T14:30:00Z, '03:00,06:00,09:00,12:00'",
        "2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z, '2026-02-02,2026-02-09,2026-02-16,2026-02-23'",
        "2025-11-10T00:00:00Z, 2026-04-20T00:00:00Z, '2025-12,2026-01,2026-02,2026-03,2026-04'",
        "1969-06-01T00:00:00Z, 1973-06-01T00:00:00Z, '1970,1971,1972,1973'",
        "0001-06-01T00:00:00Z, 2000-06-01T00:00:00Z, '0500,1000,1500,2000'"
    })
    void marksOfAnAxisOfTimeAreRoundDates(Instant low, Instant high, String expected) {
        double from = (double) low.toEpochMilli();
        double to = (double) high.toEpochMilli();
        List<Tick> ticks = Times.ticks(from, to, 5);
        assertThat(String.join(",", labels(ticks))).isEqualTo(expected);
        assertThat(ticks).allMatch(tick -> tick.value() >= from && tick.value() <= to);
    }

    @Test
    void timesThatAreNoDatesAreNumbers() {
        assertThat(labels(Times.ticks(-1e18, 1e18, 5))).containsExactly("-1e18", "-5e17", "0", "5e17", "1e18");
        assertThat(Times.text(1e18)).isEqualTo("1e18");
        assertThat(Times.text(Double.NaN)).isEqualTo("undefined");
        assertThat(Times.text(0)).isEqualTo("1970-01-01");
        assertThat(Times.text(1_500)).isEqualTo("1970-01-01 00:00:01.500 UTC");
    }
}
