package io.github.millwork.onnx;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.preprocess.TargetTransform;
import io.github.millwork.stage.Costs;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.train.AdaBoost;
import io.github.millwork.train.Bagging;
import io.github.millwork.train.Calibration;
import io.github.millwork.train.ConformalInterval;
import io.github.millwork.train.DecisionTree;
import io.github.millwork.train.ExtraTrees;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.RandomForest;
import io.github.millwork.train.SupportVectorMachine;
import io.github.millwork.train.Threshold;
import io.github.millwork.train.VotingLearner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trees that take missing values and categories as they are, and what comes after a model, in onnxruntime on all rows. */
class OnnxForestsTest {
    private static final Dataset CREDIT =
            Csv.file(Path.of("examples/data/credit.csv")).load().head(2_000);
    private static final Dataset BIRDS =
            Csv.file(Path.of("examples/data/penguins.csv")).load();

    @TempDir
    Path folder;

    @BeforeAll
    static void needOnnxruntime() {
        Ort.need();
    }

    private record Case(String name, Pipeline<?> pipeline, Dataset rows, double tolerance) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Missing numbers stay, categories are taken as they are where the learner takes them. */
    private static Case native_(String name, Learner<Classification> learner) {
        return new Case(name, Pipeline.classify("status").train(learner), CREDIT, 1e-7);
    }

    private static <P extends Prediction> Pipeline<P> encoded(Pipeline<P> pipeline) {
        return pipeline.preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()));
    }

    private static Case two(String name, Learner<Classification> learner, double tolerance) {
        Target target = Target.of("status").positive("bad");
        return new Case(name, encoded(Pipeline.classify(target)).train(learner), CREDIT, tolerance);
    }

    private static Case three(String name, Learner<Classification> learner, double tolerance) {
        return new Case(name, encoded(Pipeline.classify("species")).train(learner), BIRDS, tolerance);
    }

    static Stream<Case> cases() {
        Dataset priced = CREDIT.where(Expression.number("price").isMissing().not());
        return Stream.of(
                native_("decision tree", DecisionTree.classifier().depth(8)),
                native_("forest", RandomForest.classifier().trees(8)),
                native_("extra trees", ExtraTrees.classifier().trees(8)),
                native_("boosting on histograms", HistogramBoosting.classifier().trees(30)),
                three("tree of three classes", DecisionTree.classifier(), 1e-7),
                three("forest of three classes", RandomForest.classifier().trees(8), 1e-7),
                three(
                        "boosting of three classes",
                        HistogramBoosting.classifier().trees(10),
                        1e-6),
                three("AdaBoost of three classes", AdaBoost.create().trees(10), 1e-6),
                three(
                        "bagged trees",
                        Bagging.of(DecisionTree.classifier().depth(4)).models(5),
                        1e-7),
                new Case(
                        "forest of numbers",
                        Pipeline.regress("price").train(RandomForest.regressor().trees(8)),
                        priced,
                        1e-7),
                new Case(
                        "boosting of numbers on histograms",
                        Pipeline.regress("price")
                                .train(HistogramBoosting.regressor().trees(30)),
                        priced,
                        1e-6),
                new Case(
                        "boosting of counts",
                        Pipeline.regress("seniority")
                                .train(HistogramBoosting.regressor().trees(30).poisson()),
                        CREDIT,
                        1e-5),
                two("logistic regression, sigmoid", LogisticRegression.create().with(Calibration.sigmoid()), 1e-9),
                two("logistic regression, isotonic", LogisticRegression.create().with(Calibration.isotonic()), 1e-9),
                two("machine, sigmoid", SupportVectorMachine.classifier().with(Calibration.sigmoid()), 1e-9),
                two("forest, sigmoid", RandomForest.classifier().trees(10).with(Calibration.sigmoid()), 1e-6),
                three(
                        "machine of three classes, sigmoid",
                        SupportVectorMachine.classifier().with(Calibration.sigmoid()),
                        1e-9),
                three(
                        "regression of three classes, isotonic",
                        LogisticRegression.create().with(Calibration.isotonic()),
                        1e-9),
                two("given threshold", LogisticRegression.create().with(Threshold.at(0.3)), 1e-9),
                two(
                        "tuned threshold of calibrated boosting",
                        GradientBoosting.classifier()
                                .trees(10)
                                .with(Calibration.sigmoid())
                                .with(Threshold.forMetric(ClassificationMetrics.F1)),
                        1e-5),
                two(
                        "least cost",
                        LogisticRegression.create()
                                .with(Threshold.forCosts(
                                        Costs.of("bad", "good", 5).and("good", "bad", 1))),
                        1e-9),
                two(
                        "mean of a forest and a regression",
                        VotingLearner.of(RandomForest.classifier().trees(10), LogisticRegression.create())
                                .weights(1, 2),
                        1e-7),
                new Case(
                        "mean of numbers",
                        encoded(Pipeline.regress("price"))
                                .train(VotingLearner.of(RandomForest.regressor().trees(10), LinearRegression.create())),
                        priced,
                        1e-7),
                new Case(
                        "interval",
                        encoded(Pipeline.regress("price"))
                                .train(LinearRegression.create().with(ConformalInterval.split(0.9))),
                        priced,
                        1e-9),
                new Case(
                        "logarithm of the target",
                        encoded(Pipeline.regress("price"))
                                .train(LinearRegression.create().with(TargetTransform.log())),
                        priced,
                        1e-9),
                new Case(
                        "standardised target",
                        encoded(Pipeline.regress("price"))
                                .train(RandomForest.regressor().trees(10).with(TargetTransform.standard())),
                        priced,
                        1e-6));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allRowsGiveTheSame(Case each) throws Exception {
        FittedPipeline<?> fitted = each.pipeline.fit(each.rows);
        Path file = folder.resolve("model.onnx");
        fitted.exportOnnx(file);
        byte[] model = Files.readAllBytes(file);
        assertThat(OnnxExportTest.largest(model, fitted, each.rows)).isLessThanOrEqualTo(each.tolerance);
        Replay.check(model, chain(fitted), each.rows, 1e-5);
    }

    static FittedChain<?> chain(FittedPipeline<?> fitted) {
        return (FittedChain<?>) fitted.bundle().fitted();
    }

    @Test
    void aDecisionThatIsNotThePipelinesIsNotReleased() {
        FittedPipeline<?> low = encoded(Pipeline.classify("status"))
                .train(LogisticRegression.create().with(Threshold.at(0.3)))
                .fit(CREDIT);
        FittedPipeline<?> high = encoded(Pipeline.classify("status"))
                .train(LogisticRegression.create().with(Threshold.at(0.7)))
                .fit(CREDIT);
        byte[] model = OnnxExport.write(low.bundle().fitted(), CREDIT.head(100));
        Replay.check(model, chain(low), CREDIT.head(100), 1e-6);
        assertThatThrownBy(() -> Replay.check(model, chain(high), CREDIT.head(100), 1e-6))
                .hasMessageMatching(
                        "Expected the ONNX model to give bad for golden row \\d+, as the pipeline does, but it "
                                + "gives good. Nothing was written: serve the pipeline itself.");
    }
}
