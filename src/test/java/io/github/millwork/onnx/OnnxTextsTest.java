package io.github.millwork.onnx;

import static io.github.millwork.data.Columns.named;
import static io.github.millwork.onnx.Networks.EXPECTED;
import static io.github.millwork.onnx.Networks.check;
import static io.github.millwork.onnx.Networks.features;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.engineer.WordPieces;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.testkit.TransformerKit;
import io.github.millwork.train.LinearRegression;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pre-trained networks that read word pieces; see networks.py. */
class OnnxTextsTest {
    @BeforeAll
    static void needOnnxruntime() {
        Ort.need();
    }

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
        checkPieces(features(pieces(), texts()), "ids", "mask");
        checkPieces(features(pieces().keepCase(), texts()), "cased", "mask");
        TransformerKit.check(pieces().withTypes(), texts().concat(texts()));
        assertThat(Codecs.decode(Codecs.encode(pieces()), WordPieces.class)).isEqualTo(pieces());
    }

    private static void checkPieces(double[][] features, String ids, String mask) {
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
        assertThatThrownBy(() -> new WordPieces("said", List.of("[CLS]", "[SEP]"), 12, false, false))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected a vocabulary of word pieces with [CLS], [SEP], [UNK] and [PAD]");
        assertThatThrownBy(() -> pieces().length(2)).isInstanceOf(IllegalArgumentException.class);
    }
}
