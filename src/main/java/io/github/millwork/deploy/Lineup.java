package io.github.millwork.deploy;

import io.github.millwork.stage.RowProgram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may answer a request: looked up once for each, so that all of the request sees the same versions, whatever moves
 * meanwhile. Immutable.
 */
final class Lineup {
    /** What a version stands under that is asked for by its number. */
    static final String BY_NUMBER = "version";

    private final Contender champion;
    private final List<Contender> challengers = new ArrayList<>();
    private final Routing routing;
    private final @Nullable Experiment experiment;
    private final ContextReader context;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<RowProgram.Input> inputs = new ArrayList<>();

    /**
     * Makes a lineup.
     *
     * @param alias what the champion stands under
     * @param champion the version that answers where nobody else does
     * @param others the others, by their alias
     * @param routing who answers
     * @param experiment what is learned of them; null where nothing is
     * @throws IllegalArgumentException if the policy looks at columns that the champion does not read as numbers
     */
    Lineup(
            String alias,
            ServedModel champion,
            Map<String, ServedModel> others,
            Routing routing,
            @Nullable Experiment experiment) {
        this.routing = others.isEmpty() ? Routing.alone() : routing;
        this.experiment = experiment;
        add(champion);
        others.values().forEach(this::add);
        this.champion = new Contender(alias, champion, champion.places(columns));
        this.context = contextFor(this.routing);
        others.forEach((name, model) -> challengers.add(new Contender(name, model, model.places(columns))));
    }

    /** Makes the lineup of a version that is asked for by its number. */
    static Lineup of(ServedModel model) {
        return new Lineup(BY_NUMBER, model, Map.of(), Routing.alone(), null);
    }

    private void add(ServedModel model) {
        for (RowProgram.Input input : model.fitted().inputs()) {
            if (columns.putIfAbsent(input.column(), columns.size()) == null) inputs.add(input);
        }
    }

    ServedModel champion() {
        return champion.model();
    }

    Contender production() {
        return champion;
    }

    /** Those who may answer besides; none where they are not there. */
    List<Contender> challengers() {
        return challengers;
    }

    /** The first of those who may answer besides. */
    @Nullable
    Contender challenger() {
        return challengers.isEmpty() ? null : challengers.get(0);
    }

    /** Gives who stands under an alias; the champion where nobody does. */
    Contender at(String alias) {
        for (Contender each : challengers) if (each.alias().equals(alias)) return each;
        return champion;
    }

    Routing routing() {
        return routing;
    }

    @Nullable
    Experiment experiment() {
        return experiment;
    }

    /**
     * The numbers that the policy of a routing would look at.
     *
     * @throws IllegalArgumentException if the champion does not read them
     */
    ContextReader contextFor(Routing other) {
        return ContextReader.of(other.context(), champion.model(), champion.places());
    }

    /** The numbers that the policy looks at. */
    ContextReader context() {
        return context;
    }

    /** The place of each column that one of them reads. */
    Map<String, Integer> columns() {
        return columns;
    }

    /** For each place the column, as the first one reads it that does. */
    List<RowProgram.Input> inputs() {
        return inputs;
    }
}
