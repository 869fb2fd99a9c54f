package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.AdjustmentOption;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.ResampleOption;
import io.github.millwork.stage.Specification;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.stage.TrainingOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What learners that are made of others ask of these. */
final class Members {
    private Members() {}

    /**
     * Refuses learners that cannot be part of another: whose options need rows as they were collected, or have an interval
     * learned, which the whole would not hand on.
     */
    static void check(String what, List<? extends Learner<?>> learners) {
        if (learners.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one learner for " + what + " but found none.");
        }
        for (Learner<?> learner : learners) {
            if (learner.predictionType() != learners.get(0).predictionType()) {
                throw new IllegalArgumentException("Expected learners of one kind of prediction for " + what
                        + " but found " + learners.get(0).describe() + " and " + learner.describe() + ".");
            }
            learner.options().forEach(option -> check(what, learner, option));
        }
    }

    private static void check(String what, Learner<?> learner, TrainingOption<?> option) {
        if (!option.worksOnPreparedRows()) {
            throw new IllegalArgumentException("Expected options that work on prepared rows for a learner in " + what
                    + ", whose members share one preparation, but found " + option.describe() + " in "
                    + learner.describe() + ". Give that option to the whole, with(...).");
        }
        if (option instanceof ResampleOption<?> resample
                && resample.weighsClasses()
                && !learner.honoursClassWeights()) {
            throw new IllegalArgumentException("Expected a learner that honours weights, since " + option.describe()
                    + " weighs its rows, but found " + learner.describe() + " in " + what
                    + ". Use another learner, or OverSample, which draws rows instead.");
        }
    }

    /** Refuses learners that decide by a rule of their own, where the whole would not hear of it. */
    static void checkUndecided(String what, List<? extends Learner<?>> learners, String remedy) {
        for (Learner<?> learner : learners) {
            for (TrainingOption<?> option : learner.options()) {
                if (!(option instanceof AdjustmentOption<?> rule) || rule.phase() != AdjustmentOption.Phase.DECIDE) {
                    continue;
                }
                throw new IllegalArgumentException("Expected learners that say numbers for " + what
                        + ", which hears of no decision, but found " + learner.describe() + ". " + remedy);
            }
        }
    }

    /** Fits a learner, with its options if it has some, to the rows that are meant for it. */
    static <P extends Prediction> Model<P> fit(Learner<P> learner, TrainingData data, FitContext context) {
        return learner.withOptions(learner.options()).fit(rows(learner, data), context);
    }

    static Set<Need> needs(List<? extends Learner<?>> learners) {
        Set<Need> needs = new HashSet<>();
        learners.forEach(learner -> needs.addAll(learner.needs()));
        return Set.copyOf(needs);
    }

    static boolean honourWeights(List<? extends Learner<?>> learners) {
        return learners.stream().allMatch(Learner::honoursWeights);
    }

    /** {@return the first that ignores weights, or what that one is made of that does; the whole where none does} */
    static Learner<?> ignoringWeights(Learner<?> whole, List<? extends Learner<?>> learners, boolean ofClasses) {
        for (Learner<?> learner : learners) {
            boolean honours = ofClasses ? learner.honoursClassWeights() : learner.honoursWeights();
            if (!honours) return learner.ignoringWeights(ofClasses);
        }
        return whole;
    }

    static boolean honourClassWeights(List<? extends Learner<?>> learners) {
        return learners.stream().allMatch(Learner::honoursClassWeights);
    }

    /** {@return hyperparameters with those of each learner under its number, from 1} */
    static Hyperparameters numbered(
            Hyperparameters own,
            List<? extends Learner<?>> learners,
            Function<? super Learner<?>, Hyperparameters> which) {
        Hyperparameters all = own;
        for (int i = 0; i < learners.size(); i++) {
            all = all.with(Integer.toString(i + 1), which.apply(learners.get(i)));
        }
        return all;
    }

    /** {@return the learners with what is set under their numbers} */
    static <P extends Prediction> List<Learner<P>> numbered(List<Learner<P>> learners, Hyperparameters values) {
        List<Learner<P>> set = new ArrayList<>();
        for (Learner<P> learner : learners) set.add(named(Integer.toString(set.size() + 1), learner, values));
        return set;
    }

    /** {@return a learner with what is set under its name} */
    static <P extends Prediction> Learner<P> named(String name, Learner<P> learner, Hyperparameters values) {
        return learner.withHyperparameters(values.of(name, learner.hyperparameters()));
    }

    /** {@return the rows for a learner: those that were cut off only where it asked for some itself} */
    static TrainingData rows(Learner<?> learner, TrainingData data) {
        if (data.validation() == null || learner.validationShare() > 0) return data;
        return new TrainingData(data.features(), data.names(), data.target(), data.weights(), data.ties(), null);
    }

    /** {@return what the fits of models found out: of numbers that several of them have, the mean} */
    static List<Finding> findings(List<? extends Model<?>> models) {
        Map<String, List<Double>> found = new LinkedHashMap<>();
        for (Model<?> model : models) {
            for (Finding finding : model.findings()) {
                found.computeIfAbsent(finding.name(), name -> new ArrayList<>()).add(finding.value());
            }
        }
        return found.entrySet().stream()
                .map(each -> finding(each.getKey(), each.getValue()))
                .toList();
    }

    private static Finding finding(String name, List<Double> values) {
        if (values.size() == 1) return new Finding(name, values.get(0));
        double sum = 0;
        for (double value : values) sum += value;
        return new Finding(name + ", mean of " + values.size() + " models", sum / values.size());
    }

    /** The largest share that one of them wants cut off: all that want some are given those rows. */
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
                + " gives scores only. Calibrate them, with(Calibration.sigmoid()), or use a learner that gives "
                + "probabilities, such as LogisticRegression.");
    }
}
