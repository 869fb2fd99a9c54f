package io.github.millwork.deploy;

import io.github.millwork.data.Names;
import io.github.millwork.feedback.FeedbackStore;
import io.github.millwork.http.Refusal;
import io.github.millwork.stage.RowObserver;
import io.github.millwork.stage.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models that a server answers for, each with its lineup, kept up to date by a thread that watches their aliases. */
final class ServedModels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServedModels.class);

    private final ModelSource source;
    private final String alias;
    private final Duration period;
    private final ServingMetrics metrics;
    private final Map<String, List<RowObserver>> observers;
    private final @Nullable FeedbackStore store;
    private final VersionCache versions;
    private final Thread watcher = new Thread(null, this::watch, "millwork-models", 0, false);

    private final Map<String, ServedEntry> entries = new TreeMap<>(); // guarded by this
    private final Map<String, Routing> wished = new TreeMap<>(); // not in the history yet; guarded by this
    private volatile SortedMap<String, Lineup> lineups = new TreeMap<>();
    private volatile boolean looked; // whether each model was looked at once
    private volatile boolean complete;

    ServedModels(
            ModelSource source,
            String alias,
            Duration period,
            ServingMetrics metrics,
            Map<String, List<RowObserver>> observers,
            Map<String, Routing> routings,
            @Nullable FeedbackStore store) {
        this.source = source;
        this.alias = alias;
        this.period = period;
        this.metrics = metrics;
        this.observers = observers;
        this.wished.putAll(routings);
        this.store = store;
        this.versions = new VersionCache(source);
        watcher.setDaemon(true);
    }

    /** Loads what there is, and watches from then on. */
    void start() {
        refresh();
        watcher.start();
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                TimeUnit.NANOSECONDS.sleep(period.toNanos());
                refresh();
            } catch (InterruptedException e) {
                return; // closed
            }
        }
    }

    /** Looks whether aliases were moved or models were added, and follows; what fails is logged, and what was there goes on. */
    synchronized void refresh() {
        try {
            for (String model : source.models()) {
                if (!entries.containsKey(model)) entries.put(model, entry(model));
            }
            boolean all = true;
            for (Map.Entry<String, ServedEntry> each : entries.entrySet()) {
                // At once, so that no model waits for another to be loaded.
                if (refresh(each.getKey(), each.getValue())) lineups = lineups();
                all &= each.getValue().complete();
            }
            looked = true;
            entries.forEach(this::tell);
            complete = all;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) return; // closed in the middle of a look
            LOG.error("The models could not be looked at; those that are loaded go on.", e);
        }
    }

    private ServedEntry entry(String model) {
        return new ServedEntry(model, alias, source, metrics, observers.getOrDefault(model, List.of()), store);
    }

    /** A routing that was wished for here goes before the one that the history tells of, until that tells of it too. */
    private boolean refresh(String model, ServedEntry entry) {
        Routing before = entry.routing();
        Optional<Routing> noted = entry.noted();
        Routing wish = wished.get(model);
        if (wish != null && noted.filter(wish::equals).isPresent()) wished.remove(model);
        Routing wanted = wished.getOrDefault(model, noted.orElse(before));
        try {
            if (!wanted.equals(before)) {
                entry.check(wanted);
                entry.route(wanted);
            }
        } catch (IllegalArgumentException e) {
            LOG.error("The routing '{}' of '{}' cannot hold here; '{}' goes on.", wanted, model, before, e);
            wished.remove(model);
        }
        boolean moved = entry.refresh();
        return moved || !wanted.equals(before);
    }

    private SortedMap<String, Lineup> lineups() {
        SortedMap<String, Lineup> made = new TreeMap<>();
        entries.forEach((model, entry) -> {
            Lineup lineup = entry.lineup();
            if (lineup != null) made.put(model, lineup);
        });
        return made;
    }

    /** Puts into the history what it does not tell of yet: a routing that was wished for, and a winner. */
    private void tell(String model, ServedEntry entry) {
        Lineup lineup = lineups.get(model);
        if (lineup == null) return;
        if (wished.remove(model) != null) note(model, lineup, entry.routing());
        entry.decided().ifPresent(experiment -> {
            Contender winner = lineup.at(experiment.winner().orElse(alias));
            String why = "routing: version " + winner.model().version() + " has won as '" + winner.alias() + "'";
            State details = ExperimentText.details(experiment);
            if (note(model, winner.alias(), winner.model().version(), why, details)) entry.told(experiment);
        });
    }

    private void note(String model, Lineup lineup, Routing routing) {
        Contender first = lineup.challenger();
        State details =
                State.empty().with("champion", lineup.champion().version()).with("share", routing.share());
        note(
                model,
                routing.challenger().orElse(alias),
                (first == null ? lineup.champion() : first.model()).version(),
                "routing: " + routing,
                RoutingState.with(details, alias, routing));
    }

    private boolean note(String model, String about, String version, String why, State details) {
        try {
            source.note(model, about, version, why, details);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("'{}' could not be kept in the history of '{}'.", why, model, e);
            return false;
        }
    }

    /**
     * Lets another routing hold from now on, and keeps it in the history of the model.
     *
     * @throws IllegalArgumentException if there is no such model, or the routing cannot be
     */
    synchronized void route(String model, Routing routing) {
        ServedEntry entry = entries.get(model);
        if (entry == null || !lineups.containsKey(model)) {
            throw new IllegalArgumentException("Expected a model that is served but found '" + model + "'. "
                    + Names.suggest(model, lineups.keySet()));
        }
        entry.check(routing);
        if (routing.equals(entry.routing())) return;
        wished.put(model, routing);
        refresh();
    }

    /** Gives the models that answer, by name. */
    SortedMap<String, Lineup> all() {
        return lineups;
    }

    /** Gives who answers where no model is named, which takes that there is one. */
    Lineup only(String action) {
        if (!looked) throw loading();
        SortedMap<String, Lineup> now = lineups;
        if (now.size() == 1) return now.values().iterator().next();
        throw Refusal.of(
                404,
                "Expected one model to be served but there are " + now.size() + ". Name it: /v2/models/MODEL/" + action
                        + ".");
    }

    private static Refusal loading() {
        return Refusal.later(503, 1, "The models are being loaded; come again.");
    }

    /** Gives who answers for a model. */
    Lineup lineup(String model) {
        Lineup lineup = lineups.get(model);
        if (lineup != null) return lineup;
        if (!looked) throw loading();
        String shown = model.length() <= 100 ? model : model.substring(0, 100) + "...";
        throw Refusal.of(
                404,
                "Expected a model that is served but found '" + shown + "'. " + Names.suggest(shown, lineups.keySet()));
    }

    /** Gives a version by its number, whatever answers as production. */
    Lineup lineup(String model, String version) {
        Lineup lineup = lineup(model);
        if (lineup.champion().version().equals(version)) return Lineup.of(lineup.champion());
        return versions.get(model, version);
    }

    /** Whether all models of the registry answer. */
    boolean ready() {
        return complete;
    }

    ModelSource source() {
        return source;
    }

    @Override
    public void close() {
        watcher.interrupt();
        synchronized (this) {
            entries.values().forEach(ServedEntry::close);
        }
    }
}
