package io.github.millwork.monitor;

import static io.github.millwork.data.Columns.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Cells;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.RowListener;
import io.github.millwork.stage.State;
import io.github.millwork.train.LogisticRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What monitors are given that nobody would wish for. */
class MonitorUnderStrainTest {
    private static final Dataset ROWS = rows(600, 1);
    private static final FittedPipeline<Classification> SERVED = Pipeline.classify(
                    Target.of("y").positive("yes"))
            .preprocess(Impute.median(named("x")), Impute.mostFrequent(named("kind")))
            .preprocess(Encode.oneHot(named("kind")))
            .train(LogisticRegression.create())
            .fit(ROWS);
    private static final MonitorOptions QUIET = MonitorOptions.standard()
            .alerts()
            .clock(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

    private static Dataset rows(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles(count, -1, 1).toArray();
        double[] always = new double[count];
        Arrays.fill(always, 3);
        String[] kinds = new String[count];
        String[] ids = new String[count];
        String[] y = new String[count];
        for (int i = 0; i < count; i++) {
            kinds[i] = random.nextInt(3) == 0 ? "a" : "b";
            ids[i] = seed + " " + i;
            y[i] = x[i] + random.nextDouble(-0.5, 0.5) > 0 ? "yes" : "no";
        }
        return Dataset.of(
                Column.numbers("x", x),
                Column.numbers("always", always),
                Column.categories("kind", kinds),
                Column.categories("y", y),
                Column.categories("id", ids).withRole(Role.ID));
    }

    private static Dataset filled(Dataset rows, String name, double value) {
        double[] values = new double[rows.rowCount()];
        Arrays.fill(values, value);
        return rows.with(Column.numbers(name, values));
    }

    /** A report must be shown and saved whatever is in it. */
    private static MonitorReport checked(MonitorReport report) {
        assertThat(report.toString()).contains("Window");
        assertThat(report.toHtml()).contains("<html").doesNotContain("NaN");
        assertThat(ReportState.read(State.fromJson(report.toJson()))).isEqualTo(report);
        return report;
    }

    @Test
    void aWindowWithoutRowsSaysNothing() {
        Monitor<Classification> monitor = Monitor.of(SERVED, QUIET);
        MonitorReport report = checked(monitor.close());
        assertThat(report.rows()).isZero();
        assertThat(report.verdict()).isEqualTo(Drift.INSUFFICIENT_DATA);
        assertThat(report.from()).isEmpty();
        assertThat(report.metrics()).isEmpty();
        assertThat(report.quality()).isEmpty();
        monitor.observe(ROWS.head(0));
        assertThat(checked(monitor.current()).rows()).isZero();
    }

    @Test
    void oneRowOfOneClassIsCounted() {
        Monitor<Classification> monitor = Monitor.of(SERVED, QUIET);
        monitor.observe(ROWS.head(1));
        monitor.label("1 0", "yes");
        MonitorReport report = checked(monitor.current());
        assertThat(report.rows()).isEqualTo(1);
        assertThat(report.coverage().joined()).isEqualTo(1);
        assertThat(report.metrics()).extracting(MetricReport::name).contains("accuracy", "ROC AUC");
        assertThat(report.metrics()).noneMatch(MetricReport::worse);
    }

    @Test
    void whereTheTruthIsAlwaysOneClassNoRankingIsClaimed() {
        Monitor<Classification> monitor = Monitor.of(SERVED, QUIET);
        monitor.observe(ROWS);
        for (int i = 0; i < 600; i++) monitor.label("1 " + i, "no");
        MetricReport area = checked(monitor.current()).metrics().stream()
                .filter(metric -> metric.name().equals("ROC AUC"))
                .findFirst()
                .orElseThrow();
        assertThat(area.value()).isNaN();
        assertThat(area.worse()).isFalse();
    }

    @Test
    void aPipelineOfOneColumnIsWatched() {
        FittedPipeline<Classification> one =
                Pipeline.classify("y").train(LogisticRegression.create()).fit(ROWS.select("x", "y"));
        Monitor<Classification> monitor = Monitor.of(one, QUIET);
        monitor.observe(rows(600, 2).select("x"));
        MonitorReport report = checked(monitor.report());
        assertThat(report.verdict()).isEqualTo(Drift.STABLE);
        assertThat(report.together()).isEmpty();
    }

    @Test
    void aColumnThatIsAllMissingIsGoneAndHasNotDrifted() {
        Monitor<Classification> monitor = Monitor.of(SERVED, QUIET);
        Dataset rows = filled(rows(600, 3), "x", Double.NaN).with(Column.categories("kind", new String[600]));
        monitor.observe(rows);
        MonitorReport report = checked(monitor.report());
        assertThat(report.quality())
                .filteredOn(finding -> finding.check() == QualityFinding.Check.MISSING)
                .extracting(QualityFinding::column)
                .containsExactly("x", "kind");
        assertThat(report.column("x").verdict()).isEqualTo(Drift.INSUFFICIENT_DATA);
        assertThat(report.column("x").missing()).isEqualTo(1);
    }

    @Test
    void aColumnThatWasConstantIsComparedAndOneThatBecomesSoIsFound() {
        Monitor<Classification> monitor = Monitor.of(SERVED, QUIET);
        monitor.observe(rows(600, 4));
        assertThat(monitor.report().column("always").verdict()).isEqualTo(Drift.STABLE);
        monitor.reset();
        monitor.observe(filled(filled(rows(600, 4), "always", 3.0001), "x", 0.5));
        assertThat(checked(monitor.report()).causes())
                .extracting(ColumnReport::name)
                .containsExactlyInAnyOrder("x", "always");
    }

    @Test
    void infiniteAndHugeNumbersAreOutOfRangeAndNothingOverflows() {
        for (double wild : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308, -1e308}) {
            Monitor<Classification> monitor = Monitor.of(SERVED, QUIET);
            RowListener listener = monitor.listener(SERVED).orElseThrow();
            double[] numbers = new double[3];
            Cells cells = cells(numbers);
            for (int i = 0; i < 1000; i++) {
                numbers[0] = i % 2 == 0 ? wild : 0;
                listener.scored(cells, new double[] {0.5, 0.5}, 0, null, 0);
            }
            MonitorReport report = checked(monitor.report());
            assertThat(report.column("x").size()).isFinite();
            assertThat(report.column("x").drifted()).isTrue();
            assertThat(report.quality()).extracting(QualityFinding::check).contains(QualityFinding.Check.OUT_OF_RANGE);
            Monitor<Classification> after = Monitor.of(SERVED, QUIET);
            after.restore(State.fromJson(monitor.toState().toJson()));
            assertThat(after.report()).isEqualTo(report);
        }
    }

    private static Cells cells(double... numbers) {
        return new Cells() {
            @Override
            public double number(int slot) {
                return slot < numbers.length ? numbers[slot] : 0;
            }

            @Override
            public @Nullable Object object(int slot) {
                return "b";
            }
        };
    }

    @Test
    void aMillionRowsTakeNoMoreThanAThousandAndAreAllCounted() {
        Monitor<Classification> monitor = Monitor.of(SERVED, QUIET.remember(100));
        RowListener listener = monitor.listener(SERVED).orElseThrow();
        double[] numbers = new double[3];
        double[] out = {0.5, 0.5};
        long after = 0;
        for (int i = 0; i < 1_000_000; i++) {
            numbers[0] = (i * 0x9E3779B97F4A7C15L >>> 11) * 0x1p-52 - 1;
            listener.scored(cells(numbers), out, 0, i % 1000 == 0 ? "id " + i : null, i);
            if (i == 200_000) after = monitor.toState().toJson().length();
        }
        assertThat(monitor.current().rows()).isEqualTo(1_000_000);
        assertThat(monitor.current().column("x").present()).isEqualTo(1_000_000);
        assertThat((double) monitor.toState().toJson().length()).isLessThan(1.1 * after);
    }

    @Test
    void severalThreadsLoseNoRowAndNoLabelWhileWindowsAreClosedAndReportsAreAsked() throws Exception {
        Monitor<Classification> monitor = Monitor.of(
                SERVED,
                QUIET.window(Window.ofRows(150))
                        .streams(WatchedStream.errors(Ddm::new), WatchedStream.column("x", () -> new Adwin(0.002))));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> done = new ArrayList<>();
        try {
            for (int thread = 0; thread < 4; thread++) {
                Dataset own = rows(500, 100 + thread);
                done.add(threads.submit(() -> {
                    for (int from = 0; from < 500; from += 50) {
                        Dataset part = own.rows(IntStream.range(from, from + 50).toArray());
                        monitor.observe(part);
                        for (int row = 0; row < 50; row++) {
                            monitor.label(part.column("id").string(row), "yes");
                        }
                        monitor.report();
                        monitor.alerts();
                    }
                }));
            }
            for (Future<?> each : done) waited(each);
        } finally {
            threads.shutdownNow();
        }
        List<MonitorReport> windows = new ArrayList<>(monitor.history());
        windows.add(monitor.current());
        assertThat(windows.stream().mapToLong(MonitorReport::rows).sum()).isEqualTo(2000);
        assertThat(windows.stream()
                        .mapToLong(window -> window.coverage().joined())
                        .sum())
                .isEqualTo(2000);
        assertThat(windows.stream()
                        .mapToLong(window -> window.streams().get(0).values())
                        .sum())
                .isEqualTo(2000);
        assertThat(windows.stream()
                        .mapToLong(window -> window.streams().get(1).values())
                        .sum())
                .isEqualTo(2000);
    }

    private static void waited(Future<?> each) throws InterruptedException {
        try {
            each.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    @Test
    void aSavedStateThatIsCutOffOrChangedAnywhereIsRefusedAndChangesNothing(@TempDir Path folder) throws IOException {
        Monitor<Classification> monitor = Monitor.of(SERVED, QUIET.window(Window.ofRows(250)));
        monitor.observe(rows(300, 5));
        monitor.label("5 3", "yes");
        Path file = folder.resolve("state");
        monitor.save(file);
        byte[] whole = Files.readAllBytes(file);
        State before = monitor.toState();
        SplittableRandom random = new SplittableRandom(6);
        Path broken = folder.resolve("broken");
        for (int i = 0; i < 60; i++) {
            byte[] bytes = i % 2 == 0
                    ? Arrays.copyOf(whole, i == 0 ? 0 : random.nextInt(whole.length))
                    : flipped(whole, random.nextInt(whole.length), random.nextInt(8));
            Files.write(broken, bytes);
            assertThatThrownBy(() -> monitor.restore(broken)).isInstanceOf(BundleException.class);
        }
        assertThatThrownBy(() -> monitor.restore(folder.resolve("nowhere"))).isInstanceOf(BundleException.class);
        assertThat(monitor.toState()).isEqualTo(before);
    }

    private static byte[] flipped(byte[] bytes, int at, int bit) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << bit);
        return changed;
    }

    @Test
    void aStateOfTheRightFormWithWrongContentIsRefusedAndChangesNothing() {
        Monitor<Classification> monitor = Monitor.of(SERVED, QUIET);
        monitor.observe(rows(300, 5));
        State before = monitor.toState();
        for (String part : List.of("live", "log", "alerts", "history", "closed", "streams", "fingerprint")) {
            State changed = State.empty();
            for (var each : before.values().entrySet()) {
                changed = changed.with(each.getKey(), each.getKey().equals(part) ? "nonsense" : each.getValue());
            }
            State wrong = changed;
            assertThatThrownBy(() -> monitor.restore(wrong)).as(part).isInstanceOf(BundleException.class);
            assertThat(monitor.toState()).as(part).isEqualTo(before);
        }
    }

    @Test
    void aSinkThatFailsOrAsksTheMonitorStopsNothing() {
        List<String> told = new ArrayList<>();
        List<Monitor<Classification>> asked = new ArrayList<>();
        Monitor<Classification> monitor = Monitor.of(
                SERVED,
                QUIET.policy(new AlertPolicy(1, 1, java.time.Duration.ZERO))
                        .alerts(
                                alert -> {
                                    throw new IllegalStateException("no");
                                },
                                alert -> told.add(alert.check() + " "
                                        + asked.get(0).alerts().size())));
        asked.add(monitor);
        monitor.observe(filled(rows(300, 7), "x", 0.9));
        assertThat(monitor.close().drifted()).isTrue();
        assertThat(told).isNotEmpty();
    }
}
