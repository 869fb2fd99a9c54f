package io.github.millwork;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.Target;
import io.github.millwork.engineer.DateParts;
import io.github.millwork.engineer.Derive;
import io.github.millwork.engineer.TextFeatures;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.LeakAudit;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.preprocess.TargetTransform;
import io.github.millwork.select.Rule;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.Calibration;
import io.github.millwork.train.ClassWeights;
import io.github.millwork.train.ConformalInterval;
import io.github.millwork.train.DecisionTree;
import io.github.millwork.train.ExtraTrees;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.IsolationForest;
import io.github.millwork.train.KMeans;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.NaiveBayes;
import io.github.millwork.train.NearestNeighbours;
import io.github.millwork.train.OneClassSvm;
import io.github.millwork.train.OverSample;
import io.github.millwork.train.RandomForest;
import io.github.millwork.train.Smote;
import io.github.millwork.train.SupportVectorMachine;
import io.github.millwork.train.Threshold;
import io.github.millwork.train.UnderSample;
import io.github.millwork.tune.GridSearch;
import io.github.millwork.tune.OneOf;
import io.github.millwork.tune.RandomSearch;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeakAuditTest {
    private static final FitContext CONTEXT = FitContext.of(4).withThreads(1);

    /** Numbers with holes, categories, truth values and dates, and a target that depends on some of them. */
    private static Dataset rows() {
        int rows = 160;
        SplittableRandom random = new SplittableRandom(9);
        double[] x = IntStream.range(0, rows)
                .mapToDouble(i -> i % 13 == 0 ? Double.NaN : random.nextGaussian())
                .toArray();
        String[] kind = IntStream.range(0, rows)
                .mapToObj(i -> i % 17 == 0 ? null : "k" + random.nextInt(4))
                .toArray(String[]::new);
        LocalDate[] day = IntStream.range(0, rows)
                .mapToObj(i -> LocalDate.of(2024, 1, 1).plusDays(random.nextInt(400)))
                .toArray(LocalDate[]::new);
        Boolean[] flag =
                IntStream.range(0, rows).mapToObj(i -> random.nextBoolean()).toArray(Boolean[]::new);
        String[] y = IntStream.range(0, rows)
                .mapToObj(i -> (Double.isNaN(x[i]) ? 0 : x[i]) + random.nextGaussian() > 0 ? "yes" : "no")
                .toArray(String[]::new);
        double[] z = Arrays.stream(x)
                .map(each -> (Double.isNaN(each) ? 0 : each) + random.nextGaussian())
                .toArray();
        return Dataset.of(
                Column.numbers("x", x),
                Column.categories("kind", kind),
                Column.dates("day", day),
                Column.booleans("flag", flag),
                Column.categories("y", y),
                Column.numbers("z", z));
    }

    private static Pipeline<Classification> prepared() {
        return Pipeline.classify(Target.of("y").positive("yes"))
                .drop("z")
                .preprocess(Impute.median(numeric()).withIndicator(), Impute.mostFrequent(categorical()))
                .engineer(
                        Derive.number("xx", Expression.number("x").times(Expression.number("x"))),
                        DateParts.of(io.github.millwork.data.Columns.dates()))
                .preprocess(Scale.standard(numeric()), Scale.minMax(numeric()), Scale.robust(numeric()))
                .preprocess(Encode.oneHot(categorical()));
    }

    static Stream<Pipeline<?>> builtIn() {
        return Stream.<Pipeline<?>>of(
                prepared().train(LogisticRegression.create()),
                prepared().train(GradientBoosting.classifier().trees(5)),
                prepared().train(Baseline.classifier()),
                Pipeline.classify(Target.of("y").positive("yes"))
                        .drop("z", "day")
                        .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                        .engineer(TextFeatures.tfidf("kind").characters(1, 2))
                        .train(LogisticRegression.create()),
                Pipeline.classify(Target.of("y").positive("yes"))
                        .drop("z", "day")
                        .preprocess(OneOf.of(Impute.median(numeric()), Impute.mean(numeric())))
                        .preprocess(Encode.target(categorical()))
                        .select(
                                LogisticRegression.create(),
                                GradientBoosting.classifier().trees(5))
                        .tune(GridSearch.points(2), CrossValidation.stratified(2), ClassificationMetrics.LOG_LOSS)
                        .choose(Rule.best().ensembleOf(2)),
                prepared()
                        .select(
                                LogisticRegression.create(),
                                GradientBoosting.classifier().trees(5))
                        .tune(RandomSearch.trials(3), CrossValidation.stratified(2), ClassificationMetrics.LOG_LOSS),
                Pipeline.regress("z")
                        .drop("y", "day")
                        .preprocess(Impute.mean(numeric()), Impute.constant(categorical(), "none"))
                        .preprocess(Encode.oneHot(categorical()))
                        .train(LinearRegression.create()),
                Pipeline.regress("z").drop("y", "day", "kind").train((Learner<Regression>)
                        GradientBoosting.regressor().trees(5)));
    }

    /** All learners of classes, and the options around a fit. */
    static Stream<Pipeline<?>> learnersOfClasses() {
        Pipeline<Classification> positive = prepared().preprocess(Scale.minMax(numeric()));
        return Stream.<Learner<Classification>>of(
                        SupportVectorMachine.classifier(),
                        NaiveBayes.create(),
                        NearestNeighbours.classifier(),
                        DecisionTree.classifier(),
                        RandomForest.classifier().trees(5),
                        ExtraTrees.classifier().trees(5),
                        LogisticRegression.create()
                                .with(Calibration.isotonic())
                                .with(Threshold.forMetric(ClassificationMetrics.F1)),
                        LogisticRegression.create().with(Calibration.sigmoid()).with(ClassWeights.balanced()),
                        LogisticRegression.create().with(OverSample.create()),
                        LogisticRegression.create().with(UnderSample.create()),
                        LogisticRegression.create().with(Smote.create()))
                .map(positive::train);
    }

    @ParameterizedTest
    @MethodSource("learnersOfClasses")
    void learnersOfClassesLeakNothing(Pipeline<?> pipeline) {
        whatIsBuiltInLeaksNothing(pipeline);
    }

    /** All learners of numbers, groups and what is unusual. */
    static Stream<Pipeline<?>> otherLearners() {
        Pipeline<Regression> numbers = Pipeline.regress("z")
                .drop("y", "day", "kind")
                .preprocess(Impute.mean(numeric()), Scale.standard(numeric()));
        Stream<Pipeline<?>> regressions = Stream.<Learner<Regression>>of(
                        SupportVectorMachine.regressor(),
                        NearestNeighbours.regressor(),
                        DecisionTree.regressor(),
                        RandomForest.regressor().trees(5),
                        ExtraTrees.regressor().trees(5),
                        Baseline.regressor(),
                        LinearRegression.create().with(TargetTransform.yeoJohnson()),
                        LinearRegression.create().with(ConformalInterval.split(0.8)))
                .map(numbers::train);
        return Stream.concat(
                regressions,
                Stream.of(
                        Pipeline.cluster()
                                .drop("y", "day", "kind")
                                .preprocess(Impute.mean(numeric()))
                                .train(KMeans.clusters(3)),
                        Pipeline.detectAnomalies()
                                .drop("y", "day", "kind")
                                .preprocess(Impute.mean(numeric()))
                                .train(OneClassSvm.create()),
                        Pipeline.detectAnomalies()
                                .drop("y", "day", "kind")
                                .preprocess(Impute.mean(numeric()))
                                .train(IsolationForest.create().trees(5))));
    }

    @ParameterizedTest
    @MethodSource("otherLearners")
    void otherLearnersLeakNothing(Pipeline<?> pipeline) {
        LeakAudit audit = LeakAudit.of(pipeline, rows(), Holdout.random(0.25), CONTEXT);
        assertThat(audit.passed()).as(audit.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void whatIsBuiltInLeaksNothing(Pipeline<?> pipeline) {
        LeakAudit audit = LeakAudit.of(pipeline, rows(), Holdout.random(0.25), CONTEXT);
        assertThat(audit.passed()).as(audit.toString()).isTrue();
        assertThat(audit.findings()).hasSize(6);
    }

    /** Scales by what it was told of all rows before they were split. */
    private record LeakyScale(double mean, double deviation) implements Transformer {
        static LeakyScale of(Dataset all) {
            double[] x = all.column("x").toDoubles();
            double mean =
                    Arrays.stream(x).filter(v -> !Double.isNaN(v)).average().orElse(0);
            double deviation = Math.sqrt(Arrays.stream(x)
                    .filter(v -> !Double.isNaN(v))
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElse(1));
            return new LeakyScale(mean, deviation);
        }

        @Override
        public String describe() {
            return "leaky scale";
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            return List.of(Operation.map("x", "x", value -> value).rewrite());
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            return TransformerFit.of(Scale.standard(io.github.millwork.data.Columns.named("x"))
                    .fit(shifted(training), context)
                    .fitted());
        }

        private Dataset shifted(Dataset training) {
            double[] x = Arrays.stream(training.column("x").toDoubles())
                    .map(value -> (value - mean) / deviation)
                    .toArray();
            return training.with(Column.numbers("x", x));
        }
    }

    @Test
    void aScalerThatSawAllRowsIsFound() {
        LeakAudit audit = LeakAudit.<Classification>of(
                all -> Pipeline.classify("y")
                        .drop("z", "day", "kind")
                        .preprocess(LeakyScale.of(all), Impute.median(numeric()))
                        .train(LogisticRegression.create()),
                rows(),
                Holdout.random(0.25),
                CONTEXT);
        assertThat(audit.passed()).isFalse();
        assertThat(audit.findings().get(0).verdict()).isEqualTo(LeakAudit.Verdict.FAILED);
        assertThat(audit.toString())
                .contains("All values of the 40 rows held out were randomised, and another pipeline was fitted.");
    }

    @Test
    void theTargetInAFeatureIsFound() {
        Dataset rows = rows();
        String[] copy = IntStream.range(0, rows.rowCount())
                .mapToObj(row -> "is " + rows.column("y").string(row))
                .toArray(String[]::new);
        double[] scaled =
                Arrays.stream(rows.column("z").toDoubles()).map(v -> 3 * v - 8).toArray();
        LeakAudit classes = LeakAudit.of(
                prepared().train(Baseline.classifier()),
                rows.with(Column.categories("answer", copy)),
                Holdout.random(0.25),
                CONTEXT);
        assertThat(classes.passed()).isFalse();
        assertThat(classes.toString()).contains("Each of 'answer' alone tells the target 'y'");
        LeakAudit numbers = LeakAudit.of(
                Pipeline.regress("z").drop("y", "day", "kind").train(Baseline.regressor()),
                rows.with(Column.numbers("answer", scaled)),
                Holdout.random(0.25),
                CONTEXT);
        assertThat(numbers.toString()).contains("Each of 'answer' alone tells the target 'z'");
    }

    @Test
    void aGroupOnBothSidesIsFoundAndAGroupedSplitIsRight() {
        Dataset rows = rows();
        Dataset grouped = rows.with(Column.integers(
                        "person",
                        IntStream.range(0, rows.rowCount())
                                .mapToLong(i -> i / 4)
                                .toArray())
                .withRole(Role.GROUP));
        Pipeline<Classification> pipeline = prepared().train(Baseline.classifier());
        LeakAudit random = LeakAudit.of(pipeline, grouped, Holdout.random(0.25), CONTEXT);
        assertThat(random.passed()).isFalse();
        assertThat(random.toString()).contains("groups of column 'person' that were fitted on");
        assertThat(LeakAudit.of(pipeline, grouped, CrossValidation.grouped(4), CONTEXT)
                        .passed())
                .isTrue();
    }

    @Test
    void aLaterTrainingRowIsFoundAndAChronologicalSplitIsRight() {
        Dataset timed = rows().withRole("day", Role.TIME);
        Pipeline<Classification> pipeline = Pipeline.classify("y")
                .drop("z", "kind")
                .preprocess(Impute.median(numeric()))
                .train(LogisticRegression.create());
        assertThat(LeakAudit.of(pipeline, timed, Holdout.random(0.25), CONTEXT).toString())
                .contains("training rows are at or after the first row held out, by column 'day'");
        assertThat(LeakAudit.of(pipeline, timed, Holdout.chronological(0.25), CONTEXT)
                        .passed())
                .isTrue();
    }

    @Test
    void copiesOfTrainingRowsAreAWarning() {
        Dataset rows = rows();
        LeakAudit audit =
                LeakAudit.of(prepared().train(Baseline.classifier()), rows.concat(rows), Holdout.random(0.25), CONTEXT);
        assertThat(audit.passed()).isTrue();
        assertThat(audit.findings()).extracting(LeakAudit.Finding::verdict).contains(LeakAudit.Verdict.WARNING);
        assertThat(audit.toString()).contains("rows held out have the very features of a training row");
    }
}
