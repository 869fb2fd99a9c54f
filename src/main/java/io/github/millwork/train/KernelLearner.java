package io.github.millwork.train;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Range;
import java.util.List;

/**
 * A learner with a kernel whose gamma is given, or follows from how the training rows are scattered.
 *
 * @param <P> the kind of prediction
 * @param <L> the learner itself
 */
interface KernelLearner<P extends Prediction, L extends KernelLearner<P, L>> extends Learner<P> {
    /** {@return these with a gamma that follows from the rows} */
    static Hyperparameters parameters(Hyperparameters others) {
        return others.choice("width", "scaled", List.of("scaled", "given"))
                .number("gamma", 1, gamma -> gamma > 0 && gamma <= Double.MAX_VALUE, "above 0 and finite")
                .onlyIf("gamma", "width", "given");
    }

    @Override
    L withHyperparameters(Hyperparameters values);

    /**
     * {@return this learner with a given gamma}
     *
     * @param value what squared distances, as in {@code exp(-gamma * distance^2)}, or products are multiplied by; above 0
     */
    default L gamma(double value) {
        return withHyperparameters(hyperparameters().with("width", "given").with("gamma", value));
    }

    /**
     * {@return this learner with gammas to search among}
     *
     * @param range above 0
     */
    default L gamma(Range range) {
        return withHyperparameters(hyperparameters().with("width", "given").with("gamma", range));
    }

    /** {@return these with gamma open: scaled, or given, for features on like scales} */
    static Hyperparameters searched(Hyperparameters hyperparameters) {
        return hyperparameters.open("width", Range.of("scaled", "given")).open("gamma", Range.log(1e-4, 10));
    }

    /** {@return gamma for training rows} */
    static double gamma(Hyperparameters hyperparameters, FeatureMatrix features) {
        return hyperparameters.text("width").equals("given")
                ? hyperparameters.number("gamma")
                : LibSvmFit.scaled(features);
    }
}
