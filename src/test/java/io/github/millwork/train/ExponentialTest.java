package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExponentialTest {
    @Test
    void itIsWithinTwoUnitsInTheLastPlace() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            double x = (random.nextDouble() - 0.5) * (i % 2 == 0 ? 1416 : 20);
            double expected = StrictMath.exp(x);
            assertThat(Math.abs(Exponential.of(x) - expected)).as("%s", x).isLessThanOrEqualTo(2 * Math.ulp(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                708,
                -708,
                709.7,
                710,
                -745,
                -746,
                Double.MIN_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY
            })
    void atItsEndsItIsThatOfStrictMath(double x) {
        double expected = StrictMath.exp(x);
        if (Math.abs(x) <= 708)
            assertThat(Math.abs(Exponential.of(x) - expected)).isLessThanOrEqualTo(2 * Math.ulp(expected));
        else assertThat(Exponential.of(x)).isEqualTo(Double.valueOf(expected));
    }
}
