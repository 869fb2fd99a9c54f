package io.github.millwork.deploy;

import io.github.millwork.feedback.FeedbackResult;
import io.github.millwork.http.Response;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts what a server does in Micrometer, which must be on the class path ({@code
 * io.micrometer:micrometer-registry-prometheus}, or {@code micrometer-core} for a registry of your own). Thread-safe.
 *
 * <table>
 *   <caption>What is counted</caption>
 *   <tr><th>meter</th><th>tags</th><th>what</th></tr>
 *   <tr><td>millwork.requests</td><td>model, action, status</td><td>requests, and how long they took</td></tr>
 *   <tr><td>millwork.rows</td><td>model</td><td>rows that were predicted</td></tr>
 *   <tr><td>millwork.unseen</td><td>model, column</td><td>cells with a category that training had not seen</td></tr>
 *   <tr><td>millwork.loads</td><td>model, alias, loaded</td><td>versions that were loaded, or could not be</td></tr>
 *   <tr><td>millwork.model</td><td>model, alias, version</td><td>1 for the version that answers, 0 for those before</td></tr>
 *   <tr><td>millwork.shadow.rows</td><td>model, result</td><td>rows that a shadow compared, dropped or failed at</td></tr>
 *   <tr><td>millwork.logged</td><td>model, kept</td><td>predictions that were kept for feedback, or could not be</td></tr>
 *   <tr><td>millwork.feedback</td><td>model, result</td><td>labels and rewards that were told, by what became of them</td></tr>
 * </table>
 */
public final class MicrometerMetrics implements ServingMetrics {
    private static final String MODEL = "model";

    private final MeterRegistry registry;
    private final Map<Request, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Version, AtomicReference<Double>> versions = new ConcurrentHashMap<>();

    /** Apart, so that this class is loaded without the library, to say that it is absent. */
    private static final class Prometheus {
        static MeterRegistry registry() {
            return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        }
    }

    private record Request(String model, String action, int status) {}

    private record Version(String model, String alias, String version) {}

    private MicrometerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * {@return metrics in a registry of the application}
     *
     * @param registry where meters are kept
     */
    public static MicrometerMetrics in(MeterRegistry registry) {
        return new MicrometerMetrics(registry);
    }

    /**
     * {@return metrics that the server shows at {@code /metrics}, for Prometheus to fetch}
     *
     * @throws IllegalStateException if the library for it is absent
     */
    public static MicrometerMetrics prometheus() {
        try {
            return in(Prometheus.registry());
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Expected Micrometer on the class path but it is absent. Add "
                            + "io.micrometer:micrometer-registry-prometheus.",
                    e);
        }
    }

    @Override
    public void answered(String model, String action, int status, int rows, long nanos) {
        timers.computeIfAbsent(new Request(model, action, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
        if (rows > 0) registry.counter("millwork.rows", MODEL, model).increment(rows);
    }

    private Timer timer(Request request) {
        return Timer.builder("millwork.requests")
                .description("Requests by what was asked and how it was answered")
                .tags(MODEL, request.model, "action", request.action, "status", Integer.toString(request.status))
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }

    @Override
    public void unseen(String model, String column, long cells) {
        registry.counter("millwork.unseen", MODEL, model, "column", column).increment((double) cells);
    }

    @Override
    public void loaded(String model, String alias, String version, boolean loaded) {
        registry.counter("millwork.loads", MODEL, model, "alias", alias, "loaded", Boolean.toString(loaded))
                .increment();
        if (!loaded) return;
        Version now = new Version(model, alias, version);
        versions.computeIfAbsent(now, this::gauge);
        versions.forEach((each, value) -> {
            if (each.model.equals(model) && each.alias.equals(alias)) value.set(each.equals(now) ? 1.0 : 0.0);
        });
    }

    private AtomicReference<Double> gauge(Version version) {
        AtomicReference<Double> value = new AtomicReference<>(0.0);
        Gauge.builder("millwork.model", value, AtomicReference::get)
                .description("1 for the version that answers")
                .tags(MODEL, version.model, "alias", version.alias, "version", version.version)
                .register(registry);
        return value;
    }

    @Override
    public void shadowed(String model, Shadowed what, int rows) {
        registry.counter(
                        "millwork.shadow.rows",
                        MODEL,
                        model,
                        "result",
                        what.name().toLowerCase(Locale.ROOT))
                .increment(rows);
    }

    @Override
    public void logged(String model, boolean kept, int rows) {
        registry.counter("millwork.logged", MODEL, model, "kept", Boolean.toString(kept))
                .increment(rows);
    }

    @Override
    public void feedback(String model, FeedbackResult result, int count) {
        registry.counter(
                        "millwork.feedback",
                        MODEL,
                        model,
                        "result",
                        result.name().toLowerCase(Locale.ROOT))
                .increment(count);
    }

    @Override
    public Optional<Response> page() {
        if (!(registry instanceof PrometheusMeterRegistry prometheus)) return Optional.empty();
        byte[] text = prometheus.scrape().getBytes(StandardCharsets.UTF_8);
        return Optional.of(Response.of(200, "text/plain; version=0.0.4; charset=utf-8", text));
    }
}
