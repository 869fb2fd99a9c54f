package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void largeValuesThatCancelDoNotSwallowSmallOnes() {
        assertThat(Statistics.mean(new double[] {1e16, 3, -1e16})).isEqualTo(1);
        assertThat(Statistics.mean(new double[] {3, 1e16, -1e16})).isEqualTo(1);
    }

    @Test
    void theOrderOfTheRowsDoesNotShow() {
        Random random = new Random(1);
        List<Double> values = DoubleStream.generate(() -> 1e9 + random.nextGaussian())
                .limit(10_000)
                .boxed()
                .collect(Collectors.toList());
        double[] first = array(values);
        double mean = Statistics.mean(first);
        for (int round = 0; round < 5; round++) {
            Collections.shuffle(values, random);
            assertThat(Statistics.mean(array(values))).isCloseTo(mean, within(1e-12 * mean));
            assertThat(Statistics.deviation(array(values), mean))
                    .isCloseTo(Statistics.deviation(first, mean), within(1e-12));
        }
    }

    @Test
    void theDeviationIsThatOfTheValuesThemselves() {
        assertThat(Statistics.deviation(new double[] {2, 4, 4, 4, 5, 5, 7, 9}, 5))
                .isEqualTo(2);
    }

    /** numpy.quantile([1, 2, 4, 8], [0, 0.1, 0.25, 0.5, 0.75, 1]) */
    @Test
    void quantilesAreInterpolatedBetweenNeighbours() {
        double[] values = {1, 2, 4, 8};
        double[] found = Arrays.stream(new double[] {0, 0.1, 0.25, 0.5, 0.75, 1})
                .map(share -> Statistics.quantile(values, share))
                .toArray();
        assertThat(found).containsExactly(new double[] {1.0, 1.3, 1.75, 3.0, 5.0, 8.0}, within(1e-15));
        assertThat(Statistics.quantile(new double[] {7}, 0.75)).isEqualTo(7);
    }

    @Test
    void theModeIsTheSmallestOfEquallyFrequentValues() {
        assertThat(Statistics.mode(new double[] {1, 2, 2, 3, 3, 4})).isEqualTo(2);
        assertThat(Statistics.mode(new double[] {1, 2, 3, 3})).isEqualTo(3);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
