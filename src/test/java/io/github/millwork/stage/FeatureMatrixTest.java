package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeatureMatrixTest {
    @Test
    void aVectorHoldsEntriesAndFillsTheRest() {
        FeatureVector vector = new FeatureVector(4);
        vector.add(1, 2.5);
        vector.add(3, Double.NaN);
        assertThat(vector.size()).isEqualTo(2);
        assertThat(vector.index(1)).isEqualTo(3);
        assertThat(vector.value(0)).isEqualTo(2.5);
        assertThat(vector.dense(0)).containsExactly(0, 2.5, 0, Double.NaN);
        assertThat(vector.dense(Double.NaN)).containsExactly(Double.NaN, 2.5, Double.NaN, Double.NaN);
        assertThat(vector.dense(0)).containsExactly(0, 2.5, 0, Double.NaN);
    }

    @Test
    void aVectorForgetsTheRowBefore() {
        FeatureVector vector = new FeatureVector(50);
        SplittableRandom random = new SplittableRandom(3);
        for (int row = 0; row < 200; row++) {
            double fill = row % 3 == 0 ? Double.NaN : 0;
            double[] expected = new double[50];
            java.util.Arrays.fill(expected, fill);
            vector.clear();
            if (row % 2 == 0) vector.dense(fill);
            for (int i = 0; i < 50; i++) {
                if (random.nextInt(3) > 0) continue;
                expected[i] = random.nextDouble();
                vector.add(i, expected[i]);
            }
            assertThat(vector.dense(fill)).containsExactly(expected);
        }
    }

    @Test
    void aMatrixKeepsItsRowsAndGathersThem() {
        FeatureMatrix.Builder builder = new FeatureMatrix.Builder(100, 0);
        FeatureVector vector = new FeatureVector(100);
        for (int row = 0; row < 30; row++) {
            vector.clear();
            for (int i = row % 3; i < 100; i += 1 + row) vector.add(i, row + i / 100.0);
            builder.add(vector);
        }
        FeatureMatrix matrix = builder.build();
        assertThat(matrix.rows()).isEqualTo(30);
        assertThat(matrix.dimension()).isEqualTo(100);
        FeatureMatrix gathered = matrix.rows(new int[] {29, 3, 3});
        FeatureVector from = new FeatureVector(100);
        for (int i = 0; i < 3; i++) {
            gathered.row(i, vector);
            matrix.row(i == 0 ? 29 : 3, from);
            assertThat(vector.dense(0)).containsExactly(from.dense(0));
            assertThat(gathered.start(i + 1) - gathered.start(i)).isEqualTo(vector.size());
            assertThat(gathered.index(gathered.start(i))).isEqualTo(vector.index(0));
            assertThat(gathered.value(gathered.start(i))).isEqualTo(vector.value(0));
        }
        assertThat(matrix.rows(new int[0]).rows()).isZero();
    }
}
