package io.github.millwork.engineer;

import static io.github.millwork.data.Columns.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.Transformer;
import io.github.millwork.testkit.References;
import io.github.millwork.testkit.TestTables;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with what scikit-learn, pandas or NumPy made of the same rows; see columns.py. */
class ColumnReferencesTest {
    private static final Columns COMPLETE = named("seniority", "time", "age", "expenses", "amount", "price");
    private static final Columns SOME = named("age", "expenses", "income", "debt", "price", "time");

    private static Stream<Arguments> steps() {
        return Stream.of(
                Arguments.of("polynomial", Polynomial.degree(3, named("seniority", "time", "age"))),
                Arguments.of("interactions", Polynomial.interactions(COMPLETE)),
                Arguments.of("splines-even", Splines.of(COMPLETE)),
                Arguments.of(
                        "splines-quantile",
                        Splines.of(COMPLETE).knots(4).degree(2).atQuantiles()),
                Arguments.of("bins-width", Bins.width(SOME, 6)),
                Arguments.of("bins-quantile", Bins.quantile(SOME, 6)),
                Arguments.of("bins-clusters", Bins.clusters(named("age", "expenses", "time"), 6)),
                Arguments.of(
                        "aggregates",
                        Aggregates.of(named("income", "price"), "home", "job").statistics(Statistic.values())));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void agreesWithTheReference(String name, Transformer step) {
        References.compare(TestTables.credit(), step, reference(name), 1e-10);
    }

    @Test
    void binsOfATreeAgreeWithTheLeavesOfOne() {
        Dataset credit = TestTables.credit();
        References.compare(
                credit.withRole("status", Role.TARGET), Bins.tree(SOME, 6), reference("bins-tree-classes"), 0);
        References.compare(
                credit.withRole("price", Role.TARGET),
                Bins.tree(named("age", "expenses", "income", "debt"), 6),
                reference("bins-tree-numbers"),
                0);
    }

    @Test
    void stepsThatLookBackAgree() {
        Dataset credit = TestTables.credit();
        long[] times = IntStream.range(0, credit.rowCount())
                .mapToLong(row -> row / 3 * 2 + row % 2)
                .toArray();
        Dataset series = credit.with(Column.integers("t", times).withRole(Role.TIME));
        Dataset found =
                References.apply(Windows.last(5, "income", "t").by("home").statistics(Statistic.values()), series);
        found = References.apply(Windows.soFar("income", "t").by("home").statistics(Statistic.values()), found);
        found = References.apply(Lags.of("income", "t", 1, 4).by("home"), found);
        Dataset reference = reference("history");
        References.compare(found.rows(References.rows(reference)), reference, 1e-10);
        assertThat(reference.schema().size()).isEqualTo(15);
    }

    private static Dataset reference(String name) {
        return TestTables.fixture("engineer/steps-" + name + ".csv");
    }
}
