package io.github.millwork.tune;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.RowOrder;
import io.github.millwork.data.Split;
import io.github.millwork.stage.Cut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rows of each fold, copied once, when they are first asked for: what fits share is kept under the very same rows. A
 * share of the training rows is a random part of them, in their order; smaller shares are parts of larger ones.
 */
final class FoldRows {
    private record Part(int fold, double share) {}

    private final Dataset data;
    private final List<Cut> cuts;
    private final List<int[]> orders = new ArrayList<>();
    private final Map<Part, Split> parts = new ConcurrentHashMap<>();

    FoldRows(Dataset data, List<Cut> cuts, long seed) {
        this.data = data;
        this.cuts = cuts;
        for (int fold = 0; fold < cuts.size(); fold++) {
            orders.add(RowOrder.shuffled(cuts.get(fold).train().length, new SplittableRandom(seed + fold)));
        }
    }

    int folds() {
        return cuts.size();
    }

    private int count(int fold, double share) {
        int all = cuts.get(fold).train().length;
        return (int) Math.max(Math.min(all, 1), Math.min(all, Math.round(all * share)));
    }

    Split of(int fold, double share) {
        Split whole =
                parts.computeIfAbsent(new Part(fold, 1), part -> cuts.get(fold).of(data));
        if (share == 1) return whole;
        return parts.computeIfAbsent(new Part(fold, share), part -> {
            int[] chosen = Arrays.copyOf(orders.get(fold), count(fold, share));
            Arrays.sort(chosen);
            int[] all = cuts.get(fold).train();
            int[] train = Arrays.stream(chosen).map(i -> all[i]).toArray();
            // The test rows are those of the whole fold, so that their features need not be computed again.
            return new Split(data.rows(train), whole.test());
        });
    }

    /** Lets go of the rows that were fitted to in part, which the next round has no use for. */
    void forgetShares() {
        parts.keySet().removeIf(part -> part.share < 1);
    }
}
