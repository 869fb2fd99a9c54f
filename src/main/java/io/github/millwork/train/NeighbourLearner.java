package io.github.millwork.train;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import java.util.Set;

/**
 * A learner that looks at so many neighbours of a row, each of which counts once.
 *
 * @param <P> the kind of prediction
 * @param <L> the learner itself
 */
interface NeighbourLearner<P extends Prediction, L extends NeighbourLearner<P, L>> extends Learner<P> {
    /** What the number of neighbours is called. */
    String NEIGHBOURS = "neighbours";

    /** {@return these with five neighbours} */
    static Hyperparameters parameters(Hyperparameters others) {
        return others.integer(NEIGHBOURS, 5, count -> count >= 1 && count <= 1_000_000, "from 1 to 1000000");
    }

    @Override
    L withHyperparameters(Hyperparameters values);

    /**
     * {@return this learner with another number of neighbours}
     *
     * @param count how many, as the learner says, from 1 to 1000000; where there are fewer training rows, all of them
     */
    default L neighbours(int count) {
        return withHyperparameters(hyperparameters().with(NEIGHBOURS, count));
    }

    /**
     * {@return this learner with numbers of neighbours to search among}
     *
     * @param range from 1 to 1000000
     */
    default L neighbours(Range range) {
        return withHyperparameters(hyperparameters().with(NEIGHBOURS, range));
    }

    @Override
    default Set<Need> needs() {
        return Set.of(Need.COMPLETE, Need.LIKE_SCALES);
    }

    @Override
    default boolean honoursWeights() {
        return false;
    }
}
