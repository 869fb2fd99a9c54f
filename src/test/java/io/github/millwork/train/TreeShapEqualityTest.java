package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Importances;
import io.github.millwork.stage.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contributions and gains against XGBoost's own, which are floats. */
class TreeShapEqualityTest {
    /** What has a finaliser that frees native memory, held so that it is not freed while it is used. */
    private static final List<Object> HELD = Collections.synchronizedList(new ArrayList<>());

    private static String[] names(int width) {
        return IntStream.range(0, width).mapToObj(i -> "f" + i).toArray(String[]::new);
    }

    private final Map<String, Object> parameters = new HashMap<>(
            Map.of("tree_method", "hist", "eta", 0.3, "max_depth", 5, "base_score", 0.0, "nthread", 1, "verbosity", 0));

    private DMatrix matrix(double[][] rows) throws XGBoostError {
        SparseZeros zeros = new SparseZeros(TestRows.matrix(rows));
        int width = rows[0].length;
        float[] cells = new float[rows.length * width];
        for (int r = 0; r < rows.length; r++) {
            double[] dense = TestRows.vector(rows[r]).dense(0);
            for (int c = 0; c < width; c++) {
                float cell = (float) dense[c];
                cells[r * width + c] = cell == 0 && zeros.leftOut(c) ? Float.NaN : cell;
            }
        }
        return new DMatrix(cells, rows.length, width, Float.NaN);
    }

    @ParameterizedTest
    @EnumSource(
            value = XgBoostEqualityTest.Rows.class,
            names = {"NUMBERS", "MISSING_VALUES", "ONE_HOT", "SPARSE_WITH_ZEROS_AND_MISSING_VALUES"})
    void forNumbers(XgBoostEqualityTest.Rows rows) throws XGBoostError {
        double[][] x = rows.rows();
        double[] target = TestRows.target(x, 2);
        double mean = 0;
        for (double number : target) mean += number;
        mean /= target.length;
        float[] centred = new float[x.length];
        for (int i = 0; i < centred.length; i++) centred[i] = (float) (target[i] - mean);
        DMatrix matrix = matrix(x);
        matrix.setLabel(centred);
        parameters.put("objective", "reg:squarederror");
        Booster booster = XGBoost.train(matrix, parameters, 20, Map.of(), null, null);
        HELD.add(booster);
        HELD.add(matrix);
        float[][] expected = booster.predictContrib(matrix, 0);

        Model<Regression> model = GradientBoosting.regressor()
                .minimumChildWeight(1)
                .trees(20)
                .depth(5)
                .leaves(32)
                .learningRate(0.3)
                .fit(TestRows.of(x, target), CONTEXT);
        Explainer explainer = model.explainer().orElseThrow();
        assertThat(explainer.unit()).isEqualTo(Explainer.Unit.TARGET);
        int width = x[0].length;
        double[] found = new double[width];
        for (int row = 0; row < x.length; row++) {
            FeatureVector vector = TestRows.vector(x[row]);
            explainer.contributions(vector, 0, found);
            for (int i = 0; i < width; i++) assertThat(found[i]).isCloseTo(expected[row][i], within(2e-5));
            assertThat(explainer.expected(0) - mean).isCloseTo(expected[row][width], within(2e-5));
            double raw = explainer.raw(vector, 0);
            assertThat(explainer.expected(0) + Arrays.stream(found).sum()).isCloseTo(raw, within(1e-9));
            assertThat(TestRows.predict(model, x[row])[0]).isCloseTo(raw, within(1e-5));
        }
        Map<String, Double> gains = booster.getScore(names(width), "total_gain");
        Importances importances = model.importances(width).orElseThrow();
        assertThat(importances.unit()).isEqualTo(Importances.Unit.TOTAL_GAIN);
        assertThat(importances.values()).hasSize(width);
        for (int i = 0; i < width; i++) {
            double wanted = gains.getOrDefault("f" + i, 0.0);
            assertThat(importances.values().get(i)).isCloseTo(wanted, within(1e-5 * (1 + wanted)));
        }
    }

    @Test
    void forTwoClassesInLogOdds() throws XGBoostError {
        double[][] x = TestRows.numbers(400, 5, 1);
        String[] labels = TestRows.classes(x, 1, "no", "yes");
        float[] codes = new float[x.length];
        for (int i = 0; i < codes.length; i++) codes[i] = labels[i].equals("yes") ? 1 : 0;
        DMatrix matrix = matrix(x);
        matrix.setLabel(codes);
        parameters.put("objective", "binary:logistic");
        parameters.put("base_score", 0.5);
        Booster booster = XGBoost.train(matrix, parameters, 20, Map.of(), null, null);
        HELD.add(booster);
        HELD.add(matrix);
        float[][] expected = booster.predictContrib(matrix, 0);

        Model<Classification> model = GradientBoosting.classifier()
                .trees(20)
                .depth(5)
                .leaves(32)
                .learningRate(0.3)
                .fit(TestRows.of(x, labels), CONTEXT);
        Explainer explainer = model.explainer().orElseThrow();
        assertThat(explainer.unit()).isEqualTo(Explainer.Unit.LOG_ODDS);
        assertThat(explainer.label(0)).isEqualTo(1);
        double[] found = new double[5];
        for (int row = 0; row < x.length; row++) {
            explainer.contributions(TestRows.vector(x[row]), 0, found);
            for (int i = 0; i < 5; i++) assertThat(found[i]).isCloseTo(expected[row][i], within(2e-5));
            double odds = explainer.raw(TestRows.vector(x[row]), 0);
            assertThat(TestRows.predict(model, x[row])[1]).isCloseTo(1 / (1 + Math.exp(-odds)), within(1e-6));
        }
    }

    @Test
    void forMoreClassesInLogProbabilities() throws XGBoostError {
        double[][] x = TestRows.numbers(300, 4, 6);
        String[] labels = TestRows.classes(x, 3, "a", "b", "c");
        float[] codes = new float[x.length];
        for (int i = 0; i < codes.length; i++) codes[i] = labels[i].charAt(0) - 'a';
        DMatrix matrix = matrix(x);
        matrix.setLabel(codes);
        parameters.putAll(Map.of("objective", "multi:softprob", "num_class", 3));
        Booster booster = XGBoost.train(matrix, parameters, 10, Map.of(), null, null);
        HELD.add(booster);
        HELD.add(matrix);
        float[][] expected = booster.predictContrib(matrix, 0);

        Model<Classification> model = GradientBoosting.classifier()
                .trees(10)
                .depth(5)
                .leaves(32)
                .learningRate(0.3)
                .fit(TestRows.of(x, labels), CONTEXT);
        Explainer explainer = model.explainer().orElseThrow();
        assertThat(explainer.unit()).isEqualTo(Explainer.Unit.LOG_PROBABILITY);
        assertThat(explainer.raws()).isEqualTo(3);
        double[] found = new double[4];
        for (int row = 0; row < x.length; row++) {
            double[] out = TestRows.predict(model, x[row]);
            for (int raw = 0; raw < 3; raw++) {
                explainer.contributions(TestRows.vector(x[row]), raw, found);
                for (int i = 0; i < 4; i++) {
                    assertThat(found[i]).isCloseTo(expected[row][raw * 5 + i], within(2e-5));
                }
                double against =
                        explainer.raw(TestRows.vector(x[row]), raw) - explainer.raw(TestRows.vector(x[row]), 0);
                assertThat(Math.log(out[raw] / out[0])).isCloseTo(against, within(1e-5));
            }
        }
    }
}
