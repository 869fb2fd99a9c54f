package io.github.millwork.stage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cells of categories: one for each frequent level, the most frequent first, one for all other levels of the reference, and
 * one for levels that it does not have.
 */
public final class LevelGrid implements Grid {
    /** So many levels have a cell of their own. */
    public static final int LEVELS = 100;

    /** Beyond so many levels, those of the reference are no longer told from others. */
    private static final int KNOWN = 20_000;

    private final List<String> levels;
    private final List<String> rare;
    private final boolean open;
    private final Map<String, Integer> cells;

    private LevelGrid(List<String> levels, List<String> rare, boolean open) {
        this.levels = List.copyOf(levels);
        this.rare = List.copyOf(rare);
        this.open = open;
        this.cells = new HashMap<>();
        for (String level : this.levels) cells.put(level, cells.size());
        for (String level : this.rare) cells.putIfAbsent(level, this.levels.size());
    }

    /**
     * Makes a grid of reference values.
     *
     * @param values the reference; null and empty strings are passed over
     * @return the grid
     */
    public static LevelGrid of(Iterable<? extends @Nullable String> values) {
        Map<String, Long> counts = new HashMap<>();
        for (String value : values) if (value != null && !value.isEmpty()) counts.merge(value, 1L, Long::sum);
        List<String> byCount = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        int own = Math.min(LEVELS, byCount.size());
        boolean open = byCount.size() > KNOWN;
        return new LevelGrid(byCount.subList(0, own), open ? List.of() : byCount.subList(own, byCount.size()), open);
    }

    /**
     * Makes a grid of labels, whose cells are in their order.
     *
     * @param labels the labels
     * @return the grid
     */
    public static LevelGrid labels(List<String> labels) {
        return new LevelGrid(labels, List.of(), false);
    }

    /** {@return the levels that have a cell of their own} */
    public List<String> levels() {
        return levels;
    }

    @Override
    public boolean categorical() {
        return true;
    }

    @Override
    public int cells() {
        return levels.size() + 2;
    }

    /** {@return the cell of the levels of the reference that have none of their own} */
    public int rare() {
        return levels.size();
    }

    /** {@return how many levels of the reference share the cell of {@link #rare}; 0 where they are too many to be told} */
    public int rareLevels() {
        return rare.size();
    }

    /** {@return the cell of levels that the reference does not have} */
    public int unseen() {
        return levels.size() + 1;
    }

    /**
     * {@return the cell of a level}
     *
     * @param level the level; not empty
     */
    public int cell(String level) {
        Integer cell = cells.get(level);
        if (cell != null) return cell;
        return open ? rare() : unseen();
    }

    @Override
    public String label(int cell) {
        if (cell < levels.size()) return levels.get(cell);
        return cell == rare() ? "rare levels" : "unseen levels";
    }

    @Override
    public State toState() {
        return State.empty().with("levels", levels).with("rare", rare).with("open", open);
    }

    static LevelGrid read(State state) {
        List<String> levels = state.strings("levels");
        if (levels.stream().distinct().count() != levels.size()) {
            throw new BundleException("Expected the levels of a profile to differ but one comes twice.");
        }
        return new LevelGrid(levels, state.strings("rare"), state.flag("open"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LevelGrid that
                && levels.equals(that.levels)
                && rare.equals(that.rare)
                && open == that.open;
    }

    @Override
    public int hashCode() {
        return levels.hashCode();
    }

    @Override
    public String toString() {
        return levels.size() + " levels";
    }
}
