package io.github.millwork.monitor;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Learner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a monitor watches. Immutable. */
public final class MonitorOptions {
    /** Those of a monitor that is told nothing else. */
    private static final MonitorOptions STANDARD = new MonitorOptions(new Values());

    /** What there is to choose; never changed after it was given to options. */
    private static final class Values {
        String model = "";
        Window window = Window.OPEN;
        DriftOptions drift = DriftOptions.standard();
        Clock clock = Clock.systemUTC();
        Duration freshness = Duration.ZERO;
        long leastRows;
        long mostRows = Long.MAX_VALUE;
        int remembered = 100_000;
        List<String> slices = List.of();
        List<AlertSink> sinks = List.of(AlertSink.log());
        AlertPolicy policy = AlertPolicy.standard();

        @Nullable
        Learner<Regression> losses;

        int history = 500;
        List<WatchedStream> streams = List.of();

        Values copy() {
            Values copy = new Values();
            copy.model = model;
            copy.window = window;
            copy.drift = drift;
            copy.clock = clock;
            copy.freshness = freshness;
            copy.leastRows = leastRows;
            copy.mostRows = mostRows;
            copy.remembered = remembered;
            copy.slices = slices;
            copy.sinks = sinks;
            copy.policy = policy;
            copy.losses = losses;
            copy.history = history;
            copy.streams = streams;
            return copy;
        }
    }

    private final Values values;

    private MonitorOptions(Values values) {
        this.values = values;
    }

    /** {@return the standard options: one open window, alerts to the log} */
    public static MonitorOptions standard() {
        return STANDARD;
    }

    private MonitorOptions with(Consumer<Values> change) {
        Values changed = values.copy();
        change.accept(changed);
        return new MonitorOptions(changed);
    }

    /**
     * {@return these options with a name and version of the model, which alerts and reports carry}
     *
     * @param name what the model is called
     * @param version its version; a number or a fingerprint
     */
    public MonitorOptions model(String name, String version) {
        return with(v -> v.model = version.isEmpty() ? name : name + " " + version);
    }

    /**
     * {@return these options with windows; without, all rows since the start are one}
     *
     * @param window which rows are judged together
     */
    public MonitorOptions window(Window window) {
        return with(v -> v.window = window);
    }

    /**
     * {@return these options with other rules by which a column counts as drifted}
     *
     * @param rules the rules
     */
    public MonitorOptions drift(DriftOptions rules) {
        return with(v -> v.drift = rules);
    }

    /**
     * {@return these options with another clock, by which rows without a time come}
     *
     * @param clock the clock
     */
    public MonitorOptions clock(Clock clock) {
        return with(v -> v.clock = clock);
    }

    /**
     * {@return these options with a longest time without rows; none unless told}
     *
     * @param longest above zero
     */
    public MonitorOptions freshness(Duration longest) {
        return with(v -> v.freshness = longest);
    }

    /**
     * {@return these options with an expected number of rows in a closed window; any unless told}
     *
     * @param least fewer are too few
     * @param most more are too many
     */
    public MonitorOptions volume(long least, long most) {
        return with(v -> {
            v.leastRows = least;
            v.mostRows = most;
        });
    }

    /**
     * {@return these options with another number of predictions that are remembered until their truth is known; 100,000
     * unless told, about 100 bytes each}
     *
     * @param predictions at least 1; the oldest is forgotten first
     */
    public MonitorOptions remember(int predictions) {
        if (predictions < 1) throw new IllegalArgumentException("Expected at least one prediction to be remembered.");
        return with(v -> v.remembered = predictions);
    }

    /**
     * {@return these options with columns whose levels are looked at apart where the truth is known: each beside the rows held
     * out of the same level} They raise no alerts, since of many slices some are always outside their intervals by chance.
     *
     * @param columns categories or truth values that the pipeline reads
     */
    public MonitorOptions slices(String... columns) {
        return with(v -> v.slices = List.of(columns));
    }

    /**
     * {@return these options with other places that alerts go to; the log unless told}
     *
     * @param sinks where alerts go
     */
    public MonitorOptions alerts(AlertSink... sinks) {
        return with(v -> v.sinks = List.of(sinks));
    }

    /**
     * {@return these options with other rules by which an alert fires and resolves}
     *
     * @param policy the rules
     */
    public MonitorOptions policy(AlertPolicy policy) {
        return with(v -> v.policy = policy);
    }

    /**
     * {@return these options with a learner that estimates the loss of each row from its columns (direct loss estimation),
     * for regressions whose truth is not known yet} It sees numbers only, and needs a pipeline that was run with rows held
     * out.
     *
     * @param learner such as gradient boosting
     */
    public MonitorOptions lossEstimator(Learner<Regression> learner) {
        return with(v -> v.losses = learner);
    }

    /**
     * {@return these options with another number of reports of closed windows that are kept; 500 unless told}
     *
     * @param reports at least 1
     */
    public MonitorOptions history(int reports) {
        if (reports < 1) throw new IllegalArgumentException("Expected at least one report to be kept.");
        return with(v -> v.history = reports);
    }

    /**
     * {@return these options with detectors that are shown numbers one after another as they come; none unless told}
     *
     * @param streams what is shown to which detector
     */
    public MonitorOptions streams(WatchedStream... streams) {
        return with(v -> v.streams = List.of(streams));
    }

    String model() {
        return values.model;
    }

    Window window() {
        return values.window;
    }

    DriftOptions drift() {
        return values.drift;
    }

    Clock clock() {
        return values.clock;
    }

    Duration freshness() {
        return values.freshness;
    }

    long leastRows() {
        return values.leastRows;
    }

    long mostRows() {
        return values.mostRows;
    }

    int remembered() {
        return values.remembered;
    }

    List<String> slices() {
        return values.slices;
    }

    List<AlertSink> sinks() {
        return values.sinks;
    }

    AlertPolicy policy() {
        return values.policy;
    }

    @Nullable
    Learner<Regression> losses() {
        return values.losses;
    }

    int history() {
        return values.history;
    }

    List<WatchedStream> streams() {
        return values.streams;
    }
}
