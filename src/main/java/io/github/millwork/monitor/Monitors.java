package io.github.millwork.monitor;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.RowListener;
import io.github.millwork.stage.RowObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A monitor for each version of a model that is scored with: what a server is given where versions change, or several answer
 * in turn. A version that knows nothing of what it was fitted to has none. Thread-safe.
 */
public final class Monitors implements RowObserver {
    private static final Logger LOG = LoggerFactory.getLogger(Monitors.class);

    private final MonitorOptions options;
    private final Map<String, Monitor<?>> monitors = new ConcurrentHashMap<>();

    private Monitors(MonitorOptions options) {
        this.options = options;
    }

    /** {@return monitors with standard options} */
    public static Monitors standard() {
        return with(MonitorOptions.standard());
    }

    /**
     * {@return monitors}
     *
     * @param options how each of them watches
     */
    public static Monitors with(MonitorOptions options) {
        return new Monitors(options);
    }

    @Override
    public Optional<RowListener> listener(Fitted<?> fitted) {
        return of(fitted).flatMap(monitor -> monitor.listener(fitted));
    }

    /**
     * {@return the monitor of a version, which is made when it is first asked for; empty where it is not known what the
     * version was fitted to}
     *
     * @param <P> the kind of prediction
     * @param fitted the version
     */
    public <P extends Prediction> Optional<Monitor<P>> of(Fitted<P> fitted) {
        if (fitted.profile().isEmpty()) {
            LOG.warn("Nothing watches a version of which it is not known what it was fitted to.");
            return Optional.empty();
        }
        @SuppressWarnings("unchecked") // it was made for a pipeline of the same content
        Monitor<P> monitor =
                (Monitor<P>) monitors.computeIfAbsent(fitted.fingerprint(), any -> Monitor.of(fitted, options));
        return Optional.of(monitor);
    }

    /** {@return all monitors so far, in no order} */
    public List<Monitor<?>> all() {
        return List.copyOf(monitors.values());
    }
}
