package io.github.millwork.evaluate;

import io.github.millwork.stage.Assessment;

/**
 * The rows of the largest scores, up to some weight. Rows of equal score at the edge are shared out: they count in part,
 * as they would on average in a random order.
 *
 * <p>Where the edge lies depends on the rows, so a row that is taken pushes others out: its influence is that on the hits
 * less the rate of hits at the edge (Ash and Hughes-Oliver 2022, Journal of Cheminformatics 14, 50).
 */
final class TopRows {
    private final Assessment<?> assessment;
    private final Ranking ranking;
    private final double top;
    private final double total;
    private final double[] hitsAt;
    private final double[] othersAt;

    private TopRows(Assessment<?> assessment, Ranking ranking, double share, double rows) {
        this.assessment = assessment;
        this.ranking = ranking;
        double sum = 0;
        for (double weight : ranking.weights()) sum += weight;
        total = sum;
        top = share * sum + rows;
        hitsAt = ranking.weightAt(true);
        othersAt = ranking.weightAt(false);
    }

    /** {@return the rows of the largest scores, as many as a share of the weight} */
    static TopRows share(Assessment<?> assessment, Ranking ranking, double share) {
        return new TopRows(assessment, ranking, share, 0);
    }

    /** {@return so many rows of the largest scores; sums of weights where there are some} */
    static TopRows first(Assessment<?> assessment, Ranking ranking, int rows) {
        return new TopRows(assessment, ranking, 0, rows);
    }

    /** {@return of the rows that are looked for, the share that is taken; NaN where there are none} */
    Estimate recall() {
        double hits = 0;
        for (double each : hitsAt) hits += each;
        if (!ranking.defined() || hits == 0) return Estimate.UNDEFINED;
        double recall = hitsUpTo(top) / hits;
        double[] taken = taken();
        double[] influence = new double[taken.length];
        double[] ofHits = new double[taken.length];
        double rate = rateAtTheEdge();
        for (int row = 0; row < taken.length; row++) {
            double hit = ranking.positive()[row] ? 1 : 0;
            double pushed = rate * (taken[row] - top / total);
            influence[row] = ranking.weights()[row] * (hit * (taken[row] - recall) - pushed) / hits;
            ofHits[row] = ranking.weights()[row] * hit;
        }
        return Estimate.of(recall, influence, assessment, Estimate.effectiveRows(ofHits));
    }

    /** {@return of the rows that are taken, the share that is looked for; NaN where there are fewer rows than that} */
    Estimate precision() {
        if (!ranking.defined() || !(top <= total)) return Estimate.UNDEFINED;
        double hits = hitsUpTo(top);
        double[] taken = taken();
        double[] influence = new double[taken.length];
        double[] ofTaken = new double[taken.length];
        double rate = rateAtTheEdge();
        for (int row = 0; row < taken.length; row++) {
            double hit = ranking.positive()[row] ? taken[row] : 0;
            double pushed = rate * (taken[row] - top / total);
            influence[row] = ranking.weights()[row] * (hit - hits / total - pushed) / top;
            ofTaken[row] = ranking.weights()[row] * taken[row];
        }
        return Estimate.of(hits / top, influence, assessment, Estimate.effectiveRows(ofTaken));
    }

    /** {@return the weight of those among the rows of largest scores that are looked for} */
    private double hitsUpTo(double weight) {
        double hits = 0;
        double left = weight;
        for (int at = hitsAt.length - 1; at >= 0 && left > 0; at--) {
            double here = hitsAt[at] + othersAt[at];
            if (here == 0) continue;
            hits += here <= left ? hitsAt[at] : hitsAt[at] * (left / here);
            left -= here;
        }
        return hits;
    }

    /** {@return how far each row is taken, from 0 to 1} */
    private double[] taken() {
        double[] takenAt = new double[hitsAt.length];
        double left = top;
        for (int at = hitsAt.length - 1; at >= 0 && left > 0; at--) {
            double here = hitsAt[at] + othersAt[at];
            takenAt[at] = here <= left ? 1 : left / here;
            left -= here;
        }
        double[] taken = new double[ranking.place().length];
        for (int row = 0; row < taken.length; row++) taken[row] = takenAt[ranking.place()[row]];
        return taken;
    }

    /** The share of hits among the rows around the edge: as many as n to the power of two thirds, at least four. */
    private double rateAtTheEdge() {
        double rows = Estimate.effectiveRows(ranking.weights());
        double half = total / rows * Math.max(2, Math.rint(Math.cbrt(rows * rows) / 2));
        double from = Math.max(0, top - half);
        double to = Math.min(total, top + half);
        return (hitsUpTo(to) - hitsUpTo(from)) / (to - from);
    }
}
