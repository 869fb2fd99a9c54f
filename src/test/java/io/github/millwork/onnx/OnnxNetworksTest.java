package io.github.millwork.onnx;

import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.matching;
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
import io.github.millwork.data.SparseVector;
import io.github.millwork.data.Target;
import io.github.millwork.engineer.Pixels;
import io.github.millwork.engineer.WordPieces;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.testkit.TransformerKit;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks for images and texts, and models with other inputs and outputs than a table; see networks.py. */
class OnnxNetworksTest {
    private static final State EXPECTED = ModelFiles.expected("networks.json");
    private static final List<String> KINDS = List.of("ape", "bee", "cat");

    @TempDir
    Path folder;

    @BeforeAll
    static void needOnnxruntime() {
        Ort.need();
    }

    /** Columns of a table that is stored row after row. */
    private static List<Column> table(String prefix, double[] cells, int columns) {
        List<Column> table = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            double[] column = new double[cells.length / columns];
            for (int row = 0; row < column.length; row++) column[row] = cells[row * columns + c];
            table.add(Column.numbers(prefix + c, column));
        }
        return table;
    }

    private static Dataset of(List<Column> columns) {
        return Dataset.of(columns.toArray(Column[]::new));
    }

    private static double[][] features(Transformer step, Dataset rows) {
        double[] price = new double[rows.rowCount()];
        Arrays.setAll(price, row -> row);
        Dataset priced = rows.with(Column.numbers("price", price));
        FittedPipeline<Regression> fitted = Pipeline.regress("price")
                .engineer(step)
                .train(GradientBoosting.regressor().trees(2))
                .fit(priced);
        FeatureMatrix matrix = ((FittedChain<?>) fitted.bundle().fitted()).features(priced);
        FeatureVector vector = new FeatureVector(matrix.dimension());
        double[][] features = new double[rows.rowCount()][];
        for (int row = 0; row < features.length; row++) {
            matrix.row(row, vector);
            features[row] = vector.dense(0).clone();
        }
        return features;
    }

    private static void check(double[][] features, String expected) {
        double[] flat = EXPECTED.numbers(expected);
        int width = flat.length / features.length;
        for (int row = 0; row < features.length; row++) {
            assertThat(features[row]).hasSize(width);
            for (int i = 0; i < width; i++) {
                double value = flat[row * width + i];
                assertThat(features[row][i])
                        .as(expected + " of row " + row)
                        .isCloseTo(value, within(2e-6 * Math.max(1, Math.abs(value)))); // the networks have floats
            }
        }
    }

    // Images

    private static Dataset digits() {
        String[] digits = Arrays.stream(EXPECTED.numbers("digits"))
                .mapToObj(digit -> String.valueOf((int) digit))
                .toArray(String[]::new);
        return of(table("pixel", EXPECTED.numbers("pixels"), 64)).with(Column.categories("digit", digits));
    }

    private static OnnxLearner<Classification> reader() {
        return OnnxLearner.classifier(ModelFiles.path("digits.onnx"), "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
                .logits();
    }

    @Test
    void aConvolutionalNetworkReadsDigits() {
        FittedPipeline<Classification> fitted = Pipeline.classify("digit")
                .train(reader().image(OnnxImage.grey(8, 8).times(1.0 / 16)))
                .fit(digits());
        double[] logits = EXPECTED.numbers("logits");
        int right = 0;
        for (int row = 0; row < digits().rowCount(); row++) {
            double[] own = Arrays.copyOfRange(logits, row * 10, row * 10 + 10);
            double total = Arrays.stream(own).map(Math::exp).sum();
            Classification answer = fitted.predict(digits().row(row));
            for (int digit = 0; digit < 10; digit++) {
                assertThat(answer.probability(String.valueOf(digit)))
                        .isCloseTo(Math.exp(own[digit]) / total, within(2e-6));
            }
            assertThat(fitted.predict(digits()).get(row)).isEqualTo(answer);
            if (answer.label().equals(digits().column("digit").string(row))) right++;
        }
        assertThat(right).isGreaterThan(30);
        Path saved = folder.resolve("saved");
        fitted.save(saved);
        assertThat(FittedPipeline.load(saved, Classification.class).fingerprint())
                .isEqualTo(fitted.fingerprint());
    }

    @Test
    void aStepBeforeMayScaleThePixelsAndTheShapeOfTheModelIsEnough() {
        double[][] stated = features(
                OnnxFeatures.of(ModelFiles.path("digits.onnx"), matching("pixel.*"))
                        .image(OnnxImage.grey(8, 8).times(1.0 / 16)),
                digits().drop("digit"));
        check(stated, "logits");
        double[] scaled =
                Arrays.stream(EXPECTED.numbers("pixels")).map(each -> each / 16).toArray();
        check(
                features(OnnxFeatures.of(ModelFiles.path("digits.onnx"), numeric()), of(table("p", scaled, 64))),
                "logits");
        FittedPipeline<Classification> fitted = Pipeline.classify("digit")
                .engineer(Pixels.grid("pixels", matching("pixel.*"), 8, 8))
                .train(reader().shape(1, 8, 8))
                .fit(digits());
        assertThat(fitted.predict(digits()).size()).isEqualTo(40);
    }

    private static Dataset photos() {
        return of(table("p", EXPECTED.numbers("photos"), 18));
    }

    private static OnnxFeatures seen(OnnxImage image) {
        return OnnxFeatures.of(ModelFiles.path("colours.onnx"), numeric()).image(image);
    }

    @Test
    void coloursArePutInTheOrderOfTheModel() {
        OnnxImage image = OnnxImage.colours(2, 3);
        check(features(seen(image), photos()), "colours");
        check(features(seen(image.withBlueFirst()), photos()), "blue first");
        OnnxImage usual = image.standardised(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
        check(features(seen(usual), photos()), "standardised");
        // Channels last cannot be what a model with three channels first wants.
        check(features(seen(image.channelsLast()), photos()), "colours");
    }

    @Test
    void bytesAreRoundedAndPutLast() {
        check(
                features(
                        OnnxFeatures.of(ModelFiles.path("bytes.onnx"), numeric())
                                .image(OnnxImage.colours(2, 3).times(255)),
                        photos()),
                "bytes");
    }

    @Test
    void aVectorOfPixelsIsAsGoodAsColumns() {
        double[][] of = features(seen(OnnxImage.colours(2, 3)), photos());
        Transformer both =
                OnnxFeatures.of(ModelFiles.path("colours.onnx"), named("photo")).image(OnnxImage.colours(2, 3));
        List<SparseVector> vectors = new ArrayList<>();
        double[] flat = EXPECTED.numbers("photos");
        for (int row = 0; row < of.length; row++) {
            vectors.add(SparseVector.of(
                    IntStream.range(0, 18).toArray(), Arrays.copyOfRange(flat, row * 18, row * 18 + 18)));
        }
        List<String> names = IntStream.range(0, 18).mapToObj(i -> "photo" + i).toList();
        Dataset rows = Dataset.of(Column.vectors("photo", names, vectors.toArray(SparseVector[]::new)));
        assertThat(features(both, rows)).isDeepEqualTo(of);
        TransformerKit.check(both, rows.concat(rows).concat(rows));
    }

    @Test
    void shapesThatDoNotSuitAreNamed() {
        Path colours = ModelFiles.path("colours.onnx");
        assertThatThrownBy(() -> features(OnnxFeatures.of(colours, numeric()), photos()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Expected to know the shape of input 'image' of the ONNX model, FLOAT of rows x 3 x ? "
                                + "x ?, but its sizes are open. Say what a row is, such as shape(3, 224, 224), or that it is an "
                                + "image.");
        assertThatThrownBy(() -> features(OnnxFeatures.of(colours, numeric()).shape(2, 3, 3), photos()))
                .hasMessageContaining(
                        "Expected a shape that suits input 'image' of the ONNX model, FLOAT of rows x 3 x ? x "
                                + "?, but found [2, 3, 3]. Leave out the size for rows.");
        assertThatThrownBy(() -> features(OnnxFeatures.of(colours, numeric()).shape(3, 4, 4), photos()))
                .hasMessageContaining(
                        "Expected 48 numbers for input 'image' of the ONNX model, FLOAT of rows x 3 x ? x ?, "
                                + "but found 18: 'p0', 'p1', 'p2', 'p3', 'p4' and 13 more. Choose as many as it was trained with, "
                                + "in its order.");
        assertThatThrownBy(() -> features(seen(OnnxImage.grey(6, 3)), photos()))
                .hasMessageContaining(
                        "Expected input 'image' of the ONNX model to take images of 6 x 3 pixels with 1 channel "
                                + "but it is FLOAT of rows x 3 x ? x ?. Scale the images to its size.");
        assertThatThrownBy(() -> features(OnnxFeatures.of(ModelFiles.path("bytes.onnx"), numeric()), photos()))
                .hasMessageContaining(
                        "Expected whole numbers from 0 to 255 for input 'image' of the ONNX model, UINT8 of rows "
                                + "x 2 x 3 x 3, but found ");
        assertThatThrownBy(() -> OnnxImage.colours(2, 2).standardised(List.of(1.0), List.of(1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Expected a finite factor, and a mean and a deviation above 0 for each of 3 channels");
    }

    // Texts

    private static Dataset texts() {
        return Dataset.of(Column.texts("said", EXPECTED.strings("texts").toArray(String[]::new)));
    }

    private static WordPieces pieces() {
        return WordPieces.of("said", ModelFiles.path("vocab.txt")).length(12);
    }

    private static double[][] said(OnnxFeatures how) {
        Pipeline<Regression> pipeline = Pipeline.regress("price").engineer(pieces().withTypes(), how);
        double[] price = new double[texts().rowCount()];
        Arrays.setAll(price, row -> row);
        Dataset rows = texts().with(Column.numbers("price", price));
        FittedPipeline<Regression> fitted =
                pipeline.train(LinearRegression.create()).fit(rows);
        FittedChain<?> chain = (FittedChain<?>) fitted.bundle().fitted();
        assertThat(fitted.predict(rows).get(3)).isEqualTo(fitted.predict(rows.row(3)));
        FeatureVector vector = new FeatureVector(chain.features().size());
        double[][] features = new double[price.length][];
        for (int row = 0; row < features.length; row++) {
            chain.features(rows).row(row, vector);
            features[row] = vector.dense(0).clone();
        }
        return features;
    }

    private static OnnxFeatures embedding() {
        return OnnxFeatures.of(ModelFiles.path("text.onnx"), named("input_ids", "attention_mask", "token_type_ids"));
    }

    @Test
    void textsAreCutIntoThePiecesOfBert() {
        check(features(pieces(), texts()), "ids", "mask");
        check(features(pieces().keepCase(), texts()), "cased", "mask");
        TransformerKit.check(pieces().withTypes(), texts().concat(texts()));
        assertThat(Codecs.decode(Codecs.encode(pieces()), WordPieces.class)).isEqualTo(pieces());
    }

    private static void check(double[][] features, String ids, String mask) {
        for (int row = 0; row < features.length; row++) {
            assertThat(Arrays.copyOf(features[row], 12))
                    .as(EXPECTED.strings("texts").get(row))
                    .containsExactly(Arrays.copyOfRange(EXPECTED.numbers(ids), row * 12, row * 12 + 12));
            if (ids.equals("cased")) continue; // which has more pieces in some rows
            assertThat(Arrays.copyOfRange(features[row], 12, 24))
                    .containsExactly(Arrays.copyOfRange(EXPECTED.numbers(mask), row * 12, row * 12 + 12));
        }
    }

    @Test
    void theMeanOfTokensLeavesOutWhatIsMasked() {
        check(said(embedding().meanOfTokens()), "mean");
        check(said(embedding().firstToken()), "first");
        double[][] every = said(embedding().allTokens());
        assertThat(every[0]).hasSize(12 * 6);
        double[][] means = new double[every.length][6];
        for (int row = 0; row < every.length; row++) {
            for (int i = 0; i < 72; i++) means[row][i % 6] += every[row][i] / 12;
        }
        check(means, "plain mean");
    }

    @Test
    void tokensOfWhichNothingWasSaidAreRefused() {
        assertThatThrownBy(() -> said(embedding()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Expected so many numbers for each row in output 'last_hidden_state' of the ONNX model "
                                + "but it is FLOAT of rows x ? x 6. Say what becomes of its tokens: meanOfTokens(), firstToken() or "
                                + "allTokens().");
        assertThatThrownBy(
                        () -> said(OnnxFeatures.of(ModelFiles.path("text.onnx"), named("input_ids", "attention_mask"))
                                .meanOfTokens()))
                .hasMessageContaining(
                        "Expected a column for each input of the ONNX model, by name: 'input_ids' (INT64 of "
                                + "rows x ?), 'attention_mask' (INT64 of rows x ?), 'token_type_ids' (INT64 of rows x ?), but found "
                                + "'input_ids', 'attention_mask'. Rename the columns, or choose others.");
        assertThatThrownBy(() -> features(seen(OnnxImage.colours(2, 3)).meanOfTokens(), photos()))
                .hasMessageContaining(
                        "Expected output 'means' of the ONNX model to be rows x tokens x numbers but it is "
                                + "[1, 9].");
        assertThatThrownBy(() -> new WordPieces("said", List.of("[CLS]", "[SEP]"), 12, false, false))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected a vocabulary of word pieces with [CLS], [SEP], [UNK] and [PAD]");
        assertThatThrownBy(() -> pieces().length(2)).isInstanceOf(IllegalArgumentException.class);
    }

    // What other exporters write

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

    @Test
    void whatWasSaidIsSaved() {
        OnnxFeatures step = OnnxFeatures.of(ModelFiles.path("colours.onnx"), numeric())
                .image(OnnxImage.colours(2, 3).times(2).standardised(List.of(1.0, 2.0, 3.0), List.of(1.0, 1.0, 1.0)))
                .output("means")
                .meanOfTokens();
        assertThat(Codecs.decode(State.fromJson(Codecs.encode(step).toJson()), OnnxFeatures.class))
                .isEqualTo(step)
                .hasSameHashCodeAs(step)
                .isNotEqualTo(step.firstToken());
        OnnxLearner<?> learner = reader().shape(1, 8, 8);
        assertThat(Codecs.decode(State.fromJson(Codecs.encode(learner).toJson()), OnnxLearner.class))
                .isEqualTo(learner)
                .isNotEqualTo(reader());
    }
}
