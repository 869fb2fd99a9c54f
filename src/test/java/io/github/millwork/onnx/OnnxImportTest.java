package io.github.millwork.onnx;

import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.testkit.TransformerKit;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LinearRegression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of other tools; see models.py, which made them and what they must give. */
class OnnxImportTest {
    private static final State EXPECTED = ModelFiles.expected("expected.json");
    private static final double[] X = EXPECTED.numbers("x");
    private static final int ROWS = X.length / 3;

    @TempDir
    Path folder;

    @BeforeAll
    static void needOnnxruntime() {
        Ort.need();
    }

    private Path model(String name) throws IOException {
        return Files.write(folder.resolve(name), ModelFiles.bytes(name));
    }

    private static double[] column(int place) {
        double[] cells = new double[ROWS];
        Arrays.setAll(cells, row -> X[row * 3 + place]);
        return cells;
    }

    private static Dataset rows() {
        String[] kinds = new String[ROWS];
        Arrays.setAll(kinds, row -> List.of("ape", "bee", "cat").get(row % 3));
        return Dataset.of(
                Column.numbers("a", column(0)),
                Column.numbers("b", column(1)),
                Column.numbers("c", column(2)),
                Column.categories("kind", kinds));
    }

    @Test
    void aPretrainedClassifierPredictsWhatItsToolPredicts() throws IOException {
        FittedPipeline<Classification> fitted = Pipeline.classify("kind")
                .train(OnnxLearner.classifier(model("classifier.onnx")).output("probabilities"))
                .fit(rows());
        double[] expected = EXPECTED.numbers("probabilities");
        Path saved = folder.resolve("saved");
        fitted.save(saved);
        Files.delete(folder.resolve("classifier.onnx"));
        FittedPipeline<Classification> read = FittedPipeline.load(saved, Classification.class);
        for (int row = 0; row < ROWS; row++) {
            Classification answer = fitted.predict(rows().row(row));
            for (int k = 0; k < 3; k++) {
                assertThat(answer.probability(List.of("ape", "bee", "cat").get(k)))
                        .isCloseTo(expected[row * 3 + k], within(1e-6));
            }
            assertThat(read.predict(rows().row(row))).isEqualTo(answer);
            assertThat(read.predict(rows()).get(row)).isEqualTo(answer);
        }
        assertThat(read.fingerprint()).isEqualTo(fitted.fingerprint());
    }

    @Test
    void itsClassesMayHaveOtherNamesAndAnotherOrder() throws IOException {
        FittedPipeline<Classification> fitted = Pipeline.classify("kind")
                .train(OnnxLearner.classifier(model("classifier.onnx"), "cat", "ape", "bee")
                        .output("probabilities"))
                .fit(rows());
        assertThat(fitted.predict(rows().row(0)).probability("cat"))
                .isCloseTo(EXPECTED.numbers("probabilities")[0], within(1e-6));
        assertThatThrownBy(() -> Pipeline.classify("kind")
                        .train(OnnxLearner.classifier(model("classifier.onnx"), "x", "y", "z")
                                .output("probabilities"))
                        .fit(rows()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected the target to have the classes of the ONNX model, 'x', 'y', 'z', but found 'ape', "
                                + "'bee', 'cat'. Name its classes as the target has them.");
    }

    @Test
    void anEmbeddingBecomesFeatures() throws IOException {
        Transformer step =
                OnnxFeatures.of(model("embedding.onnx"), named("a", "b", "c")).as("e");
        FittedPipeline<Regression> fitted = Pipeline.regress("price")
                .engineer(step)
                .train(LinearRegression.create())
                .fit(priced());
        FittedChain<?> chain = (FittedChain<?>) fitted.bundle().fitted();
        FeatureMatrix features = chain.features(priced());
        FeatureVector vector = new FeatureVector(4);
        double[] expected = EXPECTED.numbers("embedding");
        for (int row = 0; row < ROWS; row++) {
            features.row(row, vector);
            assertThat(vector.dense(0))
                    .containsExactly(Arrays.copyOfRange(expected, row * 4, row * 4 + 4), within(1e-6));
        }
        assertThat(chain.features().get(2).name()).isEqualTo("e=2");
        assertThat(chain.features().get(2).sources()).containsExactly("a", "b", "c");
        Path saved = folder.resolve("saved");
        fitted.save(saved);
        assertThat(FittedPipeline.load(saved, Regression.class)
                        .predict(priced())
                        .get(3))
                .isEqualTo(fitted.predict(priced().row(3)));
    }

    private static Dataset priced() {
        double[] prices = new double[ROWS];
        Arrays.setAll(prices, row -> 3 * X[row * 3] + row);
        return rows().drop("kind").with(Column.numbers("price", prices));
    }

    private static Dataset coloured() {
        return Dataset.of(
                Column.categories("colour", "red", "green", null, "blue"),
                Column.numbers("size", 1, 2, 3, Double.NaN),
                Column.numbers("price", 1, 2, 3, 4));
    }

    @Test
    void aModelWithSeveralInputsTakesColumnsByName() throws IOException {
        FittedPipeline<Regression> fitted = Pipeline.regress("price")
                .engineer(OnnxFeatures.of(model("named.onnx"), named("colour", "size")))
                .train(GradientBoosting.regressor().trees(2))
                .fit(coloured());
        FeatureMatrix features = ((FittedChain<?>) fitted.bundle().fitted()).features(coloured());
        FeatureVector vector = new FeatureVector(1);
        double[] expected = {10, 40, -3, Double.NaN};
        for (int row = 0; row < 4; row++) {
            features.row(row, vector);
            assertThat(vector.value(0)).isEqualTo(Double.valueOf(expected[row]));
        }
    }

    @Test
    void whatOnePipelineExportsIsAStepOfAnother() throws IOException {
        FittedPipeline<Classification> first = Pipeline.classify("kind")
                .preprocess(Impute.mean(numeric()))
                .train(GradientBoosting.classifier().trees(5))
                .fit(rows());
        Path file = folder.resolve("first.onnx");
        first.exportOnnx(file);
        FittedPipeline<Regression> second = Pipeline.regress("price")
                .engineer(OnnxFeatures.of(file, named("a", "b", "c"))
                        .output("probabilities")
                        .as("p"))
                .train(GradientBoosting.regressor().trees(2))
                .fit(priced());
        FeatureMatrix features = ((FittedChain<?>) second.bundle().fitted()).features(priced());
        FeatureVector vector = new FeatureVector(3);
        for (int row = 0; row < ROWS; row++) {
            features.row(row, vector);
            assertThat(vector.dense(0)[1])
                    .isCloseTo(first.predict(rows().row(row)).probability("bee"), within(1e-6));
        }
    }

    @Test
    void theStepKeepsTheRules() throws IOException {
        TransformerKit.check(OnnxFeatures.of(model("embedding.onnx"), named("a", "b", "c")), rows());
        TransformerKit.check(
                OnnxFeatures.of(model("named.onnx"), named("colour", "size")),
                coloured().concat(coloured()).concat(coloured()));
    }

    @Test
    void twoThreadsGetWhatOneGets() throws Exception {
        FittedPipeline<Classification> fitted = Pipeline.classify("kind")
                .train(OnnxLearner.classifier(model("classifier.onnx")).output("probabilities"))
                .fit(rows());
        List<Classification> alone = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) alone.add(fitted.predict(rows().row(row)));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<Classification>> together = new ArrayList<>();
            for (int i = 0; i < 40 * ROWS; i++) {
                int row = i % ROWS;
                together.add(pool.submit(() -> fitted.predict(rows().row(row))));
            }
            for (int i = 0; i < together.size(); i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i % ROWS));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aLearnerAndAStepAreSavedWithTheirModel() throws IOException {
        OnnxLearner<?> learner =
                OnnxLearner.classifier(model("classifier.onnx"), "x", "y", "z").output("probabilities");
        assertThat(Codecs.decode(State.fromJson(Codecs.encode(learner).toJson()), OnnxLearner.class))
                .isEqualTo(learner)
                .hasSameHashCodeAs(learner)
                .isNotEqualTo(OnnxLearner.regressor(model("classifier.onnx")));
        OnnxFeatures step = OnnxFeatures.of(model("embedding.onnx"), numeric()).as("e");
        assertThat(Codecs.decode(State.fromJson(Codecs.encode(step).toJson()), OnnxFeatures.class))
                .isEqualTo(step)
                .isNotEqualTo(step.as("f"));
    }

    @Test
    void aDamagedModelIsRefused() throws IOException {
        byte[] whole = ModelFiles.bytes("embedding.onnx");
        for (int length : new int[] {0, 1, 10, whole.length / 2, whole.length - 1}) {
            Path file = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> fit(OnnxFeatures.of(file, named("a", "b", "c"))))
                    .isInstanceOf(BundleException.class)
                    .hasMessageStartingWith("Expected an ONNX model but onnxruntime cannot read it: ");
        }
        Path noise = Files.writeString(folder.resolve("noise.onnx"), "this is no model");
        assertThatThrownBy(() -> fit(OnnxFeatures.of(noise, named("a", "b", "c"))))
                .isInstanceOf(BundleException.class);
        State saved = Codecs.encode(OnnxFeatures.of(model("embedding.onnx"), numeric()));
        String json = saved.toJson();
        String digest = saved.state("state").state("use").state("model").string("digest");
        assertThatThrownBy(() -> Codecs.decode(
                        State.fromJson(json.replace(digest, digest.replace(digest.charAt(0), '-'))),
                        OnnxFeatures.class))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("The file is damaged.");
    }

    private static FittedPipeline<Regression> fit(Transformer step) {
        return Pipeline.regress("price")
                .engineer(step)
                .train(LinearRegression.create())
                .fit(priced());
    }

    @Test
    void columnsThatDoNotSuitAreNamed() throws IOException {
        Path embedding = model("embedding.onnx");
        Path named = model("named.onnx");
        assertThatThrownBy(() -> fit(OnnxFeatures.of(embedding, named("a", "b"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Expected 3 numbers for input 'input' of the ONNX model, FLOAT of rows x 3, but found 2: 'a', 'b'. "
                                + "Choose as many as it was trained with, in its order.");
        assertThatThrownBy(() -> fit(OnnxFeatures.of(named, named("a", "b"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Expected a column for each input of the ONNX model, by name: 'size' (DOUBLE of rows x 1), "
                                + "'colour' (STRING of rows x 1), but found 'a', 'b'. Rename the columns, or choose others.");
        assertThatThrownBy(() ->
                        fit(OnnxFeatures.of(embedding, named("a", "b", "c")).output("embeding")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Expected an output 'embeding' of the ONNX model that holds numbers, row by row, but "
                                + "there are 'embedding' (FLOAT of rows x 4).");
        assertThatThrownBy(() -> Pipeline.regress("price")
                        .engineer(OnnxFeatures.of(named, named("colour", "size")))
                        .train(LinearRegression.create())
                        .fit(Dataset.of(
                                Column.categories("size", "s", "m"),
                                Column.categories("colour", "red", "blue"),
                                Column.numbers("price", 1, 2))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Expected column 'size' to be numbers for input 'size' of the ONNX model, DOUBLE of rows x 1, "
                                + "but it is text or a category. Choose other columns.");
        assertThatThrownBy(() -> OnnxFeatures.of(folder.resolve("absent.onnx"), numeric()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent.onnx");
    }

    @Test
    void anOutputThatHoldsNoProbabilitiesIsRefused() throws IOException {
        assertThatThrownBy(() -> Pipeline.classify("kind")
                        .train(OnnxLearner.classifier(model("embedding.onnx"), "ape", "bee", "cat", "dog"))
                        .fit(rows())
                        .predict(rows()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Expected probabilities that add up to 1 from output 'embedding' of the ONNX model but "
                                + "found others. Choose the output that holds probabilities, or say that they are "
                                + "logits().");
    }

    @Test
    void aModelThatGivesNaNIsAnError() throws IOException {
        FittedPipeline<Classification> fitted = Pipeline.classify("kind")
                .train(OnnxLearner.classifier(model("classifier.onnx")).output("probabilities"))
                .fit(rows());
        double[] gaps = column(0);
        gaps[4] = Double.NaN;
        assertThatThrownBy(() -> fitted.predict(rows().with(Column.numbers("a", gaps))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected finite numbers from the ONNX model but found NaN.");
    }
}
