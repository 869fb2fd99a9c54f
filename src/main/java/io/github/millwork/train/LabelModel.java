package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.Importances;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A classifier for each label, in one or more chains. Not to be changed.
 *
 * @param labels the labels
 * @param linked whether each classifier is given what was predicted for the labels before it
 * @param chains the chains, whose probabilities are averaged
 */
record LabelModel(List<String> labels, boolean linked, List<Chained> chains) implements Model<MultiLabel> {
    /**
     * Classifiers one after the other.
     *
     * @param order the label of each
     * @param models the classifiers: whether a row has that label
     */
    record Chained(int[] order, List<Model<Classification>> models) {}

    LabelModel {
        labels = List.copyOf(labels);
        chains = List.copyOf(chains);
    }

    @Override
    public Outputs<MultiLabel> outputs() {
        return new MultiLabelOutputs(labels);
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        int count = labels.size();
        Arrays.fill(out, at, at + 2 * count, 0);
        double[] both = new double[3]; // where a classifier decides, that comes behind its numbers
        double[] votes = new double[count];
        for (Chained chain : chains) {
            double[] before = new double[count];
            for (int place = 0; place < count; place++) {
                FeatureVector given = linked ? with(features, before, place) : features;
                Model<Classification> model = chain.models.get(place);
                model.predict(given, both, 0);
                ClassificationOutputs classes = (ClassificationOutputs) model.outputs();
                before[place] = classes.decide(both, 0);
                int label = chain.order[place];
                out[at + label] += both[1] / chains.size();
                votes[label] += (classes.decided() ? before[place] : both[1]) / chains.size();
            }
        }
        for (int label = 0; label < count; label++) {
            out[at + label] = Math.min(1, out[at + label]);
            out[at + count + label] = votes[label] >= 0.5 ? 1 : 0;
        }
    }

    private static FeatureVector with(FeatureVector features, double[] before, int place) {
        FeatureVector longer = new FeatureVector(features.dimension() + place);
        for (int i = 0; i < features.size(); i++) longer.add(features.index(i), features.value(i));
        for (int i = 0; i < place; i++) longer.add(features.dimension() + i, before[i]);
        return longer;
    }

    /** Where classifiers are given what was predicted before them, or several are averaged, nothing adds up. */
    @Override
    public Optional<Explainer> explainer() {
        return linked || chains.size() > 1
                ? Optional.empty()
                : LabelExplainer.of(chains.get(0).order, chains.get(0).models);
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of(
                linked
                        ? "a classifier of a chain is given what was decided on before it"
                        : "what the classifiers of its labels say does not add up, or not in one unit");
    }

    /** The classifiers that look at the features alone; a label that all training rows have, or none, has nothing to decide. */
    @Override
    public Map<Integer, Model<Classification>> byLabel() {
        Map<Integer, Model<Classification>> found = new TreeMap<>();
        if (linked || chains.size() > 1) return found;
        Chained chain = chains.get(0);
        for (int place = 0; place < chain.order.length; place++) {
            Model<Classification> model = chain.models.get(place);
            if (!(model instanceof Baseline.Constant)) found.put(chain.order[place], model);
        }
        return found;
    }

    /** Of trees the mean of all labels, else the sum, as of the classes of one linear model. */
    @Override
    public Optional<Importances> importances(int features) {
        Collection<Model<Classification>> models = byLabel().values();
        double[] sums = new double[features];
        Importances.Unit unit = null;
        for (Model<Classification> model : models) {
            Importances own = model.importances(features).orElse(null);
            if (own == null || (unit != null && own.unit() != unit)) return Optional.empty();
            unit = own.unit();
            double share = unit == Importances.Unit.SHARE_OF_GAIN ? models.size() : 1;
            for (int i = 0; i < features; i++) sums[i] += own.values().get(i) / share;
        }
        return unit == null
                ? Optional.empty()
                : Optional.of(new Importances(unit, Arrays.stream(sums).boxed().toList()));
    }

    @Override
    public List<Finding> findings() {
        return Members.findings(
                chains.stream().flatMap(chain -> chain.models.stream()).toList());
    }

    @Override
    public boolean accepts(int features) {
        return chains.stream()
                .allMatch(chain -> IntStream.range(0, labels.size())
                        .allMatch(place -> chain.models.get(place).accepts(linked ? features + place : features)));
    }

    private State toState() {
        return State.empty()
                .with("labels", labels)
                .with("linked", linked)
                .with(
                        "chains",
                        chains.stream()
                                .map(chain -> State.empty()
                                        .with("order", chain.order)
                                        .with("models", Members.encode(chain.models)))
                                .toList());
    }

    private static LabelModel read(State state) {
        List<Chained> chains = state.states("chains").stream()
                .map(chain ->
                        new Chained(chain.integers("order"), Members.<Classification>models(chain.states("models"))))
                .toList();
        LabelModel model = new LabelModel(state.strings("labels"), state.flag("linked"), chains);
        int count = model.labels.size();
        int[] all = IntStream.range(0, count).toArray();
        boolean sound = !chains.isEmpty()
                && chains.stream()
                        .allMatch(chain -> chain.models.size() == count
                                && Arrays.equals(
                                        Arrays.stream(chain.order).sorted().toArray(), all)
                                && chain.models.stream().allMatch(LabelModel::isBinary));
        if (sound) return model;
        throw new BundleException("Expected a classifier of two classes for each label in each chain but found others. "
                + "The file is damaged.");
    }

    private static boolean isBinary(Model<?> model) {
        return model.outputs() instanceof ClassificationOutputs classes
                && classes.labels().size() == 2
                && Members.averages(model);
    }

    static final Codec<LabelModel> CODEC =
            Codec.of("model.labels", LabelModel.class, LabelModel::toState, LabelModel::read);

    @Override
    public String toString() {
        return labels.size() + " labels in " + chains.size() + " chains";
    }
}
