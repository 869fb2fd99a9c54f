package io.github.millwork.monitor;

import io.github.millwork.stage.State;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The states of all alerts, from window to window. One thread at a time. */
final class AlertBook {
    private static final Logger LOG = LoggerFactory.getLogger(AlertBook.class);

    /** What is looked at in a window: whether it is wrong, empty where that cannot be told, and the message. */
    record Condition(String check, String column, Optional<Boolean> wrong, String message) {
        String key() {
            return check + '\n' + column;
        }
    }

    /** So many of what was told of are remembered. */
    private static final int REMEMBERED = 1_000;

    private record Entry(Alert alert, int streak) {}

    private final String model;
    private final MonitorOptions options;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Instant> resolved = new HashMap<>();
    private final Deque<Alert> told = new ArrayDeque<>();

    AlertBook(String model, MonitorOptions options) {
        this.model = model;
        this.options = options;
    }

    /** Takes what was found in a closed window, and tells the sinks of what fires or resolves. */
    void update(List<Condition> conditions, Instant now) {
        for (Condition condition : conditions) {
            if (condition.wrong().isEmpty()) continue; // what cannot be told changes nothing
            Entry entry = entries.get(condition.key());
            if (condition.wrong().get())
                wrong(condition, entry, now, options.policy().fireAfter());
            else if (entry != null)
                right(condition, entry, now, options.policy().resolveAfter());
        }
    }

    /** Takes what was found at a moment, which fires or resolves at once: it does not come and go with windows. */
    void event(Condition condition, Instant now) {
        Entry entry = entries.get(condition.key());
        if (condition.wrong().orElse(false)) wrong(condition, entry, now, 1);
        else if (entry != null) right(condition, entry, now, 1);
    }

    private void wrong(Condition condition, @Nullable Entry entry, Instant now, int fireAfter) {
        boolean firing = entry != null && entry.alert.state() == Alert.Status.FIRING;
        int streak = entry == null || entry.streak < 0 ? 1 : entry.streak + 1;
        if (firing || streak < fireAfter || cooling(condition, now)) {
            Alert.Status state = firing ? Alert.Status.FIRING : Alert.Status.PENDING;
            Instant since = entry == null || entry.alert.state() != state ? now : entry.alert.since();
            entries.put(condition.key(), new Entry(alert(condition, state, since), streak));
            return;
        }
        Alert alert = alert(condition, Alert.Status.FIRING, now);
        entries.put(condition.key(), new Entry(alert, streak));
        tell(alert);
    }

    private boolean cooling(Condition condition, Instant now) {
        Instant last = resolved.get(condition.key());
        return last != null && now.isBefore(last.plus(options.policy().cooldown()));
    }

    private void right(Condition condition, Entry entry, Instant now, int resolveAfter) {
        if (entry.alert.state() == Alert.Status.PENDING) {
            entries.remove(condition.key());
            return;
        }
        int streak = entry.streak > 0 ? -1 : entry.streak - 1;
        if (-streak < resolveAfter) {
            entries.put(condition.key(), new Entry(entry.alert, streak));
            return;
        }
        entries.remove(condition.key());
        resolved.put(condition.key(), now);
        tell(alert(condition, Alert.Status.RESOLVED, now));
    }

    private Alert alert(Condition condition, Alert.Status state, Instant since) {
        return new Alert(model, condition.check(), condition.column(), state, since, condition.message());
    }

    private void tell(Alert alert) {
        told.addLast(alert);
        if (told.size() > REMEMBERED) told.removeFirst();
        for (AlertSink sink : options.sinks()) {
            try {
                sink.alert(alert);
            } catch (RuntimeException e) {
                LOG.warn("An alert could not be passed on.", e);
            }
        }
    }

    /** Those that are pending or firing. */
    List<Alert> alerts() {
        return entries.values().stream().map(Entry::alert).toList();
    }

    /** What fired and what was resolved, the oldest first. */
    List<Alert> history() {
        return List.copyOf(told);
    }

    State toState() {
        List<State> saved = new ArrayList<>();
        entries.values().forEach(entry -> saved.add(entry.alert.toState().with("streak", entry.streak)));
        List<State> gone = new ArrayList<>();
        resolved.forEach((key, when) -> gone.add(State.empty().with("key", key).with("when", when.toString())));
        return State.empty()
                .with("entries", saved)
                .with("resolved", gone)
                .with("told", told.stream().map(Alert::toState).toList());
    }

    void restore(State state) {
        entries.clear();
        resolved.clear();
        told.clear();
        if (state.has("told")) state.states("told").forEach(alert -> told.add(Alert.read(alert)));
        for (State saved : state.states("entries")) {
            Alert alert = Alert.read(saved);
            entries.put(alert.check() + '\n' + alert.column(), new Entry(alert, saved.integer("streak")));
        }
        for (State gone : state.states("resolved")) {
            resolved.put(gone.string("key"), Instant.parse(gone.string("when")));
        }
    }
}
