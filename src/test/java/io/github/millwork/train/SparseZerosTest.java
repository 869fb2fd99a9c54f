package io.github.millwork.train;

import static io.github.millwork.train.TestRows.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.stage.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparseZerosTest {
    private static final double NAN = Double.NaN;

    private static List<String> rows(FeatureMatrix matrix) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < matrix.rows(); row++) {
            StringBuilder text = new StringBuilder();
            for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
                text.append(matrix.index(entry))
                        .append('=')
                        .append(matrix.value(entry))
                        .append(' ');
            }
            rows.add(text.toString().strip());
        }
        return rows;
    }

    @Test
    void rowsThatHoldEverythingStayAsTheyAre() {
        FeatureMatrix full = TestRows.matrix(new double[][] {{0, NAN}, {1, 0}});
        SparseZeros zeros = new SparseZeros(full);
        assertThat(zeros.leftOut(0)).isFalse();
        assertThat(zeros.leftOut(1)).isFalse();
        assertThat(zeros.apply(full)).isSameAs(full);
    }

    @Test
    void rowsThatHoldNoZeroAndNoMissingValueStayAsTheyAre() {
        FeatureMatrix oneHot = TestRows.matrix(new double[][] {{ABSENT, 1}, {1, ABSENT}, {ABSENT, ABSENT}});
        SparseZeros zeros = new SparseZeros(oneHot);
        assertThat(zeros.leftOut(0)).isTrue();
        assertThat(zeros.leftOut(1)).isTrue();
        assertThat(zeros.apply(oneHot)).isSameAs(oneHot);
    }

    @Test
    void zerosAreLeftOutWhereSomeRowLeavesThemOut() {
        FeatureMatrix mixed = TestRows.matrix(new double[][] {{0, 0}, {ABSENT, -0.0}, {2, 3}, {1e-60, 4}});
        SparseZeros zeros = new SparseZeros(mixed);
        assertThat(zeros.leftOut(0)).isTrue();
        assertThat(zeros.leftOut(1)).isFalse();
        assertThat(rows(zeros.apply(mixed))).containsExactly("1=0.0", "1=-0.0", "0=2.0 1=3.0", "1=4.0");
    }

    @Test
    void zerosAreFilledInWhereAValueIsMissing() {
        FeatureMatrix mixed = TestRows.matrix(
                new double[][] {{ABSENT, 1, ABSENT}, {NAN, ABSENT, NAN}, {5, ABSENT, 0}, {ABSENT, ABSENT, ABSENT}});
        SparseZeros zeros = new SparseZeros(mixed);
        assertThat(zeros.leftOut(0)).isFalse();
        assertThat(zeros.leftOut(1)).isTrue();
        assertThat(zeros.leftOut(2)).isFalse();
        assertThat(rows(zeros.apply(mixed)))
                .containsExactly("0=0.0 1=1.0 2=0.0", "0=NaN 2=NaN", "0=5.0 2=0.0", "0=0.0 2=0.0");
    }
}
