package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static double[] normal(int count, long seed) {
        Random random = new Random(seed);
        return DoubleStream.generate(random::nextGaussian).limit(count).toArray();
    }

    @Test
    void theShareOfNumbersBelowAnEdgeIsExact() {
        double[] reference = normal(5000, 1);
        double[] other = normal(3000, 2);
        NumberGrid grid = NumberGrid.of(reference, false);
        ColumnProfile counted = ColumnProfile.of("x", grid, other);

        assertThat(grid.edges())
                .isBetween(NumberGrid.GAPS + NumberGrid.WIDTHS, NumberGrid.GAPS + NumberGrid.WIDTHS + 9);
        long below = 0;
        for (int i = 0; i < grid.edges(); i++) {
            double edge = grid.edge(i);
            below += counted.count(2 * i);
            assertThat(below)
                    .isEqualTo(Arrays.stream(other).filter(x -> x < edge).count());
            below += counted.count(2 * i + 1);
        }
    }

    @Test
    void noGapHoldsMuchMoreOfTheReferenceThanItsPart() {
        double[] reference = normal(5000, 3);
        ColumnProfile counted = ColumnProfile.of("x", NumberGrid.of(reference, false), reference);
        for (int cell = 0; cell < counted.grid().cells(); cell++) {
            assertThat(counted.count(cell)).isLessThanOrEqualTo(5000 / NumberGrid.GAPS + 1);
        }
        assertThat(counted.grid().label(0))
                .isEqualTo("below " + Arrays.stream(reference).min().orElseThrow());
    }

    @Test
    void numbersThatComeOftenAreCountedByThemselvesAndTheOthersShareTheOtherEdges() {
        double[] gains = new double[4000];
        for (int i = 0; i < 400; i++) gains[i] = 1000 + i;
        NumberGrid grid = NumberGrid.of(gains, false);
        ColumnProfile counted = ColumnProfile.of("gain", grid, gains);

        assertThat(grid.edges())
                .isBetween(NumberGrid.GAPS + NumberGrid.WIDTHS, NumberGrid.GAPS + NumberGrid.WIDTHS + 9);
        assertThat(counted.count(grid.cell(0))).isEqualTo(3600);
        assertThat(grid.label(grid.cell(0))).isEqualTo("0");
        assertThat(grid.cell(-0.0)).isEqualTo(grid.cell(0.0));
    }

    @Test
    void aColumnOfFewValuesIsCountedWithoutLoss() {
        NumberGrid grid = NumberGrid.of(new double[] {3, 1, 2, 2, 3, 1}, false);
        assertThat(IntStream.range(0, grid.cells()).mapToObj(grid::label))
                .containsExactly("below 1", "1", "between 1 and 2", "2", "between 2 and 3", "3", "above 3");
    }

    @Test
    void partsAddUpToTheBitInAnyOrder() {
        double[] values = normal(2000, 4);
        values[7] = Double.NaN;
        values[8] = 1e300;
        values[9] = Double.NEGATIVE_INFINITY;
        NumberGrid grid = NumberGrid.of(normal(500, 5), false);
        ColumnProfile whole = ColumnProfile.of("x", grid, values);
        ColumnProfile first = ColumnProfile.of("x", grid, Arrays.copyOfRange(values, 0, 700));
        ColumnProfile second = ColumnProfile.of("x", grid, Arrays.copyOfRange(values, 700, 2000));
        assertThat(second.plus(first)).isEqualTo(whole).isEqualTo(first.plus(second));
        assertThat(whole.missing()).isEqualTo(1);
        assertThat(whole.present()).isEqualTo(1999);
        assertThatThrownBy(() -> whole.plus(ColumnProfile.of("y", NumberGrid.exact(1, 2), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected profiles over the same cells but that of 'y' has 2 edges where 'x' has 168 edges. "
                                + "Count both in one grid.");
    }

    @Test
    void meanAndDeviationAreRightToTheUnitsTheyAreSummedIn() {
        double[] values = Arrays.stream(normal(4000, 6)).map(x -> 1e6 + 250 * x).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
        ColumnProfile counted = ColumnProfile.of("x", NumberGrid.of(values, false), values);
        assertThat(counted.mean()).isCloseTo(mean, within(deviation / (1 << 21)));
        assertThat(counted.deviation()).isCloseTo(deviation, within(deviation * 1e-5));
        assertThat(counted.least()).isEqualTo(Arrays.stream(values).min().orElseThrow());
        assertThat(counted.most()).isEqualTo(Arrays.stream(values).max().orElseThrow());
    }

    @Test
    void levelsThatAreRareOrWereNeverSeenHaveACellEach() {
        List<String> values = IntStream.range(0, 400)
                .mapToObj(i -> i < 250 ? "level " + i % 50 : "rare " + i)
                .toList();
        LevelGrid grid = LevelGrid.of(values);
        assertThat(grid.levels()).hasSize(LevelGrid.LEVELS).startsWith("level 0", "level 1", "level 10");
        assertThat(grid.cell("level 7")).isLessThan(50);
        assertThat(grid.label(grid.cell("rare 399"))).isEqualTo("rare levels");
        assertThat(grid.label(grid.cell("never"))).isEqualTo("unseen levels");
    }

    @Test
    void aProfileReadsBackEqual() {
        ColumnProfile numbers = ColumnProfile.of("x", NumberGrid.of(normal(300, 7), false), normal(200, 8));
        ColumnCounts counts = new ColumnCounts(LevelGrid.of(List.of("a", "b", "b")));
        for (String value : List.of("a", "c", "")) counts.add(value);
        Profile profile = new Profile(
                200,
                List.of(numbers, counts.profile("kind", ColumnType.CATEGORY)),
                List.of(numbers),
                List.of(new double[numbers.grid().cells() + 1], new double[] {1, 2, 3, 4, 5}),
                List.of(new int[] {3, 1}, new int[] {-1, -1}),
                true,
                List.of(new JudgedRow(new int[] {1, 0}, new double[] {0.25, 0.75}, 1)));
        State saved = Codecs.encode(profile);
        assertThat(Codecs.decode(State.fromJson(saved.toJson()), Profile.class)).isEqualTo(profile);
        assertThat(profile).isNotEqualTo(profile.withoutRows());
    }

    @Test
    void aDamagedProfileIsRefused() {
        ColumnProfile numbers = ColumnProfile.of("x", NumberGrid.exact(1, 2, 3), 1, 2, 3);
        String saved = Codecs.encode(new Profile(
                        3, List.of(numbers), List.of(), List.of(), List.of(new int[] {1}), false, List.of()))
                .toJson();
        for (String damaged : List.of(
                saved.replace("[1.0,2.0,3.0]", "[1.0,3.0,2.0]"),
                saved.replace("[0.0,1.0,", "[0.0,-1.0,"),
                saved.replace("\"sample\":[1]", "\"sample\":[9]"),
                saved.replace("\"NUMBER\"", "\"NUMBERS\""))) {
            assertThat(damaged).isNotEqualTo(saved);
            assertThatThrownBy(() -> Codecs.decode(State.fromJson(damaged), Profile.class))
                    .isInstanceOf(BundleException.class);
        }
    }
}
