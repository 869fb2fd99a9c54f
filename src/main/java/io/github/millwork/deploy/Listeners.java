package io.github.millwork.deploy;

import io.github.millwork.data.Cells;
import io.github.millwork.stage.RowListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several listeners as one. Immutable; as thread-safe as they are.
 *
 * @param all the listeners
 */
record Listeners(List<RowListener> all) implements RowListener {
    /** Gives one listener for several; null for none. */
    static @Nullable RowListener of(List<RowListener> all) {
        if (all.isEmpty()) return null;
        return all.size() == 1 ? all.get(0) : new Listeners(all);
    }

    @Override
    public void scored(Cells cells, double[] out, int at, @Nullable String id, long time) {
        for (RowListener each : all) each.scored(cells, out, at, id, time);
    }

    @Override
    public void refused(RuntimeException why) {
        for (RowListener each : all) each.refused(why);
    }

    @Override
    public void labelled(String id, String truth) {
        for (RowListener each : all) each.labelled(id, truth);
    }
}
