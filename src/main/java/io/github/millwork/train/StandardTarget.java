package io.github.millwork.train;

import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.TrainingData;

/**
 * The target of a linear machine less its mean, divided by its (population) standard deviation, so that costs mean the same
 * whatever its unit.
 *
 * @param values of each row
 * @param mean what was taken off
 * @param deviation what it was divided by; 1 where the target is constant
 */
record StandardTarget(double[] values, double mean, double deviation) {
    /** Standardises the target of training rows that all count the same. */
    static StandardTarget of(TrainingData data) {
        double[] target = data.numbers();
        double mean = 0;
        for (double value : target) mean += value / target.length;
        double squares = 0;
        for (double value : target) squares += (value - mean) * (value - mean);
        if (!Double.isFinite(squares)) throw TrainingRows.tooLarge();
        double deviation = squares == 0 ? 1 : Math.sqrt(squares / target.length);
        double[] standardised = new double[target.length];
        for (int row = 0; row < target.length; row++) standardised[row] = (target[row] - mean) / deviation;
        return new StandardTarget(standardised, mean, deviation);
    }

    /**
     * {@return the model, in the unit of the target}
     *
     * @param weights of each feature for the standardised target; changed
     * @param intercept for the standardised target
     * @param data the training rows
     */
    LinearModel<Regression> model(double[] weights, double intercept, TrainingData data) {
        for (int i = 0; i < weights.length; i++) weights[i] *= deviation;
        return new LinearModel<>(
                new RegressionOutputs(false),
                new double[][] {weights},
                new double[] {mean + intercept * deviation},
                TrainingRows.means(data),
                new int[] {0});
    }
}
