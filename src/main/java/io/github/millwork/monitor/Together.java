package io.github.millwork.monitor;

/**
 * Whether the columns have drifted together, which each by itself may not show. Immutable; equal by value.
 *
 * @param method how it was looked at
 * @param size the area under the ROC curve of a classifier that tells rows in use from those of the reference, or how much
 *     larger the error of reconstruction is, in standard deviations of that of the reference
 * @param floor what it has to pass
 * @param pValue the probability of such a size where nothing has changed
 * @param drifted whether it passes the floor and chance does not explain it
 */
public record Together(String method, double size, double floor, double pValue, boolean drifted) {}
