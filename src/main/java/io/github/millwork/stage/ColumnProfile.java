package io.github.millwork.stage;

import io.github.millwork.data.ColumnType;
import java.util.Arrays;
import java.util.List;

/**
 * What the values of a column were like: how many were in each cell of a grid, how many were missing, their mean, standard
 * deviation and ends. Profiles over the same grid can be added. Immutable; equal by value.
 */
public final class ColumnProfile {
    private static final int SUMS = 4;

    private final String name;
    private final ColumnType type;
    private final Grid grid;
    private final long[] counts;
    private final long present;
    private final long missing;
    private final long[] sums;
    private final double least;
    private final double most;

    ColumnProfile(
            String name,
            ColumnType type,
            Grid grid,
            long[] counts,
            long missing,
            long[] sums,
            double least,
            double most) {
        this.name = name;
        this.type = type;
        this.grid = grid;
        this.counts = counts;
        this.present = Arrays.stream(counts).sum();
        this.missing = missing;
        this.sums = sums;
        this.least = least;
        this.most = most;
    }

    /**
     * Counts numbers.
     *
     * @param name the name of the column
     * @param grid the cells
     * @param values the numbers, NaN where missing
     * @return their profile
     */
    public static ColumnProfile of(String name, NumberGrid grid, double... values) {
        ColumnCounts counts = new ColumnCounts(grid);
        for (double value : values) counts.add(value);
        return counts.profile(name, ColumnType.NUMBER);
    }

    /**
     * Takes counts of levels as they are.
     *
     * @param name the name of the column
     * @param grid the cells
     * @param counts a count for each level that has a cell of its own; none is of other levels
     * @return their profile
     * @throws IllegalArgumentException if there is not one for each level
     */
    public static ColumnProfile of(String name, LevelGrid grid, long... counts) {
        if (counts.length != grid.levels().size()) {
            throw new IllegalArgumentException(
                    "Expected a count for each of " + grid.levels().size() + " levels but found " + counts.length
                            + ". Give one for each, in their order.");
        }
        return new ColumnProfile(
                name,
                ColumnType.CATEGORY,
                grid,
                Arrays.copyOf(counts, grid.cells()),
                0,
                new long[SUMS],
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
    }

    /** {@return the name of the column} */
    public String name() {
        return name;
    }

    /** {@return the type of the column; texts and vectors count by their length} */
    public ColumnType type() {
        return type;
    }

    /** {@return the cells} */
    public Grid grid() {
        return grid;
    }

    /** {@return how many values there were, without those that are missing} */
    public long present() {
        return present;
    }

    /** {@return how many values were missing} */
    public long missing() {
        return missing;
    }

    /** {@return the share of values that were missing; NaN where there was no row} */
    public double missingShare() {
        return (double) missing / (present + missing);
    }

    /**
     * {@return how many values were in a cell}
     *
     * @param cell its number, from 0
     */
    public long count(int cell) {
        return counts[cell];
    }

    /** {@return the share of each cell among the values that were not missing; all zero where there were none} */
    public double[] shares() {
        double[] shares = new double[counts.length];
        for (int i = 0; i < shares.length && present > 0; i++) shares[i] = (double) counts[i] / present;
        return shares;
    }

    /**
     * {@return the mean, exact where every number is at an edge, else right to 2^-21 of the reference's standard deviation;
     * NaN where there are no numbers}
     */
    public double mean() {
        if (!(grid instanceof NumberGrid numbers) || present == 0) return Double.NaN;
        if (atEdges(numbers)) return numbers.centre() + moment(numbers, numbers.centre(), 1);
        return numbers.centre() + numbers.scale() * ColumnCounts.value(sums[0]) / present;
    }

    private boolean atEdges(NumberGrid numbers) {
        for (int cell = 0; cell < numbers.cells(); cell += 2) if (counts[cell] > 0) return false;
        return true;
    }

    private double moment(NumberGrid numbers, double from, int power) {
        double sum = 0;
        for (int i = 0; i < numbers.edges(); i++) sum += counts[2 * i + 1] * Math.pow(numbers.edge(i) - from, power);
        return sum / present;
    }

    /** {@return the standard deviation (divisor n), as exact as the mean; NaN where there are no numbers} */
    public double deviation() {
        if (!(grid instanceof NumberGrid numbers) || present == 0) return Double.NaN;
        if (atEdges(numbers)) return Math.sqrt(moment(numbers, mean(), 2));
        double mean = ColumnCounts.value(sums[0]) / present;
        return numbers.scale() * Math.sqrt(Math.max(0, ColumnCounts.square(sums[1]) / present - mean * mean));
    }

    /** {@return the smallest number; positive infinity where there is none} */
    public double least() {
        return least;
    }

    /** {@return the largest number; negative infinity where there is none} */
    public double most() {
        return most;
    }

    /** {@return the mean over all values of how far each is below the first edge} */
    public double below() {
        return outside(sums[2]);
    }

    /** {@return the mean over all values of how far each is above the last edge} */
    public double above() {
        return outside(sums[3]);
    }

    private double outside(long units) {
        return grid instanceof NumberGrid numbers && present > 0
                ? numbers.scale() * ColumnCounts.value(units) / present
                : 0;
    }

    long[] sums() {
        return sums;
    }

    /**
     * {@return the profile of the values of both}
     *
     * @param other a profile over the same grid
     * @throws IllegalArgumentException if its grid is another
     */
    public ColumnProfile plus(ColumnProfile other) {
        if (!grid.equals(other.grid)) {
            throw new IllegalArgumentException("Expected profiles over the same cells but that of '" + other.name
                    + "' has " + other.grid + " where '" + name + "' has " + grid + ". Count both in one grid.");
        }
        ColumnCounts counted = new ColumnCounts(grid);
        counted.add(this);
        counted.add(other);
        return counted.profile(name, type);
    }

    /**
     * {@return a profile of this column with other counts, as if its numbers were in the middle of their cells}
     *
     * @param other a count for each cell
     * @throws IllegalArgumentException if there is not one for each
     */
    public ColumnProfile withCounts(long... other) {
        if (other.length != counts.length) {
            throw new IllegalArgumentException("Expected a count for each of " + counts.length + " cells but found "
                    + other.length + ". Give one for each.");
        }
        ColumnCounts counted = new ColumnCounts(grid);
        counted.addMiddles(other);
        return counted.profile(name, type);
    }

    /** {@return the profile as data} */
    public State toState() {
        return State.empty()
                .with("name", name)
                .with("type", type.name())
                .with("grid", grid.toState())
                .with("counts", Arrays.stream(counts).asDoubleStream().toArray())
                .with("missing", missing)
                .with("sums", Arrays.stream(sums).mapToObj(Long::toString).toList())
                .with("least", least)
                .with("most", most);
    }

    /**
     * Reads a profile.
     *
     * @param state what {@link #toState} gave
     * @return an equal profile
     * @throws BundleException if it is none
     */
    public static ColumnProfile read(State state) {
        Grid grid = Grid.of(state.state("grid"));
        long[] counts = Arrays.stream(state.numbers("counts"))
                .mapToLong(count -> (long) count)
                .toArray();
        long[] sums = sums(state.strings("sums"));
        if (counts.length != grid.cells()
                || sums.length != SUMS
                || Arrays.stream(counts).anyMatch(n -> n < 0)) {
            throw new BundleException("Expected " + grid.cells() + " counts, none below zero, in the profile of '"
                    + state.string("name") + "' but found " + counts.length + ". The file is damaged.");
        }
        return new ColumnProfile(
                state.string("name"),
                type(state.string("type")),
                grid,
                counts,
                state.wide("missing"),
                sums,
                state.number("least"),
                state.number("most"));
    }

    /** As strings, since they have more digits than a double. */
    private static long[] sums(List<String> written) {
        try {
            return written.stream().mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new BundleException("Expected whole sums in a profile but found " + written + ".", e);
        }
    }

    private static ColumnType type(String name) {
        try {
            return ColumnType.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new BundleException("Expected a type of column but found '" + name + "'. The file is damaged.", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnProfile that
                && name.equals(that.name)
                && type == that.type
                && grid.equals(that.grid)
                && Arrays.equals(counts, that.counts)
                && missing == that.missing
                && Arrays.equals(sums, that.sums)
                && Double.compare(least, that.least) == 0
                && Double.compare(most, that.most) == 0;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts) * 31 + name.hashCode();
    }

    @Override
    public String toString() {
        return name + ": " + present + " values, " + missing + " missing";
    }
}
