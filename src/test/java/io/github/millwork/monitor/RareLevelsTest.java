package io.github.millwork.monitor;

import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.LevelGrid;
import io.github.millwork.train.LogisticRegression;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Columns of names that come once, and rows that lie in order, are no drift. */
class RareLevelsTest {
    private static final int ROWS = 1500;

    /** Rows in order of their class, each of which lies elsewhere, with names that nearly all come once. */
    private static Dataset people(long seed, double shift, String known) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] fares = new double[ROWS];
        double[] ages = new double[ROWS];
        String[] sexes = new String[ROWS];
        String[] names = new String[ROWS];
        String[] truths = new String[ROWS];
        for (int row = 0; row < ROWS; row++) {
            int order = row / 500;
            fares[row] = 40 * order + random.nextDouble(20);
            ages[row] = (2 * order - 3) * random.nextDouble(10) + shift;
            sexes[row] = random.nextBoolean() ? "f" : "m";
            names[row] = known + (row % 500 == 1 ? row - 1 : row);
            truths[row] = random.nextInt(3) <= order ? "yes" : "no";
        }
        return Dataset.of(
                Column.numbers("fare", fares),
                Column.numbers("age", ages),
                Column.categories("sex", sexes),
                Column.categories("name", names),
                Column.categories("truth", truths));
    }

    private static FittedPipeline<Classification> fitted(Dataset rows) {
        return Pipeline.classify(Target.of("truth").positive("yes"))
                .preprocess(Scale.standard(numeric()), Encode.frequency(named("name")))
                .preprocess(Encode.oneHot(named("sex")))
                .train(LogisticRegression.create())
                .seed(1)
                .fit(rows);
    }

    private static MonitorReport observed(Dataset reference, Dataset rows) {
        Monitor<Classification> monitor =
                Monitor.of(fitted(reference), MonitorOptions.standard().alerts());
        monitor.observe(rows);
        return monitor.report();
    }

    @Test
    void theRowsThatWereLearnedFromHaveNotDrifted() {
        Dataset rows = people(1, 0, "name ");

        MonitorReport report = observed(rows, rows);

        assertThat(report.verdict()).as("%s", report).isEqualTo(Drift.STABLE);
        assertThat(report.quality()).isEmpty();
    }

    @Test
    void otherNamesAreNoDriftWhereMostCameOnce() {
        MonitorReport report = observed(people(1, 0, "name "), people(2, 0, "other "));

        assertThat(report.verdict()).as("%s", report).isEqualTo(Drift.STABLE);
        assertThat(report.quality()).isEmpty();
    }

    @Test
    void aChangeInAnotherColumnIsStillFound() {
        MonitorReport report = observed(people(1, 0, "name "), people(2, 15, "other "));

        assertThat(report.causes()).extracting(ColumnReport::name).containsExactly("age");
    }

    @Test
    void levelsThatComeOftenMissTheirPlaceWhereOthersCome() {
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < 300; i++) for (int times = 0; times < 10; times++) levels.add("level " + i);
        LevelGrid grid = LevelGrid.of(levels);
        ColumnProfile profile = profile(grid, levels);

        assertThat(RareLevels.once(profile)).isZero();
        assertThat(RareLevels.cells(profile))
                .isEqualTo(IntStream.range(0, grid.cells()).toArray());
    }

    @Test
    void whatCameOnceCountsAsWhatNeverCame() {
        List<String> levels = new ArrayList<>(List.of("a", "a", "a", "b", "b", "c", "d"));
        LevelGrid grid = LevelGrid.of(levels);
        ColumnProfile profile = profile(grid, levels);

        assertThat(RareLevels.once(profile)).isEqualTo(2);
        ColumnProfile folded = RareLevels.folded(profile, RareLevels.cells(profile));
        assertThat(folded.count(grid.cell("a"))).isEqualTo(3);
        assertThat(folded.count(grid.cell("c"))).isZero();
        assertThat(folded.count(grid.unseen())).isEqualTo(2);
        assertThat(folded.present()).isEqualTo(7);
    }

    @Test
    void ofLevelsThatShareACellAtLeastSoManyCameOnceAsTheirNumberLeavesOver() {
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < 100; i++) for (int times = 0; times < 3; times++) levels.add("often " + i);
        for (int i = 0; i < 80; i++) levels.add("once " + i);
        for (int i = 0; i < 20; i++) for (int times = 0; times < 2; times++) levels.add("twice " + i);
        LevelGrid grid = LevelGrid.of(levels);
        ColumnProfile profile = profile(grid, levels);

        assertThat(grid.rareLevels()).isEqualTo(100);
        assertThat(RareLevels.once(profile)).isEqualTo(80);
        assertThat(RareLevels.cells(profile)[grid.rare()]).isEqualTo(grid.unseen());
    }

    private static ColumnProfile profile(LevelGrid grid, List<String> levels) {
        long[] counts = new long[grid.cells()];
        for (String level : levels) counts[grid.cell(level)]++;
        return ColumnProfile.of("level", grid, new long[grid.levels().size()]).withCounts(counts);
    }
}
