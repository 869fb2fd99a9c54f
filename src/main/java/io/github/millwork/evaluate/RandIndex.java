package io.github.millwork.evaluate;

import io.github.millwork.data.Cluster;
import io.github.millwork.stage.Assessment;

/** The share of pairs of rows on which clusters and truth agree, adjusted for chance (Hubert and Arabie 1985). */
record RandIndex() implements Bounded<Cluster> {
    @Override
    public String name() {
        return "adjusted Rand index";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double least() {
        return -1;
    }

    @Override
    public Estimate estimate(Assessment<Cluster> assessment) {
        Contingency table = Contingency.of(assessment);
        int rows = table.truth().rows().length;
        double effective = Estimate.effectiveRows(table.truth().weights());
        if (rows == 0) return Estimate.UNDEFINED;
        if (table.same()) return new Estimate(1, 0, 0, rows, effective);

        double total = table.total();
        double all = pairs(total);
        double ofTruth = 0;
        double ofFound = 0;
        double both = 0;
        for (double weight : table.truth().weightOf()) ofTruth += pairs(weight);
        for (double weight : table.found().weightOf()) ofFound += pairs(weight);
        for (double[] row : table.counts()) for (double weight : row) both += pairs(weight);
        double chance = ofTruth * ofFound / all;
        double above = both - chance;
        double below = (ofTruth + ofFound) / 2 - chance;

        // By the chain rule; the pairs within a group grow by its weight, less one half, with the weight of a row.
        double[] influence = new double[assessment.rows()];
        for (int i = 0; i < rows; i++) {
            double moreOfTruth = table.ofTruth(i) - 0.5;
            double moreOfFound = table.ofFound(i) - 0.5;
            double moreChance = (moreOfTruth * ofFound + ofTruth * moreOfFound) / all - chance * (total - 0.5) / all;
            double moreAbove = table.at(i) - 0.5 - moreChance;
            double moreBelow = (moreOfTruth + moreOfFound) / 2 - moreChance;
            influence[table.truth().rows()[i]] =
                    table.truth().weights()[i] * (moreAbove - above / below * moreBelow) / below;
        }
        return Estimate.of(above / below, influence, assessment, effective);
    }

    private static double pairs(double weight) {
        return weight * (weight - 1) / 2;
    }
}
