package io.github.millwork.train;

import io.github.millwork.stage.Workers;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Sums up the rows of nodes by the bins of the columns, and looks for the splits of the nodes. Each column is summed up in the
 * order of the rows, and columns are compared in their order, so the threads that share them change nothing. Used by one
 * thread, for one tree.
 */
final class GradientSums {
    private final BinnedRows bins;
    private final double[] derivatives;
    private final int[] rows;
    private final GradientRules rules;
    private final Workers workers;
    private final GradientSearch[] searches;
    private final Deque<double[]> free = new ArrayDeque<>();

    /**
     * Prepares a place to work.
     *
     * @param bins the columns to ask for
     * @param derivatives the first and second derivative of the loss of each row, side by side
     * @param rows row numbers; those of a node lie between two places, ascending
     * @param rules how far a tree grows
     * @param workers share the columns
     */
    GradientSums(BinnedRows bins, double[] derivatives, int[] rows, GradientRules rules, Workers workers) {
        this.bins = bins;
        this.derivatives = derivatives;
        this.rows = rows;
        this.rules = rules;
        this.workers = workers;
        int threads = workers.count();
        int parts = threads == 1 ? 1 : threads * Math.max(1, Math.min(2, bins.count() / (4 * threads)));
        this.searches = new GradientSearch[Math.min(parts, bins.count())];
        Arrays.setAll(searches, i -> new GradientSearch(rules));
    }

    /** A part of the columns. */
    @FunctionalInterface
    private interface Part {
        void run(GradientSearch search, int part, int begin, int end);
    }

    private void each(Part work) {
        workers.tasks(searches.length, part -> {
            int begin = (int) ((long) bins.count() * part / searches.length);
            int end = (int) ((long) bins.count() * (part + 1) / searches.length);
            work.run(searches[part], part, begin, end);
        });
    }

    /** Sums up a node, and looks for its split. */
    void open(GradientNode node) {
        double[] sums = take();
        GradientSplit[] found = new GradientSplit[searches.length];
        each((search, part, begin, end) -> {
            sum(node, sums, begin, end);
            found[part] = look(search, node, sums, begin, end);
        });
        node.sums = sums;
        node.best = best(found);
    }

    /**
     * Sums up the children of a node, and looks for their splits. The node's own sums are used up.
     *
     * @param fewer the child with fewer rows, which is summed up
     * @param more the other, whose sums are what is left
     */
    void open(GradientNode parent, GradientNode fewer, GradientNode more) {
        double[] all = parent.sums;
        if (all == null) throw new IllegalStateException("a node without sums");
        parent.sums = null;
        boolean splitFewer = rules.mayBeSplit(fewer);
        boolean splitMore = rules.mayBeSplit(more);
        if (!splitFewer && !splitMore) {
            free.push(all);
            return;
        }
        double[] sums = splitMore ? take() : all;
        GradientSplit[] ofFewer = new GradientSplit[searches.length];
        GradientSplit[] ofMore = new GradientSplit[searches.length];
        each((search, part, begin, end) -> {
            sum(fewer, sums, begin, end);
            if (splitFewer) ofFewer[part] = look(search, fewer, sums, begin, end);
            if (!splitMore) return;
            for (int i = bins.offset(begin); i < bins.offset(end); i++) all[i] -= sums[i];
            ofMore[part] = look(search, more, all, begin, end);
        });
        if (splitMore) {
            more.sums = all;
            more.best = best(ofMore);
        }
        if (splitFewer) {
            fewer.sums = sums;
            fewer.best = best(ofFewer);
        } else {
            free.push(sums);
        }
    }

    /** Lets go the sums of a node that has become a leaf. */
    void close(GradientNode node) {
        if (node.sums != null) free.push(node.sums);
        node.sums = null;
    }

    private double[] take() {
        return free.isEmpty() ? new double[bins.sums()] : free.pop();
    }

    private void sum(GradientNode node, double[] sums, int begin, int end) {
        Arrays.fill(sums, bins.offset(begin), bins.offset(end), 0);
        bins.sum(begin, end, rows, node.from, node.to, derivatives, node.slope, node.curve, sums);
    }

    private GradientSplit look(GradientSearch search, GradientNode node, double[] sums, int begin, int end) {
        GradientSplit best = new GradientSplit();
        for (int i = begin; i < end; i++) {
            search.look(i, bins.column(i).cut(), sums, bins.offset(i), node.slope, node.curve, best);
        }
        return best;
    }

    private static GradientSplit best(GradientSplit[] found) {
        GradientSplit best = found[0];
        for (GradientSplit other : found) if (other.gain > best.gain) best = other;
        return best;
    }
}
