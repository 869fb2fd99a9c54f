package io.github.millwork.train;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.Importances;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Models whose predictions are averaged, or who say a class each. Not to be changed.
 *
 * @param outputs what comes of it: probabilities, or a number
 * @param models who votes
 * @param weights how much each counts
 * @param total what all count together: 1 for those that are averaged; of those that say a class each what was counted, so that a
 *     share is one number divided by another
 * @param hard whether each says one class
 */
record VoteModel<P extends Prediction>(
        Outputs<P> outputs, List<Model<P>> models, double[] weights, double total, boolean hard) implements Model<P> {
    private static final String TOTAL = "total";

    /** Puts models together that were fitted by learners. */
    @SuppressWarnings("unchecked") // the outputs are of the kind of the models
    static <P extends Prediction> VoteModel<P> of(
            List<Learner<P>> learners, List<Model<P>> models, double[] counts, boolean hard) {
        double total = Arrays.stream(counts).sum();
        for (int i = 0; i < models.size(); i++) {
            if (hard || Members.averages(models.get(i))) continue;
            throw new DataException("Expected probabilities to average but "
                    + learners.get(i % learners.size()).describe()
                    + " gives scores only. Let the learners vote, byMajority(), or calibrate the scores: "
                    + "with(Calibration.sigmoid()).");
        }
        Outputs<P> first = models.get(0).outputs();
        Outputs<P> outputs = first instanceof ClassificationOutputs classes
                ? (Outputs<P>) ClassificationOutputs.probabilities(classes.labels(), classes.positive())
                : first;
        if (hard && outputs instanceof ClassificationOutputs) {
            double votes = 0;
            for (double count : counts) votes += count; // as they are added up where all say the same
            return new VoteModel<>(outputs, List.copyOf(models), counts, votes, true);
        }
        double[] weights = Arrays.stream(counts).map(count -> count / total).toArray();
        return new VoteModel<>(outputs, List.copyOf(models), weights, 1, hard);
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        int width = outputs.width();
        double[] own = new double[width + 1]; // where a member decides, that comes behind its numbers
        Arrays.fill(out, at, at + width, 0);
        for (int m = 0; m < weights.length; m++) {
            models.get(m).predict(features, own, 0);
            if (hard && models.get(m).outputs() instanceof ClassificationOutputs classes) {
                out[at + classes.decide(own, 0)] += weights[m];
            } else {
                for (int k = 0; k < width; k++) out[at + k] += weights[m] * own[k];
            }
        }
        if (total == 1) return;
        for (int k = 0; k < width; k++) out[at + k] /= total;
    }

    private double[] shares() {
        return Arrays.stream(weights).map(weight -> weight / total).toArray();
    }

    @Override
    public Optional<Explainer> explainer() {
        return byMajority() ? Optional.empty() : MeanExplainer.of(models, weights);
    }

    private boolean byMajority() {
        return hard && outputs instanceof ClassificationOutputs;
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of(
                byMajority()
                        ? "a vote is one class or another and no sum"
                        : "what is averaged is not what each of its members adds up");
    }

    /** The mean of the shares that trees and forests know of. */
    @Override
    public Optional<Importances> importances(int features) {
        double[] weights = shares();
        Double[] shares = new Double[features];
        Arrays.fill(shares, 0.0);
        for (int m = 0; m < weights.length; m++) {
            Importances own = models.get(m).importances(features).orElse(null);
            if (own == null || own.unit() != Importances.Unit.SHARE_OF_GAIN) return Optional.empty();
            for (int i = 0; i < features; i++)
                shares[i] += weights[m] * own.values().get(i);
        }
        return Optional.of(new Importances(Importances.Unit.SHARE_OF_GAIN, List.of(shares)));
    }

    @Override
    public Optional<ModelMeaning> meaning() {
        List<ModelMeaning> members = new ArrayList<>();
        for (Model<P> model : models) model.meaning().ifPresent(members::add);
        if (members.size() < models.size()) return Optional.empty();
        ModelMeaning.Link link =
                outputs instanceof ClassificationOutputs ? ModelMeaning.Link.SHARES : ModelMeaning.Link.NUMBER;
        int[] all = IntStream.range(0, outputs.width()).toArray();
        return Optional.of(new ModelMeaning(new ModelMeaning.Means(members, shares(), byMajority()), link, all, 0, 1));
    }

    @Override
    public Optional<String> whyUnsaid() {
        return Members.whyUnsaid(models);
    }

    @Override
    public List<Finding> findings() {
        return Members.findings(models);
    }

    @Override
    public boolean accepts(int features) {
        return models.stream().allMatch(model -> model.accepts(features));
    }

    private State toState() {
        State state = ModelOutputs.toState(outputs)
                .with("models", Members.encode(models))
                .with("weights", weights)
                .with("hard", hard);
        return total == 1 ? state : state.with(TOTAL, total);
    }

    private static <P extends Prediction> VoteModel<P> read(Outputs<P> outputs, State state) {
        List<Model<P>> models = Members.models(state.states("models"));
        double total = state.has(TOTAL) ? state.number(TOTAL) : 1;
        VoteModel<P> model = new VoteModel<>(outputs, models, state.numbers("weights"), total, state.flag("hard"));
        boolean sound = !models.isEmpty()
                && total > 0
                && model.weights.length == models.size()
                && models.stream()
                        .allMatch(each -> width(each, model.hard) == outputs.width()
                                && each.outputs().predictionType() == outputs.predictionType());
        if (sound) return model;
        throw new BundleException("Expected models that predict the same, and a weight for each, but found others. The "
                + "file is damaged.");
    }

    /** How many numbers a model votes with: behind those may come what it decides on, in a hard vote. */
    private static int width(Model<?> model, boolean hard) {
        return hard && model.outputs() instanceof ClassificationOutputs classes
                ? classes.labels().size()
                : model.outputs().width();
    }

    @SuppressWarnings("rawtypes")
    static final Codec<VoteModel> CODEC = Codec.of(
            "model.vote",
            VoteModel.class,
            model -> ((VoteModel<?>) model).toState(),
            state -> read(ModelOutputs.fromState(state), state));

    @Override
    public String toString() {
        return models.size() + " models that vote";
    }
}
