package io.github.millwork.evaluate;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import java.util.function.ToDoubleFunction;

/** A metric made of a function. */
record OwnMetric<P extends Prediction>(String name, boolean higherIsBetter, ToDoubleFunction<Assessment<P>> function)
        implements Metric<P> {
    @Override
    public double measure(Assessment<P> assessment) {
        return function.applyAsDouble(assessment);
    }
}
