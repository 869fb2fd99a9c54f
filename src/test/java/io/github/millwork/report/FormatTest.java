package io.github.millwork.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    private static final List<Format> ALL =
            List.of(Format.plain(), Format.decimals(2), Format.percent(1), Format.count());

    @Test
    void roundingIsThatOfTheReference() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/report/formats.csv"));
        assertThat(lines).hasSizeGreaterThan(200);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            double value = Double.parseDouble(cells[0]);
            assertThat(Format.decimals(Integer.parseInt(cells[1])).text(value))
                    .as(line)
                    .isEqualTo(cells[2]);
            // Whole digits are never rounded away.
            int digits = Integer.parseInt(cells[3]);
            boolean rounded = Math.abs(value) >= 1e9 || Math.abs(value) < Math.pow(10, digits);
            if (rounded && value != Math.rint(value)) {
                assertThat(Double.parseDouble(Format.significant(value, digits)))
                        .as(line)
                        .isEqualTo(Double.parseDouble(cells[4]));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "12, 12",
        "123456, 123456",
        "-7, -7",
        "0.91236, 0.9124",
        "0.5, 0.5",
        "12345.678, 12346",
        "99999.5, 100000",
        "0.0001, 0.0001",
        "0.00001234567, 1.235e-5",
        "-2e-9, -2e-9",
        "1234567890123, 1.235e12",
        "4.9e-324, 4.941e-324",
        "1.7976931348623157e308, 1.798e308",
        "0.99999, 1"
    })
    void plainNumbersHaveSensibleDigits(double value, String text) {
        assertThat(Format.plain().text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.1234, 12.3 %", "0.5, 50.0 %", "-0.0001, 0.0 %", "1.5, 150.0 %", "1e20, 1e22 %"})
    void sharesAreShownInHundredths(double value, String text) {
        assertThat(Format.percent(1).text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0",
                "999; 999",
                "1000; 1,000",
                "-1234567; -1,234,567",
                "-123; -123",
                "1234.5; 1,234.50",
                "2e15; 2e15"
            })
    void countsAreGrouped(double value, String text) {
        assertThat(Format.count().text(value)).isEqualTo(text);
    }

    @Test
    void whatIsNoNumberIsCalledUndefined() {
        for (Format format : ALL) {
            assertThat(format.text(Double.NaN)).isEqualTo("undefined");
            assertThat(format.text(Double.POSITIVE_INFINITY)).isEqualTo("infinity");
            assertThat(format.text(Double.NEGATIVE_INFINITY)).isEqualTo("-infinity");
        }
    }

    @Test
    void numbersTooLargeForDecimalsHaveAnExponent() {
        assertThat(Format.decimals(2).text(1e300)).isEqualTo("1e300");
        assertThat(Format.decimals(2).text(123456789.125)).isEqualTo("123456789.13");
    }

    @Test
    void theLocaleOfTheMachineMakesNoDifference() {
        Locale before = Locale.getDefault();
        List<String> here = ALL.stream().map(format -> format.text(-12345.678)).toList();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(ALL.stream().map(format -> format.text(-12345.678)).toList())
                    .isEqualTo(here);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(here).containsExactly("-12346", "-12345.68", "-1234567.8 %", "-12,345.68");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 18})
    void decimalsAreFewerThanDoublesHave(int decimals) {
        assertThatThrownBy(() -> Format.percent(decimals))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected 0 to 17 decimals but found " + decimals + ". Name from 0 to 17.");
    }

    @Test
    void formatsAreEqualByValue() {
        assertThat(Format.decimals(3)).isEqualTo(Format.decimals(3)).hasSameHashCodeAs(Format.decimals(3));
        assertThat(Format.decimals(3)).isNotEqualTo(Format.percent(3)).isNotEqualTo(Format.decimals(2));
        assertThat(ALL.toString()).isEqualTo("[plain(), decimals(2), percent(1), count()]");
    }
}
