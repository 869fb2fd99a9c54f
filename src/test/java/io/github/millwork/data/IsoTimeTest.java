package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2024-01-31T10:00, 2024-01-31T10:00:00Z",
        "2024-01-31T10:00:05, 2024-01-31T10:00:05Z",
        "2024-01-31 10:00:05.25, 2024-01-31T10:00:05.250Z",
        "2024-01-31T10:00:05Z, 2024-01-31T10:00:05Z",
        "2024-01-31T10:00:05+02:00, 2024-01-31T08:00:05Z",
        "2024-01-31T10:00:05.123456789-05:30, 2024-01-31T15:30:05.123456789Z",
        "' 2024-01-31T10:00:05Z ', 2024-01-31T10:00:05Z"
    })
    void anInstantIsReadWithAndWithoutAnOffset(String text, Instant expected) {
        assertThat(IsoTime.timestamp(text)).isEqualTo(expected);
        assertThat(Cast.cell(ColumnType.TIMESTAMP, text, "x")).isEqualTo(Instant.ofEpochMilli(expected.toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-31",
                "2024-02-30T10:00:00",
                "2024-01-31T25:00:00",
                "2024-01-31_10:00:00",
                "31.01.2024 10:00:00",
                "1706695200000",
                "soon"
            })
    void otherTextsAreNoInstant(String text) {
        assertThat(IsoTime.timestamp(text)).isNull();
        assertThatThrownBy(() -> Cast.number(ColumnType.TIMESTAMP, text, "x"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'x' to be of type timestamp but found the String '" + text
                        + "'. Give a java.time.Instant or a string such as 2024-01-31T10:00:00Z, or null if it is "
                        + "missing.");
    }

    @Test
    void aDayIsReadAsADay() {
        assertThat(IsoTime.date(" 2024-02-29 ")).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(Cast.cell(ColumnType.DATE, "2024-02-29", "x")).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(Row.of("x", "2024-02-29").date("x")).contains(LocalDate.of(2024, 2, 29));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-02-29", "2024-1-31", "20240131", "2024-01-31T00:00:00", "31.01.2024", "today"})
    void otherTextsAreNoDay(String text) {
        assertThat(IsoTime.date(text)).isNull();
        assertThatThrownBy(() -> Cast.number(ColumnType.DATE, text, "x"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'x' to be of type date but found the String '" + text
                        + "'. Give a java.time.LocalDate or a string such as 2024-01-31, or null if it is missing.");
    }
}
