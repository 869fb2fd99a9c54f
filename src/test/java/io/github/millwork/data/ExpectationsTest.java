package io.github.millwork.data;

import static io.github.millwork.data.Expression.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ExpectationsTest {
    private final Dataset people = Dataset.of(
            Column.integers("id", 1, 2, 2, Long.MIN_VALUE, Long.MIN_VALUE),
            Column.numbers("age", 30, -1, 200, Double.NaN, 40),
            Column.categories("home", "rent", "own", "tent", null, "own"),
            Column.dates("seen", LocalDate.of(2024, 1, 1), null, LocalDate.of(2024, 1, 3), null, null));

    private static final Instant NOW = Instant.parse("2024-01-05T00:00:00Z");

    private String unmet(Expectations expectations) {
        ExpectationReport report = expectations.check(people, NOW);
        assertThat(report.unmet()).hasSize(1);
        assertThat(report.passed()).isFalse();
        return report.unmet().get(0).toString();
    }

    private void met(Expectations expectations) {
        assertThat(expectations.check(people, NOW).unmet()).isEmpty();
    }

    @Test
    void typesRangesAndValues() {
        met(Expectations.none()
                .type("age", ColumnType.NUMBER)
                .range("age", -1, 200)
                .oneOf("home", "rent", "own", "tent"));
        assertThat(unmet(Expectations.none().type("home", ColumnType.INTEGER)))
                .isEqualTo("Expected that 'home' is of type integer but it is category, first at row 0: 'rent'");
        assertThat(unmet(Expectations.none().range("age", 0, 120)))
                .isEqualTo(
                        "Expected that 'age' is from 0 to 120 but 2 of 5 cells are not, the first is '-1.0' (rows 1, 2)");
        assertThat(unmet(Expectations.none().range("home", 0, 1)))
                .isEqualTo("Expected that 'home' is from 0 to 1 but it is category");
        assertThat(unmet(Expectations.none().oneOf("home", "own", "rent")))
                .isEqualTo(
                        "Expected that 'home' is one of 'own', 'rent' but 1 of 5 cells are not, the first is 'tent' (row 2)");
    }

    @Test
    void patternsMatchFromBeginningToEnd() {
        met(Expectations.none().matches("home", "[a-z]+"));
        assertThat(unmet(Expectations.none().matches("home", "[a-z]{3}")))
                .isEqualTo(
                        "Expected that 'home' matches [a-z]{3} but 2 of 5 cells are not, the first is 'rent' (rows 0, 2)");
        assertThatThrownBy(() -> Expectations.none().matches("home", "["))
                .isInstanceOf(java.util.regex.PatternSyntaxException.class);
    }

    @Test
    void uniqueOneByOneOrTogether() {
        assertThat(unmet(Expectations.none().unique("id")))
                .isEqualTo("Expected that 'id' is unique but 1 of 5 cells are not, the first is '2' (row 2)");
        met(Expectations.none().unique("id", "home"));
        met(Expectations.none().unique("age"));
    }

    @Test
    void missingCells() {
        assertThat(unmet(Expectations.none().notMissing("age")))
                .isEqualTo("Expected that 'age' is not missing but 1 of 5 cells are not, the first is missing (row 3)");
        met(Expectations.none().missingAtMost("age", 0.2));
        assertThat(unmet(Expectations.none().missingAtMost("seen", 0.5)))
                .startsWith("Expected that 'seen' is missing in at most 50 % of the rows but 3 of 5 cells");
    }

    @Test
    void rowsFreshnessAndConditions() {
        met(Expectations.none().rows(5, 5).fresh("seen", Duration.ofDays(1)));
        assertThat(unmet(Expectations.none().rows(6, 10)))
                .isEqualTo("Expected that there are from 6 to 10 rows but there are 5");
        assertThat(unmet(Expectations.none().fresh("seen", Duration.ofHours(23))))
                .isEqualTo("Expected that the newest 'seen' is at most PT23H old but it is '2024-01-03', and now is "
                        + "2024-01-05T00:00:00Z (row 2)");
        assertThat(unmet(Expectations.none().fresh("home", Duration.ofHours(1))))
                .endsWith("but it holds no time");
        met(Expectations.none().holds(number("age").atMost(200)));
        assertThat(unmet(Expectations.none().holds(number("age").atMost(100))))
                .endsWith("but it does not in 1 of 5 rows (row 2)");
    }

    @Test
    void aColumnThatIsNotThereIsNotAsExpected() {
        assertThat(unmet(Expectations.none().notMissing("agee")))
                .isEqualTo("Expected that 'agee' is not missing but there is no column 'agee'. Did you mean 'age'?");
        assertThat(unmet(Expectations.none().unique("id", "hom"))).contains("there is no column 'hom'");
    }

    @Test
    void manyRowsAreCountedAndSomeNamed() {
        Dataset zeros = Dataset.of(Column.numbers("x", new double[1000]));
        ExpectationReport report =
                Expectations.none().range("x", 1, 2).notMissing("x").check(zeros, NOW);
        assertThat(report.unmet().get(0).rows()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(report.unmet().get(0).count()).isEqualTo(1000);
        assertThat(report)
                .hasToString(
                        "1 of 2 expectations are met by 1000 rows\nExpected that 'x' is from 1 to 2 but 1000 of 1000 cells "
                                + "are not, the first is '0.0' (rows 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...)");
    }

    @Test
    void whatIsRequiredIsGivenOnOrThrown() {
        assertThat(Expectations.none().rows(1, 9).require(people)).isSameAs(people);
        assertThatThrownBy(() -> Expectations.none().rows(1, 9).unique("id").require(people))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected data of which all expectations hold but 1 of 2 expectations are met by 5 rows\nExpected "
                                + "that 'id' is unique but 1 of 5 cells are not, the first is '2' (row 2)\nMend the data where it comes "
                                + "from, or leave these rows out.");
    }

    @Test
    void theyAreEqualByValue() {
        Expectations one =
                Expectations.none().range("a", 0, 1).matches("b", "x").oneOf("c", "u", "v");
        assertThat(one)
                .isEqualTo(
                        Expectations.none().range("a", 0, 1).matches("b", "x").oneOf("c", "v", "u"))
                .isNotEqualTo(
                        Expectations.none().range("a", 0, 2).matches("b", "x").oneOf("c", "u", "v"));
        assertThatThrownBy(() -> Expectations.none().range("a", 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Expectations.none().missingAtMost("a", 1.5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Expectations.none().rows(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Expectations.none().unique()).isInstanceOf(IllegalArgumentException.class);
    }
}
