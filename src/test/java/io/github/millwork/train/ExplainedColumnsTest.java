package io.github.millwork.train;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Expression.constant;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.data.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Row;
import io.github.millwork.data.Target;
import io.github.millwork.engineer.Derive;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Contribution;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.Explanation;
import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.Transformer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What columns contribute behind real steps, beside what other programs and other ways of computing it say. */
class ExplainedColumnsTest {
    private static final Dataset CREDIT =
            Csv.file(Path.of("examples/data/credit.csv")).load();
    private static final Transformer[] COMPLETE = {
        Impute.median(numeric()),
        Impute.mostFrequent(categorical()),
        Derive.number("financed", number("amount").dividedBy(number("income").max(constant(1)))),
        Scale.standard(numeric()),
        Encode.oneHot(categorical())
    };

    private static <P extends Prediction> FittedChain<P> fit(
            Task<P> task, Dataset rows, Learner<P> learner, Transformer... steps) {
        List<Step> chain =
                Arrays.stream(steps).map(step -> new Step("preprocess", step)).toList();
        return new Chain<>(task, chain, learner).fit(rows, FitContext.of(1));
    }

    private static Task<Classification> status() {
        return Task.classify(Target.of("status"));
    }

    private static Task<Regression> price() {
        return Task.regress(Target.of("price"));
    }

    private static void likeReference(String file, FittedChain<?> fitted, double tolerance) {
        Dataset reference = Csv.file(Path.of("src/test/resources/train", file)).load();
        assertThat(reference.rowCount()).isGreaterThanOrEqualTo(10);
        for (Row expected : reference.rows()) {
            Explanation found = fitted.explain(CREDIT.row((int) expected.number("row")));
            if (found.label().isPresent()) found = found.of("good");
            assertThat(found.expected()).isCloseTo(expected.number("(expected)"), within(tolerance));
            assertThat(found.raw()).isCloseTo(expected.number("(raw)"), within(tolerance));
            List<String> columns = expected.names().subList(3, expected.names().size());
            assertThat(found.contributions())
                    .extracting(Contribution::column)
                    .containsExactlyInAnyOrderElementsOf(columns);
            for (String column : columns) {
                assertThat(found.contribution(column)).as(column).isCloseTo(expected.number(column), within(tolerance));
            }
        }
    }

    @Test
    void columnsOfALinearRegressionContributeWhatScikitLearnsWeightsSay() {
        Learner<Regression> learner = LinearRegression.create();
        likeReference("explained-numbers.csv", fit(price(), CREDIT, learner, COMPLETE), 1e-6);
    }

    @Test
    void columnsOfALogisticRegressionContributeWhatScikitLearnsWeightsSay() {
        Learner<Classification> learner = LogisticRegression.create().tolerance(1e-10);
        likeReference("explained-classes.csv", fit(status(), CREDIT, learner, COMPLETE), 1e-5);
    }

    @Test
    void columnsOfBoostedTreesContributeTheShapleyValuesOfTheirFeatures() {
        Dataset few = CREDIT.head(800).select("status", "income", "home", "debt", "records");
        FittedChain<Classification> fitted =
                fit(status(), few, GradientBoosting.classifier().trees(12).depth(4), Encode.oneHot(categorical()));
        Trees trees = Trees.fromState(
                TreeEnsemble.CODEC.encode((TreeEnsemble<?>) fitted.model()).state("trees"));
        List<Feature> features = fitted.program().features();
        assertThat(features).hasSizeBetween(8, 12);
        Dataset rows = few.head(25);
        FeatureMatrix matrix = fitted.features(rows);
        FeatureVector vector = new FeatureVector(features.size());
        for (int row = 0; row < rows.rowCount(); row++) {
            matrix.row(row, vector);
            double[] shapley = TreeShapTest.shapley(trees, vector.dense(0), features.size());
            Explanation found = fitted.explain(rows.row(row)).of("good");
            for (String column : List.of("income", "home", "debt", "records")) {
                double expected = 0;
                for (int i = 0; i < shapley.length; i++) {
                    if (features.get(i).sources().equals(List.of(column))) expected += shapley[i];
                }
                assertThat(found.contribution(column)).isCloseTo(expected, within(1e-9));
            }
        }
    }

    static Stream<Arguments> models() {
        Task<Classification> many = Task.classify(Target.of("marital"));
        Dataset known = CREDIT.where(text("marital").isMissing().not());
        return Stream.of(
                Arguments.of("numbers", fit(price(), CREDIT, LinearRegression.create(), COMPLETE), 1),
                Arguments.of("classes", fit(status(), CREDIT, LogisticRegression.create(), COMPLETE), 2),
                Arguments.of("many classes", fit(many, known, LogisticRegression.create(), COMPLETE), 5),
                Arguments.of(
                        "many classes by few features",
                        fit(many, known, LogisticRegression.create().cost(0.1).l1(), COMPLETE),
                        5),
                Arguments.of(
                        "many classes against the rest",
                        fit(many, known, LogisticRegression.create().oneVersusRest(), COMPLETE),
                        5),
                Arguments.of(
                        "boosted numbers",
                        fit(price(), CREDIT, GradientBoosting.regressor().trees(20), Encode.oneHot(categorical())),
                        1),
                Arguments.of(
                        "boosted classes",
                        fit(status(), CREDIT, GradientBoosting.classifier().trees(20), Encode.oneHot(categorical())),
                        2),
                Arguments.of(
                        "boosted many classes",
                        fit(many, known, GradientBoosting.classifier().trees(10), Encode.oneHot(categorical())),
                        5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void contributionsAddUpForEveryClassWithMissingAndUnseenCellsToo(String name, FittedChain<?> fitted, int classes) {
        for (int i = 0; i < 120; i++) {
            Map<String, Object> cells = CREDIT.row(i * 37).toMap();
            if (i % 3 == 0) cells.put("home", "a cave");
            if (i % 4 == 0) cells.put("income", null);
            if (i % 5 == 0) cells.put("job", null);
            if (i % 7 == 0) cells.put("expenses", 1e9);
            Explanation explanation = fitted.explain(Row.of(cells));
            assertThat(explanation.prediction()).isEqualTo(fitted.predict(Row.of(cells)));
            List<String> labels = explanation.labels();
            if (classes == 1) addUp(explanation);
            else assertThat(labels).hasSize(classes);
            for (String label : labels) addUp(explanation.of(label));
        }
    }

    private static void addUp(Explanation explanation) {
        double scale = Math.abs(explanation.expected()) + Math.abs(explanation.raw());
        for (Explanation shown : List.of(explanation, explanation.top(3))) {
            double sum = shown.expected() + shown.rest();
            for (Contribution contribution : shown.contributions()) sum += contribution.amount();
            assertThat(sum).isCloseTo(explanation.raw(), within(1e-12 * (1 + scale) * 100));
        }
        for (Contribution contribution : explanation.contributions()) {
            double parts = contribution.parts().stream()
                    .mapToDouble(Contribution.Part::amount)
                    .sum();
            assertThat(parts).isCloseTo(contribution.amount(), within(1e-9 * (1 + scale)));
        }
    }

    /** The logistic function of the raw output of two classes is the probability, whichever class is asked for. */
    @Test
    void ofTwoClassesEachHasTheOppositeOfTheOther() {
        FittedChain<Classification> fitted = fit(status(), CREDIT, LogisticRegression.create(), COMPLETE);
        Explanation explanation = fitted.explain(CREDIT.row(3));
        Classification prediction = fitted.predict(CREDIT.row(3));

        assertThat(explanation.unit()).isEqualTo(Explainer.Unit.LOG_ODDS);
        assertThat(explanation.label()).contains(prediction.label());
        for (String label : List.of("bad", "good")) {
            Explanation one = explanation.of(label);
            assertThat(1 / (1 + Math.exp(-one.raw()))).isCloseTo(prediction.probability(label), within(1e-12));
        }
        assertThat(explanation.of("bad").contribution("job"))
                .isEqualTo(-explanation.of("good").contribution("job"))
                .isNotZero();
    }
}
