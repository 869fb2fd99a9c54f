package io.github.millwork.train;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Range;

/**
 * A learner whose losses cost something, against the size of what it learns, and that ends its search within a tolerance.
 *
 * @param <P> the kind of prediction
 * @param <L> the learner itself
 */
interface CostLearner<P extends Prediction, L extends CostLearner<P, L>> extends Learner<P> {
    /** {@return cost and tolerance} */
    static Hyperparameters parameters(double tolerance) {
        return Hyperparameters.none()
                .number("cost", 1.0, cost -> cost > 0 && cost <= Double.MAX_VALUE, "above 0 and finite")
                .number("tolerance", tolerance, value -> value > 0, "above 0");
    }

    @Override
    L withHyperparameters(Hyperparameters values);

    /**
     * {@return this learner with another cost}
     *
     * @param value how much the losses count against the size of the weights; above 0, less is more regularization
     */
    default L cost(double value) {
        return withHyperparameters(hyperparameters().with("cost", value));
    }

    /**
     * {@return this learner with costs to search among}
     *
     * @param range costs above 0
     */
    default L cost(Range range) {
        return withHyperparameters(hyperparameters().with("cost", range));
    }

    /**
     * {@return this learner with another tolerance}
     *
     * @param value how far from the optimum the search may end, as the learner says; above 0
     */
    default L tolerance(double value) {
        return withHyperparameters(hyperparameters().with("tolerance", value));
    }
}
