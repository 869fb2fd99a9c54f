package io.github.millwork.evaluate;

import io.github.millwork.data.Cluster;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.Assessment;

/**
 * How much clusters and truth tell of each other, relative to the mean of what each tells of itself.
 *
 * @param adjusted whether what they would share by chance is taken off
 */
record SharedInformation(boolean adjusted) implements Bounded<Cluster> {
    @Override
    public String name() {
        return (adjusted ? "adjusted" : "normalized") + " mutual information";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double least() {
        return adjusted ? -1 : 0;
    }

    @Override
    public Estimate estimate(Assessment<Cluster> assessment) {
        Contingency table = Contingency.of(assessment);
        int rows = table.truth().rows().length;
        double effective = Estimate.effectiveRows(table.truth().weights());
        if (adjusted) checkWhole(table.truth());
        if (rows == 0) return Estimate.UNDEFINED;
        if (table.same()) return new Estimate(1, 0, 0, rows, effective);

        double total = table.total();
        double shared = 0;
        for (int t = 0; t < table.counts().length; t++) {
            for (int f = 0; f < table.counts()[t].length; f++) {
                double both = table.counts()[t][f];
                if (both == 0) continue;
                double byChance = table.truth().weightOf()[t] * table.found().weightOf()[f] / total;
                shared += both / total * Math.log(both / byChance);
            }
        }
        shared = Math.max(0, shared);
        double entropy = (entropy(table.truth(), total) + entropy(table.found(), total)) / 2;
        double chance = adjusted
                ? ExpectedInformation.of(table.truth().weightOf(), table.found().weightOf(), total)
                : 0;
        double below = entropy - chance;
        double value = (shared - chance) / below;

        // What is shared by chance is of the order of one over the rows and is held fixed.
        double[] influence = new double[assessment.rows()];
        for (int i = 0; i < rows; i++) {
            double byChance = table.ofTruth(i) * table.ofFound(i) / total;
            double moreShared = Math.log(table.at(i) / byChance) - shared;
            double moreEntropy = -Math.log(byChance / total) / 2 - entropy;
            influence[table.truth().rows()[i]] =
                    table.truth().weights()[i] / total * (moreShared - value * moreEntropy) / below;
        }
        return Estimate.of(value, influence, assessment, effective);
    }

    private static double entropy(Groups groups, double total) {
        double entropy = 0;
        for (double weight : groups.weightOf()) entropy -= weight / total * Math.log(weight / total);
        return entropy;
    }

    private void checkWhole(Groups groups) {
        for (int i = 0; i < groups.weights().length; i++) {
            if (groups.weights()[i] == Math.rint(groups.weights()[i])) continue;
            throw new DataException("Expected weights that are whole numbers to measure " + name() + " with but found "
                    + groups.weights()[i] + " at row " + groups.rows()[i]
                    + ", and what is shared by chance is known of "
                    + "whole rows only. Use NORMALIZED_MUTUAL_INFORMATION, or rows without weights.");
        }
    }
}
