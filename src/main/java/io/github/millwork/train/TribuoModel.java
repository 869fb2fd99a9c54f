package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.tribuo.TribuoBytes;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/**
 * A model of Tribuo's, asked row by row, and saved as Tribuo's protobuf. A class that it has not seen has the probability
 * 0, or the lowest score that there is.
 */
final class TribuoModel<P extends Prediction> implements Model<P> {
    static final String TARGET = "target";

    private final Outputs<P> outputs;
    private final org.tribuo.Model<?> fitted;
    private final TribuoRows rows;
    private final byte[] bytes;
    private final Set<String> seen;

    TribuoModel(Outputs<P> outputs, org.tribuo.Model<?> fitted, int dimension) {
        this(outputs, fitted, dimension, TribuoBytes.write(fitted));
    }

    private TribuoModel(Outputs<P> outputs, org.tribuo.Model<?> fitted, int dimension, byte[] bytes) {
        this.outputs = outputs;
        this.fitted = fitted;
        this.rows = TribuoRows.known(fitted, dimension);
        this.bytes = bytes;
        this.seen = fitted.getOutputIDInfo().getDomain().stream()
                .filter(Label.class::isInstance)
                .map(known -> ((Label) known).getLabel())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The shares of classes in the leaf of a tree are probabilities too, though Tribuo does not call them so. */
    static TribuoModel<Classification> of(org.tribuo.Model<Label> fitted, TargetValues.Classes target, int dimension) {
        boolean probabilities = fitted.generatesProbabilities() || fitted instanceof TreeModel;
        return new TribuoModel<>(
                new ClassificationOutputs(target.labels(), target.positive(), probabilities, false), fitted, dimension);
    }

    @Override
    public Outputs<P> outputs() {
        return outputs;
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        if (outputs instanceof ClassificationOutputs classes) predictClass(classes, features, out, at);
        else
            out[at] = ask(features, RegressionFactory.UNKNOWN_REGRESSOR, Regressor.class)
                    .getValues()[0];
    }

    private void predictClass(ClassificationOutputs classes, FeatureVector features, double[] out, int at) {
        Map<String, ?> scores = answer(features, LabelFactory.UNKNOWN_LABEL).getOutputScores();
        double total = 0;
        for (int i = 0; i < classes.width(); i++) {
            String name = classes.labels().get(i);
            double without = classes.probabilistic() || seen.contains(name) ? 0 : -Double.MAX_VALUE;
            out[at + i] = scores.get(name) instanceof Label label ? label.getScore() : without;
            total += out[at + i];
        }
        if (!classes.probabilistic()) return;
        for (int i = 0; i < classes.width(); i++) out[at + i] /= total;
    }

    private <T extends Output<T>> T ask(FeatureVector features, T unknown, Class<T> type) {
        return type.cast(answer(features, unknown).getOutput());
    }

    @SuppressWarnings("unchecked") // the model was made for outputs of this kind
    private <T extends Output<T>> org.tribuo.Prediction<T> answer(FeatureVector features, T unknown) {
        return ((org.tribuo.Model<T>) fitted).predict(rows.example(features, unknown));
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of("what a trainer of Tribuo makes is not known here");
    }

    @Override
    public Optional<String> whyUnsaid() {
        return Optional.of("what a trainer of Tribuo makes is not known here");
    }

    @Override
    public boolean accepts(int features) {
        return features == rows.dimension();
    }

    private static <P extends Prediction> TribuoModel<P> read(Outputs<P> outputs, State state) {
        byte[] bytes = state.bytes("tribuo");
        org.tribuo.Model<?> fitted = TribuoBytes.read(bytes);
        if (!isFor(outputs, fitted.getOutputIDInfo().getDomain())) {
            throw new BundleException("Expected a Tribuo model of "
                    + (outputs instanceof ClassificationOutputs classes
                            ? "the classes " + classes.labels()
                            : "a number")
                    + " but found one of " + fitted.getOutputIDInfo().getDomain() + ". The file is damaged.");
        }
        TribuoModel<P> model = new TribuoModel<>(outputs, fitted, state.integer("dimension"), bytes);
        try {
            // What Tribuo does not check when it reads a model, it may stumble over when it predicts.
            model.predict(new FeatureVector(model.rows.dimension()), new double[outputs.width()], 0);
        } catch (RuntimeException e) {
            throw new BundleException(
                    "Expected a Tribuo model that can predict but it failed: " + e.getMessage()
                            + ". The file is damaged.",
                    e);
        }
        return model;
    }

    private static boolean isFor(Outputs<?> outputs, Set<?> domain) {
        if (outputs instanceof ClassificationOutputs classes) {
            return domain.stream()
                    .allMatch(known ->
                            known instanceof Label label && classes.labels().contains(label.getLabel()));
        }
        return domain.size() == 1 && domain.stream().allMatch(Regressor.class::isInstance);
    }

    @SuppressWarnings("rawtypes")
    static final Codec<TribuoModel> CODEC = Codec.of(
            "model.tribuo",
            TribuoModel.class,
            model -> ModelOutputs.toState(((TribuoModel<?>) model).outputs)
                    .with("dimension", model.rows.dimension())
                    .with("tribuo", model.bytes),
            state -> read(ModelOutputs.fromState(state), state));
}
