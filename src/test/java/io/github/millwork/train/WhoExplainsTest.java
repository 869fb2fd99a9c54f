package io.github.millwork.train;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Contribution;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.Explanation;
import io.github.millwork.stage.Learner;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which learners give reasons behind a pipeline, and that the others refuse by name. */
class WhoExplainsTest {
    private static final Dataset BIRDS =
            Csv.file(Path.of("examples/data/penguins.csv")).load().drop("year");

    private static Pipeline<Classification> prepared() {
        return Pipeline.classify("sex")
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()));
    }

    private static Dataset known() {
        return BIRDS.where(text("sex").isMissing().not());
    }

    static Stream<Learner<Classification>> explained() {
        return Stream.of(
                LogisticRegression.create(),
                LogisticRegression.create().l1(),
                LogisticRegression.create().with(Calibration.sigmoid()),
                LogisticRegression.create().with(Threshold.at(0.3)),
                SupportVectorMachine.classifier(),
                GaussianNaiveBayes.create(),
                DecisionTree.classifier(),
                RandomForest.classifier().trees(10),
                ExtraTrees.classifier().trees(10),
                GradientBoosting.classifier().trees(10),
                HistogramBoosting.classifier().trees(10),
                AdaBoost.create().trees(10),
                FactorizationMachine.classifier(),
                Stacking.of(
                        LogisticRegression.create(),
                        DecisionTree.classifier().depth(3),
                        RandomForest.classifier().trees(5),
                        SupportVectorMachine.classifier()),
                Bagging.of(DecisionTree.classifier().depth(3)).models(3),
                VotingLearner.of(
                        DecisionTree.classifier(), RandomForest.classifier().trees(5)));
    }

    @ParameterizedTest
    @MethodSource("explained")
    void reasonsAddUpToWhatTheModelSays(Learner<Classification> learner) {
        FittedPipeline<Classification> fitted = prepared().train(learner).fit(known());
        for (int row = 0; row < 20; row++) {
            Explanation found = fitted.explain(known().row(row));
            double sum = found.expected();
            for (Contribution contribution : found.contributions()) sum += contribution.amount();
            assertThat(sum).isCloseTo(found.raw(), within(1e-9));
            assertThat(found.contributions()).extracting(Contribution::column).contains("body_mass_g", "species");
        }
    }

    static Stream<Learner<Classification>> unexplained() {
        return Stream.of(
                NearestNeighbours.classifier(),
                KernelSvm.classifier(),
                VotingLearner.of(LogisticRegression.create(), DecisionTree.classifier()),
                VotingLearner.of(
                                DecisionTree.classifier(),
                                RandomForest.classifier().trees(5))
                        .byMajority(),
                Stacking.of(
                        DecisionTree.classifier().depth(2),
                        DecisionTree.classifier().depth(3)),
                Stacking.of(LogisticRegression.create(), GaussianNaiveBayes.create()));
    }

    private static String why(Learner<Classification> learner) {
        if (learner instanceof NearestNeighbours) return "which rows are the nearest depends on all features at once";
        if (learner instanceof KernelSvm) return "each of its terms depends on all features at once";
        if (learner instanceof Stacking<Classification> stacking) {
            return stacking.last() instanceof LogisticRegression
                    ? "what it is given is not what each of its members adds up"
                    : "the model above the others is not linear";
        }
        return learner.describe().startsWith("hard vote")
                ? "a vote is one class or another and no sum"
                : "what is averaged is not what each of its members adds up";
    }

    @ParameterizedTest
    @MethodSource("unexplained")
    void othersRefuseByName(Learner<Classification> learner) {
        FittedPipeline<Classification> fitted = prepared().train(learner).fit(known());
        assertThatThrownBy(() -> fitted.explain(known().row(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected a model whose predictions split exactly into what each column contributes but '"
                        + learner.describe()
                        + "' makes one for which there is no exact way: "
                        + why(learner)
                        + ". Train a linear model, a tree, a forest or boosted trees where single predictions must be "
                        + "explained, or have it estimated: SampledExplanation.of.");
    }

    @Test
    void numbersHaveReasonsInTheUnitOfTheTarget() {
        for (Learner<Regression> learner : List.<Learner<Regression>>of(
                ElasticNet.lasso(),
                SupportVectorMachine.regressor(),
                RandomForest.regressor().trees(5),
                HistogramBoosting.regressor().trees(5),
                Lars.create(),
                FactorizationMachine.regressor(),
                Stacking.of(
                        ElasticNet.ridge(),
                        Lars.create(),
                        DecisionTree.regressor().depth(4)),
                Bagging.of(LinearRegression.create()).models(3))) {
            FittedPipeline<Regression> fitted = Pipeline.regress("body_mass_g")
                    .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                    .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                    .train(learner)
                    .fit(known());
            Explanation found = fitted.explain(known().row(3));
            assertThat(found.unit()).isEqualTo(Explainer.Unit.TARGET);
            assertThat(found.raw()).isCloseTo(fitted.predict(known().row(3)).value(), within(1e-9));
        }
    }

    @Test
    void nothingContributesToABaseline() {
        FittedPipeline<Classification> fitted =
                prepared().train(Baseline.classifier()).fit(known());
        Explanation found = fitted.explain(known().row(0));
        assertThat(found.unit()).isEqualTo(Explainer.Unit.PROBABILITY);
        assertThat(found.raw()).isEqualTo(found.expected());
        assertThat(found.raw())
                .isEqualTo(
                        fitted.predict(known().row(0)).probability(found.label().orElseThrow()));
        assertThat(found.contributions()).isNotEmpty().allMatch(each -> each.amount() == 0);
    }

    @Test
    void anAnomalyHasTheLogarithmOfItsScoreExplained() {
        Dataset numbers = known().select(numeric());
        FittedPipeline<Anomaly> fitted = Pipeline.detectAnomalies()
                .train(IsolationForest.create().trees(20))
                .fit(numbers);
        Explanation found = fitted.explain(numbers.row(0));
        assertThat(found.unit()).isEqualTo(Explainer.Unit.LOG_SCORE);
        double score = fitted.predict(numbers.row(0)).score();
        assertThat(Math.pow(2, found.raw())).isCloseTo(score, within(1e-12));
        double sum = found.expected();
        for (Contribution contribution : found.contributions()) sum += contribution.amount();
        assertThat(sum).isCloseTo(found.raw(), within(1e-9));
        assertThat(found.toString()).contains("explained in units of the logarithm to base 2 of the score");
    }

    @Test
    void eachLabelOfARowHasItsReasons() {
        Dataset birds = known();
        Boolean[] heavy = new Boolean[birds.rowCount()];
        Boolean[] male = new Boolean[birds.rowCount()];
        for (int row = 0; row < heavy.length; row++) {
            heavy[row] = birds.column("body_mass_g").number(row) > 4200;
            male[row] = "male".equals(birds.column("sex").string(row));
        }
        Dataset rows = birds.select("bill_length_mm", "bill_depth_mm", "flipper_length_mm")
                .with(Column.booleans("heavy", heavy))
                .with(Column.booleans("male", male));
        FittedPipeline<MultiLabel> fitted = Pipeline.classifyLabels(Target.labels("heavy", "male"))
                .preprocess(Scale.standard(numeric()))
                .train(BinaryRelevance.of(LogisticRegression.create()))
                .fit(rows);
        Explanation found = fitted.explain(rows.row(0));
        assertThat(found.labels()).containsExactly("heavy", "male");
        double odds = found.of("male").raw();
        assertThat(1 / (1 + Math.exp(-odds)))
                .isCloseTo(fitted.predict(rows.row(0)).probability("male"), within(1e-12));
        FittedPipeline<MultiLabel> chained = Pipeline.classifyLabels(Target.labels("heavy", "male"))
                .preprocess(Scale.standard(numeric()))
                .train(ClassifierChains.of(LogisticRegression.create()))
                .fit(rows);
        assertThatThrownBy(() -> chained.explain(rows.row(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("for which there is no exact way");
    }
}
