package io.github.millwork.stage;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A model with the adjustments that come after it, as a member of another model: what a learner with options becomes there.
 * Immutable and thread-safe.
 */
final class AdjustedModel<P extends Prediction> implements Model<P> {
    private final Model<P> model;
    private final List<Adjustment<P>> adjustments;
    private final OutputChain<P> numbers;

    AdjustedModel(Model<P> model, List<Adjustment<P>> adjustments) {
        this.model = model;
        this.adjustments = List.copyOf(adjustments);
        this.numbers = new OutputChain<>(model, adjustments);
    }

    @Override
    public Outputs<P> outputs() {
        return numbers.outputs();
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        numbers.score(features, numbers.scratch(), out, at);
    }

    @Override
    public boolean accepts(int features) {
        return model.accepts(features);
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of("what a member adds up is adjusted after it, by a curve or a rule");
    }

    @Override
    public Optional<Importances> importances(int features) {
        return model.importances(features);
    }

    @Override
    public Optional<ModelMeaning> meaning() {
        List<AdjustmentMeaning> meanings = new ArrayList<>();
        for (Adjustment<P> adjustment : adjustments) {
            adjustment.meaning().filter(AdjustedModel::keepsWidth).ifPresent(meanings::add);
        }
        if (meanings.size() < adjustments.size()) return Optional.empty();
        ModelMeaning.Link link =
                outputs() instanceof ClassificationOutputs ? ModelMeaning.Link.SHARES : ModelMeaning.Link.NUMBER;
        int[] all = IntStream.range(0, outputs().width()).toArray();
        return model.meaning()
                .map(before -> new ModelMeaning(new ModelMeaning.Adjusted(before, meanings), link, all, 0, 1));
    }

    /** A decision comes behind the numbers of the classes, where the model around this one does not look for it. */
    private static boolean keepsWidth(AdjustmentMeaning meaning) {
        return meaning instanceof AdjustmentMeaning.Curves || meaning instanceof AdjustmentMeaning.Formula;
    }

    @Override
    public Optional<String> whyUnsaid() {
        boolean said = adjustments.stream()
                .allMatch(adjustment ->
                        adjustment.meaning().filter(AdjustedModel::keepsWidth).isPresent());
        return said
                ? model.whyUnsaid()
                : Optional.of("what comes after a member decides, or does not say what it does");
    }

    @Override
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>(model.findings());
        adjustments.forEach(adjustment -> all.addAll(adjustment.findings()));
        return List.copyOf(all);
    }

    @SuppressWarnings("unchecked") // the kind of prediction is checked where the member is put into its whole
    private static <P extends Prediction> AdjustedModel<P> read(Model<P> model, State state) {
        List<Adjustment<P>> adjustments = new ArrayList<>();
        for (State saved : state.states("adjustments")) {
            adjustments.add((Adjustment<P>) Codecs.decode(saved, Adjustment.class));
        }
        try {
            return new AdjustedModel<>(model, adjustments);
        } catch (ClassCastException e) {
            throw new BundleException(
                    "Expected adjustments of what " + model + " predicts but found others. The file is damaged.", e);
        }
    }

    @SuppressWarnings("rawtypes")
    static final Codec<AdjustedModel> CODEC = Codec.of(
            "model.adjusted",
            AdjustedModel.class,
            adjusted -> State.empty()
                    .with("model", Codecs.encode(adjusted.model))
                    .with(
                            "adjustments",
                            ((AdjustedModel<?>) adjusted)
                                    .adjustments.stream().map(Codecs::encode).toList()),
            state -> read((Model<?>) Codecs.decode(state.state("model"), Model.class), state));

    @Override
    public String toString() {
        return model + ", adjusted";
    }
}
