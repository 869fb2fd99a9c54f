package io.github.millwork.evaluate;

import io.github.millwork.data.Cluster;
import io.github.millwork.stage.Assessment;

/**
 * How many rows of each true group are in which cluster, by weight.
 *
 * @param truth the rows by their true group
 * @param found the rows by their cluster
 * @param counts the weight of each true group in each cluster
 */
record Contingency(Groups truth, Groups found, double[][] counts) {
    static Contingency of(Assessment<Cluster> assessment) {
        Groups truth = Groups.truth(assessment);
        Groups found = Groups.predicted(assessment);
        double[][] counts = new double[truth.count()][found.count()];
        for (int i = 0; i < truth.rows().length; i++) counts[truth.group()[i]][found.group()[i]] += truth.weights()[i];
        return new Contingency(truth, found, counts);
    }

    /** {@return the weight of all rows} */
    double total() {
        return truth.total();
    }

    /** {@return the weight of rows with the true group and the cluster of a row} */
    double at(int i) {
        return counts[truth.group()[i]][found.group()[i]];
    }

    /** {@return the weight of the true group of a row} */
    double ofTruth(int i) {
        return truth.weightOf()[truth.group()[i]];
    }

    /** {@return the weight of the cluster of a row} */
    double ofFound(int i) {
        return found.weightOf()[found.group()[i]];
    }

    /** {@return whether both partitions are the same} */
    boolean same() {
        if (truth.count() != found.count()) return false;
        for (int i = 0; i < truth.rows().length; i++) {
            if (at(i) != ofTruth(i) || at(i) != ofFound(i)) return false;
        }
        return true;
    }
}
