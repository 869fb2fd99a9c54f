package io.github.millwork.evaluate;

import io.github.millwork.data.RowOrder;
import io.github.millwork.stage.Cut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Deals rows to folds: the result is the fold of each row, from 0. */
final class FoldDealer {
    private final int folds;
    private final SplittableRandom random;

    FoldDealer(int folds, SplittableRandom random) {
        this.folds = folds;
        this.random = random;
    }

    /** What is known of the rows: groups that stay whole, classes that are spread; null for either. */
    record Known(int rows, RowKeys.@Nullable Groups groups, RowKeys.@Nullable Groups classes) {}

    int[] deal(Known known) {
        RowKeys.Groups groups = known.groups;
        RowKeys.Groups classes = known.classes;
        if (groups == null) return classes == null ? rows(known.rows) : strata(classes);
        return classes == null ? groups(groups) : groups(groups, classes);
    }

    /** Any rows; the first folds have one more where they cannot be equal. */
    private int[] rows(int rows) {
        int[] fold = new int[rows];
        int[] order = RowOrder.shuffled(rows, random);
        int dealt = 0;
        for (int k = 0; k < folds; k++) {
            int size = rows / folds + (k < rows % folds ? 1 : 0);
            for (int i = 0; i < size; i++) fold[order[dealt++]] = k;
        }
        return fold;
    }

    /**
     * Rows class by class, to one fold after the other without a new start for each class, as scikit-learn does: folds
     * differ by one row at most, in all and of each class.
     */
    private int[] strata(RowKeys.Groups classes) {
        int[] next = new int[classes.sizes().length];
        for (int c = 1; c < next.length; c++) next[c] = next[c - 1] + classes.sizes()[c - 1];
        int[] fold = new int[classes.of().length];
        for (int row : RowOrder.shuffled(fold.length, random)) fold[row] = next[classes.of()[row]]++ % folds;
        return fold;
    }

    /** Groups, each to the fold with fewest rows. */
    private int[] groups(RowKeys.Groups groups) {
        long[] filled = new long[folds];
        int[] foldOf = new int[groups.sizes().length];
        for (int group : largeFirst(groups.sizes())) {
            int best = 0;
            for (int k = 1; k < folds; k++) if (filled[k] < filled[best]) best = k;
            foldOf[group] = best;
            filled[best] += groups.sizes()[group];
        }
        return Arrays.stream(groups.of()).map(group -> foldOf[group]).toArray();
    }

    /**
     * Groups, each to the fold where it least adds to the variance of the shares of the classes over folds; of equal ones
     * to the fold with fewest rows. A greedy rule like that of scikit-learn's StratifiedGroupKFold, with the variance in
     * place of the standard deviation, so that it need not be computed anew for each fold.
     */
    private int[] groups(RowKeys.Groups groups, RowKeys.Groups classes) {
        List<Map<Integer, Integer>> inGroup = new ArrayList<>();
        for (int group = 0; group < groups.sizes().length; group++) inGroup.add(new HashMap<>());
        for (int row = 0; row < groups.of().length; row++) {
            inGroup.get(groups.of()[row]).merge(classes.of()[row], 1, Integer::sum);
        }
        long[][] counts = new long[folds][classes.sizes().length];
        long[] filled = new long[folds];
        int[] foldOf = new int[groups.sizes().length];
        for (int group : largeFirst(groups.sizes())) {
            Map<Integer, Integer> own = inGroup.get(group);
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < folds; k++) {
                double more = 0;
                for (int c : own.keySet().stream().sorted().toList()) {
                    double size = classes.sizes()[c];
                    more += counts[k][c] / size * (own.getOrDefault(c, 0) / size);
                }
                if (more < least || (more == least && filled[k] < filled[best])) {
                    least = more;
                    best = k;
                }
            }
            foldOf[group] = best;
            filled[best] += groups.sizes()[group];
            long[] there = counts[best];
            own.forEach((c, count) -> there[c] += count);
        }
        return Arrays.stream(groups.of()).map(group -> foldOf[group]).toArray();
    }

    /**
     * Large groups first, so that small ones can even out what they leave; but those within a factor of two in random
     * order, since repeats would deal groups of different sizes alike otherwise.
     */
    private int[] largeFirst(int[] sizes) {
        return Arrays.stream(RowOrder.shuffled(sizes.length, random))
                .boxed()
                .sorted(Comparator.comparingInt(group -> Integer.numberOfLeadingZeros(sizes[group])))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** A fold for each group, in the order of their values. */
    @SuppressWarnings("unchecked") // the values of one column are of one class, which has an order
    static List<Cut> eachGroup(RowKeys.Groups groups) {
        Integer[] order = IntStream.range(0, groups.sizes().length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparing(group ->
                (Comparable<Object>) groups.keys().get(group)));
        int[] foldOf = new int[order.length];
        for (int k = 0; k < order.length; k++) foldOf[order[k]] = k;
        return cuts(Arrays.stream(groups.of()).map(group -> foldOf[group]).toArray(), order.length);
    }

    /** Tests each fold by what is fitted to the others. */
    static List<Cut> cuts(int[] fold, int folds) {
        int[] sizes = new int[folds];
        for (int k : fold) sizes[k]++;
        List<Cut> cuts = new ArrayList<>();
        for (int k = 0; k < folds; k++) {
            int[] test = new int[sizes[k]];
            int[] train = new int[fold.length - sizes[k]];
            int tested = 0;
            for (int row = 0; row < fold.length; row++) {
                if (fold[row] == k) test[tested++] = row;
                else train[row - tested] = row;
            }
            cuts.add(new Cut(train, test));
        }
        return cuts;
    }
}
