package io.github.millwork.stage;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A learner that has learned. Immutable and thread-safe; saved by the codec of its class.
 *
 * @param <P> the kind of prediction
 */
public interface Model<P extends Prediction> {
    /** {@return what the numbers that it puts out mean} */
    Outputs<P> outputs();

    /**
     * Predicts one row. The same features give the same bits, whatever was predicted before.
     *
     * @param features the features of the row
     * @param out where the numbers go, {@code outputs().width()} of them
     * @param at where in {@code out} they begin
     */
    void predict(FeatureVector features, double[] out, int at);

    /**
     * {@return whether rows with so many features can be predicted}; asked when a model is read from a file
     *
     * @param features the number of features
     */
    default boolean accepts(int features) {
        return true;
    }

    /** {@return what splits its outputs into contributions of the features; empty where there is no exact way} */
    default Optional<Explainer> explainer() {
        return Optional.empty();
    }

    /** {@return why there is no exact way to split its outputs, as the rest of a sentence; empty where nothing is to be said} */
    default Optional<String> whyUnexplained() {
        return Optional.empty();
    }

    /**
     * {@return how much it makes of each feature; empty where it does not know}
     *
     * @param features the number of features
     */
    default Optional<Importances> importances(int features) {
        return Optional.empty();
    }

    /**
     * {@return the models that decide on one label each from the features alone, by the number of the label; empty where it does
     * not predict labels in that way, and without labels on which there was nothing to decide}
     */
    default Map<Integer, Model<Classification>> byLabel() {
        return Map.of();
    }

    /** {@return what it computes, as data, for exports; empty where that cannot be said, and then it cannot be exported} */
    default Optional<ModelMeaning> meaning() {
        return Optional.empty();
    }

    /** {@return why that cannot be said, as the rest of a sentence; empty where nothing is to be said} */
    default Optional<String> whyUnsaid() {
        return Optional.empty();
    }

    /** {@return what its fit found out beside it, such as the number of trees that were kept} */
    default List<Finding> findings() {
        return List.of();
    }

    /** {@return 64 hexadecimal digits that are equal for models of the same content; times are no content} */
    default String fingerprint() {
        return Codecs.digest(this);
    }
}
