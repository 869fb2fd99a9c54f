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
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.preprocess.TargetTransform;
import io.github.millwork.stage.Learner;
import io.github.millwork.train.Calibration;
import io.github.millwork.train.DecisionTree;
import io.github.millwork.train.ElasticNet;
import io.github.millwork.train.FactorizationMachine;
import io.github.millwork.train.GaussianNaiveBayes;
import io.github.millwork.train.KernelSvm;
import io.github.millwork.train.Lars;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.NearestNeighbours;
import io.github.millwork.train.RandomForest;
import io.github.millwork.train.Stacking;
import io.github.millwork.train.SupportVectorMachine;
import io.github.millwork.train.VotingLearner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products, squares, kernels, votes and stacks in onnxruntime on all rows. */
class OnnxLearnersTest {
    private static final Dataset CREDIT =
            Csv.file(Path.of("examples/data/credit.csv")).load().head(1_000);
    private static final Dataset BIRDS =
            Csv.file(Path.of("examples/data/penguins.csv")).load();
    private static final Dataset PATIENTS =
            Csv.file(Path.of("examples/data/diabetes.csv")).load();

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

    private static <P extends Prediction> Pipeline<P> encoded(Pipeline<P> pipeline) {
        return pipeline.preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()));
    }

    private static Case two(String name, Learner<Classification> learner, double tolerance) {
        return new Case(name, encoded(Pipeline.classify("status")).train(learner), CREDIT, tolerance);
    }

    private static Case three(String name, Learner<Classification> learner, double tolerance) {
        return new Case(name, encoded(Pipeline.classify("species")).train(learner), BIRDS, tolerance);
    }

    private static Case numbers(String name, Learner<Regression> learner, double tolerance) {
        return new Case(name, encoded(Pipeline.regress("progression")).train(learner), PATIENTS, tolerance);
    }

    static Stream<Case> cases() {
        FactorizationMachine<Classification> products =
                FactorizationMachine.classifier().iterations(20);
        return Stream.of(
                two("products", products, 1e-9),
                three("products of three classes", products, 1e-9),
                numbers("products of numbers", FactorizationMachine.regressor().iterations(20), 1e-9),
                two("Gaussian naive Bayes", GaussianNaiveBayes.create(), 1e-9),
                three("Gaussian naive Bayes of three classes", GaussianNaiveBayes.create(), 1e-9),
                numbers("least angles", Lars.create(), 1e-9),
                two("radial kernel", KernelSvm.classifier(), 1e-9),
                three("radial kernel of three classes", KernelSvm.classifier(), 1e-9),
                numbers("radial kernel of numbers", KernelSvm.regressor(), 1e-9),
                two("polynomial kernel", KernelSvm.classifier().polynomial(3), 1e-9),
                three("sigmoid kernel", KernelSvm.classifier().sigmoid(), 1e-9),
                three("calibrated kernel", KernelSvm.classifier().with(Calibration.sigmoid()), 1e-9),
                two(
                        "vote by majority",
                        VotingLearner.of(
                                        DecisionTree.classifier().depth(2),
                                        LogisticRegression.create(),
                                        KernelSvm.classifier())
                                .byMajority(),
                        1e-9),
                three(
                        "weighted vote by majority of three classes",
                        VotingLearner.of(DecisionTree.classifier().depth(1), SupportVectorMachine.classifier())
                                .byMajority()
                                .weights(2, 3),
                        1e-9),
                two(
                        "vote of calibrated machines",
                        VotingLearner.of(
                                SupportVectorMachine.classifier().with(Calibration.sigmoid()),
                                KernelSvm.classifier().with(Calibration.isotonic()),
                                DecisionTree.classifier().depth(3)),
                        1e-7),
                three(
                        "stack of calibrated machines of three classes",
                        Stacking.of(
                                LogisticRegression.create(),
                                SupportVectorMachine.classifier().with(Calibration.sigmoid()),
                                GaussianNaiveBayes.create().with(Calibration.isotonic())),
                        1e-7),
                numbers(
                        "vote of transformed targets",
                        VotingLearner.of(ElasticNet.ridge().with(TargetTransform.log()), Lars.create()),
                        1e-9),
                two(
                        "stack",
                        Stacking.of(
                                LogisticRegression.create(),
                                RandomForest.classifier().trees(5),
                                SupportVectorMachine.classifier(),
                                GaussianNaiveBayes.create()),
                        1e-6),
                three(
                        "stack of three classes with features",
                        Stacking.of(
                                        SupportVectorMachine.classifier(),
                                        KernelSvm.classifier(),
                                        GaussianNaiveBayes.create())
                                .andFeatures(),
                        1e-9),
                numbers(
                        "stack of numbers",
                        Stacking.of(
                                        ElasticNet.ridge(),
                                        Lars.create(),
                                        DecisionTree.regressor().depth(3))
                                .andFeatures(),
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
        Replay.check(model, OnnxForestsTest.chain(fitted), each.rows, 1e-5);
    }

    @Test
    void aMemberThatCannotBeSaidIsNamedWithItsReason() {
        FittedPipeline<Classification> fitted = encoded(Pipeline.classify("status"))
                .train(VotingLearner.of(LogisticRegression.create(), NearestNeighbours.classifier()))
                .fit(CREDIT.head(300));
        assertThatThrownBy(() -> fitted.exportOnnx(folder.resolve("refused.onnx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "does not say as data what it computes: nor does its member, 300 rows: of rows that "
                                + "are equally near another runtime may take others");
    }
}
