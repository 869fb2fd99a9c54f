package io.github.millwork.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the rows of another dataset are put beside those of a first one, by keys that are equal. Immutable. Give it to {@link
 * Dataset#join}.
 *
 * <pre>{@code
 * Dataset wide = flights.join(Join.left(planes).on("tailnum").suffix("_plane"));
 * }</pre>
 *
 * <p>Unless said otherwise a key occurs at most once on the right, so that no row of the left is doubled: what is twice
 * there is an error that names it. A row whose key has a missing cell matches nothing.
 */
public final class Join {
    enum Rows {
        LEFT,
        INNER
    }

    enum Matches {
        ONE_TO_ONE,
        MANY_TO_ONE,
        MANY_TO_MANY
    }

    final Dataset right;
    final Rows rows;
    final Map<String, String> keys;
    final Matches matches;
    final String suffix;

    private Join(Dataset right, Rows rows, Map<String, String> keys, Matches matches, String suffix) {
        this.right = right;
        this.rows = rows;
        this.keys = keys;
        this.matches = matches;
        this.suffix = suffix;
    }

    /**
     * {@return a join that keeps all rows of the left; where nothing matches, the cells of the right are missing}
     *
     * @param right the other dataset
     */
    public static Join left(Dataset right) {
        return new Join(right, Rows.LEFT, Map.of(), Matches.MANY_TO_ONE, "");
    }

    /**
     * {@return a join that keeps the rows of the left that something matches}
     *
     * @param right the other dataset
     */
    public static Join inner(Dataset right) {
        return new Join(right, Rows.INNER, Map.of(), Matches.MANY_TO_ONE, "");
    }

    /**
     * {@return this join with more keys}
     *
     * @param names columns that both datasets have, of one type
     */
    public Join on(String... names) {
        Join more = this;
        for (String name : names) more = more.on(name, name);
        return more;
    }

    /**
     * {@return this join with one more key, whose name differs}
     *
     * @param leftName a column of the left
     * @param rightName the column of the right that is equal; it is not in the result
     */
    public Join on(String leftName, String rightName) {
        Map<String, String> more = new LinkedHashMap<>(keys);
        if (more.put(leftName, rightName) != null) {
            throw new IllegalArgumentException(
                    "Expected each key once but '" + leftName + "' comes twice. Leave one of the two out.");
        }
        return new Join(right, rows, more, matches, suffix);
    }

    /** {@return this join with a check that no key comes twice, on the left either} */
    public Join oneToOne() {
        return new Join(right, rows, keys, Matches.ONE_TO_ONE, suffix);
    }

    /** {@return this join without a check of keys: a row of the left comes as often as rows of the right match} */
    public Join manyToMany() {
        return new Join(right, rows, keys, Matches.MANY_TO_MANY, suffix);
    }

    /**
     * {@return this join with a suffix for columns of the right whose names are on the left too; without one they are an
     * error}
     *
     * @param ending what is put behind the name
     */
    public Join suffix(String ending) {
        return new Join(right, rows, keys, matches, ending);
    }

    Dataset of(Dataset left) {
        JoinKeys leftKeys = JoinKeys.of("left", left, new ArrayList<>(keys.keySet()));
        JoinKeys rightKeys = JoinKeys.of("right", right, new ArrayList<>(keys.values()));
        leftKeys.checkTypes(rightKeys);
        List<Column> kept = kept(left);
        if (matches == Matches.ONE_TO_ONE) leftKeys.checkUnique();
        if (matches != Matches.MANY_TO_MANY) rightKeys.checkUnique();
        JoinKeys.Pairs pairs = leftKeys.pairs(rightKeys, rows == Rows.LEFT);
        List<Column> columns = new ArrayList<>();
        for (Column column : left.columns()) columns.add(column.rows(pairs.left()));
        for (Column column : kept) columns.add(column.rowsOrMissing(pairs.right()));
        List<Provenance> both = new ArrayList<>(left.provenance());
        both.addAll(right.provenance());
        return Dataset.of(columns, pairs.left().length).collectedFrom(both);
    }

    /** The columns of the right that come into the result, under the names they have there. */
    private List<Column> kept(Dataset left) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("Expected a key to join by but found none. Name columns with on(...).");
        }
        List<Column> kept = new ArrayList<>();
        for (Column column : right.columns()) {
            if (keys.containsValue(column.name())) continue;
            boolean taken = left.has(column.name());
            if (taken && suffix.isEmpty()) {
                throw new DataException("Expected columns of different names but '" + column.name()
                        + "' is on both sides of the join. Join on it, drop or rename it on one side, or give a "
                        + "suffix(...).");
            }
            kept.add(taken ? column.withName(column.name() + suffix) : column);
        }
        return kept;
    }
}
