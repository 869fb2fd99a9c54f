package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/**
 * How well the positive class is found, whatever the other classes; zero where there is nothing to count.
 *
 * @param name what it is called
 * @param ofPredicted whether the rows predicted positive are counted, as precision and F1 do
 * @param ofTrue whether the rows that are positive are counted, as recall and F1 do
 */
record PositiveClass(String name, boolean ofPredicted, boolean ofTrue) implements Metric<Classification> {
    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double measure(Assessment<Classification> assessment) {
        return value(ratio(assessment));
    }

    @Override
    public Score score(Assessment<Classification> assessment) {
        Ratio ratio = ratio(assessment);
        Interval share = Double.isNaN(ratio.value()) ? new Interval(0, 1) : ratio.wilson();
        Interval scaled = new Interval(scaled(share.low()), scaled(share.high()));
        return scaled.score(this, value(ratio), "Wilson", assessment);
    }

    /**
     * The rows predicted positive rightly, as a share of those predicted positive, of those that are, or of both. The
     * last is not F1 but a share, whose interval is known, and F1 is a monotone function of it (Hand, Christen and
     * Kirielle 2021, F*: an interpretable transformation of the F-measure).
     */
    private Ratio ratio(Assessment<Classification> assessment) {
        int positive = Decisions.positive(assessment, name);
        Decisions decisions = Decisions.of(assessment);
        int[] codes = decisions.truth().codes();
        int[] predicted = decisions.predicted();
        return Ratio.of(
                assessment,
                row -> codes[row] == positive && predicted[row] == positive ? 1 : 0,
                row -> (ofPredicted && predicted[row] == positive) || (ofTrue && codes[row] == positive) ? 1 : 0);
    }

    private double value(Ratio ratio) {
        return Double.isNaN(ratio.value()) ? 0 : scaled(ratio.value());
    }

    private double scaled(double share) {
        return ofPredicted && ofTrue ? 2 * share / (1 + share) : share;
    }
}
