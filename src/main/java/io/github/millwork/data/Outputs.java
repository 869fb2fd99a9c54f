package io.github.millwork.data;

/**
 * What the numbers that a model puts out mean: how many there are for a row and how they read as a prediction. A batch
 * of predictions is kept as such numbers and read when asked for. Immutable; equal by value.
 *
 * @param <P> the kind of prediction
 */
public sealed interface Outputs<P extends Prediction>
        permits ClassificationOutputs, RegressionOutputs, ClusterOutputs, AnomalyOutputs, MultiLabelOutputs {
    /** {@return how many numbers there are for a row} */
    int width();

    /** {@return the kind of prediction} */
    Class<P> predictionType();

    /**
     * Reads the prediction for a row.
     *
     * @param values the numbers of many rows; not kept
     * @param at where those of this row begin
     * @return the prediction
     */
    P read(double[] values, int at);
}
