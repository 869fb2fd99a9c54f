package io.github.millwork.monitor;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.Split;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.Grid;
import io.github.millwork.stage.JudgedRow;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTest {
    private static final Dataset CREDIT =
            Csv.file(Path.of("examples/data/credit.csv")).load();
    private static final Split SPLIT =
            CREDIT.split(Holdout.stratified("status", 0.5).seed(9));
    private static final Pipeline<Classification> PIPELINE = Pipeline.classify(
                    Target.of("status").positive("bad"))
            .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
            .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
            .train(LogisticRegression.create())
            .seed(9);
    private static final FittedPipeline<Classification> SERVED = PIPELINE.fit(SPLIT.train());
    private static final FittedPipeline<Classification> OTHER = PIPELINE.fit(CREDIT.head(1000));
    private static final FittedPipeline<Classification> RUN = PIPELINE.collect(
                    Csv.file(Path.of("examples/data/credit.csv")))
            .evaluate(Holdout.stratified(0.5), ROC_AUC)
            .run()
            .fitted();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final MonitorOptions QUIET =
            MonitorOptions.standard().alerts().clock(CLOCK);

    private static Dataset old() {
        return SPLIT.test().where(number("age").greaterThan(45));
    }

    private static Dataset withIds(Dataset rows, String prefix) {
        String[] ids =
                IntStream.range(0, rows.rowCount()).mapToObj(i -> prefix + i).toArray(String[]::new);
        return rows.with(Column.categories("id", ids).withRole(Role.ID));
    }

    @Test
    void theSamePopulationHasNotDriftedAndItsOlderHalfHasAndNamesTheColumn() {
        Monitor<Classification> monitor = Monitor.of(SERVED, QUIET);
        assertThat(monitor.report().verdict()).isEqualTo(Drift.INSUFFICIENT_DATA);
        monitor.observe(SPLIT.test());
        assertThat(monitor.report().drifted()).as("%s", monitor.report()).isFalse();
        assertThat(monitor.report().verdict()).isEqualTo(Drift.STABLE);
        assertThat(monitor.report().quality()).isEmpty();

        monitor.reset();
        monitor.observe(old());
        MonitorReport report = monitor.report();
        assertThat(report.drifted()).isTrue();
        assertThat(report.column("age").drifted()).isTrue();
        assertThat(report.causes().get(0).name()).isEqualTo("age");
        assertThat(report.column("age").tests()).containsKeys("Kolmogorov-Smirnov", "PSI", "z-test");
        assertThat(report.column("home").tests()).containsKeys("chi-square").doesNotContainKeys("Wasserstein");
        assertThat(report.predictions()).allMatch(column -> column.verdict() == Drift.NOT_JUDGED);
        assertThat(report.toString()).contains("Drifted", "age", "drifted");
        assertThat(report.toHtml()).contains("<html").contains("Causes");
        assertThatThrownBy(() -> report.column("aeg"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("age");
    }

    @Test
    void tooFewRowsAreNeverCalledStable() {
        Monitor<Classification> monitor = Monitor.of(SERVED, QUIET);
        monitor.observe(old().head(199));
        assertThat(monitor.report().verdict()).isEqualTo(Drift.INSUFFICIENT_DATA);
        assertThat(monitor.report().drifted()).isFalse();
    }

    @Test
    void inAnyOrderAndOnAnyNumberOfThreadsTheCountsAreTheSame() throws InterruptedException {
        Monitor<Classification> one = Monitor.of(SERVED, QUIET);
        one.observe(SPLIT.test());
        Monitor<Classification> several = Monitor.of(SERVED, QUIET);
        List<Thread> threads = new ArrayList<>();
        int part = SPLIT.test().rowCount() / 4 + 1;
        for (int i = 3; i >= 0; i--) {
            int[] rows = IntStream.range(
                            i * part, Math.min((i + 1) * part, SPLIT.test().rowCount()))
                    .toArray();
            threads.add(new Thread(() -> several.observe(SPLIT.test().rows(rows))));
        }
        for (Thread thread : threads) thread.start();
        for (Thread thread : threads) thread.join();
        assertThat(several.report().columns()).isEqualTo(one.report().columns());
        assertThat(several.report().predictions()).isEqualTo(one.report().predictions());
        assertThat(several.report().estimates()).isEqualTo(one.report().estimates());
    }

    @Test
    void badDataIsToldFromDrift() {
        int rows = SPLIT.test().rowCount();
        String[] jobs = IntStream.range(0, rows)
                .mapToObj(i -> i % 10 == 0 ? "astronaut" : "fixed")
                .toArray(String[]::new);
        double[] incomes = IntStream.range(0, rows)
                .mapToDouble(i -> i % 5 == 0 ? Double.NaN : 150)
                .toArray();
        double[] amounts = IntStream.range(0, rows)
                .mapToDouble(i -> i % 20 == 0 ? 1e9 : 1000)
                .toArray();
        Monitor<Classification> monitor = Monitor.of(SERVED, QUIET);
        monitor.observe(SPLIT.test()
                .with(Column.categories("job", jobs))
                .with(Column.numbers("income", incomes))
                .with(Column.numbers("amount", amounts)));
        assertThat(monitor.report().quality().stream().map(finding -> finding.check() + " " + finding.column()))
                .containsExactlyInAnyOrder("UNSEEN job", "MISSING income", "OUT_OF_RANGE amount");
        assertThat(monitor.report().quality())
                .allMatch(finding -> finding.message().startsWith("Expected"));
    }

    @Test
    void windowsAreClosedByCountAndEachRowIsInOneOfThem() {
        Monitor<Classification> monitor = Monitor.of(SERVED, QUIET.window(Window.ofRows(500)));
        monitor.observe(SPLIT.test());
        int rows = SPLIT.test().rowCount();
        assertThat(monitor.history()).hasSize(rows / 500).allMatch(report -> report.rows() == 500 && report.closed());
        assertThat(monitor.current().rows()).isEqualTo(rows % 500);
        assertThat(monitor.report()).isEqualTo(monitor.history().get(rows / 500 - 1));
    }

    @Test
    void windowsAreClosedByTheTimesOfRowsAndAClockThatGoesBackwardsLosesNone() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        Instant[] times = new Instant[600];
        for (int i = 0; i < 600; i++) {
            int minute = i == 150 ? -5 : i; // ten minutes of rows a second one is five minutes before the first
            times[i] = start.plus(Duration.ofMinutes(minute));
        }
        Dataset rows =
                SPLIT.test().head(600).with(Column.timestamps("at", times).withRole(Role.TIME));
        Monitor<Classification> monitor = Monitor.of(
                SERVED, QUIET.window(Window.ofTime(Duration.ofMinutes(100))).clock(Clock.fixed(start, ZoneOffset.UTC)));
        monitor.observe(rows);
        assertThat(monitor.history().stream().mapToLong(MonitorReport::rows))
                .containsExactly(100L, 100L, 100L, 100L, 100L);
        assertThat(monitor.current().rows()).isEqualTo(100);
        assertThat(monitor.history().get(1).from()).contains(start.minus(Duration.ofMinutes(5)));
    }

    @Test
    void lateLabelsCountOnceWhateverTheirOrder() {
        Dataset rows = withIds(SPLIT.test().head(400), "r");
        Column truth = rows.column("status");
        Monitor<Classification> monitor = Monitor.of(RUN, QUIET.slices("home"));
        assertThat(monitor.label("r399", "good")).isEqualTo(LabelResult.UNKNOWN); // comes before its prediction
        monitor.observe(rows);
        monitor.observe(rows); // the same requests again
        int correct = 0;
        var predictions = RUN.predict(rows);
        for (int i = 0; i < 300; i++) {
            assertThat(monitor.label("r" + i, truth.string(i))).isEqualTo(LabelResult.JOINED);
            if (predictions.get(i).label().equals(truth.string(i))) correct++;
        }
        if (predictions.get(399).label().equals("good")) correct++;
        assertThat(monitor.label("r7", truth.string(7))).isEqualTo(LabelResult.DUPLICATE);
        assertThat(monitor.label("r7", truth.string(7).equals("bad") ? "good" : "bad"))
                .isEqualTo(LabelResult.CONTRADICTORY);
        assertThat(monitor.label("nobody", "bad")).isEqualTo(LabelResult.UNKNOWN);
        assertThatThrownBy(() -> monitor.label("r8", "badd"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'badd'")
                .hasMessageContaining("bad");

        MonitorReport report = monitor.report();
        assertThat(report.coverage()).isEqualTo(new LabelCoverage(400, 301, 1, 1, 1));
        MetricReport accuracy = report.metrics().get(0);
        assertThat(accuracy.name()).isEqualTo("accuracy");
        assertThat(accuracy.value()).isCloseTo(correct / 301.0, within(1e-12));
        assertThat(accuracy.reference()).isBetween(accuracy.low(), accuracy.high());
        assertThat(report.metrics().stream().map(MetricReport::slice)).contains("home = owner", "home = rent");
    }

    @Test
    void aSliceStandsBesideTheRowsHeldOutOfThatSlice() {
        Dataset rows = withIds(SPLIT.test(), "s");
        Monitor<Classification> monitor = Monitor.of(RUN, QUIET.slices("home", "records"));
        monitor.observe(rows);
        for (int i = 0; i < rows.rowCount(); i++) {
            boolean turned = rows.column("home").value(i) != null
                    && rows.column("home").string(i).equals("rent")
                    && i % 2 == 0;
            String truth = rows.column("status").string(i);
            monitor.label("s" + i, turned == truth.equals("bad") ? "good" : "bad");
        }
        List<MetricReport> accuracies = monitor.report().metrics().stream()
                .filter(metric -> metric.name().equals("accuracy"))
                .toList();
        MetricReport rent = accuracies.stream()
                .filter(metric -> metric.slice().equals("home = rent"))
                .findFirst()
                .orElseThrow();
        MetricReport owner = accuracies.stream()
                .filter(metric -> metric.slice().equals("home = owner"))
                .findFirst()
                .orElseThrow();
        assertThat(rent.worse()).as("%s", rent).isTrue();
        assertThat(owner.worse()).as("%s", owner).isFalse();
        assertThat(owner.value()).isBetween(owner.low(), owner.high());
        List<JudgedRow> judged = RUN.profile().orElseThrow().judged();
        int home = RUN.profile().orElseThrow().inputs().stream()
                .map(ColumnProfile::name)
                .toList()
                .indexOf("home");
        Grid grid = RUN.profile().orElseThrow().inputs().get(home).grid();
        ClassificationOutputs classes = (ClassificationOutputs) RUN.outputs();
        double expected = judged.stream()
                .filter(row ->
                        row.cells()[home] >= 0 && grid.label(row.cells()[home]).equals("rent"))
                .mapToDouble(row -> classes.decide(row.out(), 0) == row.truth() ? 1 : 0)
                .average()
                .orElseThrow();
        assertThat(rent.reference()).isCloseTo(expected, within(1e-12));
        assertThat(owner.reference()).isNotEqualTo(rent.reference());
        assertThat(accuracies).extracting(MetricReport::slice).contains("records = yes");
        assertThat(MonitorReport.overTime(List.of(monitor.close(), monitor.close()))
                        .toHtml())
                .contains("held out");
    }

    @Test
    void afterARestartInTheMiddleItGoesOnAsIfThereHadBeenNone(@TempDir Path folder) {
        Dataset rows = withIds(SPLIT.test().head(1000), "r");
        MonitorOptions options = QUIET.window(Window.ofRows(600));
        Monitor<Classification> whole = Monitor.of(RUN, options);
        Monitor<Classification> before = Monitor.of(RUN, options);
        int[] first = IntStream.range(0, 450).toArray();
        int[] second = IntStream.range(450, 1000).toArray();
        for (Monitor<Classification> monitor : List.of(whole, before)) {
            monitor.observe(rows.rows(first));
            monitor.label("r3", "bad");
        }
        Path file = folder.resolve("monitor").resolve("state");
        before.save(file);
        Monitor<Classification> after = Monitor.of(RUN, options);
        after.restore(file);
        for (Monitor<Classification> monitor : List.of(whole, after)) {
            assertThat(monitor.label("r3", "bad")).isEqualTo(LabelResult.DUPLICATE);
            assertThat(monitor.label("r4", "good")).isEqualTo(LabelResult.JOINED);
            monitor.observe(rows.rows(second));
        }
        assertThat(after.history()).isEqualTo(whole.history()).hasSize(1);
        assertThat(after.current()).isEqualTo(whole.current());

        Path again = folder.resolve("again");
        whole.save(again);
        Monitor<Classification> loaded = Monitor.of(RUN, options);
        loaded.restore(again);
        assertThat(loaded.history()).isEqualTo(whole.history());
        assertThatThrownBy(() -> Monitor.of(OTHER, options).restore(again))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("another one");
        assertThatThrownBy(() -> {
                    String text = Files.readString(again);
                    Files.writeString(again, text.replace("450", "451"));
                    loaded.restore(again);
                })
                .isInstanceOf(BundleException.class);
    }

    @Test
    void anAlertFiresWhereSomethingIsWrongForTwoWindowsAndResolvesWhereItIsRightForTwo() {
        List<String> told = new ArrayList<>();
        Monitor<Classification> monitor = Monitor.of(
                SERVED,
                QUIET.model("credit", "3")
                        .alerts(alert -> told.add(alert.state() + " " + alert.check() + " " + alert.column())));
        monitor.observe(old());
        monitor.close();
        assertThat(told).isEmpty();
        assertThat(monitor.alerts())
                .anyMatch(alert ->
                        alert.state() == Alert.Status.PENDING && alert.column().equals("age"));
        monitor.observe(old());
        monitor.close();
        assertThat(told).contains("FIRING drift age");
        monitor.close(); // no rows: nothing is known
        monitor.observe(SPLIT.test());
        monitor.close();
        assertThat(told).doesNotContain("RESOLVED drift age");
        monitor.observe(SPLIT.test());
        monitor.close();
        assertThat(told).contains("RESOLVED drift age");
        assertThat(monitor.alerts()).isEmpty();
        assertThat(monitor.alertHistory().stream()
                        .map(alert -> alert.state() + " " + alert.check() + " " + alert.column()))
                .isEqualTo(told);
        Monitor<Classification> restored = Monitor.of(SERVED, QUIET);
        restored.restore(monitor.toState());
        assertThat(restored.alertHistory()).isEqualTo(monitor.alertHistory());
        assertThat(restored.closed()).isEqualTo(5);
    }

    @Test
    void aMonitorListensToItsOwnModelOnly() {
        assertThat(Monitor.of(SERVED).listener(OTHER)).isEmpty();
        assertThat(Monitor.of(SERVED).listener(SERVED)).isPresent();
    }

    @Test
    void theTestsOfTheLibraryKeepTheRulesAndOneThatDoesNotIsTold() {
        for (DriftTest test : DriftTests.all())
            assertThat(DriftTestRules.broken(test)).as(test.name()).isEmpty();
        DriftTest broken = new DriftTest() {
            @Override
            public String name() {
                return "rows";
            }

            @Override
            public boolean suits(Grid grid) {
                return true;
            }

            @Override
            public Measured measure(ColumnProfile reference, ColumnProfile current) {
                return new Measured(current.present(), Double.NaN);
            }
        };
        assertThat(DriftTestRules.broken(broken)).anyMatch(rule -> rule.startsWith("Expected 0 for equal shares"));
    }

    @Test
    void expectedPerformanceIsThatOfTheLiterature() {
        Confidence confidence = new Confidence(ClassificationOutputs.probabilities(List.of("no", "yes"), "yes"));
        for (double p : new double[] {.9, .8, .3, .1}) confidence.add(new double[] {1 - p, p}, 0);
        var metrics = Estimates.uncorrected().metrics(confidence);
        assertThat(metrics.get("accuracy")).isCloseTo(0.825, within(1e-8));
        assertThat(metrics.get("precision")).isCloseTo(0.85, within(1e-8));
        assertThat(metrics.get("recall")).isCloseTo(0.8095238, within(5e-8));
        assertThat(metrics.get("F1")).isCloseTo(0.8292683, within(5e-8));
        assertThat(metrics.get("ROC AUC")).isCloseTo(0.8634085, within(5e-8));
    }
}
