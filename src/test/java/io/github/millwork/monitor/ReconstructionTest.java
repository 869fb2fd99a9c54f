package io.github.millwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReconstructionTest {
    /** Three columns, of which the last follows from the others, or is as it was by itself and follows from nothing. */
    private static List<double[]> rows(int count, boolean related, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double a = random.nextDouble();
            double b = random.nextDouble();
            double c = related ? (a + b) / 2 : (random.nextDouble() + random.nextDouble()) / 2;
            rows.add(new double[] {a, b, c + 0.05 * random.nextGaussian()});
        }
        return rows;
    }

    @Test
    void aRelationThatBreaksIsFoundThoughEachColumnIsAsBefore() {
        Reconstruction known = Reconstruction.of(rows(1000, true, 1));
        Together broken = known.compare(rows(300, false, 2));
        assertThat(broken.drifted()).isTrue();
        assertThat(broken.pValue()).isLessThan(1e-6);
        assertThat(known.compare(rows(300, true, 3)).drifted()).isFalse();
    }
}
