package io.github.millwork.stage;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import java.util.List;
import java.util.Optional;

/**
 * Adjusts predictions after the model: calibration, a threshold, the inverse of a target transform, an interval.
 * Immutable and thread-safe; saved by the codec of its class.
 *
 * @param <P> the kind of prediction
 */
public interface Adjustment<P extends Prediction> {
    /**
     * {@return what the adjusted numbers mean}
     *
     * @param before what the numbers mean that are adjusted
     */
    Outputs<P> outputs(Outputs<P> before);

    /**
     * Adjusts the numbers of one row.
     *
     * @param from the numbers before
     * @param to where the adjusted numbers go, as many as the new outputs are wide; not the same array
     */
    void adjust(double[] from, double[] to);

    /** {@return what was learned of it, such as a threshold, to be shown} */
    default List<Finding> findings() {
        return List.of();
    }

    /** {@return what it computes, as data, for exports; empty where that cannot be said, and then it cannot be exported} */
    default Optional<AdjustmentMeaning> meaning() {
        return Optional.empty();
    }
}
