package io.github.millwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.LevelGrid;
import io.github.millwork.stage.NumberGrid;
import io.github.millwork.stage.State;
import io.github.millwork.train.LogisticRegression;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the pages of a monitor show. */
class MonitorPagesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final FittedPipeline<Classification> SERVED = Pipeline.classify("y")
            .preprocess(Encode.oneHot(Columns.named("kind")))
            .train(LogisticRegression.create())
            .fit(rows(1000, 0, 1));

    private static Dataset rows(int count, double shift, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[count];
        String[] kinds = new String[count];
        String[] ids = new String[count];
        String[] y = new String[count];
        Instant[] times = new Instant[count];
        for (int i = 0; i < count; i++) {
            x[i] = random.nextGaussian() + shift;
            kinds[i] = random.nextDouble() < 0.5 + shift / 4 ? "a<b" : "b";
            ids[i] = seed + " " + i;
            times[i] = START.plusSeconds(1000 * seed + i);
            y[i] = x[i] + random.nextGaussian() > 0 ? "yes" : "no";
        }
        return Dataset.of(
                Column.numbers("x", x),
                Column.categories("kind", kinds),
                Column.categories("y", y),
                Column.categories("id", ids).withRole(Role.ID),
                Column.timestamps("at", times).withRole(Role.TIME));
    }

    private static Monitor<Classification> watched(double... shifts) {
        Monitor<Classification> monitor = Monitor.of(
                SERVED,
                MonitorOptions.standard()
                        .alerts()
                        .model("m", "1")
                        .window(Window.ofRows(400))
                        .clock(Clock.fixed(START, ZoneOffset.UTC)));
        for (int window = 0; window < shifts.length; window++) {
            Dataset rows = rows(400, shifts[window], window + 2);
            for (int i = 0; i < 400; i++)
                monitor.label(window + 2 + " " + i, rows.column("y").string(i));
            monitor.observe(rows);
        }
        return monitor;
    }

    @Test
    void theSharesOfAColumnThatDriftedStandBesideThoseOfTheReference() {
        MonitorReport report = watched(1).report();
        List<Share> shares = report.column("x").shares();
        assertThat(shares).hasSize(10);
        assertThat(shares.get(0).values()).startsWith("up to -");
        assertThat(shares.get(9).values()).startsWith("above 1");
        assertThat(shares).allSatisfy(share -> assertThat(share.before()).isCloseTo(0.1, within(1e-9)));
        assertThat(shares.stream().mapToDouble(Share::now).sum()).isCloseTo(1, within(1e-9));
        assertThat(shares.get(9).now()).isGreaterThan(0.3);
        assertThat(report.toHtml()).contains("share of the values", "a&lt;b").doesNotContain("a<b");
        assertThat(ReportState.read(State.fromJson(report.toJson()))).isEqualTo(report);
        assertThat(watched(0).report().column("x").shares()).isEmpty();
    }

    @Test
    void ofManyLevelsTheLargestAreShownAndTheOthersTogether() {
        List<String> names = IntStream.range(0, 30).mapToObj(i -> "level " + i).toList();
        LevelGrid grid = LevelGrid.labels(names);
        long[] before = new long[30];
        long[] now = new long[30];
        for (int i = 0; i < 30; i++) {
            before[i] = 100L - i;
            now[i] = i == 29 ? 1000 : 10;
        }
        List<Share> shares = Share.of(ColumnProfile.of("c", grid, before), ColumnProfile.of("c", grid, now));
        assertThat(shares).hasSize(10);
        assertThat(shares.get(0).values()).isEqualTo("level 29");
        assertThat(shares.get(9).values()).isEqualTo("others");
        assertThat(shares.stream().mapToDouble(Share::before).sum()).isCloseTo(1, within(1e-9));
        assertThat(shares.stream().mapToDouble(Share::now).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aColumnOfOneNumberHasOneShareAndOthersBesideIt() {
        NumberGrid grid = NumberGrid.of(new double[] {3, 3, 3}, false);
        ColumnProfile reference = ColumnProfile.of("c", grid, 3, 3, 3);
        assertThat(Share.of(reference, ColumnProfile.of("c", grid, 3, 4)))
                .containsExactly(new Share("up to 3", 1, 0.5), new Share("above 3", 0, 0.5));
        assertThat(Share.of(reference, ColumnProfile.of("c", grid, new double[0])))
                .isEmpty();
    }

    @Test
    void theHistoryShowsHowColumnsAndPerformanceChanged() {
        List<MonitorReport> windows = watched(0, 0.2, 1, 1).history();
        assertThat(windows).hasSize(4);
        String page = MonitorReport.overTime(windows).toHtml();
        assertThat(page).contains("History of m 1", "Change of columns", "matters", "accuracy", "log loss", "expected");
        String text = MonitorReport.overTime(windows).toText();
        assertThat(text).contains("drifted", "x, kind", "2026-01-01T00:39:59Z", "100 %");
    }

    @Test
    void aHistoryWithoutWindowsOrWithoutTimesIsAPageToo() {
        assertThat(MonitorReport.overTime(List.of()).toHtml()).contains("History of a model");
        Monitor<Classification> monitor = watched(0);
        List<MonitorReport> windows = new ArrayList<>(monitor.history());
        windows.add(monitor.close());
        windows.add(monitor.close());
        assertThat(MonitorReport.overTime(windows).toHtml()).contains("insufficient data");
    }
}
