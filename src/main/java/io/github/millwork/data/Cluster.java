package io.github.millwork.data;

/**
 * A cluster for a row.
 *
 * @param index the number of the cluster from 0, or -1 for noise
 * @param distance how far the row is from the centre of the cluster, in the unit of the model; NaN where it has no centre
 */
public record Cluster(int index, double distance) implements Prediction {}
