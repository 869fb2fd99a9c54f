package io.github.millwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.train.LogisticRegression;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rows that do not come, and rows that are refused. */
class FreshnessTest {
    private static final FittedPipeline<Classification> SERVED =
            Pipeline.classify("y").train(LogisticRegression.create()).fit(rows(300));

    private final List<String> told = new ArrayList<>();

    /** A clock that is set by hand. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-01-02T03:04:05Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final HandClock clock = new HandClock();

    private MonitorOptions options() {
        return MonitorOptions.standard()
                .clock(clock)
                .freshness(Duration.ofMinutes(10))
                .alerts(alert -> told.add(alert.state() + " " + alert.check() + ": " + alert.message()));
    }

    private static Dataset rows(int count) {
        SplittableRandom random = new SplittableRandom(1);
        double[] x = random.doubles(count, -1, 1).toArray();
        String[] y = new String[count];
        for (int i = 0; i < count; i++) y[i] = x[i] + random.nextDouble(-0.5, 0.5) > 0 ? "yes" : "no";
        return Dataset.of(Column.numbers("x", x), Column.categories("y", y));
    }

    @Test
    void rowsThatStopComingAreToldOfAtOnceAndTheNextOneResolvesIt() {
        Monitor<Classification> monitor = Monitor.of(SERVED, options().window(Window.ofRows(50)));
        monitor.observe(rows(50)); // closes a window: the one that is open now has no rows
        clock.pass(Duration.ofMinutes(10));
        monitor.look();
        assertThat(told).isEmpty();

        clock.pass(Duration.ofMinutes(1));
        monitor.look();
        assertThat(told)
                .containsExactly(
                        "FIRING freshness: Expected a row at least every PT10M but none came for PT11M. Check what sends them.");
        monitor.look();
        assertThat(told).hasSize(1);
        assertThat(monitor.current().quality())
                .extracting(QualityFinding::check)
                .containsExactly(QualityFinding.Check.FRESHNESS);

        monitor.observe(rows(1));
        assertThat(monitor.alerts()).isEmpty();
        assertThat(told).hasSize(2).last().asString().startsWith("RESOLVED freshness");
    }

    @Test
    void aServiceThatNeverGetsARowIsToldOf() {
        Monitor<Classification> monitor = Monitor.of(SERVED, options());
        clock.pass(Duration.ofHours(1));
        assertThat(monitor.alerts()).extracting(Alert::check).containsExactly("freshness");
    }

    @Test
    void afterARestartItIsKnownWhenTheNewestRowCame() {
        Monitor<Classification> monitor = Monitor.of(SERVED, options());
        monitor.observe(rows(5));
        clock.pass(Duration.ofMinutes(7));
        Monitor<Classification> after = Monitor.of(SERVED, options());
        after.restore(monitor.toState());
        clock.pass(Duration.ofMinutes(4));
        assertThat(after.alerts()).extracting(Alert::check).containsExactly("freshness");
    }

    @Test
    void whereRowsAreRefusedTheReportSaysWhyTheLastOneWas() {
        Monitor<Classification> monitor = Monitor.of(SERVED, options());
        monitor.observe(rows(300));
        var listener = monitor.listener(SERVED).orElseThrow();
        for (int i = 0; i < 10; i++) listener.refused(new DataException("Expected 'x' to be a number but found text."));
        Monitor<Classification> after = Monitor.of(SERVED, options());
        after.restore(monitor.toState());
        assertThat(after.current().quality())
                .extracting(QualityFinding::message)
                .containsExactly("Expected rows that can be scored but 10 of 310 were refused, the last one so: "
                        + "Expected 'x' to be a number but found text.");
    }
}
