package io.github.millwork.monitor;

import static io.github.millwork.data.Columns.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.train.KMeans;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detectors that a monitor shows numbers one after another. */
class WatchedStreamTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Dataset ROWS = rows(1000, 0, row -> false, 1);
    private static final FittedPipeline<Classification> SERVED = Pipeline.classify("y")
            .preprocess(Impute.median(named("x")), Encode.oneHot(named("kind")))
            .train(LogisticRegression.create())
            .fit(ROWS.drop("id"));
    private static final FittedPipeline<Regression> REGRESSION = Pipeline.regress("z")
            .train(LinearRegression.create())
            .fit(Dataset.of(
                    ROWS.column("x"), Column.numbers("z", ROWS.column("x").toDoubles())));
    private static final MonitorOptions QUIET =
            MonitorOptions.standard().alerts().clock(Clock.fixed(NOW, ZoneOffset.UTC));

    /** Rows whose class follows from x, but for those where it is turned around. */
    private static Dataset rows(int count, double shift, IntPredicate turned, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[count];
        String[] kinds = new String[count];
        String[] ids = new String[count];
        String[] y = new String[count];
        for (int row = 0; row < count; row++) {
            x[row] = random.nextGaussian() + shift;
            kinds[row] = random.nextBoolean() ? "a" : "b";
            ids[row] = seed + " " + row;
            boolean yes = x[row] + 0.3 * random.nextGaussian() > 0;
            y[row] = yes != turned.test(row) ? "yes" : "no";
        }
        return Dataset.of(
                Column.numbers("x", x),
                Column.categories("kind", kinds),
                Column.categories("id", ids).withRole(Role.ID),
                Column.categories("y", y));
    }

    private static void observe(Monitor<Classification> monitor, Dataset rows) {
        monitor.observe(rows);
        for (int row = 0; row < rows.rowCount(); row++) {
            monitor.label(rows.column("id").string(row), rows.column("y").string(row));
        }
    }

    @Test
    void errorsThatBecomeMoreAreFoundWhileTheWindowIsOpen() {
        List<String> told = new ArrayList<>();
        Monitor<Classification> monitor = Monitor.of(
                SERVED,
                QUIET.streams(WatchedStream.errors(Ddm::new), WatchedStream.errors(() -> new Adwin(0.002)))
                        .alerts(alert -> told.add(alert.state() + " " + alert.check() + " " + alert.column())));
        observe(monitor, rows(2000, 0, row -> false, 7));
        assertThat(monitor.current().streams())
                .noneMatch(stream -> stream.detector().startsWith("ADWIN") && stream.drifted());
        told.clear();

        observe(monitor, rows(600, 0, row -> row % 2 == 0, 8));

        assertThat(told).contains("FIRING ADWIN (0.002) error");
        assertThat(monitor.alertHistory()).anyMatch(alert -> alert.check().equals("DDM"));
        MonitorReport report = monitor.current();
        assertThat(report.columns()).noneMatch(ColumnReport::drifted); // only what they mean has changed
        assertThat(report.drifted()).isTrue();
        StreamReport errors = report.streams().get(1);
        assertThat(errors.stream()).isEqualTo("error");
        assertThat(errors.values()).isEqualTo(2600);
        double rate = 1 - report.metrics().get(0).value();
        assertThat(errors.mean()).isCloseTo(rate, within(1e-12));
        assertThat(errors.changed()).contains(NOW);
        assertThat(report.toString()).contains("Drifted: 0 of 2 columns", "Streams", "ADWIN (0.002)");
        assertThat(report.toJson()).contains("\"detector\":\"ADWIN (0.002)\"");
        assertThat(RetrainingPolicy.onDrift(1)
                        .reason(new RetrainingEvidence(
                                NOW, NOW, 1, 1, 1, Map.of(), 0, List.of(monitor.close()), 1, List.of(), 0))
                        .orElseThrow()
                        .why())
                .contains("ADWIN (0.002) found a change of error");
    }

    @Test
    void anAlertOfAStreamIsResolvedAfterTwoWindowsWithoutAChange() {
        Monitor<Classification> monitor =
                Monitor.of(SERVED, QUIET.streams(WatchedStream.column("x", () -> new PageHinkley(30, 0.2, 50, 1))));
        monitor.observe(rows(500, 0, row -> false, 3));
        assertThat(monitor.alerts()).isEmpty();
        monitor.observe(rows(500, 2, row -> false, 4));
        assertThat(monitor.alerts())
                .extracting(alert -> alert.state() + " " + alert.column())
                .containsExactly("FIRING x");
        assertThat(monitor.close().streams().get(0).changes()).isEqualTo(1);
        monitor.observe(rows(300, 2, row -> false, 5));
        assertThat(monitor.close().streams().get(0).changes()).isZero();
        assertThat(monitor.alerts()).anyMatch(alert -> alert.check().startsWith("Page-Hinkley"));
        monitor.observe(rows(300, 2, row -> false, 6));
        monitor.close();
        assertThat(monitor.alerts()).noneMatch(alert -> alert.check().startsWith("Page-Hinkley"));
    }

    @Test
    void predictionsThatMoveAreFound() {
        Monitor<Classification> monitor =
                Monitor.of(SERVED, QUIET.streams(WatchedStream.predictions(() -> new Adwin(0.002))));
        monitor.observe(rows(1500, 0, row -> false, 9));
        assertThat(monitor.current().streams().get(0).drifted()).isFalse();
        monitor.observe(rows(500, 1, row -> false, 10));
        assertThat(monitor.current().streams().get(0).drifted()).isTrue();
    }

    @Test
    void errorsOfARegressionAreInDeviationsOfThePredictions() {
        Monitor<Regression> monitor =
                Monitor.of(REGRESSION, QUIET.streams(WatchedStream.errors(() -> new Adwin(0.002))));
        monitor.observe(Dataset.of(
                Column.numbers("x", 1, 2), Column.categories("id", "a", "b").withRole(Role.ID)));
        monitor.label("a", 2);
        monitor.label("b", 5);
        double deviation = REGRESSION.profile().orElseThrow().outputs().get(0).deviation();
        assertThat(monitor.current().streams().get(0).mean()).isCloseTo((1 + 3) / 2.0 / deviation, within(1e-3));
    }

    @Test
    void afterARestartInTheMiddleTheyGoOnAsIfThereHadBeenNone(@TempDir Path folder) {
        MonitorOptions options = QUIET.window(Window.ofRows(700))
                .streams(
                        WatchedStream.errors(Ddm::new),
                        WatchedStream.column("x", () -> new Adwin(0.002)),
                        WatchedStream.predictions(PageHinkley::usual));
        Monitor<Classification> whole = Monitor.of(SERVED, options);
        Monitor<Classification> before = Monitor.of(SERVED, options);
        Dataset first = rows(1000, 0, row -> false, 11);
        Dataset second = rows(1000, 1, row -> row % 3 == 0, 12);
        for (Monitor<Classification> monitor : List.of(whole, before)) observe(monitor, first);
        Path file = folder.resolve("state");
        before.save(file);
        Monitor<Classification> after = Monitor.of(SERVED, options);
        after.restore(file);
        for (Monitor<Classification> monitor : List.of(whole, after)) observe(monitor, second);

        assertThat(after.history()).isEqualTo(whole.history()).hasSize(2);
        assertThat(after.current()).isEqualTo(whole.current());
        assertThat(after.alertHistory()).isEqualTo(whole.alertHistory());
        assertThat(whole.history().get(1).streams()).anyMatch(StreamReport::drifted);

        Monitor<Classification> other = Monitor.of(SERVED, QUIET.streams(WatchedStream.errors(() -> new Adwin(0.01))));
        other.restore(file); // has a detector that was not there
        assertThat(other.current().streams().get(0).values()).isZero();
    }

    @Test
    void whatIsMissingIsPassedOver() {
        Monitor<Classification> monitor =
                Monitor.of(SERVED, QUIET.streams(WatchedStream.column("x", () -> new Adwin(0.002))));
        monitor.observe(
                Dataset.of(Column.numbers("x", Double.NaN, 1, Double.NaN), Column.categories("kind", "a", "b", "a")));
        assertThat(monitor.current().streams().get(0).values()).isEqualTo(1);
        monitor.reset();
        assertThat(monitor.current().streams().get(0).mean()).isNaN();
    }

    @Test
    void whatCannotBeWatchedIsRefused() {
        assertThatThrownBy(() -> Monitor.of(SERVED, QUIET.streams(WatchedStream.column("z", Ddm::new))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Expected a stream of a column that the pipeline reads but it does not read 'z'.");
        assertThatThrownBy(() -> Monitor.of(SERVED, QUIET.streams(WatchedStream.column("kind", Ddm::new))))
                .hasMessage("Expected a stream of numbers but 'kind' is category. Windows tell of its drift.");
        assertThatThrownBy(() -> Monitor.of(SERVED, QUIET.streams(WatchedStream.column("x", Ddm::new))))
                .hasMessage(
                        "Expected a detector for any numbers to watch 'x' but DDM is for streams of 0 and 1, such as the "
                                + "errors of a classifier. Use Adwin or PageHinkley.");
        assertThatThrownBy(() -> Monitor.of(REGRESSION, QUIET.streams(WatchedStream.errors(Ddm::new))))
                .hasMessageContaining("DDM is for streams of 0 and 1");
        var clusters = Pipeline.cluster()
                .train(KMeans.clusters(2))
                .fit(Dataset.of(Column.numbers("x", 1, 2, 8, 9), Column.numbers("y", 1, 2, 8, 9)));
        assertThatThrownBy(() -> Monitor.of(clusters, QUIET.streams(WatchedStream.errors(PageHinkley::usual))))
                .hasMessageContaining("Watch the predictions instead.");
    }
}
