package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Specification;
import io.github.millwork.stage.State;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What learners that are made of others ask of these. */
final class Members {
    private Members() {}

    /** Refuses learners that cannot be part of another. */
    static void check(String what, List<? extends Learner<?>> learners) {
        if (learners.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one learner for " + what + " but found none.");
        }
        for (Learner<?> learner : learners) {
            if (learner.predictionType() != learners.get(0).predictionType()) {
                throw new IllegalArgumentException("Expected learners of one kind of prediction for " + what
                        + " but found " + learners.get(0).describe() + " and " + learner.describe() + ".");
            }
            if (!learner.options().isEmpty()) {
                throw new IllegalArgumentException("Expected learners without options for " + what + " but found "
                        + learner.describe() + ". Give the options to the whole: with(...).");
            }
            if (!learner.hyperparameters().ranges().isEmpty()) {
                throw new IllegalArgumentException("Expected learners with values for " + what + " but found ranges in "
                        + learner.describe() + ". Tune it alone, or try several ensembles: select(...).");
            }
        }
    }

    static Set<Need> needs(List<? extends Learner<?>> learners) {
        Set<Need> needs = new HashSet<>();
        learners.forEach(learner -> needs.addAll(learner.needs()));
        return Set.copyOf(needs);
    }

    static boolean honourWeights(List<? extends Learner<?>> learners) {
        return learners.stream().allMatch(Learner::honoursWeights);
    }

    static boolean honourClassWeights(List<? extends Learner<?>> learners) {
        return learners.stream().allMatch(Learner::honoursClassWeights);
    }

    /** The largest share that one of them wants cut off: all of them are given those rows. */
    static double validationShare(List<? extends Learner<?>> learners) {
        return learners.stream().mapToDouble(Learner::validationShare).max().orElse(0);
    }

    static boolean areData(List<? extends Learner<?>> learners) {
        return learners.stream().allMatch(Specification::isData);
    }

    static String describe(List<? extends Learner<?>> learners) {
        return learners.stream().map(Specification::describe).collect(Collectors.joining(", "));
    }

    static List<State> encode(List<?> things) {
        return things.stream().map(Codecs::encode).toList();
    }

    @SuppressWarnings("unchecked") // the kind of prediction is checked where they are put together
    static <P extends Prediction> List<Learner<P>> learners(List<State> states) {
        return states.stream()
                .map(state -> (Learner<P>) Codecs.decode(state, Learner.class))
                .toList();
    }

    @SuppressWarnings("unchecked") // the kind of prediction is checked where they are put together
    static <P extends Prediction> List<Model<P>> models(List<State> states) {
        return states.stream()
                .map(state -> (Model<P>) Codecs.decode(state, Model.class))
                .toList();
    }

    /** {@return why the first of them that cannot be said as data cannot} */
    static Optional<String> whyUnsaid(List<? extends Model<?>> models) {
        return models.stream()
                .filter(model -> model.meaning().isEmpty())
                .findFirst()
                .map(model -> "nor does its member, " + model
                        + model.whyUnsaid().map(why -> ": " + why).orElse(""));
    }

    /** {@return whether a model gives probabilities, or a number} */
    static boolean averages(Model<?> model) {
        return model.outputs() instanceof RegressionOutputs
                || (model.outputs() instanceof ClassificationOutputs classes && classes.probabilistic());
    }

    static void checkProbabilities(Model<Classification> model, Learner<?> learner, String what) {
        if (averages(model)) return;
        throw new DataException("Expected probabilities for " + what + " but " + learner.describe()
                + " gives scores only. Use a learner that gives probabilities, such as LogisticRegression.");
    }
}
