package io.github.millwork;

import io.github.millwork.data.Prediction;
import io.github.millwork.monitor.RetrainingReason;
import java.util.Optional;

/**
 * What a running training did with rows whose truth it was told. Immutable.
 *
 * @param <P> the kind of prediction
 * @param learned how many rows were new
 * @param ignored how many were known before, or have no truth
 * @param reason why the model was to be fitted anew; empty where it was not
 * @param refinement what came of that; empty where it was not done, and also where it failed or must wait
 * @param rollback why the version before answers again; empty where it does not
 * @param heard why a challenger that had been refused answers now; empty where none does
 * @param problem why nothing came of a fit, or that there are too few rows yet; empty where all went well
 */
public record TrainingStep<P extends Prediction>(
        int learned,
        int ignored,
        Optional<RetrainingReason> reason,
        Optional<Refinement<P>> refinement,
        Optional<String> rollback,
        Optional<String> heard,
        Optional<String> problem) {}
