package io.github.millwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamDetectorTest {
    /** Streams, and where changes are found in them; monitor/streams.py made them. */
    static Stream<State> streams() {
        try (InputStream in = StreamDetectorTest.class.getResourceAsStream("/monitor/streams.json")) {
            byte[] json = Objects.requireNonNull(in).readAllBytes();
            return State.fromJson(new String(json, StandardCharsets.UTF_8)).states("streams").stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] all(StreamDetector detector, double[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> detector.add(values[i]))
                .toArray();
    }

    /** Saves the detector now and then, and goes on with another one that is restored from that. */
    private static int[] allWithRestarts(Supplier<StreamDetector> detectors, double[] values) {
        StreamDetector detector = detectors.get();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (i % 77 == 5) {
                State saved = State.fromJson(detector.toState().toJson());
                detector = detectors.get();
                detector.restore(saved);
            }
            if (detector.add(values[i])) found.add(i);
        }
        return found.stream().mapToInt(i -> i).toArray();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void changesAreFoundWhereTheReferenceFindsThemWithRestartsOrWithout(State stream) {
        double[] values = stream.numbers("values");
        Map<String, Supplier<StreamDetector>> detectors = Map.of(
                "adwin",
                () -> new Adwin(0.002),
                "page-hinkley",
                PageHinkley::usual,
                "page-hinkley 30 0.2 50 1",
                () -> new PageHinkley(30, 0.2, 50, 1),
                "ddm",
                Ddm::new);
        detectors.forEach((name, detector) -> {
            if (!stream.has(name)) return;
            int[] expected = stream.integers(name);
            assertThat(all(detector.get(), values)).as(name).containsExactly(expected);
            assertThat(allWithRestarts(detector, values)).as(name).containsExactly(expected);
        });
    }

    @Test
    void whatIsNoStateOfADetectorIsRefused() {
        State broken = State.empty()
                .with("arrived", 3L)
                .with("counts", new double[] {1, 1})
                .with("sums", new double[] {1})
                .with("spreads", new double[] {0, 0});
        assertThatThrownBy(() -> new Adwin(0.002).restore(broken)).isInstanceOf(BundleException.class);
        for (StreamDetector detector : List.of(new Adwin(0.002), PageHinkley.usual(), new Ddm())) {
            assertThatThrownBy(() -> detector.restore(State.empty())).isInstanceOf(BundleException.class);
        }
    }

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
