package io.github.millwork.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How values are distributed: a height for each bin, of one group of values or of several over each other. Immutable.
 *
 * @param title what it shows; not blank
 * @param note more of that, in a sentence; empty for none
 * @param x what was measured
 * @param y what the heights are
 * @param edges the ends of the bins, ascending, one more than there are bins
 * @param groups the heights of each group
 */
public record Histogram(String title, String note, Axis x, Axis y, List<Double> edges, List<Group> groups)
        implements Block {
    private static final double MOST_BINS = 38;

    /**
     * The heights of a group. Nothing is drawn of what is NaN or infinite.
     *
     * @param name its name in the legend
     * @param heights the height of each bin
     */
    public record Group(String name, List<Double> heights) {
        /**
         * Makes a group.
         *
         * @param name its name in the legend
         * @param heights the height of each bin; copied
         */
        public Group {
            heights = List.copyOf(heights);
        }
    }

    /**
     * Makes a histogram.
     *
     * @param title what it shows; not blank
     * @param note more of that, in a sentence; empty for none
     * @param x what was measured
     * @param y what the heights are
     * @param edges the ends of the bins, ascending, one more than there are bins; copied
     * @param groups the heights of each group; copied
     * @throws IllegalArgumentException if the title is blank, there are fewer than two edges, these are not finite and
     *     ascending, or a group has not one height for each bin
     */
    public Histogram {
        Check.title(title, "histogram");
        edges = List.copyOf(edges);
        groups = List.copyOf(groups);
        boolean ascending = edges.size() >= 2;
        for (int i = 0; i < edges.size(); i++) {
            ascending &= Double.isFinite(edges.get(i)) && (i == 0 || edges.get(i) > edges.get(i - 1));
        }
        if (!ascending) {
            throw new IllegalArgumentException(
                    "Expected at least two finite edges of bins in ascending order but found " + edges
                            + ". Sort them and leave out duplicates.");
        }
        for (Group group : groups) {
            Check.length(group.heights().size(), edges.size() - 1, "heights of '" + group.name() + "'", "bin");
        }
    }

    /**
     * Makes a histogram of counts without groups.
     *
     * @param title what it shows; not blank
     * @param x what was measured
     * @param edges the ends of the bins, ascending, one more than there are bins; copied
     * @return the histogram
     * @throws IllegalArgumentException as the constructor does
     */
    public static Histogram of(String title, Axis x, double[] edges) {
        return new Histogram(title, "", x, Axis.of("count").format(Format.count()), Check.boxed(edges), List.of());
    }

    /**
     * Finds bins of one round width for some values: about as many as the larger of Sturges' number (1926) and that of
     * Freedman and Diaconis (1981), as {@code numpy.histogram_bin_edges(values, "auto")} does, and at most 60.
     *
     * @param values the values; NaN, infinite ones and those beyond 1e300 are passed over
     * @return the edges, ascending, from below the least value to above the greatest
     */
    public static double[] bins(double... values) {
        double[] sorted = Arrays.stream(values).filter(Extent::isDrawn).sorted().toArray();
        Extent extent = new Extent();
        for (double value : sorted) extent.add(value);
        extent.widen();
        double span = extent.high() - extent.low();
        double wanted = 1;
        if (sorted.length > 0) {
            double sturges = Math.log(sorted.length) / Math.log(2) + 1;
            double width = 2 * (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / Math.cbrt(sorted.length);
            wanted = Math.min(MOST_BINS, Math.max(sturges, width > 0 ? span / width : 0));
        }
        // A round width is at least two thirds of the one that was asked for.
        double step = Ticks.nice(span / wanted);
        long first = (long) Math.floor(extent.low() / step);
        long last = (long) Math.floor(extent.high() / step) + 1;
        double[] edges = new double[(int) (last - first) + 1];
        for (int i = 0; i < edges.length; i++) edges[i] = Ticks.multiple(first + i, step);
        return edges;
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /**
     * Adds a group by its heights, which are drawn as they are: for bins of unequal width give densities.
     *
     * @param name its name in the legend
     * @param heights the height of each bin; copied
     * @return a histogram with that group too
     * @throws IllegalArgumentException if there is not one height for each bin
     */
    public Histogram heights(String name, double... heights) {
        return new Histogram(title, note, x, y, edges, Check.joined(groups, new Group(name, Check.boxed(heights))));
    }

    /**
     * Adds a group by counting its values. A bin holds its lower edge, the last one its upper edge too; values outside of
     * all bins are not counted.
     *
     * @param name its name in the legend
     * @param values the values
     * @return a histogram with that group too
     */
    public Histogram counting(String name, double... values) {
        double[] ends = edges.stream().mapToDouble(Double::doubleValue).toArray();
        double[] counts = new double[ends.length - 1];
        for (double value : values) {
            // Negative zero sorts below zero.
            int place = Arrays.binarySearch(ends, value + 0.0);
            int bin = place >= 0 ? Math.min(place, counts.length - 1) : -place - 2;
            boolean inside = value >= ends[0] && value <= ends[counts.length];
            if (inside) counts[bin]++;
        }
        return heights(name, counts);
    }

    /** {@return the histogram with heights as shares of their group, so that groups of unequal size can be compared} */
    public Histogram shares() {
        List<Group> shares = new ArrayList<>();
        for (Group group : groups) {
            double sum = group.heights().stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(Double::isFinite)
                    .sum();
            shares.add(new Group(
                    group.name(),
                    group.heights().stream().map(height -> height / sum).toList()));
        }
        return new Histogram(title, note, x, Axis.of("share").format(Format.percent(1)), edges, shares);
    }

    /**
     * Sets the note.
     *
     * @param note more of what is shown, in a sentence
     * @return a histogram with that note
     */
    public Histogram note(String note) {
        return new Histogram(title, note, x, y, edges, groups);
    }
}
