package io.github.millwork.evaluate;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Expression.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.engineer.DateParts;
import io.github.millwork.engineer.Lags;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.report.Report;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.Transformer;
import io.github.millwork.train.DecisionTree;
import io.github.millwork.train.KMeans;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PartialDependenceTest {
    private static final Path DATA = Path.of("examples/data");

    private static Dataset complete(String file, String... columns) {
        Dataset all = Csv.file(DATA.resolve(file)).load();
        int[] rows = IntStream.range(0, all.rowCount())
                .filter(row -> all.columns().stream().noneMatch(column -> column.isMissing(row)))
                .toArray();
        return all.rows(rows).select(columns);
    }

    private static <P extends Prediction> FittedChain<P> fit(
            Task<P> task, Dataset rows, Learner<P> learner, Transformer... steps) {
        List<Step> chain =
                Arrays.stream(steps).map(step -> new Step("preprocess", step)).toList();
        return new Chain<>(task, chain, learner).fit(rows, FitContext.of(1));
    }

    /** A pipeline like that of the reference, and the rows that it was fitted to. */
    record Case(FittedChain<?> fitted, Dataset rows) {}

    static Case of(String name) {
        if (name.equals("two numbers of a tree")) {
            Dataset rows = complete("diabetes.csv", "progression", "bmi", "bp", "s5");
            Task<Regression> task = Task.regress(Target.of("progression"));
            return new Case(fit(task, rows, DecisionTree.regressor().depth(3)), rows);
        }
        LogisticRegression logistic =
                LogisticRegression.create().tolerance(1e-10).oneVersusRest();
        if (name.equals("three classes")) {
            Dataset rows = complete("penguins.csv", "species", "bill_length_mm", "bill_depth_mm");
            return new Case(fit(Task.classify(Target.of("species")), rows, logistic, Scale.standard(numeric())), rows);
        }
        Dataset rows = complete("credit.csv", "status", "income", "amount", "seniority", "home", "job");
        for (String column : List.of("income", "amount", "seniority")) rows = rows.with(column, number(column));
        Task<Classification> task = Task.classify(Target.of("status").positive("bad"));
        return new Case(fit(task, rows, logistic, Scale.standard(numeric()), Encode.oneHot(categorical())), rows);
    }

    static Stream<State> references() {
        return Fixtures.sets("dependence.json");
    }

    @ParameterizedTest
    @MethodSource("references")
    void meansAreThoseOfScikitLearn(State reference) {
        Case own = of(reference.string("name"));
        List<DependenceGrid> grids = new ArrayList<>();
        List<?> values = (List<?>) reference.values().get("values");
        for (int i = 0; i < values.size(); i++) {
            DependenceGrid grid = DependenceGrid.of(reference.strings("columns").get(i));
            List<?> each = (List<?>) values.get(i);
            grids.add(
                    each.get(0) instanceof String
                            ? grid.at(each.toArray(String[]::new))
                            : grid.at(each.stream()
                                    .mapToDouble(value -> ((Number) value).doubleValue())
                                    .toArray()));
        }
        PartialDependence found = PartialDependence.of(own.fitted, own.rows, grids, FitContext.of(0));
        List<?> curves = (List<?>) reference.values().get("means");
        assertThat(found.curves()).hasSameSizeAs(curves);
        for (int k = 0; k < curves.size(); k++) {
            double[] expected = ((List<?>) curves.get(k))
                    .stream()
                            .mapToDouble(value -> ((Number) value).doubleValue())
                            .toArray();
            double[] means = found.curves().get(k).means().stream()
                    .mapToDouble(value -> value)
                    .toArray();
            assertThat(means).containsExactly(expected, within(1e-5));
        }
    }

    @Test
    void valuesAreThoseThatOccurOrQuantilesOfThem() {
        Case credit = of("a number");
        PartialDependence home = PartialDependence.of(credit.fitted, credit.rows, "home");
        assertThat(home.axes().get(0).values()).containsExactly("ignore", "other", "owner", "parents", "priv", "rent");
        assertThat(home.curves()).extracting(PartialDependence.Curve::output).containsExactly("probability of bad");
        PartialDependence income = PartialDependence.of(credit.fitted, credit.rows, "income");
        assertThat(income.axes().get(0).values()).hasSizeBetween(15, 20).allMatch(Double.class::isInstance);
        List<DependenceGrid> few = List.of(
                DependenceGrid.of("income").most(5), DependenceGrid.of("home").most(2));
        PartialDependence both = PartialDependence.of(credit.fitted, credit.rows, few, FitContext.of(0));
        assertThat(both.axes().get(0).values()).hasSize(5);
        assertThat(both.axes().get(1).values()).containsExactly("owner", "rent");
        assertThat(both.curves().get(0).means()).hasSize(10);
    }

    @Test
    void rowsCountByTheirWeight() {
        Dataset rows = Dataset.of(
                Column.numbers("x", 0, 1, 2, 3),
                Column.numbers("z", 0, 1, 1, 0),
                Column.numbers("y", 0, 11, 12, 3),
                Column.numbers("w", 1, 1, 1, 5));
        FittedChain<?> fitted = fit(Task.regress(Target.of("y")), rows.drop("w"), LinearRegression.create());
        double even =
                PartialDependence.of(fitted, rows, "x").curves().get(0).means().get(0);
        Dataset weighted = rows.withRole("w", Role.WEIGHT);
        double byWeight = PartialDependence.of(fitted, weighted, "x")
                .curves()
                .get(0)
                .means()
                .get(0);
        assertThat(even).isCloseTo(5, within(1e-3));
        assertThat(byWeight).isCloseTo(2.5, within(1e-3));
    }

    @Test
    void datesAndTruthValuesAreValuesToo() {
        LocalDate[] days = IntStream.range(0, 60)
                .mapToObj(LocalDate.of(2024, 1, 1)::plusDays)
                .toArray(LocalDate[]::new);
        Boolean[] flags = IntStream.range(0, 60).mapToObj(i -> i % 3 == 0).toArray(Boolean[]::new);
        double[] y = IntStream.range(0, 60).mapToDouble(i -> i % 3 == 0 ? 5 : 1).toArray();
        Dataset rows = Dataset.of(Column.dates("day", days), Column.booleans("open", flags), Column.numbers("y", y));
        FittedChain<?> fitted =
                fit(Task.regress(Target.of("y")), rows, DecisionTree.regressor(), DateParts.of(named("day")));
        PartialDependence open = PartialDependence.of(fitted, rows, "open");
        assertThat(open.axes().get(0).values()).containsExactly(false, true);
        assertThat(open.curves().get(0).means().get(0)).isCloseTo(1, within(1e-9));
        assertThat(open.curves().get(0).means().get(1)).isCloseTo(5, within(1e-9));
        PartialDependence day = PartialDependence.of(fitted, rows, "day");
        assertThat(day.axes().get(0).values()).hasSize(20).allMatch(LocalDate.class::isInstance);
    }

    @Test
    void itIsShownAsATableAndAsJson() {
        Case birds = of("three classes");
        List<DependenceGrid> grid = List.of(DependenceGrid.of("bill_length_mm").at(40, 45.5));
        PartialDependence found = PartialDependence.of(birds.fitted, birds.rows, grid, FitContext.of(0));
        assertThat(found.toString().lines().toList().get(0).split(" {2,}"))
                .containsExactly(
                        "bill_length_mm", "probability of Adelie", "probability of Chinstrap", "probability of Gentoo");
        assertThat(found.toString().lines()).hasSize(3);
        State read = State.fromJson(found.toJson());
        assertThat(read.integer("rows")).isEqualTo(333);
        assertThat(read.states("axes").get(0).numbers("values")).containsExactly(40, 45.5);
        assertThat(read.states("curves").get(1).numbers("means")).hasSize(2);
        assertThat(PartialDependence.of(birds.fitted, birds.rows, grid, FitContext.of(0)))
                .isEqualTo(found);
    }

    @Test
    void whatHasNoDependenceIsRefused() {
        Case birds = of("three classes");
        assertThatThrownBy(() -> PartialDependence.of(birds.fitted, birds.rows, "bill_lenght_mm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a column that the pipeline reads but found 'bill_lenght_mm'. Did you mean "
                        + "'bill_length_mm'?");
        assertThatThrownBy(() -> PartialDependence.of(birds.fitted, birds.rows.head(0), "bill_length_mm"))
                .hasMessageContaining("Expected rows to average over but found none.");
        FittedChain<?> clusters =
                fit(Task.cluster(null), birds.rows.drop("species"), KMeans.clusters(2), Scale.standard(numeric()));
        assertThatThrownBy(() -> PartialDependence.of(clusters, birds.rows, "bill_length_mm"))
                .hasMessageContaining("this one predicts clusters");
        Dataset steps = Dataset.of(
                Column.integers("at", IntStream.range(0, 40).asLongStream().toArray()),
                Column.numbers("y", IntStream.range(0, 40).asDoubleStream().toArray()));
        FittedChain<?> lagging =
                fit(Task.regress(Target.of("y")), steps, DecisionTree.regressor(), Lags.of("y", "at", 1));
        assertThatThrownBy(() -> PartialDependence.of(lagging, steps, "at"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("looks back on earlier rows");
    }

    @Test
    void aReportShowsWhatMattersOnRowsHeldOutAndHow() {
        Dataset credit = of("a number").rows;
        Dataset train = credit.head(3000);
        Dataset test = credit.rows(IntStream.range(3000, credit.rowCount()).toArray());
        FittedChain<Classification> fitted = fit(
                Task.classify(Target.of("status").positive("bad")),
                train,
                LogisticRegression.create(),
                Scale.standard(numeric()),
                Encode.oneHot(categorical()));
        String shown = Report.of("all")
                .with(InfluenceSection.of(
                                fitted, Optional.of(test), test, ClassificationMetrics.ROC_AUC, FitContext.of(1))
                        .orElseThrow())
                .toString();
        assertThat(shown).contains("What the model relies on", "Importance of columns", "Dependence on seniority");
        assertThat(InfluenceSection.of(fitted, Optional.empty(), test, ClassificationMetrics.ROC_AUC, FitContext.of(1)))
                .get()
                .asString()
                .doesNotContain("Importance of columns")
                .contains("Dependence on");
    }
}
