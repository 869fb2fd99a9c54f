package io.github.millwork.train;

import static io.github.millwork.train.TestRows.ABSENT;
import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against XGBoost itself, which the tests call without Tribuo and without the learner. */
class XgBoostEqualityTest {
    /** What has a finaliser that frees native memory, held so that it is not freed while it is used. */
    private static final List<Object> HELD = Collections.synchronizedList(new ArrayList<>());

    private static final double NAN = Double.NaN;

    /** Rows that trees may be walked wrongly for. */
    enum Rows {
        NUMBERS {
            @Override
            double[][] rows() {
                return TestRows.numbers(400, 5, 1);
            }
        },
        MISSING_VALUES {
            @Override
            double[][] rows() {
                double[][] rows = TestRows.numbers(400, 5, 2);
                SplittableRandom random = new SplittableRandom(2);
                for (double[] row : rows) {
                    for (int i = 0; i < row.length; i++) if (random.nextInt(3) == 0) row[i] = NAN;
                }
                return rows;
            }
        },
        ROWS_OF_MISSING_VALUES_ONLY {
            @Override
            double[][] rows() {
                double[][] rows = MISSING_VALUES.rows();
                for (int i = 0; i < rows.length; i += 7) Arrays.fill(rows[i], NAN);
                return rows;
            }
        },
        ONE_HOT {
            @Override
            double[][] rows() {
                SplittableRandom random = new SplittableRandom(3);
                double[][] rows = new double[400][12];
                for (double[] row : rows) {
                    Arrays.fill(row, ABSENT);
                    row[random.nextInt(5)] = 1;
                    if (random.nextBoolean()) row[5 + random.nextInt(7)] = 1;
                }
                return rows;
            }
        },
        FEATURES_THAT_NEVER_OCCUR {
            @Override
            double[][] rows() {
                double[][] rows = TestRows.numbers(400, 6, 4);
                for (double[] row : rows) {
                    row[2] = NAN;
                    row[4] = ABSENT;
                }
                return rows;
            }
        },
        ZEROS_OF_BOTH_SIGNS {
            @Override
            double[][] rows() {
                double[][] rows = TestRows.numbers(400, 3, 5);
                SplittableRandom random = new SplittableRandom(5);
                for (double[] row : rows) {
                    for (int i = 0; i < 3; i++) if (random.nextInt(2) == 0) row[i] = random.nextBoolean() ? 0.0 : -0.0;
                }
                return rows;
            }
        },
        HUGE_AND_TINY_NUMBERS {
            @Override
            double[][] rows() {
                double[] values = {-3.4028234e38, -1e38, -1e20, -1e-44, 0, 1e-300, 1e-40, 1e-7, 1, 1e20, 3.4028234e38};
                SplittableRandom random = new SplittableRandom(6);
                double[][] rows = new double[400][3];
                for (double[] row : rows) Arrays.setAll(row, i -> values[random.nextInt(values.length)]);
                return rows;
            }
        },
        HUGE_OR_MISSING {
            @Override
            double[][] rows() {
                double[][] rows = TestRows.numbers(400, 2, 7);
                for (double[] row : rows) row[0] = row[0] > 0 ? 3.4028234e38 : NAN;
                return rows;
            }
        },
        DIFFERENCES_BELOW_A_FLOAT {
            @Override
            double[][] rows() {
                double[][] rows = TestRows.numbers(400, 2, 8);
                for (double[] row : rows) row[0] = 1e9 + row[0] * 40; // floats there are 64 apart
                return rows;
            }
        },
        SPARSE_WITH_ZEROS_AND_MISSING_VALUES {
            @Override
            double[][] rows() {
                double[] values = {ABSENT, ABSENT, 0.0, -1, 1, 2, NAN};
                SplittableRandom random = new SplittableRandom(9);
                double[][] rows = new double[400][4];
                for (double[] row : rows) Arrays.setAll(row, i -> values[random.nextInt(values.length)]);
                return rows;
            }
        },
        SPARSE_WITH_ZEROS {
            @Override
            double[][] rows() {
                double[] values = {ABSENT, ABSENT, 0.0, 1e-60, -1, 1, 2};
                SplittableRandom random = new SplittableRandom(10);
                double[][] rows = new double[400][4];
                for (double[] row : rows) Arrays.setAll(row, i -> values[random.nextInt(values.length)]);
                return rows;
            }
        };

        abstract double[][] rows();
    }

    /** XGBoost itself, given the same rows with all zeros as zeros unless they are left out throughout. */
    private static float[][] margins(double[][] rows, float[] target, Map<String, Object> more) throws XGBoostError {
        DMatrix matrix = matrix(rows);
        matrix.setLabel(target);
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "tree_method", "hist", "eta", 0.3, "max_depth", 4, "base_score", 0.0, "nthread", 1, "verbosity", 0));
        parameters.putAll(more);
        Booster booster = XGBoost.train(matrix, parameters, 25, Map.of(), null, null);
        HELD.add(booster);
        HELD.add(matrix);
        return booster.predict(matrix, true);
    }

    private static DMatrix matrix(double[][] rows) throws XGBoostError {
        FeatureMatrix held = TestRows.matrix(rows);
        SparseZeros zeros = new SparseZeros(held);
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

    private static <T extends Prediction> GradientBoosting<T> small(GradientBoosting<T> all) {
        return all.trees(25).depth(4).learningRate(0.3);
    }

    @ParameterizedTest
    @EnumSource(Rows.class)
    void forTwoClassesToTheLastBitOfTheMargin(Rows rows) throws XGBoostError {
        double[][] x = rows.rows();
        String[] labels = TestRows.classes(x, 1, "no", "yes");
        float[] codes = new float[x.length];
        for (int i = 0; i < codes.length; i++) codes[i] = labels[i].equals("yes") ? 1 : 0;
        float[][] margins = margins(x, codes, Map.of("objective", "binary:logistic", "base_score", 0.5));

        Model<Classification> model = small(GradientBoosting.classifier()).fit(TestRows.of(x, labels), CONTEXT);
        assertThat(margins).hasDimensions(x.length, 1);
        assertThat(IntStream.range(0, x.length).mapToObj(i -> margins[i][0])).hasSizeGreaterThan(1);
        for (int i = 0; i < x.length; i++) {
            double expected = 1 / (1 + StrictMath.exp(-margins[i][0]));
            assertThat(TestRows.predict(model, x[i])).containsExactly(1 - expected, expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Rows.class)
    void forNumbersToTheLastBitAboveTheMean(Rows rows) throws XGBoostError {
        double[][] x = rows.rows();
        double[] target = TestRows.target(x, 2);
        double sum = 0;
        for (double number : target) sum += number;
        double mean = sum / target.length;
        float[] centred = new float[x.length];
        for (int i = 0; i < centred.length; i++) centred[i] = (float) (target[i] - mean);
        float[][] margins = margins(x, centred, Map.of("objective", "reg:squarederror"));

        Model<Regression> model =
                small(GradientBoosting.regressor().minimumChildWeight(1)).fit(TestRows.of(x, target), CONTEXT);
        for (int i = 0; i < x.length; i++) {
            assertThat(TestRows.predict(model, x[i])).containsExactly(mean + margins[i][0]);
        }
    }

    @ParameterizedTest
    @EnumSource(Rows.class)
    void forThreeClassesWhateverTheirNames(Rows rows) throws XGBoostError {
        double[][] x = rows.rows();
        // Tribuo numbers its labels in the order of a hash map, and for these names that is not the alphabet's.
        String[] names = {"zebra", "ape", "Möwe"};
        String[] labels = TestRows.classes(x, 3, names);
        Model<Classification> model = small(GradientBoosting.classifier()).fit(TestRows.of(x, labels), CONTEXT);
        var classes = ((ClassificationOutputs) model.outputs()).labels();
        assertThat(classes).containsExactly("Möwe", "ape", "zebra");
        float[] codes = new float[x.length];
        for (int i = 0; i < codes.length; i++) codes[i] = classes.indexOf(labels[i]);
        float[][] margins = margins(x, codes, Map.of("objective", "multi:softprob", "num_class", 3));

        for (int i = 0; i < x.length; i++) {
            double[] exp = new double[3];
            for (int k = 0; k < 3; k++) exp[k] = Math.exp(margins[i][k]);
            double total = exp[0] + exp[1] + exp[2];
            double[] found = TestRows.predict(model, x[i]);
            for (int k = 0; k < 3; k++) assertThat(found[k]).isCloseTo(exp[k] / total, within(2e-6));
        }
    }

    @Test
    void forThreeClassesToTheLastBitWhereTheirOrderIsTribuos() throws XGBoostError {
        double[][] x = Rows.MISSING_VALUES.rows();
        String[] labels = TestRows.classes(x, 3, "a", "b", "c");
        float[] codes = new float[x.length];
        for (int i = 0; i < codes.length; i++) codes[i] = labels[i].charAt(0) - 'a';
        float[][] margins = margins(x, codes, Map.of("objective", "multi:softprob", "num_class", 3));
        Model<Classification> model = small(GradientBoosting.classifier()).fit(TestRows.of(x, labels), CONTEXT);
        for (int i = 0; i < x.length; i++) {
            double highest = Math.max(margins[i][0], Math.max(margins[i][1], margins[i][2]));
            double[] exp = new double[3];
            for (int k = 0; k < 3; k++) exp[k] = StrictMath.exp(margins[i][k] - highest);
            double total = exp[0] + exp[1] + exp[2];
            assertThat(TestRows.predict(model, x[i])).containsExactly(exp[0] / total, exp[1] / total, exp[2] / total);
        }
    }
}
