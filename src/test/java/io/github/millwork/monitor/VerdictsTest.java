package io.github.millwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.ColumnType;
import io.github.millwork.stage.ColumnCounts;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.LevelGrid;
import io.github.millwork.stage.NumberGrid;
import io.github.millwork.stage.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a verdict is wrong: simulated windows of thirty columns of several shapes. */
class VerdictsTest {
    private static final int COLUMNS = 30;
    private static final int REFERENCE = 20_000;
    private static final double SHIFT = 0.3;

    /** The shape of a column by its number: five of numbers, one of categories. */
    private static double number(int column, RandomGenerator random) {
        return switch (column % 6) {
            case 0 -> random.nextGaussian();
            case 1 -> Math.exp(random.nextGaussian());
            case 2 -> random.nextInt(10) == 0 ? random.nextDouble() : 0;
            case 3 -> random.nextInt(12);
            default -> random.nextDouble();
        };
    }

    private static String level(int column, RandomGenerator random) {
        int levels = 3 + column;
        return "level " + (int) (levels * random.nextDouble() * random.nextDouble());
    }

    private static ColumnProfile reference(int column, RandomGenerator random) {
        if (column % 6 == 5) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < REFERENCE; i++) values.add(level(column, random));
            ColumnCounts counts = new ColumnCounts(LevelGrid.of(values));
            values.forEach(counts::add);
            return counts.profile("c" + column, ColumnType.CATEGORY);
        }
        double[] values = new double[REFERENCE];
        for (int i = 0; i < REFERENCE; i++) values[i] = number(column, random);
        return ColumnProfile.of("c" + column, NumberGrid.of(values, false), values);
    }

    private static ColumnProfile window(
            ColumnProfile reference, int column, int rows, double shift, RandomGenerator random) {
        ColumnCounts counts = new ColumnCounts(reference.grid());
        if (column % 6 == 5) for (int i = 0; i < rows; i++) counts.add(level(column, random));
        else for (int i = 0; i < rows; i++) counts.add(number(column, random) + shift);
        return counts.profile(reference.name(), reference.type());
    }

    private record Simulation(Judge judge, List<ColumnProfile> references) {
        static Simulation of(SplittableRandom random) {
            List<ColumnProfile> references = new ArrayList<>();
            for (int column = 0; column < COLUMNS; column++) references.add(reference(column, random));
            Profile profile = new Profile(REFERENCE, references, List.of(), List.of(), List.of(), false, List.of());
            return new Simulation(new Judge(profile, MonitorOptions.standard()), references);
        }

        List<ColumnReport> judged(int rows, double shift, RandomGenerator random) {
            List<ColumnProfile> current = new ArrayList<>();
            for (int column = 0; column < COLUMNS; column++) {
                ColumnProfile reference = references.get(column);
                double own = column == 12 && shift != 0 ? shift * reference.deviation() : 0;
                current.add(window(reference, column, rows, own, random));
            }
            return judge.judge(current, List.of());
        }
    }

    private static int falseAlarms(int rows, int windows) {
        SplittableRandom random = new SplittableRandom(rows);
        int alarms = 0;
        for (int from = 0; from < windows; from += 50) { // a reference of its own now and then, since it varies too
            Simulation simulation = Simulation.of(random);
            for (int i = from; i < Math.min(windows, from + 50); i++) {
                if (!Judge.ranked(simulation.judged(rows, 0, random)).isEmpty()) alarms++;
            }
        }
        return alarms;
    }

    private static int found(int rows, int windows) {
        SplittableRandom random = new SplittableRandom(rows + 1);
        Simulation simulation = Simulation.of(random);
        int found = 0;
        for (int i = 0; i < windows; i++) {
            List<ColumnReport> causes = Judge.ranked(simulation.judged(rows, SHIFT, random));
            if (!causes.isEmpty() && causes.get(0).name().equals("c12")) found++;
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({"200,40", "5000,6"})
    void whereNothingHasChangedHardlyAnyWindowAlarms(int rows, int windows) {
        assertThat(falseAlarms(rows, windows)).isLessThanOrEqualTo(1);
    }

    @Test
    void aShiftOfThreeTenthsOfADeviationInOneOfThirtyColumnsIsFoundAndRankedFirst() {
        assertThat(found(5000, 5)).isEqualTo(5);
    }

    @Tag("proof")
    @ParameterizedTest
    @CsvSource({"200,1000", "500,1000", "5000,1000", "100000,1000"})
    void inAThousandWindowsWhereNothingHasChangedNoMoreThanTwentyAlarm(int rows, int windows) {
        int alarms = falseAlarms(rows, windows);
        System.out.println(rows + " rows: " + alarms + " of " + windows + " windows alarm");
        assertThat(alarms).isLessThanOrEqualTo(windows / 50);
    }

    @Tag("proof")
    @Test
    void inAThousandWindowsAShiftOfThreeTenthsOfADeviationIsFoundNineteenTimesInTwenty() {
        int found = found(5000, 1000);
        System.out.println("a shift of " + SHIFT + " deviations is found in " + found + " of 1000 windows");
        assertThat(found).isGreaterThanOrEqualTo(950);
    }

    @Test
    void whereTheSharesAreTheSameTheSizeIsTheSameForAnyNumberOfRows() {
        LevelGrid grid = LevelGrid.labels(List.of("a", "b"));
        ColumnProfile reference = ColumnProfile.of("x", grid, 5000, 5000);
        Profile profile = new Profile(10_000, List.of(reference), List.of(), List.of(), List.of(), false, List.of());
        Judge judge = new Judge(profile, MonitorOptions.standard());
        for (long times : new long[] {1, 10, 100_000}) {
            ColumnReport small = judge.judge(List.of(ColumnProfile.of("x", grid, 208 * times, 192 * times)), List.of())
                    .get(0);
            assertThat(small.verdict()).as("%s", times).isEqualTo(Drift.STABLE);
            assertThat(small.size()).isCloseTo(0.02, within(1e-12));
        }
        ColumnReport few = judge.judge(List.of(ColumnProfile.of("x", grid, 199, 0)), List.of())
                .get(0);
        assertThat(few.verdict()).isEqualTo(Drift.INSUFFICIENT_DATA);
        assertThat(judge.judge(List.of(ColumnProfile.of("x", grid, 200, 0)), List.of())
                        .get(0)
                        .verdict())
                .isEqualTo(Drift.DRIFTED);
    }
}
