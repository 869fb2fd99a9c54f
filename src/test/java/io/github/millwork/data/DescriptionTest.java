package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptionTest {
    /** The lines of describe.txt, which describe.py made with pandas. */
    static Stream<String> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(DescriptionTest.class.getResourceAsStream("describe.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        }
    }

    private static double[] parse(String numbers) {
        return Arrays.stream(numbers.split(" "))
                .filter(word -> !word.isEmpty())
                .mapToDouble(word -> word.equals("nan") ? Double.NaN : Double.parseDouble(word))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void numbersAreThoseOfPandas(String line) {
        String[] words = line.split("\\|");
        double[] values = parse(words[1]);
        double[] expected = parse(String.join(" ", Arrays.copyOfRange(words, 4, 11)));
        Description.Summary summary =
                Dataset.of(Column.numbers("x", values)).describe().column("x");
        assertThat(summary.missing()).isEqualTo(Integer.parseInt(words[2]));
        assertThat(summary.distinct()).isEqualTo(Integer.parseInt(words[3]));
        double scale = Arrays.stream(values)
                .filter(v -> !Double.isNaN(v))
                .map(Math::abs)
                .max()
                .orElse(0);
        assertClose(summary.mean(), expected[0], 1e-15 * values.length * scale);
        assertClose(summary.deviation(), expected[1], 1e-12 * Math.abs(expected[1]) + 1e-16 * scale);
        if (Double.isNaN(expected[2])) assertThat(summary.quantiles()).isEmpty();
        for (int i = 0; i < summary.quantiles().size(); i++) {
            assertClose(summary.quantiles().get(i), expected[2 + i], 1e-15 * scale);
        }
    }

    private static void assertClose(double actual, double expected, double error) {
        if (Double.isNaN(expected)) assertThat(actual).isNaN();
        else assertThat(actual).isCloseTo(expected, within(error));
    }

    @Test
    void theTopValueIsTheMostFrequentOrOfEqualsTheFirst() {
        Description categories = Dataset.of(
                        Column.categories("c", "b", "a", null, "a", "b"),
                        Column.texts("t", null, null, null, null, null))
                .describe();
        assertThat(categories.column("c"))
                .extracting(Description.Summary::top, Description.Summary::topCount, Description.Summary::distinct)
                .containsExactly("a", 2, 2);
        assertThat(categories.column("t"))
                .extracting(Description.Summary::top, Description.Summary::topCount, Description.Summary::missing)
                .containsExactly("", 0, 5);
        assertThat(categories.column("c").mean()).isNaN();
    }

    @Test
    void booleansCountAsZeroAndOne() {
        Description.Summary summary = Dataset.of(Column.booleans("b", true, false, true, null))
                .describe()
                .column("b");
        assertThat(summary.mean()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(summary.quantiles()).containsExactly(0.0, 0.5, 1.0, 1.0, 1.0);
    }

    @Test
    void itPrintsATableInWhichTimesAreTimes() {
        Dataset data = Dataset.of(
                Column.numbers("n", 1, 2.5, Double.NaN),
                Column.categories("c", "x", "y", "x"),
                Column.dates("d", LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 3), null));
        assertThat(data.describe()).hasToString("3 rows, 3 columns\n" + """
                column  type      missing  distinct  mean        sd      min         25%         median      75%         max         top
                n       number    1        2         1.7500      1.0607  1           1.3750      1.7500      2.1250      2.5000
                c       category  0        2                                                                                         x x 2
                d       date      1        2         2024-01-02          2024-01-01  2024-01-02  2024-01-02  2024-01-03  2024-01-03""");
        Dataset times = Dataset.of(Column.timestamps("s", Instant.EPOCH, Instant.ofEpochSecond(2)));
        assertThat(times.describe().toString())
                .containsSubsequence("1970-01-01T00:00:00Z", "1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z");
    }

    @Test
    void anAbsentColumnIsAnsweredWithTheNearestName() {
        assertThatThrownBy(() -> Dataset.of(Column.numbers("age", 1)).describe().column("agee"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a column 'agee' but there is none. Did you mean 'age'?");
    }

    @Test
    void aDatasetWithoutRowsIsDescribed() {
        Description empty = Dataset.of(Column.numbers("n"), Column.vectors("v", List.of("a")))
                .describe();
        assertThat(empty.rows()).isZero();
        assertThat(empty.columns()).hasSize(2);
        assertThat(empty.column("n").mean()).isNaN();
    }
}
