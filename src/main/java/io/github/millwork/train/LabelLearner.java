package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Need;
import java.util.List;
import java.util.Set;

/**
 * A learner of labels that has another learn each of them: what that one needs and honours, this one does, and its
 * hyperparameters are this one's, as {@code member.cost}.
 */
interface LabelLearner extends Learner<MultiLabel> {
    /** What the learner is called among the hyperparameters. */
    String MEMBER = "member";

    /** {@return what learns each label} */
    Learner<Classification> learner();

    /** {@return the hyperparameters beside those of the learner} */
    default Hyperparameters settings() {
        return Hyperparameters.none();
    }

    @Override
    default Hyperparameters hyperparameters() {
        return settings().with(MEMBER, learner().hyperparameters());
    }

    @Override
    default Hyperparameters searchSpace() {
        return settings().with(MEMBER, learner().searchSpace());
    }

    @Override
    default double validationShare() {
        return learner().validationShare();
    }

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
    default Learner<?> ignoringWeights(boolean ofClasses) {
        return Members.ignoringWeights(this, List.of(learner()), ofClasses);
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
