package io.github.millwork.monitor;

import io.github.millwork.stage.State;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps count of what has come since a model was fitted, or since that was last tried, and asks a policy. What it has counted
 * can be saved and restored, so that a restart forgets nothing. Thread-safe.
 */
public final class RetrainingTrigger {
    private static final int REMEMBERED = 100;

    private final RetrainingPolicy policy;
    private final Clock clock;
    private Instant since;
    private long rows;
    private long labels;
    private long fitted;
    private Map<String, Double> tolerated = Map.of();
    private int inVain;
    private long learned; // since the training began
    private final Deque<Long> tries = new ArrayDeque<>(); // what was learned by then
    private long forgotten; // fits before those
    private long windows; // that the monitor in use had closed by then

    private RetrainingTrigger(RetrainingPolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
        this.since = clock.instant();
    }

    /**
     * {@return a trigger that begins to count now}
     *
     * @param policy when to fit anew
     * @param options those of the monitor that is asked, for its clock
     * @throws IllegalArgumentException if that monitor closes no windows, since then there is nothing to look at
     */
    public static RetrainingTrigger of(RetrainingPolicy policy, MonitorOptions options) {
        if (options.window().equals(Window.OPEN)) {
            throw new IllegalArgumentException(
                    "Expected a monitor that closes windows, for a policy to look at, but its only window is never "
                            + "closed. Set MonitorOptions.window(Window.ofRows(500)), for example.");
        }
        return new RetrainingTrigger(policy, options.clock());
    }

    /**
     * Counts rows that were scored.
     *
     * @param count how many
     */
    public synchronized void scored(long count) {
        rows += count;
    }

    /**
     * Counts rows whose truth was told.
     *
     * @param count how many, each only once
     */
    public synchronized void labelled(long count) {
        labels += count;
        learned += count;
    }

    /**
     * Asks the policy.
     *
     * @param monitor the monitor of the model in use
     * @return why it is to be fitted anew; empty where it is not
     */
    public synchronized Optional<RetrainingReason> check(Monitor<?> monitor) {
        List<MonitorReport> history = monitor.history();
        int newer = (int) Math.max(0, Math.min(history.size(), monitor.closed() - windows));
        List<MonitorReport> since = history.subList(history.size() - newer, history.size());
        return policy.reason(new RetrainingEvidence(
                clock.instant(),
                this.since,
                rows,
                labels,
                fitted,
                tolerated,
                inVain,
                since,
                learned,
                List.copyOf(tries),
                forgotten));
    }

    /** Counts a fit, whatever comes of it. */
    public synchronized void tried() {
        tries.addLast(learned);
        if (tries.size() <= REMEMBERED) return;
        tries.removeFirst();
        forgotten++;
    }

    /**
     * Begins to count anew, after a model was fitted and is in use now.
     *
     * @param monitor its monitor
     * @param rowsFitted to how many rows
     */
    public synchronized void begin(Monitor<?> monitor, long rowsFitted) {
        inVain(monitor, rowsFitted, Map.of());
        inVain = 0;
    }

    /**
     * Begins to count anew, after a fit that did not better the model in use.
     *
     * @param monitor the monitor of that model
     * @param rowsFitted to how many rows it was tried
     * @param scores what could not be bettered, by metric; none where that is not known
     */
    public synchronized void inVain(Monitor<?> monitor, long rowsFitted, Map<String, Double> scores) {
        since = clock.instant();
        rows = 0;
        labels = 0;
        fitted = rowsFitted;
        tolerated = Map.copyOf(scores);
        inVain++;
        windows = monitor.closed();
    }

    /** {@return what was counted, as data} */
    public synchronized State toState() {
        return State.empty()
                .with("since", since.toString())
                .with("rows", rows)
                .with("labels", labels)
                .with("fitted", fitted)
                .with("in-vain", inVain)
                .with(
                        "tolerated",
                        tolerated.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(score -> State.empty()
                                        .with("metric", score.getKey())
                                        .with("value", score.getValue()))
                                .toList())
                .with("windows", windows)
                .with("learned", learned)
                .with("tries", tries.stream().mapToDouble(Long::doubleValue).toArray())
                .with("forgotten", forgotten);
    }

    /**
     * Goes on counting from where another one was.
     *
     * @param state what its {@link #toState} gave
     * @throws io.github.millwork.stage.BundleException if that is something else
     */
    public synchronized void restore(State state) {
        since = Instant.parse(state.string("since"));
        rows = state.wide("rows");
        labels = state.wide("labels");
        fitted = state.wide("fitted");
        inVain = state.integer("in-vain");
        tolerated = state.states("tolerated").stream()
                .collect(Collectors.toUnmodifiableMap(score -> score.string("metric"), score -> score.number("value")));
        windows = state.wide("windows");
        tries.clear();
        if (state.has("tries")) { // older files have none
            learned = state.wide("learned");
            for (double at : state.numbers("tries")) tries.addLast((long) at);
        }
        // Older files do not say, but forgot the first of more than they remember.
        forgotten = state.has("forgotten") ? state.wide("forgotten") : tries.size() < REMEMBERED ? 0 : 1;
    }
}
