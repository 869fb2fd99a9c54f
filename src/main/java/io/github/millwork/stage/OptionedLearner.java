package io.github.millwork.stage;

import io.github.millwork.data.Prediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A learner with training options. The options are applied by the chain, around the fit of the learner inside; where this is
 * inside another learner, which gives it prepared rows, around that of the rows.
 */
record OptionedLearner<P extends Prediction>(Learner<P> learner, List<TrainingOption<? super P>> options)
        implements Learner<P> {
    static <P extends Prediction> Learner<P> of(Learner<P> learner, TrainingOption<? super P> option) {
        List<TrainingOption<? super P>> all = new ArrayList<>(learner.options());
        all.add(option);
        return of(learner, all);
    }

    static <P extends Prediction> Learner<P> of(Learner<P> learner, List<TrainingOption<? super P>> options) {
        Learner<P> inner = learner instanceof OptionedLearner<P> optioned ? optioned.learner() : learner;
        checkOnce(options);
        return options.isEmpty() ? inner : new OptionedLearner<>(inner, List.copyOf(options));
    }

    private static void checkOnce(List<? extends TrainingOption<?>> options) {
        Map<Class<?>, TrainingOption<?>> found = new HashMap<>();
        for (TrainingOption<?> option : options) {
            if (!option.onlyOnce()) continue;
            TrainingOption<?> other = found.put(option.getClass(), option);
            if (other != null) {
                throw new IllegalArgumentException("Expected one option of its kind but found '" + other.describe()
                        + "' and '" + option.describe() + "'. Leave one of them out.");
            }
        }
    }

    @Override
    public String describe() {
        return learner.describe()
                + options.stream().map(option -> " with " + option.describe()).collect(Collectors.joining());
    }

    @Override
    public Class<P> predictionType() {
        return learner.predictionType();
    }

    @Override
    public Set<Need> needs() {
        return learner.needs();
    }

    @Override
    public boolean honoursWeights() {
        return learner.honoursWeights();
    }

    @Override
    public boolean honoursClassWeights() {
        return learner.honoursClassWeights();
    }

    @Override
    public Learner<?> ignoringWeights(boolean ofClasses) {
        return learner.ignoringWeights(ofClasses);
    }

    @Override
    public boolean takesCategories() {
        return learner.takesCategories();
    }

    @Override
    public Model<P> fit(TrainingData data, FitContext context) {
        return new MemberFit<>(this, context).fit(data);
    }

    /** Those of the learner, and those of each option under its name, as {@code smote.neighbours}. */
    @Override
    public Hyperparameters hyperparameters() {
        return withOptions(learner.hyperparameters());
    }

    private Hyperparameters withOptions(Hyperparameters own) {
        Hyperparameters all = own;
        List<String> names = names();
        for (int i = 0; i < names.size(); i++) {
            all = all.with(names.get(i), options.get(i).hyperparameters());
        }
        return all;
    }

    /** The names of the options; those after the first of a name are numbered, from 2. */
    private List<String> names() {
        Map<String, Integer> counts = new HashMap<>();
        return options.stream()
                .map(option -> {
                    int count = counts.merge(option.name(), 1, Integer::sum);
                    return count == 1 ? option.name() : option.name() + count;
                })
                .toList();
    }

    @Override
    public Learner<P> withHyperparameters(Hyperparameters values) {
        Hyperparameters all = hyperparameters().withSettings(values);
        List<String> names = names();
        List<TrainingOption<? super P>> set = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            TrainingOption<? super P> option = options.get(i);
            set.add(option.withHyperparameters(all.of(names.get(i), option.hyperparameters())));
        }
        return new OptionedLearner<>(
                learner.withHyperparameters(all.only(learner.hyperparameters())), List.copyOf(set));
    }

    /** Options are not opened: who gives one has said what is to be done. */
    @Override
    public Hyperparameters searchSpace() {
        return withOptions(learner.searchSpace());
    }

    @Override
    public boolean isData() {
        return learner.isData() && options.stream().allMatch(Specification::isData);
    }

    @Override
    public double validationShare() {
        return learner.validationShare();
    }
}
