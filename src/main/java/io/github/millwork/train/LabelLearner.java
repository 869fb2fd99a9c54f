package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Need;
import java.util.Set;

/** A learner of labels that has another learn each of them: what that one needs and honours, this one does. */
interface LabelLearner extends Learner<MultiLabel> {
    /** {@return what learns each label} */
    Learner<Classification> learner();

    @Override
    default Class<MultiLabel> predictionType() {
        return MultiLabel.class;
    }

    @Override
    default Set<Need> needs() {
        return learner().needs();
    }

    @Override
    default boolean honoursWeights() {
        return learner().honoursWeights();
    }

    @Override
    default boolean takesCategories() {
        return learner().takesCategories();
    }

    @Override
    default boolean isData() {
        return learner().isData();
    }
}
