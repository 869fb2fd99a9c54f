package io.github.millwork.evaluate;

import io.github.millwork.data.Cluster;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;

/** How alike each cluster is to the one that it is most alike to. */
record DaviesBouldin() implements Metric<Cluster> {
    @Override
    public String name() {
        return "Davies-Bouldin";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double measure(Assessment<Cluster> assessment) {
        Centres centres = Centres.of(assessment, name());
        if (!centres.groups().areSeveral()) return Double.NaN;
        int clusters = centres.means().length;
        double sum = 0;
        boolean apart = false;
        for (int a = 0; a < clusters; a++) {
            double most = 0;
            for (int b = 0; b < clusters; b++) {
                double distance = Math.sqrt(Centres.square(centres.means()[a], centres.means()[b]));
                if (distance == 0) continue;
                apart = true;
                most = Math.max(most, (centres.spread()[a] + centres.spread()[b]) / distance);
            }
            sum += most;
        }
        return apart ? sum / clusters : Double.NaN;
    }
}
