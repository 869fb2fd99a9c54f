package io.github.millwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.ColumnCounts;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.Grid;
import io.github.millwork.stage.LevelGrid;
import io.github.millwork.stage.NumberGrid;
import io.github.millwork.stage.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a verdict is wrong: simulated windows of thirty columns of several shapes and a prediction. */
class VerdictsTest {
    private static final int COLUMNS = 30;
    private static final int REFERENCE = 20_000;
    private static final int SHIFTED = 12;
    private static final double SHIFT = 0.3;
    private static final RegressionOutputs PREDICTION = new RegressionOutputs(false);
    private static final String[] LEVELS =
            IntStream.range(0, 3 + COLUMNS).mapToObj(i -> "level " + i).toArray(String[]::new);

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

    private static boolean categorical(int column) {
        return column % 6 == 5;
    }

    private static String level(int column, RandomGenerator random) {
        int levels = 3 + column;
        return LEVELS[(int) (levels * random.nextDouble() * random.nextDouble())];
    }

    private static Grid grid(int column, RandomGenerator random) {
        if (!categorical(column)) {
            double[] values = new double[REFERENCE];
            for (int i = 0; i < REFERENCE; i++) values[i] = number(column, random);
            return NumberGrid.of(values, false);
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < REFERENCE; i++) values.add(level(column, random));
        return LevelGrid.of(values);
    }

    /** Rows counted column by column, and the cells of the first of them; rows are alike, so these are a sample. */
    private record Counted(List<ColumnProfile> columns, List<int[]> sample) {
        static Counted of(List<Grid> grids, int rows, double shift, IntFunction<RandomGenerator> randoms) {
            int sampled = Math.min(rows, RowSample.ROWS);
            List<int[]> sample = new ArrayList<>();
            for (int i = 0; i < sampled; i++) sample.add(new int[COLUMNS]);
            List<ColumnProfile> columns = new ArrayList<>();
            for (int column = 0; column < grids.size(); column++) {
                RandomGenerator random = randoms.apply(column);
                ColumnCounts counts = new ColumnCounts(grids.get(column));
                double own = column == SHIFTED ? shift : 0;
                for (int i = 0; i < rows; i++) {
                    int cell = categorical(column)
                            ? counts.add(level(column, random))
                            : counts.add(number(column, random) + own);
                    if (i < sampled && column < COLUMNS) sample.get(i)[column] = cell;
                }
                columns.add(
                        counts.profile("c" + column, categorical(column) ? ColumnType.CATEGORY : ColumnType.NUMBER));
            }
            return new Counted(columns, sample);
        }
    }

    /** A reference, and what judges windows by it. The last column is the prediction. */
    private record Simulation(Evaluator evaluator, List<Grid> grids, double deviation) {
        static Simulation of(RandomGenerator random) {
            long seed = random.nextLong();
            IntFunction<RandomGenerator> same = column -> new SplittableRandom(seed + column);
            List<Grid> grids = new ArrayList<>();
            for (int column = 0; column <= COLUMNS; column++) grids.add(grid(column, same.apply(column)));
            Counted counted = Counted.of(grids, REFERENCE, 0, same);
            Profile profile = new Profile(
                    REFERENCE,
                    counted.columns().subList(0, COLUMNS),
                    counted.columns().subList(COLUMNS, COLUMNS + 1),
                    List.of(),
                    counted.sample(),
                    true,
                    List.of());
            return new Simulation(
                    new Evaluator("m", profile, PREDICTION, MonitorOptions.standard()),
                    grids,
                    counted.columns().get(SHIFTED).deviation());
        }

        MonitorReport judged(int rows, double shift, RandomGenerator random) {
            Counted counted = Counted.of(grids, rows, shift * deviation, column -> random);
            List<SampledRow> sample = counted.sample().stream()
                    .map(cells -> new SampledRow(0, cells, new double[] {0}))
                    .toList();
            Observed observed = new Observed(
                    rows,
                    0,
                    "",
                    0,
                    0,
                    counted.columns().subList(0, COLUMNS),
                    counted.columns().subList(COLUMNS, COLUMNS + 1),
                    new Confidence(PREDICTION),
                    sample);
            return evaluator.report(
                    observed, new PredictionLog(PREDICTION, 1, (out, truth) -> {}).known(), List.of(), 0, true, 0);
        }
    }

    private static int falseAlarms(int rows, int windows) {
        SplittableRandom random = new SplittableRandom(rows);
        int alarms = 0;
        for (int from = 0; from < windows; from += 50) { // a reference of its own now and then, since it varies too
            Simulation simulation = Simulation.of(random);
            for (int i = from; i < Math.min(windows, from + 50); i++) {
                if (simulation.judged(rows, 0, random).drifted()) alarms++;
            }
        }
        return alarms;
    }

    private static int found(int rows, int windows) {
        SplittableRandom random = new SplittableRandom(rows + 1);
        Simulation simulation = Simulation.of(random);
        int found = 0;
        for (int i = 0; i < windows; i++) {
            List<ColumnReport> causes = simulation.judged(rows, SHIFT, random).causes();
            if (!causes.isEmpty() && causes.get(0).name().equals("c" + SHIFTED)) found++;
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
