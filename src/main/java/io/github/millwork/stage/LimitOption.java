package io.github.millwork.stage;

import io.github.millwork.data.Prediction;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Limits what a fit may cost. A fit that goes beyond is given up, with a {@link io.github.millwork.data.DataException}: in a
 * search that candidate has failed, and the others go on.
 *
 * @param <P> the kind of prediction that it is for
 */
public non-sealed interface LimitOption<P extends Prediction> extends TrainingOption<P> {
    /** {@return how long the fit may take, with its steps and all that is fitted in folds; empty for no limit} */
    Optional<Duration> time();

    /** {@return how many bytes of heap the fit may take, as {@link FitCost#peakBytes} measures; empty for no limit} */
    OptionalLong heapBytes();

    /** {@return how many bytes the model may take when it is saved, before compression; empty for no limit} */
    OptionalLong modelBytes();
}
