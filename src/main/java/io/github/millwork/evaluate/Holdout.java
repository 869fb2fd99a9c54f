package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.RowOrder;
import io.github.millwork.data.Split;
import io.github.millwork.data.Splitter;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.State;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a share of the rows out for testing, once. {@code ceil(share * rows)} rows are held out, as scikit-learn does;
 * with groups and times that is approximate, since they stay whole. Rows keep their order in each part.
 *
 * <pre>{@code
 * Split split = data.split(Holdout.stratified("kind", 0.2).seed(7));
 * }</pre>
 *
 * @param method which rows are held out
 * @param column the column of the classes, groups or times; null for random rows, or where the target or the role of a
 *     column says it
 * @param share the share of rows to hold out, between 0 and 1
 * @param seed what decides which rows; if empty the seed of the request, else 0
 */
public record Holdout(Method method, @Nullable String column, double share, OptionalLong seed)
        implements Splitter, Resampling {
    /** Which rows are held out. */
    public enum Method {
        /** Any rows. */
        RANDOM,
        /** Rows of each class in proportion. */
        STRATIFIED,
        /** Whole groups. */
        GROUPED,
        /** The latest rows. */
        CHRONOLOGICAL
    }

    static final Codec<Holdout> CODEC = Codec.of("holdout", Holdout.class, Holdout::encode, Holdout::decode);

    /**
     * Checks the share.
     *
     * @param method which rows are held out
     * @param column the column of the classes, groups or times; null for random rows, or where the target or the role
     *     of a column says it
     * @param share the share of rows to hold out, between 0 and 1
     * @param seed what decides which rows; if empty the seed of the request, else 0
     */
    public Holdout {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("Expected the share of rows to hold out to be above 0 and below 1 but "
                    + "found " + share + ". Write 0.2 for 20 %.");
        }
        if (method == Method.RANDOM && column != null) {
            throw new IllegalArgumentException("Expected no column for random rows but found '" + column
                    + "'. Use stratified, grouped or chronological with a column.");
        }
    }

    /**
     * {@return a hold-out of any rows}
     *
     * @param share the share of rows to hold out, between 0 and 1
     */
    public static Holdout random(double share) {
        return new Holdout(Method.RANDOM, null, share, OptionalLong.empty());
    }

    /**
     * {@return a hold-out of rows of each class of the target in proportion; see {@link #stratified(String, double)}}
     *
     * @param share the share of rows to hold out, between 0 and 1
     */
    public static Holdout stratified(double share) {
        return new Holdout(Method.STRATIFIED, null, share, OptionalLong.empty());
    }

    /**
     * {@return a hold-out of rows of each class in proportion, by the method of the largest remainder} Every class of
     * two or more rows is in both parts; a class of one row is fitted on, since a model could not know it otherwise.
     *
     * @param column a category, integer or boolean column
     * @param share the share of rows to hold out, between 0 and 1
     */
    public static Holdout stratified(String column, double share) {
        return new Holdout(Method.STRATIFIED, column, share, OptionalLong.empty());
    }

    /**
     * {@return a hold-out of whole groups, which the column of role {@link Role#GROUP} tells apart; see
     * {@link #grouped(String, double)}}
     *
     * @param share the share of rows to hold out, between 0 and 1
     */
    public static Holdout grouped(double share) {
        return new Holdout(Method.GROUPED, null, share, OptionalLong.empty());
    }

    /**
     * {@return a hold-out of whole groups} Groups come in random order, and one is held out where that brings the number
     * of test rows nearer to the share; if it never does, the smallest group is held out.
     *
     * @param column a column that is equal in the rows of a group
     * @param share the share of rows to hold out, between 0 and 1
     */
    public static Holdout grouped(String column, double share) {
        return new Holdout(Method.GROUPED, column, share, OptionalLong.empty());
    }

    /**
     * {@return a hold-out of the latest rows by the column of role {@link Role#TIME}; see
     * {@link #chronological(String, double)}}
     *
     * @param share the share of rows to hold out, between 0 and 1
     */
    public static Holdout chronological(double share) {
        return new Holdout(Method.CHRONOLOGICAL, null, share, OptionalLong.empty());
    }

    /**
     * {@return a hold-out of the latest rows} Rows of equal time are never separated: those where the cut would fall
     * are held out, so that at least the share is. They are fitted on only if nothing would be left to fit on.
     *
     * @param column a date, timestamp or number column
     * @param share the share of rows to hold out, between 0 and 1
     */
    public static Holdout chronological(String column, double share) {
        return new Holdout(Method.CHRONOLOGICAL, column, share, OptionalLong.empty());
    }

    /**
     * {@return this hold-out with a seed of its own}
     *
     * @param newSeed the same seed holds the same rows out
     */
    public Holdout seed(long newSeed) {
        return new Holdout(method, column, share, OptionalLong.of(newSeed));
    }

    @Override
    public boolean inOrderOfTime() {
        return method == Method.CHRONOLOGICAL;
    }

    @Override
    public String describe() {
        String by = column == null ? "" : " by '" + column + "'";
        String percent =
                BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
        return method.name().toLowerCase(Locale.ROOT) + " hold-out of " + percent + " %" + by;
    }

    @Override
    public List<Cut> cuts(Dataset data, Request request) {
        return List.of(cut(data, request));
    }

    @Override
    public Split split(Dataset data, Request request) {
        return cut(data, request).of(data);
    }

    private Cut cut(Dataset data, Request request) {
        int rows = data.rowCount();
        int wanted = (int) Math.ceil(share * rows);
        if (wanted >= rows) {
            throw new DataException("Expected enough rows to fit on some and test on others but a " + describe()
                    + " leaves none to fit on, as there are " + rows + ". Collect more rows or hold out less.");
        }
        SplittableRandom random =
                new SplittableRandom(seed.orElse(request.seed().orElse(0)));
        boolean[] test = switch (method) {
            case RANDOM -> random(rows, wanted, random);
            case STRATIFIED -> stratified(data, wanted, request, random);
            case GROUPED -> grouped(data, wanted, random);
            case CHRONOLOGICAL -> chronological(data, wanted);
        };
        return new Cut(
                IntStream.range(0, rows).filter(row -> !test[row]).toArray(),
                IntStream.range(0, rows).filter(row -> test[row]).toArray());
    }

    private static boolean[] random(int rows, int wanted, SplittableRandom random) {
        boolean[] test = new boolean[rows];
        int[] order = RowOrder.shuffled(rows, random);
        for (int i = 0; i < wanted; i++) test[order[i]] = true;
        return test;
    }

    private boolean[] stratified(Dataset data, int wanted, Request request, SplittableRandom random) {
        String name = column != null ? column : request.target();
        if (name == null) {
            throw new IllegalArgumentException("Expected a column to stratify by but there is no target here. "
                    + "Name the column: Holdout.stratified(\"column\", " + share + ").");
        }
        RowKeys.Groups classes = RowKeys.classes(data.column(name), "Holdout.random");
        int[] left = Strata.testRows(classes.sizes(), wanted);
        if (left.length == 0) {
            throw new DataException("Expected a row of each class in both parts but " + wanted + " of "
                    + data.rowCount() + " rows cannot be held out so from the " + classes.sizes().length
                    + " classes of the column '" + name + "'. Hold out another share, join rare classes, or use "
                    + "Holdout.random.");
        }
        boolean[] test = new boolean[data.rowCount()];
        for (int row : RowOrder.shuffled(test.length, random)) test[row] = left[classes.of()[row]]-- > 0;
        return test;
    }

    private boolean[] grouped(Dataset data, int wanted, SplittableRandom random) {
        Column keys = column(data, Role.GROUP);
        RowKeys.Groups groups = RowKeys.groups(keys);
        int[] sizes = groups.sizes();
        if (sizes.length < 2) {
            throw new DataException("Expected at least two groups in the column '" + keys.name()
                    + "' but all rows have the same value. Group by another column.");
        }
        boolean[] held = new boolean[sizes.length];
        int taken = 0;
        for (int group : RowOrder.shuffled(sizes.length, random)) {
            int then = taken + sizes[group];
            held[group] = then < data.rowCount() && Math.abs(then - wanted) < Math.abs(taken - wanted);
            if (held[group]) taken = then;
        }
        if (taken == 0) {
            int smallest = 0;
            for (int group = 1; group < sizes.length; group++) if (sizes[group] < sizes[smallest]) smallest = group;
            held[smallest] = true;
        }
        boolean[] test = new boolean[data.rowCount()];
        for (int row = 0; row < test.length; row++) test[row] = held[groups.of()[row]];
        return test;
    }

    private boolean[] chronological(Dataset data, int wanted) {
        Column keys = column(data, Role.TIME);
        long[] times = RowKeys.times(keys);
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        long cut = sorted[sorted.length - wanted];
        boolean all = cut == sorted[0];
        if (all && cut == sorted[sorted.length - 1]) {
            throw new DataException("Expected at least two times in the column '" + keys.name()
                    + "' but all rows have the same. Order by another column, or use Holdout.random.");
        }
        boolean[] test = new boolean[times.length];
        for (int row = 0; row < test.length; row++) test[row] = all ? times[row] > cut : times[row] >= cut;
        return test;
    }

    private Column column(Dataset data, Role role) {
        String call = "Holdout." + method.name().toLowerCase(Locale.ROOT) + "(\"column\", " + share + ")";
        return RowKeys.column(data, column, role, "a " + describe(), call);
    }

    private State encode() {
        State state = State.empty().with("method", method.name()).with("share", share);
        if (column != null) state = state.with("column", column);
        return seed.isPresent() ? state.with("seed", seed.getAsLong()) : state;
    }

    private static Holdout decode(State state) {
        return new Holdout(
                Method.valueOf(state.string("method")),
                state.has("column") ? state.string("column") : null,
                state.number("share"),
                state.has("seed") ? OptionalLong.of(state.wide("seed")) : OptionalLong.empty());
    }
}
