package io.github.millwork.onnx;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Expression.constant;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.data.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.engineer.Derive;
import io.github.millwork.engineer.PrincipalComponents;
import io.github.millwork.engineer.TextFeatures;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.preprocess.TargetTransform;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.KMeans;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.NaiveBayes;
import io.github.millwork.train.NearestNeighbours;
import io.github.millwork.train.NeuralNetwork;
import io.github.millwork.train.SupportVectorMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is exported gives in onnxruntime what the pipeline gives, on all rows. */
class OnnxExportTest {
    private static final Path DATA = Path.of("examples/data");

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

    private static Dataset credit() {
        return Csv.file(DATA.resolve("credit.csv")).load();
    }

    private static Dataset penguins() {
        return Csv.file(DATA.resolve("penguins.csv")).load();
    }

    private static Dataset diabetes() {
        return Csv.file(DATA.resolve("diabetes.csv")).load();
    }

    private static <P extends Prediction> Pipeline<P> complete(Pipeline<P> pipeline) {
        return pipeline.preprocess(Impute.median(numeric()).withIndicator(), Impute.mostFrequent(categorical()));
    }

    private static <P extends Prediction> Pipeline<P> encoded(Pipeline<P> pipeline) {
        return complete(pipeline).preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()));
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "logistic regression, two classes",
                        encoded(Pipeline.classify("status")).train(LogisticRegression.create()),
                        credit(),
                        1e-9),
                new Case(
                        "logistic regression, three classes, derived columns",
                        complete(Pipeline.classify("species"))
                                .engineer(Derive.number(
                                        "bill", number("bill_length_mm").dividedBy(number("bill_depth_mm"))))
                                .preprocess(
                                        Scale.robust(numeric()),
                                        Encode.oneHot(categorical()).dropFirst())
                                .train(LogisticRegression.create()),
                        penguins(),
                        1e-9),
                new Case(
                        "logistic regression, three classes, few features",
                        encoded(Pipeline.classify("species"))
                                .train(LogisticRegression.create().cost(0.1).l1()),
                        penguins(),
                        1e-9),
                new Case(
                        "logistic regression, three classes, each against the rest",
                        encoded(Pipeline.classify("species"))
                                .train(LogisticRegression.create().oneVersusRest()),
                        penguins(),
                        1e-9),
                new Case(
                        "linear regression over principal components",
                        encoded(Pipeline.regress("progression"))
                                .engineer(PrincipalComponents.of("pc", numeric()))
                                .train(LinearRegression.create()),
                        diabetes(),
                        1e-9),
                new Case(
                        "naive Bayes, with dimensions for others and missing",
                        Pipeline.classify("species")
                                .preprocess(
                                        Impute.constant(numeric(), 0),
                                        Encode.oneHot(categorical()).withOther().withMissing())
                                .preprocess(Scale.minMax(numeric()))
                                .train(NaiveBayes.create()),
                        penguins(),
                        1e-9),
                new Case(
                        "support vector machine, scores",
                        encoded(Pipeline.classify("species")).train(SupportVectorMachine.classifier()),
                        penguins(),
                        1e-9),
                new Case(
                        "boosting, two classes, missing cells and sparse zeros",
                        Pipeline.classify("status")
                                .preprocess(Encode.oneHot(categorical()))
                                .train(GradientBoosting.classifier().trees(40)),
                        credit(),
                        1e-6),
                new Case(
                        "boosting, three classes",
                        Pipeline.classify("species")
                                .preprocess(
                                        Encode.oneHot(named("island", "sex")),
                                        Encode.oneHot(named("year")).withOther())
                                .train(GradientBoosting.classifier().trees(30)),
                        penguins(),
                        1e-6),
                new Case(
                        "boosting, numbers",
                        Pipeline.regress("progression")
                                .preprocess(Encode.oneHot(categorical()))
                                .train(GradientBoosting.regressor().trees(40)),
                        diabetes(),
                        1e-6),
                new Case(
                        "network, classes",
                        encoded(Pipeline.classify("species"))
                                .train(NeuralNetwork.classifier()
                                        .hiddenLayers(8, 4)
                                        .epochs(10)),
                        penguins(),
                        1e-9),
                new Case(
                        "network, numbers",
                        encoded(Pipeline.regress("progression"))
                                .train(NeuralNetwork.regressor()
                                        .hiddenLayers(6)
                                        .activation(NeuralNetwork.Activation.TANH)
                                        .epochs(5)),
                        diabetes(),
                        1e-9));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allRowsGiveTheSame(Case each) throws Exception {
        FittedPipeline<?> fitted = each.pipeline.fit(each.rows);
        Path file = folder.resolve("model.onnx");
        fitted.exportOnnx(file);
        assertThat(largest(Files.readAllBytes(file), fitted, each.rows)).isLessThanOrEqualTo(each.tolerance);
    }

    /** The largest difference, of numbers beyond 1 as a share of them. */
    static <P extends Prediction> double largest(byte[] model, Fitted<P> fitted, Dataset rows) {
        Predictions<P> ours = fitted.predict(rows, null, FitContext.of(0));
        double[] theirs = Replay.numbers(model, fitted, rows);
        int width = Replay.width(fitted.outputs());
        assertThat(theirs).hasSize(rows.rowCount() * width);
        double largest = 0;
        for (int i = 0; i < theirs.length; i++) {
            double value = ours.value(i / width, i % width);
            largest = Math.max(largest, Math.abs(value - theirs[i]) / Math.max(1, Math.abs(value)));
            if (Double.isNaN(theirs[i])) return Double.NaN;
        }
        return largest;
    }

    @Test
    void theLabelIsThatOfTheMostProbableClass() throws Exception {
        Dataset rows = penguins();
        FittedPipeline<Classification> fitted = encoded(Pipeline.classify("species"))
                .train(LogisticRegression.create())
                .fit(rows);
        Path file = folder.resolve("model.onnx");
        fitted.exportOnnx(file);
        Map<String, OnnxTensor> inputs = new HashMap<>();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString())) {
            assertThat(session.getInputNames())
                    .containsExactlyInAnyOrderElementsOf(fitted.inputs().stream()
                            .map(input -> input.column())
                            .toList());
            assertThat(session.getOutputNames()).containsExactlyInAnyOrder("label", "probabilities");
            assertThat(session.getMetadata().getCustomMetadata()).containsEntry("fingerprint", fitted.fingerprint());
            for (int row = 0; row < 20; row++) {
                for (String name : session.getInputNames()) {
                    Object cell = rows.column(name).value(row);
                    boolean text = rows.column(name).type().isString();
                    inputs.put(
                            name,
                            text
                                    ? OnnxTensor.createTensor(
                                            environment, new String[][] {{cell == null ? "" : (String) cell}})
                                    : OnnxTensor.createTensor(
                                            environment,
                                            new double[][] {{rows.column(name).number(row)}}));
                }
                try (OrtSession.Result result = session.run(inputs)) {
                    String[][] label =
                            (String[][]) result.get("label").orElseThrow().getValue();
                    assertThat(label[0][0])
                            .isEqualTo(fitted.predict(rows.row(row)).label());
                }
            }
        }
    }

    @Test
    void everyOperatorOfExpressionsThatOnnxHasSaysTheSame() {
        Dataset rows = penguins().with(Column.booleans("flag", flags(penguins().rowCount())));
        var a = number("bill_length_mm");
        var b = number("bill_depth_mm");
        var long_ = a.greaterThan(40);
        var deep = b.atLeast(17);
        var derived = List.of(
                a.plus(b),
                a.minus(b),
                a.times(b),
                a.dividedBy(b.minus(15)).min(constant(9)).max(constant(-9)),
                a.dividedBy(10).pow(1.5),
                a.log(),
                b.dividedBy(-20).exp(),
                a.sqrt(),
                b.minus(17).abs(),
                a.negated(),
                a.min(b.times(2.5)),
                a.max(b.times(2.5)),
                a.orElse(b.orElse(-1)),
                long_.and(deep).then(a, b),
                long_.or(deep).then(a, b),
                long_.not().then(a, constant(3)),
                a.isEqualTo(39.1).then(constant(1), constant(0)),
                a.isMissing().then(constant(1), a),
                a.lessThan(b.times(2.2)).then(constant(1), b),
                a.atMost(38.9).then(a, b),
                text("sex").is("male").then(a, b),
                text("sex").isMissing().then(constant(5), b),
                text("sex").orElse(Expression.literal("none")).is("none").then(a, b),
                long_.then(text("sex"), text("island")).is("Dream").then(constant(1), constant(2)),
                Expression.flag("flag").and(long_).then(a, b));
        Pipeline<?> pipeline = Pipeline.classify("species");
        for (int i = 0; i < derived.size(); i++) {
            pipeline = pipeline.engineer(Derive.number("d" + i, derived.get(i)));
        }
        FittedPipeline<?> fitted = pipeline.drop("island", "sex", "flag")
                .train(cast(GradientBoosting.classifier().trees(5)))
                .fit(rows);
        var chain = (FittedChain<?>) fitted.bundle().fitted();
        GraphBuilder graph = new GraphBuilder(StepNodes.names(chain));
        graph.output(
                new StepNodes(graph, chain).features(),
                "features",
                GraphBuilder.DOUBLE,
                chain.features().size());
        Map<String, Object> inputs = new HashMap<>();
        chain.inputs().forEach(input -> inputs.put(input.column(), Replay.cells(rows.column(input.column()))));
        try (OnnxSession session = OnnxSession.of(graph.build(Map.of()))) {
            double[] theirs = session.run(inputs, rows.rowCount(), "features");
            var ours = chain.features(rows);
            var vector = new FeatureVector(ours.dimension());
            int missing = 0;
            for (int row = 0; row < rows.rowCount(); row++) {
                ours.row(row, vector);
                for (int i = 0; i < ours.dimension(); i++) {
                    double expected = vector.dense(0)[i];
                    double found = theirs[row * ours.dimension() + i];
                    if (Double.isNaN(expected)) missing++;
                    assertThat(found)
                            .as(chain.features().get(i).name() + " at row " + row)
                            .satisfiesAnyOf(
                                    value -> assertThat(value).isCloseTo(expected, within(1e-9)),
                                    value -> assertThat(Double.isNaN(value) && Double.isNaN(expected))
                                            .isTrue());
                }
            }
            assertThat(missing).isGreaterThan(20);
        }
    }

    private static Boolean[] flags(int count) {
        Boolean[] flags = new Boolean[count];
        for (int i = 0; i < count; i++) flags[i] = i % 5 == 0 ? null : (Boolean) (i % 2 == 0);
        return flags;
    }

    @SuppressWarnings("unchecked") // the pipeline classifies
    private static <P extends Prediction> Learner<P> cast(Learner<Classification> learner) {
        return (Learner<P>) learner;
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> refused() {
        Dataset texts = credit().with(Column.texts("note", notes(credit().rowCount())));
        return Stream.of(
                Arguments.of(
                        Pipeline.classify("status")
                                .preprocess(Encode.oneHot(categorical()))
                                .engineer(TextFeatures.tfidf("note"))
                                .train(GradientBoosting.classifier().trees(2)),
                        texts,
                        "Expected a pipeline that can be said in ONNX but engineer step 2 (text.terms) does not say as data "
                                + "what it computes. Leave that out, or serve the pipeline itself."),
                Arguments.of(
                        encoded(Pipeline.classify("status")).train(NearestNeighbours.classifier()),
                        credit().head(300),
                        "the model, nearest neighbours (neighbours 5, votes equal), does not say as data what it computes"),
                Arguments.of(
                        encoded(Pipeline.regress("progression"))
                                .train(LinearRegression.create().with(TargetTransform.yeoJohnson())),
                        diabetes(),
                        "what comes after the model (target-transform.back) does not say as data what it computes"),
                Arguments.of(
                        encoded(Pipeline.cluster()).train(KMeans.clusters(3)),
                        diabetes(),
                        "it predicts neither classes nor numbers"),
                Arguments.of(
                        Pipeline.regress("progression")
                                .engineer(Derive.number("length", text("sex").length()))
                                .drop("sex")
                                .train(LinearRegression.create()),
                        diabetes(),
                        "engineer step 1 (derive): ONNX has no operator for 'length'"));
    }

    private static String[] notes(int count) {
        String[] notes = new String[count];
        for (int i = 0; i < count; i++) notes[i] = "note number " + i % 7;
        return notes;
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatOnnxHasNoOperatorsForIsRefusedByName(Pipeline<?> pipeline, Dataset rows, String message) {
        FittedPipeline<?> fitted = pipeline.fit(rows);
        Path file = folder.resolve("refused.onnx");
        assertThatThrownBy(() -> fitted.exportOnnx(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(file).doesNotExist();
    }

    @Test
    void aModelThatGivesSomethingElseIsNotReleased() {
        Dataset rows = credit();
        FittedPipeline<?> fitted = encoded(Pipeline.classify("status"))
                .train(LogisticRegression.create())
                .fit(rows);
        FittedPipeline<?> other = encoded(Pipeline.classify("status"))
                .train(LogisticRegression.create().cost(0.01))
                .fit(rows);
        byte[] model = OnnxExport.write(fitted.bundle().fitted(), rows.head(50));
        Replay.check(model, OnnxForestsTest.chain(fitted), rows.head(50), 1e-6);
        assertThatThrownBy(() -> Replay.check(model, OnnxForestsTest.chain(other), rows.head(50), 1e-6))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("Expected the ONNX model to give ")
                .hasMessageContaining(" for golden row 0, as the pipeline does, but it gives ")
                .hasMessageEndingWith("Nothing was written: serve the pipeline itself.");
    }

    @Test
    void theSamePipelineGivesTheSameBytes() {
        Dataset rows = penguins();
        FittedPipeline<?> fitted = encoded(Pipeline.classify("species"))
                .train(GradientBoosting.classifier().trees(5))
                .fit(rows);
        assertThat(OnnxExport.write(fitted.bundle().fitted(), rows.head(20)))
                .isEqualTo(OnnxExport.write(fitted.bundle().fitted(), rows.head(20)));
        assertThat(fitted.outputs()).isNotInstanceOf(RegressionOutputs.class);
    }
}
