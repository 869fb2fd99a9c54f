package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import java.util.Set;

/**
 * A support vector machine: of numbers, errors within a margin count nothing. Weights of rows are refused, weights of classes
 * count.
 *
 * @param <P> the kind of prediction
 * @param <L> the learner itself
 */
interface MarginLearner<P extends Prediction, L extends MarginLearner<P, L>> extends CostLearner<P, L> {
    /** What the margin is called. */
    String INSENSITIVE = "insensitive";

    /** {@return these with a margin, as learners of numbers have it} */
    static Hyperparameters ofNumbers(Hyperparameters others) {
        return others.number(
                INSENSITIVE, 0.1, width -> width >= 0 && width <= Double.MAX_VALUE, "at least 0 and finite");
    }

    /**
     * {@return this learner of numbers with another width of the errors that count nothing}
     *
     * @param deviations up to how many standard deviations of the target an error counts nothing; at least 0.
     *     scikit-learn calls it epsilon, and takes it in units of the target
     * @throws IllegalArgumentException if this learner is one of classes, which has no such width
     */
    default L insensitive(double deviations) {
        return withHyperparameters(hyperparameters().with(INSENSITIVE, deviations));
    }

    /**
     * {@return this learner of numbers with widths to search among}
     *
     * @param range at least 0
     * @throws IllegalArgumentException if this learner is one of classes, which has no such width
     */
    default L insensitive(Range range) {
        return withHyperparameters(hyperparameters().with(INSENSITIVE, range));
    }

    /** {@return costs to search among, and of numbers margins} */
    static Hyperparameters searched(Hyperparameters hyperparameters, Class<?> kind, Range costs) {
        Hyperparameters space = hyperparameters.open("cost", costs);
        return kind == Classification.class ? space : space.open(INSENSITIVE, Range.log(0.01, 1));
    }

    @Override
    default Set<Need> needs() {
        return Set.of(Need.COMPLETE, Need.LIKE_SCALES);
    }

    @Override
    default boolean honoursWeights() {
        return false;
    }

    @Override
    default boolean honoursClassWeights() {
        return predictionType() == Classification.class;
    }
}
