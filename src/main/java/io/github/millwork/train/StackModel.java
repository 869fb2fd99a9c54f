package io.github.millwork.train;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A model whose features are what other models predict. Not to be changed.
 *
 * @param models those that are asked first
 * @param last the one that is given what they say
 * @param withFeatures whether it is given the features too
 */
record StackModel<P extends Prediction>(List<Model<P>> models, Model<P> last, boolean withFeatures)
        implements Model<P> {
    StackModel {
        models = List.copyOf(models);
    }

    /** {@return how many numbers of a model are features of the last one} */
    static int width(Model<?> model) {
        int width = model.outputs().width();
        return width == 2 ? 1 : width;
    }

    /** Writes the numbers of a model: of two classes that of the second. */
    static void write(Model<?> model, FeatureVector features, double[] into, int at) {
        double[] numbers = new double[model.outputs().width()];
        model.predict(features, numbers, 0);
        double lowest = 0;
        for (double number : numbers) if (number != Calibrated.UNSEEN) lowest = Math.min(lowest, number);
        int from = numbers.length == 2 ? 1 : 0;
        for (int k = from; k < numbers.length; k++) {
            // A class that a fold lacks has the score of the least likely one, and no number that drowns all others.
            into[at + k - from] = numbers[k] == Calibrated.UNSEEN ? lowest : numbers[k];
        }
    }

    /** Puts numbers and features together. */
    static void join(double[] numbers, FeatureVector features, boolean withFeatures, FeatureVector into) {
        into.clear();
        for (int i = 0; i < numbers.length; i++) into.add(i, numbers[i]);
        if (!withFeatures) return;
        for (int i = 0; i < features.size(); i++) into.add(numbers.length + features.index(i), features.value(i));
    }

    int numbers() {
        return models.stream().mapToInt(StackModel::width).sum();
    }

    @Override
    public Outputs<P> outputs() {
        return last.outputs();
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double[] numbers = new double[numbers()];
        int place = 0;
        for (Model<P> model : models) {
            write(model, features, numbers, place);
            place += width(model);
        }
        FeatureVector joined = new FeatureVector(numbers.length + (withFeatures ? features.dimension() : 0));
        join(numbers, features, withFeatures, joined);
        last.predict(joined, out, at);
    }

    @Override
    public Optional<Explainer> explainer() {
        return StackExplainer.of(this);
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of(
                last instanceof LinearModel
                        ? "what it is given is not what each of its members adds up"
                        : "the model above the others is not linear");
    }

    @Override
    public Optional<ModelMeaning> meaning() {
        List<ModelMeaning> members = new ArrayList<>();
        for (Model<P> model : models) {
            model.meaning().filter(meaning -> allScored(meaning, model)).ifPresent(members::add);
        }
        ModelMeaning own = last.meaning().orElse(null);
        if (own == null || members.size() < models.size()) return Optional.empty();
        ModelMeaning.Link link =
                outputs() instanceof ClassificationOutputs ? ModelMeaning.Link.SHARES : ModelMeaning.Link.NUMBER;
        int[] all = IntStream.range(0, outputs().width()).toArray();
        return Optional.of(new ModelMeaning(new ModelMeaning.Stack(members, withFeatures, own), link, all, 0, 1));
    }

    /** A class that a member has no score for is given the lowest of the row, which is not said. */
    private static boolean allScored(ModelMeaning meaning, Model<?> model) {
        boolean scores = meaning.link() == ModelMeaning.Link.SCORES || meaning.link() == ModelMeaning.Link.PAIRS;
        int width = model.outputs().width();
        return !scores || width == 2 || meaning.labels().length == width;
    }

    @Override
    public Optional<String> whyUnsaid() {
        List<Model<?>> all = new ArrayList<>(models);
        all.add(last);
        return Members.whyUnsaid(all).or(() -> Optional.of("a member has seen no row of one of the classes"));
    }

    @Override
    public List<Finding> findings() {
        return Members.findings(Stream.concat(models.stream(), Stream.of(last)).toList());
    }

    @Override
    public boolean accepts(int features) {
        return models.stream().allMatch(model -> model.accepts(features))
                && last.accepts(numbers() + (withFeatures ? features : 0));
    }

    private static <P extends Prediction> StackModel<P> read(State state) {
        List<Model<P>> models = Members.models(state.states("models"));
        List<Model<P>> last = Members.models(state.states("last"));
        boolean sound = !models.isEmpty() && last.size() == 1;
        if (sound) {
            Outputs<P> outputs = last.get(0).outputs();
            sound = models.stream()
                    .allMatch(each -> each.outputs().predictionType() == outputs.predictionType()
                            && labels(each.outputs()).equals(labels(outputs)));
        }
        if (sound) return new StackModel<>(models, last.get(0), state.flag("withFeatures"));
        throw new BundleException(
                "Expected models that predict the same, under one more, but found others. The file is damaged.");
    }

    private static List<String> labels(Outputs<?> outputs) {
        return outputs instanceof ClassificationOutputs classes ? classes.labels() : List.of();
    }

    @SuppressWarnings("rawtypes")
    static final Codec<StackModel> CODEC = Codec.of(
            "model.stack",
            StackModel.class,
            model -> State.empty()
                    .with("models", Members.encode(((StackModel<?>) model).models))
                    .with("last", Members.encode(List.of(model.last)))
                    .with("withFeatures", model.withFeatures),
            StackModel::read);

    @Override
    public String toString() {
        return models.size() + " models under " + last;
    }
}
