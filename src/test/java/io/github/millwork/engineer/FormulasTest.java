package io.github.millwork.engineer;

import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Columns.texts;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.data.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Transformer;
import io.github.millwork.testkit.References;
import io.github.millwork.testkit.TestTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that scikit-learn does not have, compared with their formulas in NumPy and pandas, see formulas.py. */
class FormulasTest {
    private static final double TOLERANCE = 1e-12;
    private static final long MILLIS_A_DAY = 86_400_000;

    private static Dataset reference(String name) {
        return TestTables.fixture("engineer/formula-" + name + ".csv");
    }

    /** The credit data with dates made of its columns. */
    private static Dataset dated() {
        Dataset credit = TestTables.credit();
        long start = LocalDate.of(2000, 1, 1).toEpochDay();
        LocalDate[] placed = Arrays.stream(credit.column("price").toDoubles())
                .mapToObj(price -> LocalDate.ofEpochDay(start + (long) price))
                .toArray(LocalDate[]::new);
        Instant[] paid = Arrays.stream(credit.column("income").toDoubles())
                .mapToObj(income -> Double.isNaN(income)
                        ? null
                        : Instant.ofEpochMilli(start * MILLIS_A_DAY + (long) (income * 1e7)))
                .toArray(Instant[]::new);
        return credit.with(Column.dates("placed", placed)).with(Column.timestamps("paid", paid));
    }

    private static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of("cyclic", Cyclic.of(named("seniority"), 12)),
                Arguments.of("elapsed", Elapsed.days("days", "placed", "paid")),
                Arguments.of(
                        "holidays",
                        Holidays.of(
                                named("placed"),
                                List.of(
                                        LocalDate.of(2003, 12, 25),
                                        LocalDate.of(2003, 12, 24),
                                        LocalDate.of(2001, 5, 1),
                                        LocalDate.of(2006, 2, 28)))));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void agreesWithItsFormula(String name, Transformer step) {
        Dataset found = References.apply(step, dated());
        Dataset reference = reference(name);
        References.compare(found.rows(References.rows(reference)), reference, TOLERANCE);
    }

    @Test
    void whatIsDerivedAgrees() {
        Dataset credit = TestTables.credit();
        List<Derive> steps = List.of(
                Derive.number("ratio", number("debt").dividedBy(number("income"))),
                Derive.number(
                        "curve",
                        number("price")
                                .log()
                                .plus(number("age").dividedBy(10).negated().exp())
                                .sqrt()),
                Derive.number(
                        "power",
                        number("time").pow(1.5).minus(number("age").minus(40).abs())),
                Derive.number(
                        "bounded",
                        number("expenses").max(number("age").times(0).plus(40)).min(number("age"))),
                Derive.number(
                        "filled", number("income").orElse(number("expenses").times(2))),
                Derive.number(
                        "chosen",
                        number("age")
                                .atLeast(40)
                                .then(number("amount"), number("price").negated())),
                Derive.flag(
                        "long",
                        number("time")
                                .lessThan(40)
                                .and(text("marital").orElse("none").length().greaterThan(6))));
        Dataset found = credit;
        for (Derive step : steps) found = References.apply(step, found);
        Dataset reference = reference("derive");
        References.compare(found.rows(References.rows(reference)), reference, TOLERANCE);
        assertThat(reference.columnCount()).isEqualTo(1 + steps.size());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.6})
    void whatSaysSomethingOfItsOwnIsKept(double bound) {
        Dataset reference = reference("uncorrelated-" + (int) Math.rint(bound * 10));
        Dataset found =
                References.compare(TestTables.credit(), SelectFeatures.uncorrelated(numeric(), bound), reference, 0);
        List<String> kept = found.columns().stream()
                .flatMap(column -> column.dimensions().stream())
                .toList();
        assertThat(kept).isEqualTo(reference.drop("row").schema().names());
    }

    @Test
    void figuresOfTextAgree() throws IOException {
        String[] lines = Files.readAllLines(Path.of("LICENSE"), StandardCharsets.UTF_8).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toArray(String[]::new);
        References.compare(
                Dataset.of(Column.texts("text", lines)),
                TextStatistics.of(texts()).count("commas", ",").count("endings", "\\w+ion\\b"),
                reference("text"),
                TOLERANCE);
    }
}
