package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at no feature: for classes it predicts their shares in training, for numbers their mean. What any model has to
 * beat. Weights of rows count.
 *
 * @param <P> the kind of prediction
 * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
 */
public record Baseline<P extends Prediction>(Class<P> predictionType) implements Learner<P> {
    /**
     * Checks the kind of prediction.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     */
    public Baseline {
        if (predictionType != Classification.class && predictionType != Regression.class) {
            throw new IllegalArgumentException("Expected a baseline for Classification or Regression but found "
                    + predictionType.getSimpleName() + ". Use classifier() or regressor().");
        }
    }

    /** {@return a baseline for classes} */
    public static Baseline<Classification> classifier() {
        return new Baseline<>(Classification.class);
    }

    /** {@return a baseline for numbers} */
    public static Baseline<Regression> regressor() {
        return new Baseline<>(Regression.class);
    }

    @Override
    public String describe() {
        return "baseline";
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public boolean honoursWeights() {
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // the kind of model follows the kind of prediction
    public Model<P> fit(TrainingData data, FitContext context) {
        double total = 0;
        for (int row = 0; row < data.rows(); row++) total += data.weight(row);
        if (total == 0) throw TrainingRows.noWeight();
        if (data.target() instanceof TargetValues.Classes target) {
            double[] shares = new double[target.labels().size()];
            for (int row = 0; row < data.rows(); row++) shares[target.codes()[row]] += data.weight(row);
            for (int i = 0; i < shares.length; i++) shares[i] /= total;
            return (Model<P>) new Constant<>(ModelOutputs.of(target), shares);
        }
        double mean = TrainingRows.mean(data);
        return (Model<P>) new Constant<>(new RegressionOutputs(false), new double[] {mean});
    }

    /** Always the same. */
    record Constant<P extends Prediction>(Outputs<P> outputs, double[] values) implements Model<P> {
        Constant {
            if (values.length != outputs.width()) {
                throw new BundleException("Expected " + outputs.width() + " values but found " + values.length
                        + ". The file is damaged.");
            }
        }

        @Override
        public void predict(FeatureVector features, double[] out, int at) {
            System.arraycopy(values, 0, out, at, values.length);
        }

        @Override
        public Optional<Explainer> explainer() {
            return Optional.of(new ConstantExplainer(outputs, values));
        }

        @Override
        public Optional<String> whyUnsaid() {
            return Optional.of("it is the same for every row");
        }
    }

    @SuppressWarnings("rawtypes")
    static final Codec<Baseline> CODEC = Codec.of(
            "baseline",
            Baseline.class,
            learner -> ModelOutputs.kindToState(((Baseline<?>) learner).predictionType()),
            state -> new Baseline<>(ModelOutputs.kindFromState(state)));

    @SuppressWarnings({"rawtypes", "unchecked"}) // read for its own outputs
    static final Codec<Constant> MODEL_CODEC = Codec.of(
            "model.constant",
            Constant.class,
            model -> ModelOutputs.toState(model.outputs).with("values", model.values),
            state -> new Constant(ModelOutputs.fromState(state), state.numbers("values")));
}
