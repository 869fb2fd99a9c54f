package io.github.millwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Predictions and labels in any order, late, twice, unknown and contradictory, by a clock that goes backwards, with restarts in
 * the middle: what the monitor counts is what a plain account of the events says.
 */
class LabelAccountingTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int EVENTS = 3_000;
    private static final int IDS = 1_200;
    private static final FittedPipeline<Classification> SERVED = served();

    @TempDir
    private Path folder;

    private static FittedPipeline<Classification> served() {
        SplittableRandom random = new SplittableRandom(1);
        double[] x = random.doubles(400, -1, 1).toArray();
        String[] y = new String[400];
        for (int i = 0; i < 400; i++) y[i] = x[i] + random.nextDouble(-0.5, 0.5) > 0 ? "yes" : "no";
        return Pipeline.classify("y")
                .train(LogisticRegression.create())
                .fit(Dataset.of(Column.numbers("x", x), Column.categories("y", y)));
    }

    /** What is known without a monitor. */
    private static final class Account {
        final Map<String, Double> predicted = new HashMap<>();
        final Map<String, String> told = new HashMap<>();
        final Set<String> joined = new HashSet<>();
        long rows;
        long duplicate;
        long contradictory;

        void predict(String id, double x) {
            rows++;
            predicted.putIfAbsent(id, x);
            join(id);
        }

        void label(String id, String truth) {
            String before = told.putIfAbsent(id, truth);
            if (before != null && before.equals(truth)) duplicate++;
            if (before != null && !before.equals(truth)) contradictory++;
            join(id);
        }

        private void join(String id) {
            if (predicted.containsKey(id) && told.containsKey(id)) joined.add(id);
        }

        double accuracy() {
            return joined.stream()
                    .mapToDouble(id -> answer(predicted.get(id)).equals(told.get(id)) ? 1 : 0)
                    .average()
                    .orElse(Double.NaN);
        }
    }

    private static Dataset row(String id, double x, Instant time) {
        return Dataset.of(
                Column.numbers("x", x),
                Column.categories("id", id).withRole(Role.ID),
                Column.timestamps("at", time).withRole(Role.TIME));
    }

    private static String answer(double x) {
        return SERVED.predict(Dataset.of(Column.numbers("x", x))).get(0).label();
    }

    private static Monitor<Classification> monitor() {
        return Monitor.of(
                SERVED,
                MonitorOptions.standard()
                        .alerts()
                        .window(Window.ofRows(170))
                        .clock(Clock.fixed(START, ZoneOffset.UTC)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingIsCountedTwiceAndNothingIsLost(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Account account = new Account();
        Monitor<Classification> monitor = monitor();
        for (int event = 0; event < EVENTS; event++) {
            String id = "id " + random.nextInt(IDS);
            if (random.nextBoolean()) {
                double x = random.nextDouble(-1, 1);
                monitor.observe(row(id, x, START.plusSeconds(random.nextInt(-3_600, 3_600))));
                account.predict(id, x);
            } else {
                String truth = random.nextInt(4) == 0 ? "no" : "yes";
                LabelResult expected = expected(account, id, truth);
                assertThat(monitor.label(id, truth)).isEqualTo(expected);
                account.label(id, truth);
            }
            if (random.nextInt(500) == 0) monitor = restarted(monitor, event);
        }
        check(monitor, account);
    }

    private static LabelResult expected(Account account, String id, String truth) {
        String before = account.told.get(id);
        if (before != null) return before.equals(truth) ? LabelResult.DUPLICATE : LabelResult.CONTRADICTORY;
        return account.predicted.containsKey(id) ? LabelResult.JOINED : LabelResult.UNKNOWN;
    }

    private Monitor<Classification> restarted(Monitor<Classification> monitor, int event) {
        Path file = folder.resolve("state " + event);
        monitor.save(file);
        Monitor<Classification> after = monitor();
        after.restore(file);
        return after;
    }

    private static void check(Monitor<Classification> monitor, Account account) {
        List<MonitorReport> windows = new ArrayList<>(monitor.history());
        windows.add(monitor.current());
        assertThat(windows.stream().mapToLong(MonitorReport::rows).sum()).isEqualTo(account.rows);
        assertThat(monitor.history()).allMatch(report -> report.rows() == 170);
        assertThat(monitor.closed()).isEqualTo(account.rows / 170);
        assertThat(sum(windows, LabelCoverage::predictions)).isEqualTo(account.predicted.size());
        assertThat(sum(windows, LabelCoverage::joined)).isEqualTo(account.joined.size());
        assertThat(sum(windows, LabelCoverage::duplicate)).isEqualTo(account.duplicate);
        assertThat(sum(windows, LabelCoverage::contradictory)).isEqualTo(account.contradictory);
        double correct = 0;
        for (MonitorReport window : windows) {
            for (MetricReport metric : window.metrics()) {
                if (metric.name().equals("accuracy")) correct += metric.value() * metric.rows();
            }
        }
        assertThat(correct / account.joined.size()).isCloseTo(account.accuracy(), within(1e-9));
    }

    private static long sum(List<MonitorReport> windows, java.util.function.ToLongFunction<LabelCoverage> count) {
        return windows.stream().map(MonitorReport::coverage).mapToLong(count).sum();
    }
}
