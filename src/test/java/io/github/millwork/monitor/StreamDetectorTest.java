package io.github.millwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StreamDetectorTest {
    private static int first(StreamDetector detector, double[] values) {
        for (int i = 0; i < values.length; i++) if (detector.add(values[i])) return i;
        return -1;
    }

    private static double[] step(int before, int after) {
        double[] values = new double[before + after];
        for (int i = before; i < values.length; i++) values[i] = 1;
        return values;
    }

    @Test
    void pageAndHinkleyFindAStepWhereTheLiteratureDoes() {
        assertThat(first(PageHinkley.usual(), step(1000, 1000))).isEqualTo(1051);
    }

    @Test
    void adaptiveWindowsFindNoChangeInAConstantStreamAndAStepSoon() {
        assertThat(first(new Adwin(0.002), new double[100_000])).isEqualTo(-1);
        Adwin adwin = new Adwin(0.002);
        assertThat(first(adwin, step(1000, 100))).isBetween(1000, 1064);
        double[] ones = new double[2000];
        Arrays.fill(ones, 1);
        for (double one : ones) adwin.add(one);
        assertThat(adwin.mean()).isCloseTo(1, within(0.05));
    }

    @Test
    void adaptiveWindowsSeldomFindAChangeWhereThereIsNoneAndStaySmall() {
        SplittableRandom random = new SplittableRandom(5);
        int found = 0;
        for (int stream = 0; stream < 20; stream++) {
            Adwin adwin = new Adwin(0.002);
            for (int i = 0; i < 3000; i++) if (adwin.add(random.nextInt(2))) found++;
            assertThat(adwin.size()).isLessThanOrEqualTo(3000);
        }
        assertThat(found).isLessThanOrEqualTo(1);
    }

    @Test
    void errorsThatBecomeMoreFrequentAreFoundAfterAWarning() {
        SplittableRandom random = new SplittableRandom(6);
        Ddm ddm = new Ddm();
        for (int i = 0; i < 1000; i++)
            assertThat(ddm.add(i % 10 == 9 ? 1 : 0)).as("%d", i).isFalse();
        boolean warned = false;
        int at = -1;
        for (int i = 0; i < 1000 && at < 0; i++) {
            if (ddm.add(random.nextInt(2))) at = i;
            warned |= ddm.warning();
        }
        assertThat(warned).isTrue();
        assertThat(at).isBetween(0, 300);
    }
}
