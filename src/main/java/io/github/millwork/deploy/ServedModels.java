package io.github.millwork.deploy;

import io.github.millwork.data.Names;
import io.github.millwork.http.Refusal;
import io.github.millwork.stage.RowObserver;
import io.github.millwork.stage.State;
import java.time.Duration;
import java.util.Map;
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
    private final Map<String, RowObserver> observers;
    private final VersionCache versions;
    private final Thread watcher = new Thread(null, this::watch, "millwork-models", 0, false);

    private final Map<String, Entry> entries = new TreeMap<>(); // guarded by this
    private final Map<String, Routing> routings = new TreeMap<>(); // guarded by this
    private volatile SortedMap<String, Lineup> lineups = new TreeMap<>();
    private volatile boolean complete;

    /** The slots of a model. */
    private static final class Entry {
        final AliasSlot champion;

        @Nullable
        AliasSlot challenger;

        Routing routing = Routing.alone();

        Entry(AliasSlot champion) {
            this.champion = champion;
        }
    }

    ServedModels(
            ModelSource source,
            String alias,
            Duration period,
            ServingMetrics metrics,
            Map<String, RowObserver> observers,
            Map<String, Routing> routings) {
        this.source = source;
        this.alias = alias;
        this.period = period;
        this.metrics = metrics;
        this.observers = observers;
        this.routings.putAll(routings);
        this.versions = new VersionCache(source);
        watcher.setDaemon(true);
    }

    /** Loads what there is, and watches from then on. */
    void start() {
        refresh();
        synchronized (this) {
            routings.forEach((model, routing) -> note(model, routing));
        }
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
            boolean changed = false;
            for (String model : source.models()) {
                changed |= entries.get(model) == null;
                entries.computeIfAbsent(model, name -> new Entry(slot(name, alias)));
            }
            boolean all = true;
            for (Map.Entry<String, Entry> each : entries.entrySet()) {
                changed |= refresh(each.getKey(), each.getValue());
                all &= !each.getValue().champion.behind()
                        || each.getValue().champion.current() != null;
            }
            if (changed) lineups = lineups();
            complete = all;
        } catch (RuntimeException e) {
            LOG.error("The models could not be looked at; those that are loaded go on.", e);
        }
    }

    private boolean refresh(String model, Entry entry) {
        boolean changed = false;
        Routing wanted = routings.getOrDefault(model, Routing.alone());
        if (!wanted.equals(entry.routing)) {
            entry.routing = wanted;
            entry.challenger =
                    wanted.challenger().map(name -> slot(model, name)).orElse(null);
            changed = true;
        }
        changed |= entry.champion.refresh();
        AliasSlot challenger = entry.challenger;
        if (challenger != null) changed |= challenger.refresh();
        return changed;
    }

    private AliasSlot slot(String model, String name) {
        return new AliasSlot(model, name, source, metrics, name.equals(alias) ? observers.get(model) : null);
    }

    private SortedMap<String, Lineup> lineups() {
        SortedMap<String, Lineup> made = new TreeMap<>();
        entries.forEach((model, entry) -> {
            ServedModel champion = entry.champion.current();
            AliasSlot slot = entry.challenger;
            if (champion != null) {
                made.put(model, new Lineup(champion, slot == null ? null : slot.current(), entry.routing));
            }
        });
        return made;
    }

    /** Lets another routing hold from now on, and keeps it in the history of the model. */
    synchronized void route(String model, Routing routing) {
        if (!lineups.containsKey(model)) {
            throw new IllegalArgumentException("Expected a model that is served but found '" + model + "'. "
                    + Names.suggest(model, lineups.keySet()));
        }
        if (routing.equals(routings.put(model, routing))) return;
        refresh();
        note(model, routing);
    }

    private void note(String model, Routing routing) {
        Lineup lineup = lineups.get(model);
        if (lineup == null) return;
        ServedModel challenger = lineup.challenger();
        State details =
                State.empty().with("champion", lineup.champion().version()).with("share", routing.share());
        try {
            source.note(
                    model,
                    routing.challenger().orElse(alias),
                    challenger == null ? lineup.champion().version() : challenger.version(),
                    "routing: " + routing,
                    details);
        } catch (RuntimeException e) {
            LOG.warn("The routing of '{}' could not be kept in its history.", model, e);
        }
    }

    /** Gives the models that answer, by name. */
    SortedMap<String, Lineup> all() {
        return lineups;
    }

    /** Gives who answers for a model. */
    Lineup lineup(String model) {
        Lineup lineup = lineups.get(model);
        if (lineup != null) return lineup;
        String shown = model.length() <= 100 ? model : model.substring(0, 100) + "...";
        throw Refusal.of(
                404,
                "Expected a model that is served but found '" + shown + "'. " + Names.suggest(shown, lineups.keySet()));
    }

    /** Gives a version by its number, whatever answers as production. */
    Lineup lineup(String model, String version) {
        Lineup lineup = lineup(model);
        if (lineup.champion().version().equals(version)) {
            return new Lineup(lineup.champion(), null, Routing.alone());
        }
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
    }
}
