package io.github.millwork.evaluate;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/** A metric whose interval comes from the influence of each row, not from a bootstrap. */
interface Linearised<P extends Prediction> extends Metric<P> {
    /** {@return the value, and how it varies} */
    Estimate estimate(Assessment<P> assessment);

    /** {@return the interval of an estimate that was made of these predictions} */
    Interval interval(Estimate estimate, Assessment<P> assessment);

    /** {@return what the method of the interval is called} */
    String method();

    @Override
    default double measure(Assessment<P> assessment) {
        return estimate(assessment).value();
    }

    @Override
    default Score score(Assessment<P> assessment) {
        Estimate estimate = estimate(assessment);
        return interval(estimate, assessment).score(this, estimate.value(), method(), assessment);
    }
}
