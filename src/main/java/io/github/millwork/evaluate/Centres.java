package io.github.millwork.evaluate;

import io.github.millwork.data.Cluster;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.FeatureMatrix;

/**
 * The means of clusters, and how far rows are from them.
 *
 * @param groups the clusters
 * @param means the mean of each cluster, by feature
 * @param spread the mean distance of the rows of each cluster from its mean
 * @param squares the sum of the squared distances of all rows from the mean of their cluster
 */
record Centres(Groups groups, double[][] means, double[] spread, double squares) {
    static Centres of(Assessment<Cluster> assessment, String metric) {
        FeatureMatrix features = Groups.features(assessment, metric);
        Groups groups = Groups.predicted(assessment);
        double[][] means = new double[groups.count()][features.dimension()];
        for (int i = 0; i < groups.rows().length; i++) {
            int row = groups.rows()[i];
            int group = groups.group()[i];
            double part = groups.weights()[i] / groups.weightOf()[group];
            for (int e = features.start(row); e < features.start(row + 1); e++) {
                means[group][features.index(e)] += part * features.value(e);
            }
        }
        double[] spread = new double[groups.count()];
        double squares = 0;
        double[] values = new double[features.dimension()];
        for (int i = 0; i < groups.rows().length; i++) {
            int row = groups.rows()[i];
            int group = groups.group()[i];
            for (int e = features.start(row); e < features.start(row + 1); e++) {
                values[features.index(e)] = features.value(e);
            }
            double square = square(values, means[group]);
            spread[group] += groups.weights()[i] / groups.weightOf()[group] * Math.sqrt(square);
            squares += groups.weights()[i] * square;
            for (int e = features.start(row); e < features.start(row + 1); e++) values[features.index(e)] = 0;
        }
        return new Centres(groups, means, spread, squares);
    }

    /** {@return the square of the distance between two points} */
    static double square(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) sum += (a[k] - b[k]) * (a[k] - b[k]);
        return sum;
    }
}
