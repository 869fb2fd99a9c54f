package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Splitter;
import java.util.List;

/**
 * Cuts a dataset once or several times into rows to fit on and rows to test on: hold-out, cross-validation, bootstrap. An
 * extension point. The cuts are row numbers, so that many of them cost little; rows are copied where they are needed.
 */
public interface Resampling extends Specification {
    /**
     * Cuts a dataset.
     *
     * @param data the rows to cut
     * @param request the target, and the seed for a resampling that has none of its own
     * @return the cuts, at least one; the same for the same rows and request
     * @throws io.github.millwork.data.DataException if the data cannot be cut so
     */
    List<Cut> cuts(Dataset data, Splitter.Request request);

    /** {@return whether the rows to test on are later than all that are fitted on, as in use; false by default} */
    default boolean inOrderOfTime() {
        return false;
    }

    /** {@return how the values of a metric on the cuts are put together; the mean over cuts that are alike by default} */
    default Aggregation aggregation() {
        return Aggregation.MEAN;
    }
}
