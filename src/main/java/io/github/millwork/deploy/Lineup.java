package io.github.millwork.deploy;

import io.github.millwork.stage.RowProgram;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may answer a request: looked up once for each, so that all of the request sees the same versions, whatever moves
 * meanwhile. Immutable.
 */
final class Lineup {
    private final ServedModel champion;
    private final @Nullable ServedModel challenger;
    private final Routing routing;
    private final Map<String, Integer> columns = new HashMap<>();
    private final int[] championPlaces;
    private final int[] challengerPlaces;

    Lineup(ServedModel champion, @Nullable ServedModel challenger, Routing routing) {
        this.champion = champion;
        this.challenger = challenger;
        this.routing = challenger == null ? Routing.alone() : routing;
        add(champion);
        if (challenger != null) add(challenger);
        this.championPlaces = champion.places(columns);
        this.challengerPlaces = challenger == null ? new int[0] : challenger.places(columns);
    }

    private void add(ServedModel model) {
        for (RowProgram.Input input : model.fitted().inputs()) columns.putIfAbsent(input.column(), columns.size());
    }

    ServedModel champion() {
        return champion;
    }

    @Nullable
    ServedModel challenger() {
        return challenger;
    }

    Routing routing() {
        return routing;
    }

    /** The place of each column that one of them reads. */
    Map<String, Integer> columns() {
        return columns;
    }

    int[] championPlaces() {
        return championPlaces;
    }

    int[] challengerPlaces() {
        return challengerPlaces;
    }
}
