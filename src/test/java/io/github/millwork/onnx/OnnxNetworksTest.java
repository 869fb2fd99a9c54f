package io.github.millwork.onnx;

import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.onnx.Networks.EXPECTED;
import static io.github.millwork.onnx.Networks.check;
import static io.github.millwork.onnx.Networks.features;
import static io.github.millwork.onnx.Networks.of;
import static io.github.millwork.onnx.Networks.table;
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
import io.github.millwork.data.Target;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Learner;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models with other inputs and outputs than a table, as other exporters and our own write them; see networks.py. */
class OnnxNetworksTest {
    private static final List<String> KINDS = List.of("ape", "bee", "cat");

    @TempDir
    Path folder;

    @BeforeAll
    static void needOnnxruntime() {
        Ort.need();
    }

    private static Dataset kinds(List<String> labels) {
        String[] kinds = new String[12];
        Arrays.setAll(kinds, row -> labels.get(row % labels.size()));
        return of(table("x", EXPECTED.numbers("x"), 3)).with(Column.categories("kind", kinds));
    }

    private static FittedPipeline<Classification> fit(Learner<Classification> learner, List<String> labels) {
        return Pipeline.classify("kind").train(learner).fit(kinds(labels));
    }

    private static void checkShares(FittedPipeline<Classification> fitted, List<String> labels) {
        for (int row = 0; row < 12; row++) {
            for (int k = 0; k < 3; k++) {
                assertThat(fitted.predict(kinds(labels).row(row)).probability(labels.get(k)))
                        .isCloseTo(EXPECTED.numbers("shares")[row * 3 + k], within(1e-6));
            }
        }
    }

    @Test
    void mapsFromClassesToProbabilitiesNameTheClasses() {
        checkShares(fit(OnnxLearner.classifier(ModelFiles.path("maps.onnx")), KINDS), KINDS);
        checkShares(fit(OnnxLearner.classifier(ModelFiles.path("numbered.onnx")), KINDS), KINDS);
        List<String> digits = List.of("0", "1", "2");
        checkShares(fit(OnnxLearner.classifier(ModelFiles.path("numbered.onnx")), digits), digits);
        // The target may have fewer classes than the model.
        FittedPipeline<Classification> two =
                fit(OnnxLearner.classifier(ModelFiles.path("maps.onnx")), List.of("bee", "cat"));
        assertThat(two.predict(kinds(KINDS).row(0)).probability("ape"))
                .isCloseTo(EXPECTED.numbers("shares")[0], within(1e-6));
        assertThatThrownBy(() -> fit(OnnxLearner.classifier(ModelFiles.path("maps.onnx")), List.of("ape", "dog")))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected the target to have the classes of the ONNX model, 'ape', 'bee', 'cat', but found "
                        + "'ape', 'dog'. Name its classes as the target has them.");
    }

    @Test
    void mapsAreFeaturesToo() {
        check(
                features(
                        OnnxFeatures.of(ModelFiles.path("maps.onnx"), numeric()),
                        kinds(KINDS).drop("kind")),
                "shares");
    }

    @Test
    void logOddsBecomeProbabilities() {
        List<String> two = List.of("no", "yes");
        FittedPipeline<Classification> fitted =
                fit(OnnxLearner.classifier(ModelFiles.path("logit.onnx")).logits(), two);
        for (int row = 0; row < 12; row++) {
            assertThat(fitted.predict(kinds(two).row(row)).probability("yes"))
                    .isCloseTo(1 / (1 + Math.exp(-EXPECTED.numbers("odds")[row])), within(1e-6));
        }
        assertThatThrownBy(() -> fit(OnnxLearner.classifier(ModelFiles.path("logit.onnx")), two)
                        .predict(kinds(two)))
                .hasMessageContaining("Choose the output that holds probabilities, or say that they are logits().");
        assertThatThrownBy(() ->
                        OnnxLearner.regressor(ModelFiles.path("logit.onnx")).logits())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Dataset types(double tiny) {
        return Dataset.of(
                Column.numbers("half", 0.5, 1),
                Column.numbers("brain", 2, 3),
                Column.integers("tiny", (long) tiny, -4L),
                Column.integers("byte", 255L, 6L),
                Column.integers("short", -300L, 7L),
                Column.integers("int", 70_000L, 8L),
                Column.booleans("flag", true, false));
    }

    @Test
    void allTypesOfNumbersAreConverted() {
        Path file = ModelFiles.path("types.onnx");
        double[][] sums = features(OnnxFeatures.of(file, all()), types(-128));
        assertThat(sums[0][0]).isEqualTo(0.5 + 20 - 12_800 + 255_000 - 3_000_000 + 7_000_000_000.0 + 1_000_000);
        assertThat(sums[1][0]).isEqualTo(1 + 30 - 400 + 6_000 + 70_000 + 800_000);
        assertThatThrownBy(() -> features(OnnxFeatures.of(file, all()), types(128)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Expected whole numbers from -128 to 127 for input 'tiny' of the ONNX model, INT8 of "
                                + "rows x 1, but found 128.0.");
    }

    @Test
    void anExportedPipelineComesBackAsAModel() {
        Dataset rows = kinds(KINDS);
        FittedPipeline<Classification> first = Pipeline.classify("kind")
                .preprocess(Impute.mean(numeric()), Scale.standard(numeric()))
                .train(LogisticRegression.create())
                .fit(rows);
        Path file = folder.resolve("first.onnx");
        first.exportOnnx(file);
        FittedPipeline<Classification> second = Pipeline.classify(Target.of("kind"))
                .train(OnnxLearner.classifier(file))
                .fit(rows.select("kind", "x2", "x0", "x1"));
        for (int row = 0; row < 12; row++) {
            for (String kind : KINDS) {
                assertThat(second.predict(rows.row(row)).probability(kind))
                        .isCloseTo(first.predict(rows.row(row)).probability(kind), within(1e-12));
            }
        }
        assertThatThrownBy(() -> Pipeline.classify("kind")
                        .train(OnnxLearner.classifier(file))
                        .fit(rows.rename("x0", "y")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Expected a column for each input of the ONNX model, by name: 'x0' (DOUBLE of rows x "
                                + "1), 'x1' (DOUBLE of rows x 1), 'x2' (DOUBLE of rows x 1), but found 'y', 'x1', 'x2'.");
    }

    @Test
    void oneThatReadsTextsComesBackAsAStepWhoseFeaturesAreThePredictions() {
        String[] colours = new String[12];
        Arrays.setAll(colours, row -> row % 4 == 0 ? null : KINDS.get(row % 3) + "-like");
        Dataset rows = kinds(KINDS).with(Column.categories("colour", colours));
        FittedPipeline<Classification> first = Pipeline.classify("kind")
                .preprocess(Encode.oneHot(named("colour")).withMissing())
                .train(LogisticRegression.create())
                .fit(rows);
        Path file = folder.resolve("first.onnx");
        first.exportOnnx(file);
        FittedPipeline<Classification> second = Pipeline.classify("kind")
                .engineer(OnnxFeatures.of(file, all()))
                .train(OnnxLearner.classesAsGiven())
                .fit(rows);
        for (int row = 0; row < 12; row++) {
            for (String kind : KINDS) {
                assertThat(second.predict(rows.row(row)).probability(kind))
                        .isCloseTo(first.predict(rows.row(row)).probability(kind), within(1e-12));
            }
        }
        FittedPipeline<Regression> number = Pipeline.regress("x1")
                .train(OnnxLearner.numberAsGiven())
                .fit(kinds(KINDS).select("x0", "x1"));
        assertThat(number.predict(rows.row(5)).value())
                .isEqualTo(rows.column("x0").number(5));
    }
}
