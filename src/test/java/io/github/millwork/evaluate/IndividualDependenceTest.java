package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.evaluate.PartialDependenceTest.Case;
import io.github.millwork.report.Report;
import io.github.millwork.report.Section;
import io.github.millwork.report.Series;
import io.github.millwork.report.XyChart;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IndividualDependenceTest {
    static Stream<State> references() {
        return Fixtures.sets("individual.json");
    }

    private static DependenceGrid grid(State reference) {
        List<?> values = (List<?>) reference.values().get("values");
        DependenceGrid grid = DependenceGrid.of(reference.string("column"));
        return values.get(0) instanceof String ? grid.at(values.toArray(String[]::new)) : grid.at(numbers(values));
    }

    private static double[] numbers(List<?> values) {
        return values.stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("references")
    void eachRowIsPredictedAsInScikitLearn(State reference) {
        Case own = PartialDependenceTest.of(reference.string("name"));
        IndividualDependence found =
                IndividualDependence.of(own.fitted(), own.rows(), grid(reference), FitContext.of(0));
        check(found, (List<?>) reference.values().get("rows"));
        check(found.centred(), (List<?>) reference.values().get("centred"));
    }

    private static void check(IndividualDependence found, List<?> expected) {
        assertThat(expected).hasSize(12);
        for (int row = 0; row < expected.size(); row++) {
            double[] line = numbers(found.curves().get(0).rows().get(row));
            assertThat(line).containsExactly(numbers((List<?>) expected.get(row)), within(1e-5));
        }
    }

    @Test
    void theirMeanIsThePartialDependenceAlsoByWeight() {
        Case birds = PartialDependenceTest.of("three classes");
        double[] weights = new double[birds.rows().rowCount()];
        Arrays.setAll(weights, row -> row % 3);
        Dataset weighted = birds.rows().with(Column.numbers("w", weights)).withRole("w", Role.WEIGHT);
        for (Dataset rows : List.of(birds.rows(), weighted)) {
            PartialDependence mean = IndividualDependence.of(birds.fitted(), rows, "bill_depth_mm")
                    .averaged();
            assertThat(mean).isEqualTo(PartialDependence.of(birds.fitted(), rows, "bill_depth_mm"));
        }
    }

    @Test
    void centredLinesBeginAtZero() {
        Case birds = PartialDependenceTest.of("three classes");
        IndividualDependence found = IndividualDependence.of(birds.fitted(), birds.rows(), "bill_depth_mm")
                .centred();
        assertThat(found.curves()).hasSize(3);
        assertThat(found.curves().get(1).rows()).hasSize(333).allMatch(row -> row.get(0) == 0);
        assertThat(found.centred()).isEqualTo(found);
    }

    @Test
    void itIsShownAsATableAndAsJson() {
        Case birds = PartialDependenceTest.of("three classes");
        DependenceGrid grid = DependenceGrid.of("bill_length_mm").at(40, 45.5);
        IndividualDependence found =
                IndividualDependence.of(birds.fitted(), birds.rows().head(50), grid, FitContext.of(0));
        List<String> lines = found.toString().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).split(" {2,}"))
                .startsWith("bill_length_mm", "probability of Adelie", "10 % below", "90 % below");
        State read = State.fromJson(found.toJson());
        assertThat(read.numbers("values")).containsExactly(40, 45.5);
        assertThat(read.states("curves").get(2).states("rows")).hasSize(50);
        assertThat(read.states("curves").get(2).states("rows").get(7).numbers("predicted"))
                .containsExactly(numbers(found.curves().get(2).rows().get(7)));
    }

    @Test
    void whatHasNoDependenceIsRefused() {
        Case birds = PartialDependenceTest.of("three classes");
        assertThatThrownBy(() -> IndividualDependence.of(birds.fitted(), birds.rows(), "bill_lenght_mm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a column that the pipeline reads but found 'bill_lenght_mm'. Did you mean "
                        + "'bill_length_mm'?");
    }

    @Test
    void aReportShowsSomeRowsBehindTheirMean() {
        Case credit = PartialDependenceTest.of("a number");
        IndividualDependence income =
                IndividualDependence.of(credit.fitted(), credit.rows().head(300), "income");
        XyChart chart = (XyChart) InfluenceSection.chart(income);
        assertThat(chart.series()).extracting(Series::name).containsExactly("mean", "40 rows");
        assertThat(chart.series().get(1).look()).isEqualTo(Series.Look.FAINT);
        int points = income.axis().values().size();
        for (int point = 0; point < points; point++) {
            assertThat(chart.series().get(1).y(points + 1 + point))
                    .isEqualTo(income.curves().get(0).rows().get(300 / 40).get(point));
        }
        Report report = Report.of("all").with(Section.of("One", chart));
        assertThat(report.toHtml()).contains("faint", "40 rows").doesNotContain("are missing");
        assertThat(report.toString()).doesNotContain("40 rows").contains("income");
        IndividualDependence bills = IndividualDependence.of(
                PartialDependenceTest.of("three classes").fitted(),
                PartialDependenceTest.of("three classes").rows(),
                "bill_length_mm");
        assertThat(((XyChart) InfluenceSection.chart(bills)).series()).hasSize(3);
    }
}
