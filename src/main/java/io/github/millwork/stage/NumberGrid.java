package io.github.millwork.stage;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Cells of numbers: for each edge a cell of the numbers that equal it, and between and outside the edges a cell of the
 * numbers there. So a value that comes again and again is counted by itself, and the share of numbers below or at an edge is
 * exact.
 *
 * <p>The edges are quantiles of the reference, among them its smallest and its largest number. Numbers that come often get an
 * edge each; the others share the edges that are left. The deciles of all of them are edges too, so that what is compared by
 * tenths of the reference is exact. Where the reference has more than a few values, further edges at equal distances keep the
 * gaps of a long tail from getting wide.
 */
public final class NumberGrid implements Grid {
    /** So many gaps between quantiles: no gap holds more than about this share of the reference. */
    public static final int GAPS = 128;

    /** No gap is wider than this part of the range of the reference. */
    public static final int WIDTHS = 32;

    private static final int TENTHS = 10;

    private final double[] edges;
    private final double centre;
    private final double scale;
    private final boolean categorical;

    private NumberGrid(double[] edges, double centre, double scale, boolean categorical) {
        this.edges = edges;
        this.centre = centre;
        this.scale = scale;
        this.categorical = categorical;
    }

    /**
     * Makes a grid of reference values.
     *
     * @param values the reference; NaN and the infinities are passed over
     * @param categorical whether their order means nothing, as of truth values
     * @return the grid
     */
    public static NumberGrid of(double[] values, boolean categorical) {
        return of(values, GAPS, categorical);
    }

    /**
     * Makes a grid with a cell for every value, in which nothing is lost: what tests on raw samples count in.
     *
     * @param values all values that will be counted
     * @return the grid
     */
    public static NumberGrid exact(double... values) {
        return of(values, Integer.MAX_VALUE, false);
    }

    private static NumberGrid of(double[] values, int gaps, boolean categorical) {
        double[] sorted = Arrays.stream(values)
                .filter(Double::isFinite)
                .map(x -> x == 0 ? 0 : x) // one zero only
                .toArray();
        double mean = Arrays.stream(sorted).average().orElse(0);
        double squares = 0;
        for (double x : sorted) squares += (x - mean) * (x - mean);
        double deviation = sorted.length == 0 ? 0 : Math.sqrt(squares / sorted.length);
        Arrays.sort(sorted);
        boolean usable = deviation > 0 && Double.isFinite(deviation);
        double unit = Math.abs(mean) > 0 && Double.isFinite(mean) ? Math.abs(mean) : 1;
        return new NumberGrid(
                edges(sorted, gaps), Double.isFinite(mean) ? mean : 0, usable ? deviation : unit, categorical);
    }

    private static double[] edges(double[] sorted, int gaps) {
        if (sorted.length == 0) return new double[0];
        double[] edges = new double[sorted.length];
        double[] rare = new double[sorted.length];
        int count = 0;
        int rest = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) to++;
            if ((long) (to - from) * gaps >= sorted.length) edges[count++] = sorted[from];
            else for (int i = from; i < to; i++) rare[rest++] = sorted[i];
        }
        DoubleStream chosen = Arrays.stream(edges, 0, count);
        if (rest > 0) {
            int last = rest - 1;
            int spare = Math.min(last, Math.max(1, gaps - count));
            IntStream quantiles = spare == 0 ? IntStream.of(0) : IntStream.rangeClosed(0, spare);
            chosen = DoubleStream.concat(
                    chosen, quantiles.mapToDouble(i -> rare[(int) ((long) i * last / Math.max(1, spare))]));
        }
        double[] values =
                DoubleStream.concat(chosen, deciles(sorted)).sorted().distinct().toArray();
        if (values.length <= WIDTHS || gaps == Integer.MAX_VALUE) return values;
        return DoubleStream.concat(Arrays.stream(values), spaced(values[0], values[values.length - 1]))
                .sorted()
                .distinct()
                .toArray();
    }

    /** The smallest values at or below which each tenth of the values lies, but for the last. */
    private static DoubleStream deciles(double... sorted) {
        return IntStream.range(1, TENTHS)
                .mapToDouble(tenth -> sorted[(int) (((long) sorted.length * tenth + TENTHS - 1) / TENTHS) - 1]);
    }

    private static DoubleStream spaced(double least, double most) {
        double width = most / WIDTHS - least / WIDTHS;
        return IntStream.range(1, WIDTHS).mapToDouble(i -> least + i * width);
    }

    /** {@return the number of edges} */
    public int edges() {
        return edges.length;
    }

    /**
     * {@return an edge}
     *
     * @param place its place, from 0; ascending
     */
    public double edge(int place) {
        return edges[place];
    }

    /** {@return the mean of the reference, or nearly: moments are counted from here} */
    public double centre() {
        return centre;
    }

    /** {@return the standard deviation of the reference, or another unit where it has none} */
    public double scale() {
        return scale;
    }

    @Override
    public boolean categorical() {
        return categorical;
    }

    @Override
    public int cells() {
        return 2 * edges.length + 1;
    }

    /**
     * {@return the cell of a number: an odd one for an edge, an even one for what is between two}
     *
     * @param value a number; not NaN
     */
    public int cell(double value) {
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edges[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low < edges.length && edges[low] == value ? 2 * low + 1 : 2 * low;
    }

    @Override
    public String label(int cell) {
        if (cell % 2 == 1) return shown(edges[cell / 2]);
        if (edges.length == 0) return "any";
        if (cell == 0) return "below " + shown(edges[0]);
        if (cell == 2 * edges.length) return "above " + shown(edges[edges.length - 1]);
        return "between " + shown(edges[cell / 2 - 1]) + " and " + shown(edges[cell / 2]);
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public State toState() {
        return State.empty()
                .with("edges", edges)
                .with("centre", centre)
                .with("scale", scale)
                .with("categorical", categorical);
    }

    static NumberGrid read(State state) {
        double[] edges = state.numbers("edges");
        for (int i = 0; i < edges.length; i++) {
            if (!Double.isFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1])) {
                throw new BundleException("Expected ascending edges of a profile but found " + edges[i] + ".");
            }
        }
        double scale = state.number("scale");
        if (!(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(state.number("centre"))) {
            throw new BundleException("Expected a unit above zero in a profile but found " + scale + ".");
        }
        return new NumberGrid(edges, state.number("centre"), scale, state.flag("categorical"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberGrid that
                && Arrays.equals(edges, that.edges)
                && Double.compare(centre, that.centre) == 0
                && Double.compare(scale, that.scale) == 0
                && categorical == that.categorical;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(edges);
    }

    @Override
    public String toString() {
        return edges.length + " edges";
    }
}
