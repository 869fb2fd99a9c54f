package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.RowOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Deals rows out at random: of each class alike, and groups as a whole where there are any. */
final class Folds {
    private Folds() {}

    /** The fold of each row. Classes begin with different folds, so that rare ones do not all end in the first. */
    static int[] assign(Dataset data, TargetValues target, int folds, long seed) {
        Map<Integer, Integer> first = new HashMap<>();
        return deal(data, target, seed, (stratum, place) -> {
            first.putIfAbsent(stratum, first.size() % folds);
            return (first.getOrDefault(stratum, 0) + place) % folds;
        });
    }

    /** Which rows are cut off: 1 for those, 0 for the rest. Of a class with few rows none may be cut off. */
    static int[] cutOff(Dataset data, TargetValues target, double share, long seed) {
        return deal(
                data,
                target,
                seed,
                (stratum, place) -> Math.floor((place + 1) * share) > Math.floor(place * share) ? 1 : 0);
    }

    /** Asks, unit by unit in random order, where the next unit of a stratum goes; a group is a unit, or else a row. */
    private static int[] deal(Dataset data, TargetValues target, long seed, IntBinaryOperator where) {
        int[] dealt = new int[data.rowCount()];
        Column group = data.schema()
                .withRole(Role.GROUP)
                .map(field -> data.column(field.name()))
                .orElse(null);
        int[] codes = group == null && target instanceof TargetValues.Classes classes ? classes.codes() : null;
        Map<Integer, Integer> places = new HashMap<>();
        Map<@Nullable Object, Integer> groups = new HashMap<>();
        for (int row : RowOrder.shuffled(data.rowCount(), new SplittableRandom(seed))) {
            Integer known = group == null ? null : groups.get(group.value(row));
            if (known == null) {
                int stratum = codes == null ? 0 : codes[row];
                known = where.applyAsInt(stratum, places.merge(stratum, 1, Integer::sum) - 1);
                if (group != null) groups.put(group.value(row), known);
            }
            dealt[row] = known;
        }
        return dealt;
    }
}
