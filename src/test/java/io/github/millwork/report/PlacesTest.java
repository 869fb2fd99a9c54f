package io.github.millwork.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final int MANY = 100_000;

    private static double[] walk(long seed) {
        Random random = new Random(seed);
        double[] y = new double[MANY];
        for (int i = 1; i < MANY; i++) y[i] = y[i - 1] + random.nextGaussian();
        return y;
    }

    private static double[] even(double width) {
        return IntStream.range(0, MANY).mapToDouble(i -> width * i / MANY).toArray();
    }

    private static double[] noise(long seed, double width) {
        return new Random(seed).doubles(MANY, 0, width).toArray();
    }

    @Test
    void shortLinesAreKeptWhole() {
        Places places = new Places(new double[] {0, 10, 20}, new double[] {5, 6, 7});
        assertThat(places.line()).containsExactly(0, 1, 2);
    }

    @Test
    void missingPointsBreakALine() {
        Places places = new Places(
                new double[] {0, 10, Double.NaN, 30, 40, 50}, new double[] {5, 6, 7, 8, Double.NaN, Double.NaN});
        assertThat(places.line()).containsExactly(0, 1, Places.BREAK, 3, Places.BREAK);
        assertThat(places.last()).isEqualTo(3);
        assertThat(new Places(new double[0], new double[0]).line()).isEmpty();
        assertThat(new Places(new double[0], new double[0]).last()).isEqualTo(Places.BREAK);
    }

    @Test
    void aLongLineKeepsTheEndsOfEachColumn() {
        double[] x = even(400);
        double[] y = walk(1);
        List<Integer> kept = new Places(x, y).line();
        assertThat(kept).hasSizeLessThan(4 * 801).isSorted().startsWith(0).endsWith(MANY - 1);
        assertThat(extremes(x, y, kept))
                .isEqualTo(extremes(x, y, IntStream.range(0, MANY).boxed().toList()));
    }

    /** The least and the greatest of each half pixel. */
    private static Map<Integer, List<Double>> extremes(double[] x, double[] y, List<Integer> points) {
        Map<Integer, List<Double>> ends = new HashMap<>();
        for (int point : points) {
            ends.merge(
                    (int) Math.floor(2 * x[point]),
                    List.of(y[point], y[point]),
                    (a, b) -> List.of(Math.min(a.get(0), b.get(0)), Math.max(a.get(1), b.get(1))));
        }
        return ends;
    }

    @Test
    void aLineThatRunsToAndFroIsBoundedToo() {
        List<Integer> kept = new Places(noise(1, 400), noise(2, 200)).line();
        assertThat(kept).hasSizeBetween(1000, 6001).endsWith(MANY - 1);
        assertThat(new Places(noise(1, 400), noise(2, 200)).line()).isEqualTo(kept);
    }

    @Test
    void breaksOfALongLineStay() {
        double[] x = noise(1, 400);
        double[] y = noise(2, 200);
        for (int i = 0; i < MANY; i += 1000) y[i] = Double.NaN;
        List<Integer> kept = new Places(x, y).line();
        assertThat(kept.stream().filter(point -> point == Places.BREAK)).hasSize(99);
        assertThat(kept).hasSizeLessThan(6200);
    }

    @Test
    void aSmallCloudIsKeptWhole() {
        Collection<Places.Cell> cells = new Places(noise(1, 400), noise(2, 200)).cloud(MANY);
        assertThat(cells.stream().mapToInt(cell -> cell.count).sum()).isEqualTo(MANY);
        assertThat(new Places(new double[] {1, 2}, new double[] {1, 2}).cloud(100))
                .hasSize(2);
    }

    @Test
    void aLargeCloudKeepsItsOutliersAndCountsTheRest() {
        double[] x = noise(1, 200);
        double[] y = noise(2, 100);
        x[77_777] = 390;
        y[77_777] = 190;
        y[5] = Double.NaN;
        Collection<Places.Cell> cells = new Places(x, y).cloud(2000);
        assertThat(cells).hasSizeBetween(500, 2000);
        assertThat(cells).anyMatch(cell -> cell.point == 77_777 && cell.count == 1);
        assertThat(cells.stream().mapToInt(cell -> cell.count).sum()).isEqualTo(MANY - 1);
        assertThat(new Places(x, y).cloud(2000).stream().map(cell -> cell.point))
                .containsExactlyElementsOf(
                        cells.stream().map(cell -> cell.point).toList());
    }

    @Test
    void anAreaIsCrossedByALineWithoutPointsInIt() {
        Area area = new Area(10, 10, 20, 20);
        assertThat(area.isCrossed(0, 15, 30, 15)).isTrue();
        assertThat(area.isCrossed(15, 0, 15, 30)).isTrue();
        assertThat(area.isCrossed(0, 0, 30, 30)).isTrue();
        assertThat(area.isCrossed(12, 12, 13, 13)).isTrue();
        assertThat(area.isCrossed(0, 25, 30, 25)).isFalse();
        assertThat(area.isCrossed(0, 0, 9, 9)).isFalse();
        assertThat(area.isCrossed(0, 22, 8, 30)).isFalse();
        assertThat(area.isCrossed(15, 40, 15, 30)).isFalse();
    }
}
