package io.github.millwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.NumberGrid;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawsTest {
    /** The shares of counts are compared with the binomial distribution by chi-square; its probabilities by recursion. */
    @ParameterizedTest
    @CsvSource({"20,0.3", "300,0.01", "1000,0.4", "5000,0.9", "100000,0.0005"})
    void countsAreBinomial(int tries, double probability) {
        Draws draws = new Draws(7);
        int times = 200_000;
        double mean = tries * probability;
        double deviation = Math.sqrt(mean * (1 - probability));
        double sum = 0;
        double squares = 0;
        long below = 0;
        for (int i = 0; i < times; i++) {
            long count = draws.binomial(tries, probability);
            assertThat(count).isBetween(0L, (long) tries);
            sum += count;
            squares += (count - mean) * (count - mean);
            if (count <= (long) mean) below++;
        }
        assertThat(sum / times).isCloseTo(mean, within(5 * deviation / Math.sqrt(times)));
        assertThat(squares / times / deviation / deviation).isCloseTo(1, within(0.02));
        assertThat((double) below / times).isCloseTo(cumulative(tries, probability, (long) mean), within(0.006));
    }

    private static double cumulative(int tries, double probability, long upTo) {
        double log = tries * Math.log1p(-probability);
        double sum = Math.exp(log);
        for (long k = 1; k <= upTo; k++) {
            log += Math.log((tries - k + 1.0) / k * probability / (1 - probability));
            sum += Math.exp(log);
        }
        return sum;
    }

    @Test
    void countsOfCellsAddUp() {
        long[] counts = new long[4];
        new Draws(1).counts(counts, new double[] {0.2, 0, 0.5, 0.3}, 1000);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(1000);
        assertThat(counts[1]).isZero();
    }

    @Test
    void whatIsUsualIsWhatRealSamplesShow() {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = random.doubles(20_000).toArray();
        NumberGrid grid = NumberGrid.of(values, false);
        ColumnProfile reference = ColumnProfile.of("x", grid, values);
        DriftTest test = DriftTests.WASSERSTEIN_IN_DEVIATIONS;
        NullDraws draws = new NullDraws(test, reference, 1);
        double usual = draws.quantile(362, 0.05);
        int larger = 0;
        for (int i = 0; i < 2000; i++) {
            ColumnProfile current =
                    ColumnProfile.of("x", grid, random.doubles(362).toArray());
            if (test.measure(reference, current).statistic() > usual) larger++;
        }
        assertThat(larger / 2000.0).isCloseTo(0.05, within(0.015));
        assertThat(draws.pValue(362, usual)).isCloseTo(0.05, within(0.002));
        assertThat(draws.pValue(362, 3 * usual)).isLessThan(1e-5);
    }
}
