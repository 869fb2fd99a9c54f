package io.github.millwork.data;

/**
 * A number for a row.
 *
 * @param value the prediction, in the unit of the target
 * @param low the lower end of its interval, NaN where the model gives none
 * @param high the upper end of its interval, NaN where the model gives none
 */
public record Regression(double value, double low, double high) implements Prediction {}
