package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SparseVectorTest {
    private final SparseVector vector = SparseVector.of(new int[] {1, 4, 9}, new double[] {2, -0.5, Double.NaN});

    @Test
    void holdsItsEntriesAndIsZeroElsewhere() {
        assertThat(vector.size()).isEqualTo(3);
        assertThat(vector.index(1)).isEqualTo(4);
        assertThat(vector.value(1)).isEqualTo(-0.5);
        assertThat(vector.at(4)).isEqualTo(-0.5);
        assertThat(vector.at(9)).isNaN();
        assertThat(vector.at(0)).isZero();
        assertThat(vector.at(100)).isZero();
        assertThat(SparseVector.ZERO.size()).isZero();
        assertThat(SparseVector.unit(3).at(3)).isEqualTo(1);
        assertThat(vector).hasToString("{1: 2.0, 4: -0.5, 9: NaN}");
    }

    @Test
    void isACopyAndEqualByContent() {
        int[] indices = {1};
        double[] values = {2};
        SparseVector made = SparseVector.of(indices, values);
        indices[0] = 5;
        values[0] = 5;
        assertThat(made)
                .isEqualTo(SparseVector.of(new int[] {1}, new double[] {2}))
                .hasSameHashCodeAs(SparseVector.of(new int[] {1}, new double[] {2}))
                .isNotEqualTo(SparseVector.of(new int[] {2}, new double[] {2}))
                .isNotEqualTo(SparseVector.of(new int[] {1}, new double[] {3}));
    }

    @Test
    void refusesIndicesThatDoNotAscendFromZero() {
        for (int[] indices : new int[][] {{1, 1}, {2, 1}, {-1, 0}}) {
            assertThatThrownBy(() -> SparseVector.of(indices, new double[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Expected ascending indices from 0");
        }
        assertThatThrownBy(() -> SparseVector.of(new int[2], new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 and 2");
        assertThatThrownBy(() -> SparseVector.unit(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
