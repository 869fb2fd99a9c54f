package io.github.millwork.train;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Expression.constant;
import static io.github.millwork.data.Expression.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Row;
import io.github.millwork.data.Target;
import io.github.millwork.engineer.Derive;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Coefficients;
import io.github.millwork.stage.ColumnImportances;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.Importances;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.State;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model as a whole makes of columns, behind real steps. */
class ColumnWeightsTest {
    private static final Dataset CREDIT =
            Csv.file(Path.of("examples/data/credit.csv")).load();

    private static <P extends Prediction> Pipeline<P> prepared(Pipeline<P> pipeline) {
        return pipeline.preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .engineer(Derive.number(
                        "financed", number("amount").dividedBy(number("income").max(constant(1)))))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()));
    }

    private static FittedPipeline<Classification> fit(Learner<Classification> learner) {
        return prepared(Pipeline.classify("status")).train(learner).fit(CREDIT);
    }

    private static void likeReference(String file, Coefficients found, double tolerance) {
        Dataset reference = Csv.file(Path.of("src/test/resources/train", file)).load();
        assertThat(found.features()).hasSize(reference.rowCount() - 1);
        for (Row expected : reference.rows()) {
            String feature = String.valueOf(expected.string("feature"));
            double weight = feature.equals("(intercept)")
                    ? found.intercepts().get(0)
                    : found.features().stream()
                            .filter(weights -> weights.feature().equals(feature))
                            .findFirst()
                            .orElseThrow()
                            .values()
                            .get(0);
            assertThat(weight).as(feature).isCloseTo(expected.number("weight"), within(tolerance));
        }
    }

    @Test
    void weightsOfALogisticRegressionAreThoseOfScikitLearn() {
        Coefficients found = fit(LogisticRegression.create().tolerance(1e-10)).coefficients();
        assertThat(found.unit()).isEqualTo(Explainer.Unit.LOG_ODDS);
        assertThat(found.labels()).containsExactly("good");
        likeReference("weights-classes.csv", found, 1e-5);
    }

    @Test
    void weightsOfALinearRegressionAreThoseOfScikitLearn() {
        Coefficients found = prepared(Pipeline.regress("price"))
                .train(LinearRegression.create())
                .fit(CREDIT)
                .coefficients();
        assertThat(found.unit()).isEqualTo(Explainer.Unit.TARGET);
        assertThat(found.labels()).isEmpty();
        likeReference("weights-numbers.csv", found, 0.02);
    }

    @Test
    void featuresStandUnderTheirColumns() {
        Coefficients found = fit(LogisticRegression.create()).coefficients();
        assertThat(found.of("home"))
                .extracting(Coefficients.Weights::feature)
                .containsExactly("home=ignore", "home=other", "home=owner", "home=parents", "home=priv", "home=rent");
        assertThat(found.of("amount")).extracting(Coefficients.Weights::feature).containsExactly("amount", "financed");
        List<String> lines = found.toString().lines().toList();
        assertThat(lines.get(0)).isEqualTo("weights in log-odds; each is for a feature as it stands behind all steps");
        assertThat(lines.get(1).split(" {2,}")).containsExactly("column", "feature", "weight for good");
        assertThat(lines).anyMatch(line -> line.startsWith("amount, income  financed "));
        State read = State.fromJson(found.toJson());
        assertThat(read.states("features")).hasSameSizeAs(found.features());
        assertThat(read.states("features").get(0).numbers("weights"))
                .containsExactly(found.features().get(0).values().get(0));
        assertThatThrownBy(() -> found.of("incone"))
                .hasMessage(
                        "Expected a column that a feature is computed from but found 'incone'. Did you mean 'income'?");
    }

    @Test
    void weightsAreForThePositiveClass() {
        Coefficients good = fit(LogisticRegression.create()).coefficients();
        Coefficients bad = prepared(Pipeline.classify(Target.of("status").positive("bad")))
                .train(LogisticRegression.create())
                .fit(CREDIT)
                .coefficients();
        assertThat(bad.labels()).containsExactly("bad");
        assertThat(bad.intercepts().get(0)).isEqualTo(-good.intercepts().get(0));
        assertThat(bad.of("income").get(0).values().get(0))
                .isEqualTo(-good.of("income").get(0).values().get(0));
    }

    @Test
    void eachOfSeveralClassesHasItsWeights() {
        Dataset birds = Csv.file(Path.of("examples/data/penguins.csv")).load();
        FittedPipeline<Classification> fitted = Pipeline.classify("species")
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .fit(birds);
        Coefficients found = fitted.coefficients();
        assertThat(found.labels()).containsExactly("Adelie", "Chinstrap", "Gentoo");
        assertThat(found.intercepts()).hasSize(3);
        assertThat(found.features()).allMatch(weights -> weights.values().size() == 3);
        assertThat(found.toString()).contains("weight for Chinstrap");
    }

    @Test
    void anL1PenaltyLeavesFeaturesOut() {
        Coefficients all = fit(LogisticRegression.create()).coefficients();
        Coefficients some = fit(LogisticRegression.create().cost(0.02).l1()).coefficients();
        assertThat(all.features()).allMatch(weights -> weights.values().get(0) != 0);
        assertThat(some.features()).hasSameSizeAs(all.features());
        assertThat(some.features().stream().filter(weights -> weights.values().get(0) == 0))
                .hasSizeBetween(5, all.features().size() - 5);
        assertThat(some.toString().lines()).anyMatch(line -> line.endsWith(" 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"forest", "boosting", "logistic"})
    void importancesAreSummedUpOverTheFeaturesOfAColumn(String name) {
        FittedPipeline<Classification> fitted = fit(
                name.equals("forest")
                        ? RandomForest.classifier().trees(15)
                        : name.equals("boosting")
                                ? GradientBoosting.classifier().trees(15)
                                : LogisticRegression.create());
        ColumnImportances found = fitted.importances();
        assertThat(found.unit())
                .isEqualTo(
                        name.equals("forest")
                                ? Importances.Unit.SHARE_OF_GAIN
                                : name.equals("boosting")
                                        ? Importances.Unit.TOTAL_GAIN
                                        : Importances.Unit.ABSOLUTE_COEFFICIENT);
        assertThat(found.columns())
                .extracting(ColumnImportances.OfColumn::column)
                .containsExactlyInAnyOrderElementsOf(
                        fitted.inputs().stream().map(input -> input.column()).toList());
        assertThat(found.columns().stream()
                        .mapToDouble(ColumnImportances.OfColumn::share)
                        .sum())
                .isCloseTo(1, within(1e-9));
        ColumnImportances.OfColumn income = found.of("income");
        double half = income.parts().stream()
                .filter(part -> part.feature().equals("financed"))
                .findFirst()
                .orElseThrow()
                .value();
        assertThat(found.of("amount").parts())
                .filteredOn(part -> part.feature().equals("financed"))
                .singleElement()
                .satisfies(part -> assertThat(part.value()).isEqualTo(half))
                .satisfies(part -> assertThat(part.columns()).isEqualTo(2));
        assertThat(found.columns().get(0).value())
                .isGreaterThanOrEqualTo(found.columns().get(1).value());
        assertThat(found.toString().lines().toList().get(0))
                .contains(found.unit().words(), "share");
        assertThat(State.fromJson(found.toJson()).states("columns")).hasSameSizeAs(found.columns());
    }

    @Test
    void modelsThatDoNotKnowRefuseByName() {
        FittedPipeline<Classification> neighbours = fit(NearestNeighbours.classifier());
        assertThatThrownBy(neighbours::importances)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Expected a model that knows what it makes of each feature but 'nearest neighbours (neighbours 5, "
                                + "votes equal)' makes one that does not. Shuffle columns of rows held out instead: "
                                + "PermutationImportance.of.");
        FittedPipeline<Classification> trees = fit(DecisionTree.classifier().depth(3));
        assertThatThrownBy(trees::coefficients)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "Expected a linear model, which has a weight for each feature, but 'decision tree")
                .hasMessageEndingWith(
                        "makes none. Ask for its importances() where it is made of trees, shuffle columns of "
                                + "rows held out with PermutationImportance.of, or train LogisticRegression, LinearRegression, "
                                + "ElasticNet or SupportVectorMachine.");
    }
}
