package io.github.millwork.testkit;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import java.util.Set;

/** The simplest learner that keeps all rules: it predicts the weighted mean of the target. */
public record MeanRegressor() implements Learner<Regression> {
    record Mean(double value) implements Model<Regression> {
        @Override
        public Outputs<Regression> outputs() {
            return new RegressionOutputs(false);
        }

        @Override
        public void predict(FeatureVector features, double[] out, int at) {
            out[at] = value;
        }
    }

    static final Codec<MeanRegressor> CODEC =
            Codec.of("test.mean", MeanRegressor.class, learner -> State.empty(), state -> new MeanRegressor());

    static final Codec<Mean> MODEL_CODEC = Codec.of(
            "test.mean.model",
            Mean.class,
            mean -> State.empty().with("value", mean.value),
            state -> new Mean(state.number("value")));

    @Override
    public String describe() {
        return "mean";
    }

    @Override
    public Class<Regression> predictionType() {
        return Regression.class;
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
    public Model<Regression> fit(TrainingData data, FitContext context) {
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < data.rows(); row++) {
            sum += data.numbers()[row] * data.weight(row);
            weights += data.weight(row);
        }
        return new Mean(sum / weights);
    }
}
