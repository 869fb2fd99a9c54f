package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.RowOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Deals rows out to folds of equal size: at random, each class on its own, and groups as a whole where there are any. */
final class Folds {
    private Folds() {}

    static int[] assign(Dataset data, TargetValues target, int folds, long seed) {
        int[] fold = new int[data.rowCount()];
        int[] order = RowOrder.shuffled(data.rowCount(), new SplittableRandom(seed));
        Field group = data.schema().withRole(Role.GROUP).orElse(null);
        if (group != null) {
            Map<String, Integer> byGroup = new HashMap<>();
            for (int row : order) {
                String key = String.valueOf(data.column(group.name()).value(row));
                byGroup.putIfAbsent(key, byGroup.size() % folds);
                fold[row] = byGroup.getOrDefault(key, 0);
            }
            return fold;
        }
        int[] codes = target instanceof TargetValues.Classes classes ? classes.codes() : new int[fold.length];
        Map<Integer, Integer> dealt = new HashMap<>();
        for (int row : order) fold[row] = (dealt.merge(codes[row], 1, Integer::sum) - 1) % folds;
        return fold;
    }
}
