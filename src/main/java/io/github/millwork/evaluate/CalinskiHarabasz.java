package io.github.millwork.evaluate;

import io.github.millwork.data.Cluster;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;

/** The variance between clusters relative to that within, as the statistic of an analysis of variance. */
record CalinskiHarabasz() implements Metric<Cluster> {
    @Override
    public String name() {
        return "Calinski-Harabasz";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double measure(Assessment<Cluster> assessment) {
        Centres centres = Centres.of(assessment, name());
        Groups groups = centres.groups();
        if (!groups.areSeveral()) return Double.NaN;
        double[][] means = centres.means();
        double total = groups.total();
        double[] centre = new double[means[0].length];
        for (int g = 0; g < means.length; g++) {
            for (int k = 0; k < centre.length; k++) centre[k] += groups.weightOf()[g] / total * means[g][k];
        }
        double between = 0;
        for (int g = 0; g < means.length; g++) between += groups.weightOf()[g] * Centres.square(means[g], centre);
        // As scikit-learn defines it for rows that are all at the mean of their cluster.
        if (centres.squares() == 0) return 1;
        return between * (total - means.length) / (centres.squares() * (means.length - 1));
    }
}
