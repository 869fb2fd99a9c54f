package io.github.millwork.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.train.GradientBoosting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the tests of pre-trained networks share: the numbers of networks.py, and how features are looked at. */
final class Networks {
    static final State EXPECTED = ModelFiles.expected("networks.json");

    private Networks() {}

    /** Columns of a table that is stored row after row. */
    static List<Column> table(String prefix, double[] cells, int columns) {
        List<Column> table = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            double[] column = new double[cells.length / columns];
            for (int row = 0; row < column.length; row++) column[row] = cells[row * columns + c];
            table.add(Column.numbers(prefix + c, column));
        }
        return table;
    }

    static Dataset of(List<Column> columns) {
        return Dataset.of(columns.toArray(Column[]::new));
    }

    static double[][] features(Transformer step, Dataset rows) {
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

    static void check(double[][] features, String expected) {
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
}
