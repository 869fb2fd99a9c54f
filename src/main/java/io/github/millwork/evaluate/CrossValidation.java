package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.RowOrder;
import io.github.millwork.data.Splitter;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the rows into folds, of which each is held out once while the others are fitted on. Rows are dealt out in random
 * order; the sizes of folds differ by one row at most, unless groups stay whole. Rows keep their order in each part.
 *
 * @param method what is dealt out
 * @param column the column of the classes or groups; null where the target or the role of a column says it
 * @param folds how many folds, at least 2; 0 where each group is a fold
 * @param repeats how many times over, each time in another order
 * @param seed what decides the order; if empty the seed of the request, else 0
 */
public record CrossValidation(Method method, @Nullable String column, int folds, int repeats, OptionalLong seed)
        implements Resampling {
    /** What is dealt out to the folds. */
    public enum Method {
        /** Any rows. */
        RANDOM,
        /** Rows of each class in proportion. */
        STRATIFIED,
        /** Whole groups. */
        GROUPED,
        /** Whole groups, so that each class is in proportion as far as they allow. */
        STRATIFIED_GROUPED,
        /** Each group is a fold. */
        LEAVE_ONE_GROUP_OUT
    }

    static final Codec<CrossValidation> CODEC =
            Codec.of("cross-validation", CrossValidation.class, CrossValidation::encode, CrossValidation::decode);

    /**
     * Checks the numbers.
     *
     * @param method what is dealt out
     * @param column the column of the classes or groups; null where the target or the role of a column says it
     * @param folds how many folds, at least 2; 0 where each group is a fold
     * @param repeats how many times over, each time in another order
     * @param seed what decides the order; if empty the seed of the request, else 0
     */
    public CrossValidation {
        boolean each = method == Method.LEAVE_ONE_GROUP_OUT;
        if (each ? folds != 0 : folds < 2) {
            throw new IllegalArgumentException("Expected at least 2 folds but found " + folds
                    + ". With fewer, nothing is left to fit on or to test on.");
        }
        if (repeats < 1 || (each && repeats > 1)) {
            throw new IllegalArgumentException(
                    "Expected at least one repeat, and no more where each group is a fold, but " + "found " + repeats
                            + ".");
        }
    }

    private static CrossValidation of(Method method, @Nullable String column, int folds) {
        return new CrossValidation(method, column, folds, 1, OptionalLong.empty());
    }

    /**
     * {@return cross-validation of any rows}
     *
     * @param folds how many folds, at least 2
     */
    public static CrossValidation of(int folds) {
        return of(Method.RANDOM, null, folds);
    }

    /**
     * {@return cross-validation with the classes of the target in proportion in each fold}
     *
     * @param folds how many folds, at least 2
     */
    public static CrossValidation stratified(int folds) {
        return of(Method.STRATIFIED, null, folds);
    }

    /**
     * {@return cross-validation with the classes of a column in proportion in each fold} A class with fewer rows than
     * folds is in some test parts only; one with a single row is an error where no class has more.
     *
     * @param column a category, integer or boolean column
     * @param folds how many folds, at least 2
     */
    public static CrossValidation stratified(String column, int folds) {
        return of(Method.STRATIFIED, column, folds);
    }

    /**
     * {@return cross-validation of whole groups, which the column of role {@link Role#GROUP} tells apart; the largest
     * groups are dealt out first, each to the fold with the fewest rows}
     *
     * @param folds how many folds, at least 2
     */
    public static CrossValidation grouped(int folds) {
        return of(Method.GROUPED, null, folds);
    }

    /**
     * {@return cross-validation of whole groups}
     *
     * @param column a column that is equal in the rows of a group
     * @param folds how many folds, at least 2
     */
    public static CrossValidation grouped(String column, int folds) {
        return of(Method.GROUPED, column, folds);
    }

    /**
     * {@return cross-validation of whole groups, by the column of role {@link Role#GROUP}, dealt out so that the classes
     * of the target are in proportion in each fold as far as the groups allow}
     *
     * @param folds how many folds, at least 2
     */
    public static CrossValidation stratifiedGrouped(int folds) {
        return of(Method.STRATIFIED_GROUPED, null, folds);
    }

    /** {@return cross-validation in which each group, by the column of role {@link Role#GROUP}, is held out once} */
    public static CrossValidation leaveOneGroupOut() {
        return of(Method.LEAVE_ONE_GROUP_OUT, null, 0);
    }

    /**
     * {@return this cross-validation several times over, each time in another order}
     *
     * @param times how many times, at least 1
     */
    public CrossValidation repeated(int times) {
        return new CrossValidation(method, column, folds, times, seed);
    }

    /**
     * {@return this cross-validation with a seed of its own}
     *
     * @param newSeed the same seed gives the same folds
     */
    public CrossValidation seed(long newSeed) {
        return new CrossValidation(method, column, folds, repeats, OptionalLong.of(newSeed));
    }

    @Override
    public String describe() {
        String what = method.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String by = column == null ? "" : " by '" + column + "'";
        String many = repeats == 1 ? "" : ", " + repeats + " times over";
        if (method == Method.LEAVE_ONE_GROUP_OUT) return "leave-one-group-out cross-validation" + by;
        return (method == Method.RANDOM ? "" : what + " ") + "cross-validation in " + folds + " folds" + by + many;
    }

    @Override
    public List<Cut> cuts(Dataset data, Splitter.Request request) {
        int rows = data.rowCount();
        if (folds > rows) {
            throw new DataException("Expected at least as many rows as folds but there are " + rows + " rows for a "
                    + describe() + ". Collect more rows, or use fewer folds.");
        }
        SplittableRandom random =
                new SplittableRandom(seed.orElse(request.seed().orElse(0)));
        List<Cut> cuts = new ArrayList<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            int[] fold = switch (method) {
                case RANDOM -> inTurn(RowOrder.shuffled(rows, random));
                case STRATIFIED -> stratified(classes(data, request), random);
                case GROUPED -> grouped(groups(data), random);
                case STRATIFIED_GROUPED -> stratifiedGrouped(groups(data), classes(data, request), random);
                case LEAVE_ONE_GROUP_OUT -> groups(data).of();
            };
            int count = IntStream.of(fold).max().orElse(0) + 1;
            for (int k = 0; k < count; k++) cuts.add(cut(fold, k));
        }
        return cuts;
    }

    private static Cut cut(int[] fold, int held) {
        return new Cut(
                IntStream.range(0, fold.length).filter(row -> fold[row] != held).toArray(),
                IntStream.range(0, fold.length).filter(row -> fold[row] == held).toArray());
    }

    private int[] inTurn(int[] order) {
        int[] fold = new int[order.length];
        for (int i = 0; i < order.length; i++) fold[order[i]] = i % folds;
        return fold;
    }

    /** Each class goes on where the one before stopped, so that folds differ by a row at most. */
    private int[] stratified(RowKeys.Groups classes, SplittableRandom random) {
        if (IntStream.of(classes.sizes()).allMatch(size -> size < folds)) {
            throw new DataException("Expected a class with at least as many rows as folds but the largest has "
                    + IntStream.of(classes.sizes()).max().orElse(0) + " rows for " + folds
                    + " folds. Use fewer folds, or CrossValidation.of.");
        }
        int[] next = new int[classes.sizes().length];
        for (int k = 1; k < next.length; k++) next[k] = (next[k - 1] + classes.sizes()[k - 1]) % folds;
        int[] fold = new int[classes.of().length];
        for (int row : RowOrder.shuffled(fold.length, random)) fold[row] = next[classes.of()[row]]++ % folds;
        return fold;
    }

    /** The largest group first, to the fold with the fewest rows; groups of one size in random order. */
    private int[] grouped(RowKeys.Groups groups, SplittableRandom random) {
        int[] target = new int[groups.sizes().length];
        long[] filled = new long[folds];
        for (int group : bySize(groups, random)) {
            int least = 0;
            for (int k = 1; k < folds; k++) if (filled[k] < filled[least]) least = k;
            target[group] = least;
            filled[least] += groups.sizes()[group];
        }
        return IntStream.of(groups.of()).map(group -> target[group]).toArray();
    }

    private static int[] bySize(RowKeys.Groups groups, SplittableRandom random) {
        return IntStream.of(RowOrder.shuffled(groups.sizes().length, random))
                .boxed()
                .sorted((a, b) -> Integer.compare(groups.sizes()[b], groups.sizes()[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Each group goes where it leaves the shares of classes most alike, as scikit-learn's StratifiedGroupKFold does. */
    private int[] stratifiedGrouped(RowKeys.Groups groups, RowKeys.Groups classes, SplittableRandom random) {
        int kinds = classes.sizes().length;
        double[][] counts = new double[groups.sizes().length][kinds];
        for (int row = 0; row < groups.of().length; row++) counts[groups.of()[row]][classes.of()[row]]++;
        double[][] filled = new double[folds][kinds];
        int[] target = new int[counts.length];
        Integer[] order = IntStream.of(RowOrder.shuffled(counts.length, random))
                .boxed()
                .sorted((a, b) -> Double.compare(spread(counts[b]), spread(counts[a])))
                .toArray(Integer[]::new);
        for (int group : order) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            double fewest = Double.POSITIVE_INFINITY;
            for (int k = 0; k < folds; k++) {
                double unlike = unlikeness(filled, k, counts[group], classes.sizes());
                double rows = sum(filled[k]);
                if (unlike < least - 1e-12 || (Math.abs(unlike - least) <= 1e-12 && rows < fewest)) {
                    best = k;
                    least = unlike;
                    fewest = rows;
                }
            }
            target[group] = best;
            for (int c = 0; c < kinds; c++) filled[best][c] += counts[group][c];
        }
        return IntStream.of(groups.of()).map(group -> target[group]).toArray();
    }

    private static double unlikeness(double[][] filled, int to, double[] added, int[] sizes) {
        double sum = 0;
        for (int c = 0; c < sizes.length; c++) {
            double[] shares = new double[filled.length];
            for (int k = 0; k < shares.length; k++) shares[k] = (filled[k][c] + (k == to ? added[c] : 0)) / sizes[c];
            sum += spread(shares);
        }
        return sum / sizes.length;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum;
    }

    private static double spread(double[] values) {
        double mean = sum(values) / values.length;
        double squares = 0;
        for (double value : values) squares += (value - mean) * (value - mean);
        return Math.sqrt(squares / values.length);
    }

    private RowKeys.Groups classes(Dataset data, Splitter.Request request) {
        String name = column != null && method == Method.STRATIFIED ? column : request.target();
        if (name == null) {
            throw new IllegalArgumentException("Expected a column to stratify by but there is no target here. Name the "
                    + "column: CrossValidation.stratified(\"column\", " + folds + ").");
        }
        return RowKeys.classes(data.column(name));
    }

    private RowKeys.Groups groups(Dataset data) {
        Column keys = data.column(column != null ? column : ofRole(data));
        RowKeys.Groups groups = RowKeys.groups(keys);
        int needed = Math.max(2, folds);
        if (groups.sizes().length < needed) {
            throw new DataException("Expected at least " + needed + " groups in the column '" + keys.name()
                    + "' for a " + describe() + " but there are " + groups.sizes().length
                    + ". Use fewer folds, or group by another column.");
        }
        return groups;
    }

    private String ofRole(Dataset data) {
        return data.schema()
                .withRole(Role.GROUP)
                .map(Field::name)
                .orElseThrow(() -> new DataException("Expected a column of the role group for a " + describe()
                        + " but there is none. Give a column that role with withRole(\"column\", Role.GROUP), or name "
                        + "it: CrossValidation.grouped(\"column\", " + Math.max(2, folds) + ")."));
    }

    private State encode() {
        State state =
                State.empty().with("method", method.name()).with("folds", folds).with("repeats", repeats);
        if (column != null) state = state.with("column", column);
        return seed.isPresent() ? state.with("seed", seed.getAsLong()) : state;
    }

    private static CrossValidation decode(State state) {
        return new CrossValidation(
                Method.valueOf(state.string("method")),
                state.has("column") ? state.string("column") : null,
                state.integer("folds"),
                state.integer("repeats"),
                state.has("seed") ? OptionalLong.of(state.wide("seed")) : OptionalLong.empty());
    }
}
