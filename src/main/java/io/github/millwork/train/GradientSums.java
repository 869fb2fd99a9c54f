package io.github.millwork.train;

import io.github.millwork.stage.Workers;
import java.util.Arrays;

/**
 * Sums up the rows of nodes by the bins of the columns, and looks for the splits of the nodes. Of two children only that with
 * fewer rows is summed up; the other is what is left of their parent (Ke et al. 2017), exactly, as sums are whole numbers.
 * Columns are compared in their order, so the threads that share them change nothing. Used by one thread, for one tree.
 */
final class GradientSums {
    private final BinnedRows bins;
    private final WholeDerivatives derivatives;
    private final int[] rows;
    private final GradientRules rules;
    private final Workers workers;
    private final GradientSearch[] searches;
    private final SumsPool pool;

    /**
     * Prepares a place to work.
     *
     * @param bins the columns to ask for
     * @param derivatives the derivatives of the loss of each row
     * @param rows row numbers; those of a node lie between two places, ascending
     * @param rules how far a tree grows
     * @param pool where sums come from
     * @param workers share the columns
     */
    GradientSums(
            BinnedRows bins,
            WholeDerivatives derivatives,
            int[] rows,
            GradientRules rules,
            SumsPool pool,
            Workers workers) {
        this.bins = bins;
        this.derivatives = derivatives;
        this.rows = rows;
        this.rules = rules;
        this.pool = pool;
        this.workers = workers;
        int threads = workers.count();
        int parts = threads == 1 ? 1 : threads * Math.max(1, Math.min(2, bins.count() / (4 * threads)));
        this.searches = new GradientSearch[Math.min(parts, bins.count())];
        Arrays.setAll(searches, i -> new GradientSearch(rules, derivatives));
    }

    /** A part of the columns. */
    @FunctionalInterface
    private interface Part {
        void run(GradientSearch search, int part, int begin, int end);
    }

    private void each(Part work) {
        if (searches.length == 1) {
            work.run(searches[0], 0, 0, bins.count());
            return;
        }
        workers.tasks(searches.length, part -> {
            int begin = (int) ((long) bins.count() * part / searches.length);
            int end = (int) ((long) bins.count() * (part + 1) / searches.length);
            work.run(searches[part], part, begin, end);
        });
    }

    /** Sums up a node, and looks for its split. */
    void open(GradientNode node) {
        long[] sums = pool.take();
        GradientSplit[] found = new GradientSplit[searches.length];
        each((search, part, begin, end) -> {
            sum(node, sums, begin, end);
            found[part] = look(search, node, sums, begin, end);
        });
        node.best = best(found);
        if (pool.holds() && node.gains()) node.sums = sums;
        else pool.give(sums);
    }

    /**
     * Sums up the children of a node, and looks for their splits. The node's own sums are used up.
     *
     * @param fewer the child with fewer rows, which is summed up
     * @param more the other, whose sums are what is left
     */
    void open(GradientNode parent, GradientNode fewer, GradientNode more) {
        boolean splitFewer = rules.mayBeSplit(fewer);
        boolean splitMore = rules.mayBeSplit(more);
        long[] all = parent.sums;
        parent.sums = null;
        if (all == null) { // they are too large to be held
            if (splitFewer) open(fewer);
            if (splitMore) open(more);
            return;
        }
        if (!splitFewer && !splitMore) {
            pool.give(all);
            return;
        }
        long[] sums = splitMore ? pool.take() : all;
        GradientSplit[] ofFewer = new GradientSplit[searches.length];
        GradientSplit[] ofMore = new GradientSplit[searches.length];
        each((search, part, begin, end) -> {
            sum(fewer, sums, begin, end);
            if (splitFewer) ofFewer[part] = look(search, fewer, sums, begin, end);
            if (!splitMore) return;
            for (int i = bins.offset(begin); i < bins.offset(end); i++) all[i] -= sums[i];
            ofMore[part] = look(search, more, all, begin, end);
        });
        if (splitMore) hold(more, best(ofMore), all);
        if (splitFewer) hold(fewer, best(ofFewer), sums);
        else pool.give(sums);
    }

    private void hold(GradientNode node, GradientSplit best, long[] sums) {
        node.best = best;
        if (node.gains()) node.sums = sums;
        else pool.give(sums);
    }

    private void sum(GradientNode node, long[] sums, int begin, int end) {
        Arrays.fill(sums, bins.offset(begin), bins.offset(end), 0);
        bins.sum(begin, end, rows, node.from, node.to, derivatives.cells(), node.slope, node.curve, sums);
    }

    private GradientSplit look(GradientSearch search, GradientNode node, long[] sums, int begin, int end) {
        GradientSplit best = new GradientSplit();
        search.begin(node);
        for (int i = begin; i < end; i++) search.look(i, bins.column(i).cut(), sums, bins.offset(i), best);
        return best;
    }

    private static GradientSplit best(GradientSplit[] found) {
        GradientSplit best = found[0];
        for (GradientSplit other : found) if (other.gain > best.gain) best = other;
        return best;
    }
}
