package io.github.millwork.onnx;

import static io.github.millwork.data.Columns.matching;
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
import io.github.millwork.data.SparseVector;
import io.github.millwork.engineer.Pixels;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.testkit.TransformerKit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pre-trained networks that read images; see networks.py. */
class OnnxImagesTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void needOnnxruntime() {
        Ort.need();
    }

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

    @Test
    void imagesHaveNoTokens() {
        assertThatThrownBy(() -> features(seen(OnnxImage.colours(2, 3)).meanOfTokens(), photos()))
                .hasMessageContaining(
                        "Expected output 'means' of the ONNX model to be rows x tokens x numbers but it is "
                                + "[1, 9].");
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
