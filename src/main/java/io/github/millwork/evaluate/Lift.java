package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/**
 * Of the positive rows, the share that is among the rows with the largest numbers; or that in relation to what a random
 * choice of as many rows would have.
 *
 * @param share how many of the rows are taken, above 0 and at most 1
 * @param relative whether it is the lift, not the gain
 */
record Lift(double share, boolean relative) implements Metric<Classification> {
    Lift {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("Expected a share above 0 and at most 1 but found " + share
                    + ". Use 0.1 for the tenth of rows that score most.");
        }
    }

    @Override
    public String name() {
        return (relative ? "lift at " : "gain at ") + Numbers.plain(share);
    }

    @Override
    public boolean dependsOnDecisions() {
        return false;
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double measure(Assessment<Classification> assessment) {
        return scaled(gain(assessment).value());
    }

    @Override
    public Score score(Assessment<Classification> assessment) {
        Estimate gain = gain(assessment);
        Interval interval = gain.wilson();
        return new Interval(scaled(interval.low()), scaled(interval.high()))
                .score(this, scaled(gain.value()), "Wilson", assessment);
    }

    private Estimate gain(Assessment<Classification> assessment) {
        int positive = Decisions.positive(assessment, name());
        return TopRows.share(assessment, Ranking.ofClass(assessment, positive), share)
                .recall();
    }

    private double scaled(double gain) {
        return relative ? gain / share : gain;
    }
}
