package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeapPeakTest {
    private static final int BYTES = 40_000_000;

    /** What other tests left behind would be collected meanwhile. */
    @BeforeEach
    void collectGarbage() {
        System.gc();
    }

    @Test
    void whatIsHeldAtATimeCounts() {
        FitCost.Measured<Integer> measured = FitCost.measure(() -> new byte[BYTES].length);
        assertThat(measured.result()).isEqualTo(BYTES);
        assertThat(measured.cost().allocatedBytes()).isGreaterThanOrEqualTo(BYTES);
        assertThat(measured.cost().peakBytes()).isBetween(BYTES / 2L, 20L * BYTES);
    }

    @Test
    void workWithinWorkIsMeasuredForBoth() {
        FitCost.Measured<FitCost> outer = FitCost.measure(() -> {
            FitCost.Measured<Integer> inner = FitCost.measure(() -> new byte[BYTES].length);
            FitCost.measure(() -> new byte[10].length); // takes the peaks of the JVM from both
            return inner.cost();
        });
        assertThat(outer.result().peakBytes()).isGreaterThan(BYTES / 2);
        assertThat(outer.cost().peakBytes()).isGreaterThan(BYTES / 2);
    }

    @Test
    void costsOneAfterAnotherAddUpButForThePeak() {
        FitCost one = new FitCost(java.time.Duration.ofMillis(3), java.time.Duration.ofMillis(2), 10, 7);
        FitCost other = new FitCost(java.time.Duration.ofMillis(1), java.time.Duration.ofMillis(1), 5, 9);
        assertThat(one.plus(other))
                .isEqualTo(new FitCost(java.time.Duration.ofMillis(4), java.time.Duration.ofMillis(3), 15, 9));
    }
}
