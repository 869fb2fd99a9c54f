package io.github.millwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.LevelGrid;
import io.github.millwork.stage.NumberGrid;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DriftTestsTest {
    private static final Offset<Double> SAME = within(1e-9);
    private static final double[] P_VALUES = {.001, .008, .039, .041, .042, .06, .074, .205};

    static Stream<State> pairs() {
        try (InputStream in = DriftTestsTest.class.getResourceAsStream("/monitor/drift.json")) {
            byte[] json = Objects.requireNonNull(in).readAllBytes();
            return State.fromJson(new String(json, StandardCharsets.UTF_8)).states("pairs").stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ColumnProfile> counted(State pair, boolean exact) {
        if (pair.has("levels")) {
            LevelGrid grid = LevelGrid.labels(pair.strings("levels"));
            return List.of(
                    ColumnProfile.of("x", grid, longs(pair.numbers("reference"))),
                    ColumnProfile.of("x", grid, longs(pair.numbers("current"))));
        }
        double[] reference = pair.numbers("reference");
        double[] current = pair.numbers("current");
        double[] both = Arrays.copyOf(reference, reference.length + current.length);
        System.arraycopy(current, 0, both, reference.length, current.length);
        NumberGrid grid = exact ? NumberGrid.exact(both) : NumberGrid.of(reference, false);
        return List.of(ColumnProfile.of("x", grid, reference), ColumnProfile.of("x", grid, current));
    }

    private static long[] longs(double[] counts) {
        return Arrays.stream(counts).mapToLong(count -> (long) count).toArray();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void onSamplesAndCountsEachTestIsThatOfTheReference(State pair) {
        List<ColumnProfile> profiles = counted(pair, true);
        State expected = pair.state("tests");
        for (DriftTest test : DriftTests.all()) {
            assertThat(test.suits(profiles.get(0).grid())).isEqualTo(expected.has(test.name()));
            if (!expected.has(test.name())) continue;
            DriftTest.Measured measured = test.measure(profiles.get(0), profiles.get(1));
            double[] values = values(expected, test.name());
            String what = pair.string("name") + ": " + test.name();
            double scale = test == DriftTests.WASSERSTEIN_IN_DEVIATIONS
                    ? ((NumberGrid) profiles.get(0).grid()).scale() / deviation(pair.numbers("reference"))
                    : 1;
            assertThat(measured.statistic() * scale).as(what).isCloseTo(values[0], SAME);
            if (!Double.isNaN(values[1])) assertThat(measured.pValue()).as(what).isCloseTo(values[1], SAME);
            else assertThat(measured.pValue()).isNaN();
        }
    }

    /** The exact grid is of both samples, so its unit is not that of the reference alone. */
    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
    }

    private static double[] values(State tests, String name) {
        List<?> list = (List<?>) tests.values().get(name);
        return new double[] {
            ((Number) list.get(0)).doubleValue(),
            list.get(1) instanceof Number number ? number.doubleValue() : Double.NaN
        };
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void throughAProfileThoseByBinsAreTheSameAndTheOthersOffByNoMoreThanTheGapsBetweenItsEdges(State pair) {
        List<ColumnProfile> profiles = counted(pair, false);
        ColumnProfile reference = profiles.get(0);
        ColumnProfile current = profiles.get(1);
        State expected = pair.state("tests");
        for (DriftTest test : DriftTests.all()) {
            if (!test.suits(reference.grid())) continue;
            double found = test.measure(reference, current).statistic();
            double exact = values(expected, test.name())[0];
            double fullest = 0;
            double bound = 0;
            for (int cell = 0; cell < reference.grid().cells() && !pair.has("levels"); cell += 2) {
                double p = (double) reference.count(cell) / reference.present();
                double q = (double) current.count(cell) / current.present();
                fullest = Math.max(fullest, Math.max(p, q));
                if (cell > 0 && cell + 1 < reference.grid().cells()) {
                    NumberGrid grid = (NumberGrid) reference.grid();
                    bound += (p + q) * (grid.edge(cell / 2) - grid.edge(cell / 2 - 1)) / grid.scale();
                }
            }
            String what = pair.string("name") + ": " + test.name();
            double unit = test == DriftTests.WASSERSTEIN ? ((NumberGrid) reference.grid()).scale() : 1;
            if (test == DriftTests.KOLMOGOROV_SMIRNOV)
                assertThat(exact - found).as(what).isBetween(-1e-12, fullest);
            else if (test == DriftTests.WASSERSTEIN_IN_DEVIATIONS || test == DriftTests.WASSERSTEIN)
                assertThat(found).as(what).isCloseTo(exact, within(unit * Math.min(0.005, bound + 1e-6)));
            else if (test == DriftTests.Z_TEST && !pair.has("levels"))
                assertThat(found).as(what).isCloseTo(exact, within(1e-4));
            else assertThat(found).as(what).isCloseTo(exact, SAME);
        }
    }

    private static DriftTest.Measured of(DriftTest test, LevelGrid grid, long[] reference, long[] current) {
        return test.measure(ColumnProfile.of("x", grid, reference), ColumnProfile.of("x", grid, current));
    }

    @Test
    void theNumbersOfTheLiteratureComeOut() {
        LevelGrid three = LevelGrid.labels(List.of("a", "b", "c"));
        long[] p = {20, 30, 50};
        long[] q = {10, 30, 60};
        assertThat(of(DriftTests.PSI, three, p, q).statistic()).isCloseTo(0.0875469, within(5e-8));
        assertThat(of(DriftTests.JENSEN_SHANNON, three, p, q).statistic()).isCloseTo(0.1037826, within(5e-8));
        assertThat(of(DriftTests.JENSEN_SHANNON, three, p, q).statistic() / Math.sqrt(Math.log(2)))
                .isCloseTo(0.1246556, within(5e-8));
        assertThat(of(DriftTests.HELLINGER, three, p, q).statistic()).isCloseTo(0.1041925, within(5e-8));
        assertThat(of(DriftTests.TOTAL_VARIATION, three, p, q).statistic()).isCloseTo(0.1, SAME);
        assertThat(of(DriftTests.KULLBACK_LEIBLER, three, p, q).statistic()).isCloseTo(0.0400782, within(5e-8));
        assertThat(of(DriftTests.PSI, three, new long[] {5, 5, 0}, new long[] {4, 4, 2})
                        .statistic())
                .isCloseTo(1.5640491, within(5e-8));
        DriftTest.Measured chi = of(DriftTests.CHI_SQUARE, three, new long[] {50, 30, 20}, new long[] {40, 30, 30});
        assertThat(chi.statistic()).isCloseTo(3.1111, within(5e-5));
        assertThat(chi.pValue()).isCloseTo(0.2110721, within(5e-8));
        // Against a reference that is so large that it does not vary it is the test of one sample.
        long many = 1_000_000_000;
        DriftTest.Measured one =
                of(DriftTests.CHI_SQUARE, three, new long[] {50 * many, 30 * many, 20 * many}, new long[] {40, 30, 30});
        assertThat(one.statistic()).isCloseTo(7, within(1e-6));
        assertThat(one.pValue()).isCloseTo(0.0301974, within(5e-8));
        double[] first = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] second = {4, 5, 6, 7, 8, 9, 10, 11, 12, 13};
        NumberGrid grid = NumberGrid.exact(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
        ColumnProfile a = ColumnProfile.of("x", grid, first);
        ColumnProfile b = ColumnProfile.of("x", grid, second);
        DriftTest.Measured ks = DriftTests.KOLMOGOROV_SMIRNOV.measure(a, b);
        assertThat(ks.statistic()).isCloseTo(0.3, SAME);
        assertThat(ks.pValue()).isCloseTo(0.7869297, within(1e-7));
        assertThat(KolmogorovSmirnov.oneSample(0.3, 5)).isCloseTo(0.664, within(5e-4));
        assertThat(DriftTests.WASSERSTEIN.measure(a, b).statistic()).isCloseTo(3, SAME);
    }

    @Test
    void falseDiscoveriesAreHeldByBenjaminiAndHochberg() {
        boolean[] rejected = Correction.falseDiscoveries(0.05).rejected(P_VALUES);
        assertThat(rejected).containsExactly(true, true, false, false, false, false, false, false);
        assertThat(Correction.falseDiscoveries(0.05).rejected(new double[] {Double.NaN, 0.04}))
                .containsExactly(false, true);
    }

    @Test
    void aSingleFalseAlarmIsHeldByBonferroni() {
        assertThat(Correction.familyWise(0.05).rejected(P_VALUES))
                .containsExactly(true, false, false, false, false, false, false, false);
        assertThat(Correction.familyWise(0.05).rejected(new double[] {Double.NaN, 0.04}))
                .containsExactly(false, true);
    }
}
