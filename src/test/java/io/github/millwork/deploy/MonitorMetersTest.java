package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.monitor.Adwin;
import io.github.millwork.monitor.Monitor;
import io.github.millwork.monitor.MonitorOptions;
import io.github.millwork.monitor.WatchedStream;
import io.github.millwork.monitor.Window;
import io.github.millwork.train.LogisticRegression;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a monitor found, as meters. */
class MonitorMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static Dataset rows(int count, double shift, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[count];
        String[] y = new String[count];
        String[] ids = new String[count];
        for (int i = 0; i < count; i++) {
            x[i] = random.nextGaussian() + shift;
            y[i] = x[i] + random.nextGaussian() > 0 ? "yes" : "no";
            ids[i] = seed + " " + i;
        }
        return Dataset.of(
                Column.numbers("x", x),
                Column.categories("y", y),
                Column.categories("id", ids).withRole(Role.ID));
    }

    private double value(String name, String... tags) {
        Gauge gauge = registry.find("millwork.monitor." + name)
                .tag("model", "m")
                .tags(tags)
                .gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    @Test
    void theyShowTheLastWindowAndForgetWhatIsNotToldOfAnyMore() {
        FittedPipeline<Classification> fitted =
                Pipeline.classify("y").train(LogisticRegression.create()).fit(rows(600, 0, 1));
        Monitor<Classification> monitor = Monitor.of(
                fitted,
                MonitorOptions.standard()
                        .window(Window.ofRows(300))
                        .streams(WatchedStream.column("x", () -> new Adwin(0.002)))
                        .alerts());
        MonitorMeters meters = MonitorMeters.of(monitor, "m", registry);
        assertThat(value("rows")).isZero();
        assertThat(value("drifted", "column", "x")).isNaN();

        Dataset shifted = rows(600, 1, 2);
        monitor.observe(shifted);
        for (int row = 0; row < 150; row++) {
            monitor.label("2 " + row, shifted.column("y").value(row));
        }
        monitor.observe(rows(300, 1, 3));
        meters.update();

        assertThat(value("rows")).isEqualTo(300);
        assertThat(value("drifted", "column", "x")).isEqualTo(1);
        assertThat(value("drift", "column", "x")).isGreaterThan(5);
        assertThat(value("missing", "column", "x")).isZero();
        assertThat(value("changes", "stream", "x")).isZero();
        assertThat(value("labels")).isEqualTo(0.5);
        assertThat(value("score", "metric", "accuracy", "slice", "")).isBetween(0.5, 1.0);
        assertThat(value("expected", "metric", "accuracy")).isBetween(0.5, 1.0);
        assertThat(value("alerts", "check", "drift", "column", "x")).isEqualTo(1);

        monitor.observe(rows(300, 0, 4));
        meters.update();

        assertThat(value("drifted", "column", "x")).isZero();
        assertThat(value("changes", "stream", "x")).isPositive();
        assertThat(value("score", "metric", "accuracy", "slice", "")).isNaN();
    }
}
