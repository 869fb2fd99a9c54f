package io.github.millwork.evaluate;

import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/** The share of hits of a single label with its interval: Wilson's. */
final class OneLabel {
    private OneLabel() {}

    /**
     * F1 is a monotone function of Jaccard, which is a share of rows, so its interval is that of Jaccard turned into F1
     * (Hand, Christen and Kirielle 2021, F*: an interpretable transformation of the F-measure).
     */
    static Score score(Metric<?> metric, Assessment<?> assessment, Marks marks, Share share, int label) {
        Estimate estimate = Averages.ofLabel(assessment, marks, share, label);
        Interval interval = estimate.wilson();
        if (share.equals(Share.F1)) {
            Interval jaccard =
                    Averages.ofLabel(assessment, marks, Share.JACCARD, label).wilson();
            interval = new Interval(2 * jaccard.low() / (1 + jaccard.low()), 2 * jaccard.high() / (1 + jaccard.high()));
        }
        return interval.score(metric, estimate.value(), "Wilson", assessment);
    }
}
