package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.data.RowOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Deals rows out: at random, of each class alike, and groups as a whole where there are any; rows that have a time, and no
 * group, in blocks of time, since neighbours in time are alike. For learners and options that fit several times within
 * one fit.
 */
public final class Folds {
    private Folds() {}

    /**
     * {@return the fold of each row, from 0} Classes begin with different folds, so that rare ones do not all end in the
     * first.
     *
     * @param data the rows, with the roles group and time where they have such columns
     * @param target what is known of each row
     * @param folds how many folds, at least 2
     * @param seed what decides which rows; not used where rows have a time
     */
    public static int[] assign(Dataset data, TargetValues target, int folds, long seed) {
        return assign(Ties.of(data), target, folds, seed);
    }

    /**
     * {@return the fold of each row, from 0} For learners that fit others to a part of their rows, such as stacking.
     *
     * @param data the rows
     * @param folds how many folds, at least 2
     * @param seed what decides which rows; not used where rows have a time
     */
    public static int[] assign(TrainingData data, int folds, long seed) {
        return assign(data.ties(), data.target(), folds, seed);
    }

    private static int[] assign(Ties ties, TargetValues target, int folds, long seed) {
        int[] times = ranksOfTime(ties);
        if (times != null) {
            return Arrays.stream(times)
                    .map(rank -> (int) ((long) rank * folds / times.length))
                    .toArray();
        }
        Map<Integer, Integer> first = new HashMap<>();
        return deal(ties, target, seed, (stratum, place) -> {
            first.putIfAbsent(stratum, first.size() % folds);
            return (first.getOrDefault(stratum, 0) + place) % folds;
        });
    }

    /**
     * Which rows are cut off: 1 for those, 0 for the rest. Of a class with few rows none may be cut off; of rows that have
     * a time the latest are.
     */
    static int[] cutOff(Dataset data, TargetValues target, double share, long seed) {
        Ties ties = Ties.of(data);
        int[] times = ranksOfTime(ties);
        if (times != null) {
            double earliest = times.length * (1 - share);
            return Arrays.stream(times).map(rank -> rank >= earliest ? 1 : 0).toArray();
        }
        return deal(
                ties,
                target,
                seed,
                (stratum, place) -> Math.floor((place + 1) * share) > Math.floor(place * share) ? 1 : 0);
    }

    /**
     * {@return why a fit to the rows outside a fold failed, as it was said, or that these are all of one class} Learners say
     * what they lack and know nothing of folds.
     *
     * @param failure what the fit said
     * @param target what is known of all rows
     * @param inside the rows outside the fold, which were fitted to
     * @param fold which fold, from 0
     * @param folds of how many
     */
    public static DataException explained(
            DataException failure, TargetValues target, int[] inside, int fold, int folds) {
        if (!(target instanceof TargetValues.Classes classes) || inside.length == 0) return failure;
        int only = classes.codes()[inside[0]];
        if (!Arrays.stream(inside).allMatch(row -> classes.codes()[row] == only)) return failure;
        List<String> absent = IntStream.range(0, classes.size())
                .filter(row -> classes.codes()[row] != only)
                .mapToObj(classes::label)
                .distinct()
                .sorted()
                .toList();
        if (absent.isEmpty()) return failure;
        return new DataException(
                "Expected at least two classes among the training rows outside fold " + (fold + 1) + " of " + folds
                        + " but they are all '" + classes.label(inside[0]) + "'. Use fewer folds, or collect rows of "
                        + Names.list(absent) + ".",
                failure);
    }

    /** The rows that were dealt a number. */
    static int[] where(int[] dealt, int wanted) {
        return IntStream.range(0, dealt.length)
                .filter(row -> dealt[row] == wanted)
                .toArray();
    }

    /** The rows that were dealt another number. */
    static int[] whereNot(int[] dealt, int unwanted) {
        return IntStream.range(0, dealt.length)
                .filter(row -> dealt[row] != unwanted)
                .toArray();
    }

    /** How many rows are earlier than each row, so that rows of one time stay together; null where rows have no time. */
    private static int @Nullable [] ranksOfTime(Ties ties) {
        double[] times = ties.times();
        if (ties.groups() != null || times == null) return null;
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return Arrays.stream(times).mapToInt(each -> firstOf(sorted, each)).toArray();
    }

    private static int firstOf(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /** Asks, unit by unit in random order, where the next unit of a stratum goes; a group is a unit, or else a row. */
    private static int[] deal(Ties ties, TargetValues target, long seed, IntBinaryOperator where) {
        int[] dealt = new int[target.size()];
        int[] group = ties.groups();
        int[] codes = group == null && target instanceof TargetValues.Classes classes ? classes.codes() : null;
        Map<Integer, Integer> places = new HashMap<>();
        Map<Integer, Integer> groups = new HashMap<>();
        for (int row : RowOrder.shuffled(dealt.length, new SplittableRandom(seed))) {
            Integer known = group == null ? null : groups.get(group[row]);
            if (known == null) {
                int stratum = codes == null ? 0 : codes[row];
                known = where.applyAsInt(stratum, places.merge(stratum, 1, Integer::sum) - 1);
                if (group != null) groups.put(group[row], known);
            }
            dealt[row] = known;
        }
        return dealt;
    }
}
