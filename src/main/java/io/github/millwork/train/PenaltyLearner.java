package io.github.millwork.train;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import java.util.Set;

/**
 * A linear learner of numbers by least squares with a penalty, for which the target counts in standard deviations. Weights of
 * rows count.
 *
 * @param <L> the learner itself
 */
interface PenaltyLearner<L extends PenaltyLearner<L>> extends Learner<Regression> {
    /** What the penalty is called. */
    String PENALTY = "penalty";

    /** {@return these with a penalty} */
    static Hyperparameters parameters(Hyperparameters others, double penalty) {
        return others.number(
                PENALTY, penalty, value -> value >= 0 && value <= Double.MAX_VALUE, "at least 0 and finite");
    }

    @Override
    L withHyperparameters(Hyperparameters values);

    /**
     * {@return this learner with another penalty}
     *
     * @param value how much the size of the weights counts, as the learner says; at least 0, more is more regularization
     */
    default L penalty(double value) {
        return withHyperparameters(hyperparameters().with(PENALTY, value));
    }

    /**
     * {@return this learner with penalties to search among}
     *
     * @param range at least 0
     */
    default L penalty(Range range) {
        return withHyperparameters(hyperparameters().with(PENALTY, range));
    }

    @Override
    default Class<Regression> predictionType() {
        return Regression.class;
    }

    @Override
    default Set<Need> needs() {
        return Set.of(Need.COMPLETE, Need.LIKE_SCALES);
    }

    @Override
    default boolean honoursWeights() {
        return true;
    }
}
