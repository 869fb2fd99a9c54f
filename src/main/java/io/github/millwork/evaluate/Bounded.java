package io.github.millwork.evaluate;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Assessment;

/** A metric whose values lie between two bounds, and whose interval is therefore Wilson's. */
interface Bounded<P extends Prediction> extends Linearised<P> {
    /** {@return the least value that there can be} */
    default double least() {
        return 0;
    }

    /** {@return the largest value that there can be} */
    default double most() {
        return 1;
    }

    @Override
    default Interval interval(Estimate estimate, Assessment<P> assessment) {
        return estimate.wilson(least(), most());
    }

    @Override
    default String method() {
        return "Wilson";
    }
}
