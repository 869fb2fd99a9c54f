package io.github.millwork.monitor;

import io.github.millwork.data.Cells;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Profile;
import io.github.millwork.stage.RowListener;
import io.github.millwork.stage.RowObserver;
import io.github.millwork.stage.ScoredBatch;
import io.github.millwork.stage.State;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches a fitted pipeline in use. It is given to what scores, a {@link io.github.millwork.stage.RowObserver} as it is, or
 * rows are shown to it with {@link #observe(Dataset)}; then {@link #report()} says what has become of them. What it compares
 * with is in the pipeline. Takes the same memory however many rows there are; thread-safe.
 *
 * <p>A window is judged by the thread whose row closes it. That takes some tens of milliseconds.
 *
 * @param <P> the kind of prediction
 */
public final class Monitor<P extends Prediction> implements RowObserver {
    private final Fitted<P> fitted;
    private final String fingerprint;
    private final MonitorOptions options;
    private final Evaluator evaluator;
    private final LiveWindow live;
    private final PredictionLog log;
    private final Streams streams;
    private final SliceReader slices;
    private final Object judging = new Object();
    private final AlertBook alerts;
    private final Deque<MonitorReport> history = new ArrayDeque<>();
    private long closed;

    private Monitor(Fitted<P> fitted, Profile reference, MonitorOptions options) {
        this.fitted = fitted;
        this.fingerprint = fitted.fingerprint();
        this.options = options;
        String model = options.model().isEmpty() ? fingerprint.substring(0, 16) : options.model();
        this.evaluator = new Evaluator(model, reference, fitted.outputs(), options);
        this.live = new LiveWindow(
                reference, fitted, options.window(), options.clock().millis());
        this.streams = new Streams(options.streams(), fitted, reference);
        this.log = new PredictionLog(
                fitted.outputs(),
                options.remembered(),
                (out, truth) -> streams.judged(out, truth, options.clock().millis()));
        this.slices = new SliceReader(fitted.inputs(), options.slices());
        this.alerts = new AlertBook(model, options);
    }

    /**
     * Makes a monitor with standard options.
     *
     * @param <P> the kind of prediction
     * @param fitted the pipeline in use
     * @return a monitor that has seen nothing
     * @throws IllegalArgumentException if it is not known what the pipeline was fitted to
     */
    public static <P extends Prediction> Monitor<P> of(Fitted<P> fitted) {
        return of(fitted, MonitorOptions.standard());
    }

    /**
     * Makes a monitor.
     *
     * @param <P> the kind of prediction
     * @param fitted the pipeline in use
     * @param options how it watches
     * @return a monitor that has seen nothing
     * @throws IllegalArgumentException if it is not known what the pipeline was fitted to, or a slice is of a column that it
     *     does not read
     */
    public static <P extends Prediction> Monitor<P> of(Fitted<P> fitted, MonitorOptions options) {
        Profile reference = fitted.profile()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "Expected a pipeline that knows what it was fitted to but "
                                        + "this one does not. Fit it with Pipeline.fit or run, or load one that was saved by this version."));
        return new Monitor<>(fitted, reference, options);
    }

    @Override
    public Optional<RowListener> listener(Fitted<?> scoring) {
        if (!scoring.fingerprint().equals(fingerprint)) return Optional.empty();
        return Optional.of(new RowListener() {
            @Override
            public void scored(Cells cells, double[] out, int at, @Nullable String id, long time) {
                if (id != null)
                    log.predicted(id, slices.copy(out, at, fitted.outputs().width()), slices.of(cells));
                long when = time == NO_TIME ? options.clock().millis() : time;
                if (live.over(when)) close(when); // that row belongs to the next window of time
                live.add(cells, out, at, when);
                streams.scored(cells, out, at, when);
                raise();
                if (live.full()) close(when);
            }

            @Override
            public void refused(RuntimeException why) {
                live.refuse(String.valueOf(why.getMessage()));
            }

            @Override
            public void labelled(String id, String truth) {
                if (Outcomes.suits(fitted.outputs())) log.labelKnown(id, truth);
                raise();
            }
        });
    }

    /**
     * Scores rows and looks at them; the id and time of each are those of the columns of these roles. A label among their
     * columns is not looked at.
     *
     * @param rows rows with the columns that the pipeline reads
     * @throws io.github.millwork.data.DataException if a column is absent or of another type; nothing was observed then
     */
    public void observe(Dataset rows) {
        ScoredBatch.show(fitted, rows, fitted.predict(rows), listener(fitted).orElseThrow());
    }

    /**
     * Tells the truth of a prediction, at any time after or before it was made and in any order.
     *
     * @param id the id that the prediction had
     * @param truth the class, or the number
     * @return what became of it; the same label again changes nothing
     * @throws IllegalArgumentException if it is no class, or no finite number
     */
    public LabelResult label(String id, Object truth) {
        if (!Outcomes.suits(fitted.outputs())) {
            throw new IllegalArgumentException(
                    "Expected a classification or a regression to compare with the truth but this " + "predicts a "
                            + fitted.task().type().getSimpleName() + ".");
        }
        LabelResult result = log.label(id, truth);
        raise();
        return result;
    }

    /** Tells of changes that were found in streams. */
    private void raise() {
        if (!streams.found()) return;
        synchronized (judging) {
            Instant now = Instant.ofEpochMilli(options.clock().millis());
            for (StreamReport stream : streams.tell()) alerts.event(Evaluator.condition(stream), now);
        }
    }

    /**
     * {@return the report of the last window that was closed; where none was, as with an open window, of all rows so far}
     */
    public MonitorReport report() {
        synchronized (judging) {
            look();
            MonitorReport last = history.peekLast();
            return last == null ? current() : last;
        }
    }

    /** {@return the report of the window that is open, of the rows so far; it raises no alert} */
    public MonitorReport current() {
        synchronized (judging) {
            return withAlerts(evaluator.report(
                    live.observed(),
                    log.known(),
                    streams.reports(),
                    live.newest(),
                    false,
                    options.clock().millis()));
        }
    }

    /** {@return the reports of closed windows, the oldest first} */
    public List<MonitorReport> history() {
        synchronized (judging) {
            look();
            return List.copyOf(history);
        }
    }

    /** {@return how many windows were closed, those whose reports are not kept any more among them} */
    public long closed() {
        synchronized (judging) {
            look();
            return closed;
        }
    }

    /** {@return the alerts that are pending or firing} */
    public List<Alert> alerts() {
        synchronized (judging) {
            look();
            return alerts.alerts();
        }
    }

    /** {@return the alerts that fired and those that were resolved, the oldest first; the last 1,000} */
    public List<Alert> alertHistory() {
        synchronized (judging) {
            look();
            return alerts.history();
        }
    }

    /**
     * Closes the window that is open, whatever its size, and judges it; for those who know better when to.
     *
     * @return its report
     */
    public MonitorReport close() {
        synchronized (judging) {
            return judged(live.take());
        }
    }

    /** Forgets all rows, labels, reports and alerts. */
    public void reset() {
        synchronized (judging) {
            live.take();
            log.forget();
            streams.forget();
            history.clear();
            closed = 0;
            alerts.restore(new AlertBook("", options).toState());
        }
    }

    private void close(long when) {
        synchronized (judging) {
            if (live.over(when)) judged(live.take());
        }
    }

    /**
     * Looks at the clock: closes a window whose time is over, and tells where no row has come for too long
     * ({@link MonitorOptions#freshness}). Whoever asks for reports or alerts does this too; where nobody asks, an application
     * calls it now and then, since rows that do not come wake nobody.
     */
    public void look() {
        synchronized (judging) {
            long now = options.clock().millis();
            if (live.over(now)) judged(live.take());
            alerts.event(evaluator.freshness(live.newest(), now), Instant.ofEpochMilli(now));
        }
    }

    private MonitorReport judged(Observed window) {
        MonitorReport report = evaluator.report(
                window,
                log.take(),
                streams.take(),
                live.newest(),
                true,
                options.clock().millis());
        alerts.update(
                Evaluator.conditions(report),
                Instant.ofEpochMilli(options.clock().millis()));
        MonitorReport complete = withAlerts(report);
        history.addLast(complete);
        closed++;
        while (history.size() > options.history()) history.removeFirst();
        return complete;
    }

    private MonitorReport withAlerts(MonitorReport report) {
        return new MonitorReport(
                report.model(),
                report.rows(),
                report.from(),
                report.to(),
                report.closed(),
                report.columns(),
                report.predictions(),
                report.together(),
                report.streams(),
                report.quality(),
                report.coverage(),
                report.metrics(),
                report.estimates(),
                alerts.alerts());
    }

    /** {@return all that was observed, as data: counts, predictions that wait for their truth, alerts and history} */
    public State toState() {
        synchronized (judging) {
            return State.empty()
                    .with("fingerprint", fingerprint)
                    .with("live", live.toState())
                    .with("log", log.toState())
                    .with("streams", streams.toState())
                    .with("alerts", alerts.toState())
                    .with("closed", closed)
                    .with("history", history.stream().map(ReportState::of).toList());
        }
    }

    /**
     * Saves all that was observed, to go on from after a restart: counts, predictions that wait for their truth, alerts and
     * history.
     *
     * @param file where to; the folder is made if it is not there, and a file is replaced whole or not at all
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void save(Path file) {
        StateFile.write(file, toState());
    }

    /**
     * Goes on from where a monitor of the same pipeline was saved; what this one has observed is forgotten.
     *
     * @param file a file that {@link #save} wrote
     * @throws BundleException if there is no such file, it is damaged, or of another pipeline
     */
    public void restore(Path file) {
        restore(StateFile.read(file), file.toString());
    }

    /**
     * Goes on from where a monitor of the same pipeline was; what this one has observed is forgotten.
     *
     * @param state what its {@link #toState} gave
     * @throws BundleException if that is of another pipeline
     */
    public void restore(State state) {
        restore(state, "what was saved");
    }

    private void restore(State state, String where) {
        if (!state.string("fingerprint").equals(fingerprint)) {
            throw new BundleException("Expected a monitor of this pipeline in " + where
                    + " but it is of another one. Load that pipeline, or begin anew.");
        }
        synchronized (judging) {
            State before = toState();
            try {
                install(state);
            } catch (RuntimeException e) {
                install(before);
                if (e instanceof BundleException) throw e;
                throw new BundleException(
                        "Expected what a monitor observed in " + where + " but " + e.getMessage()
                                + ". It is damaged or of another version: begin anew, or use an earlier one.",
                        e);
            }
        }
    }

    private void install(State state) {
        List<MonitorReport> reports = new ArrayList<>();
        for (State saved : state.states("history")) reports.add(ReportState.read(saved));
        live.restore(state.state("live"));
        log.restore(state.state("log"));
        streams.restore(
                state.has("streams") ? state.state("streams") : State.empty().with("streams", List.of()));
        alerts.restore(state.state("alerts"));
        history.clear();
        history.addAll(reports);
        closed = state.has("closed") ? state.wide("closed") : reports.size();
    }
}
