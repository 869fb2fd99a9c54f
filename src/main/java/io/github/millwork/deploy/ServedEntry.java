package io.github.millwork.deploy;

import io.github.millwork.feedback.FeedbackEvent;
import io.github.millwork.feedback.FeedbackStore;
import io.github.millwork.feedback.LoggedLabel;
import io.github.millwork.stage.RowListener;
import io.github.millwork.stage.RowObserver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One model that is served: its aliases, who answers, and what is learned of them. Changed by one thread at a time. */
final class ServedEntry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServedEntry.class);

    private final String model;
    private final String alias;
    private final ModelSource source;
    private final ServingMetrics metrics;
    private final List<RowObserver> observers;
    private final @Nullable FeedbackStore store;
    private final AliasSlot champion;
    private final Map<String, AliasSlot> challengers = new LinkedHashMap<>();

    /** Those who were shown rows of any version since the start, since labels come late. */
    private final Map<String, RowListener> shown = new ConcurrentHashMap<>();

    private Routing routing = Routing.alone();
    private int seen; // so many events of the history
    private FeedbackStore.@Nullable Following labels;
    private @Nullable Experiment experiment;
    private FeedbackStore.@Nullable Following following;
    private @Nullable String told; // the experiment whose winner is in the history

    ServedEntry(
            String model,
            String alias,
            ModelSource source,
            ServingMetrics metrics,
            List<RowObserver> observers,
            @Nullable FeedbackStore store) {
        this.model = model;
        this.alias = alias;
        this.source = source;
        this.metrics = metrics;
        this.observers = observers;
        this.store = store;
        this.champion = slot(alias);
        follow();
    }

    private void follow() {
        if (store == null) return;
        try {
            labels = store.follow(model, this::happened);
        } catch (RuntimeException e) {
            LOG.error("The feedback for '{}' could not be read; it answers without.", model, e);
        }
    }

    /** Looks what others have told. */
    private void catchUp() {
        if (store == null) return;
        if (labels == null) follow();
        else store.counts(model);
    }

    private AliasSlot slot(String name) {
        return new AliasSlot(model, name, source, metrics, observers);
    }

    /** Tells late labels to those who were shown the prediction, whichever version made it and whoever told them. */
    private void happened(FeedbackEvent event) {
        if (!(event instanceof LoggedLabel label)) return;
        // A shadow was shown the row as well.
        shown.values().forEach(listener -> listener.labelled(label.id(), label.truth()));
    }

    Routing routing() {
        return routing;
    }

    /** Checks a routing before it holds. */
    void check(Routing wanted) {
        int columns = wanted.policy().map(policy -> policy.contextSize()).orElse(0);
        if (columns != wanted.context().size()) {
            throw new IllegalArgumentException(
                    "Expected the names of " + columns + " columns that the policy looks at but " + "found "
                            + wanted.context().size() + ". Add context(...).");
        }
        if (wanted.kind() == Routing.Kind.BANDIT && store == null) {
            throw new IllegalArgumentException(
                    "Expected a store of feedback for a routing that learns from rewards but "
                            + "there is none. Add feedback(FeedbackStore.at(folder)) to the server.");
        }
        if (wanted.challengers().contains(alias)) {
            throw new IllegalArgumentException("Expected challengers of '" + alias + "' but found itself among them.");
        }
        ServedModel model = champion.current();
        if (model != null) Lineup.of(model).contextFor(wanted);
    }

    void route(Routing wanted) {
        if (wanted.equals(routing)) return;
        routing = wanted;
        Map<String, AliasSlot> kept = new LinkedHashMap<>(challengers);
        challengers.clear();
        for (String name : wanted.challengers()) {
            AliasSlot slot = kept.get(name);
            challengers.put(name, slot == null ? slot(name) : slot);
        }
    }

    /** Gives the last routing that the history tells of since this was last asked. */
    Optional<Routing> noted() {
        List<RegistryEvent> history = source.history(model);
        Optional<Routing> last = Optional.empty();
        for (RegistryEvent event : history.subList(Math.min(seen, history.size()), history.size())) {
            Optional<Routing> found = RoutingState.of(event, alias);
            if (found.isPresent()) last = found;
        }
        seen = history.size();
        return last;
    }

    /** Follows the aliases; gives whether another version may answer now. */
    boolean refresh() {
        boolean changed = champion.refresh();
        for (AliasSlot slot : challengers.values()) changed |= slot.refresh();
        try {
            catchUp();
        } catch (RuntimeException e) {
            LOG.warn("What others have told of '{}' could not be read.", model, e);
        }
        return changed;
    }

    /** Whether it answers with what it should. */
    boolean complete() {
        return !champion.behind() || champion.current() != null;
    }

    /** Gives who may answer now; null where nobody can. */
    @Nullable
    Lineup lineup() {
        ServedModel first = champion.current();
        if (first == null) return null;
        Map<String, ServedModel> others = new LinkedHashMap<>();
        challengers.forEach((name, slot) -> {
            ServedModel model = slot.current();
            if (model != null) others.put(name, model);
        });
        first.listener().ifPresent(listener -> shown.put(first.version(), listener));
        others.values().forEach(other -> other.listener().ifPresent(listener -> shown.put(other.version(), listener)));
        try {
            return new Lineup(alias, first, others, routing, experiment(first, others));
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "Version {} of '{}' answers alone, since the routing does not suit it.", first.version(), model, e);
            return new Lineup(alias, first, Map.of(), Routing.alone(), null);
        }
    }

    /** Goes on with the experiment if it is still that of the same versions, and with what is known of it if it is new. */
    private @Nullable Experiment experiment(ServedModel first, Map<String, ServedModel> others) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put(alias, first.version());
        others.forEach((name, model) -> versions.put(name, model.version()));
        boolean wanted = store != null
                && versions.size() > 1
                && (routing.kind() == Routing.Kind.BANDIT || routing.kind() == Routing.Kind.CANARY);
        Experiment now = experiment;
        if (wanted && now != null && now.is(routing, versions)) return now;
        if (following != null) following.close();
        following = null;
        experiment = null;
        if (!wanted || store == null) return null;
        Experiment next = new Experiment(routing, versions);
        following = store.followAll(model, next::happened);
        experiment = next;
        return next;
    }

    /** Gives the experiment if it has a winner of which the history does not tell yet. */
    Optional<Experiment> decided() {
        Experiment now = experiment;
        if (now == null || now.winner().isEmpty() || now.name().equals(told)) return Optional.empty();
        boolean known = source.history(model).stream()
                .anyMatch(event -> event.details().has(ExperimentText.WINNER)
                        && event.details().string(ExperimentText.EXPERIMENT).equals(now.name()));
        if (known) told(now);
        return known ? Optional.empty() : Optional.of(now);
    }

    /** Takes note that the history tells of the winner. */
    void told(Experiment decided) {
        told = decided.name();
    }

    @Override
    public void close() {
        if (following != null) following.close();
        if (labels != null) labels.close();
    }
}
