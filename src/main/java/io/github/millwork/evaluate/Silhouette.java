package io.github.millwork.evaluate;

import io.github.millwork.data.Cluster;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Score;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How much nearer rows are to their own cluster than to the next.
 *
 * @param sample how many rows are measured at most, chosen at random; 0 for all
 * @param seed what the choice depends on
 */
record Silhouette(int sample, long seed) implements Bounded<Cluster> {
    @Override
    public String name() {
        return sample == 0 ? "silhouette" : "silhouette of " + sample + " rows";
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
    public double measure(Assessment<Cluster> assessment) {
        return estimate(sampled(assessment), false).value();
    }

    @Override
    public Score score(Assessment<Cluster> assessment) {
        Assessment<Cluster> sampled = sampled(assessment);
        Estimate estimate = estimate(sampled);
        return interval(estimate, sampled).score(this, estimate.value(), method(), sampled);
    }

    @Override
    public Estimate estimate(Assessment<Cluster> assessment) {
        return estimate(sampled(assessment), true);
    }

    private Estimate estimate(Assessment<Cluster> assessment, boolean withVariance) {
        Groups groups = Groups.predicted(assessment);
        Distances distances = Distances.of(Groups.features(assessment, name()), groups.rows());
        if (!groups.areSeveral()) return Estimate.UNDEFINED;
        Widths widths = Widths.of(groups, distances);
        double mean = widths.mean();
        double effective = Estimate.effectiveRows(groups.weights());
        if (!withVariance) return new Estimate(mean, Double.NaN, 0, groups.rows().length, effective);
        double[] influence = new double[assessment.rows()];
        double[] ofRows = widths.influence(mean);
        for (int i = 0; i < ofRows.length; i++) influence[groups.rows()[i]] = ofRows[i];
        return Estimate.of(mean, influence, assessment, effective);
    }

    /** {@return the assessment of as many rows as are to be measured, drawn without replacement} */
    private Assessment<Cluster> sampled(Assessment<Cluster> assessment) {
        int rows = assessment.rows();
        if (sample == 0 || sample >= rows) return assessment;
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[rows];
        Arrays.setAll(order, row -> row);
        for (int i = 0; i < sample; i++) {
            int other = random.nextInt(i, rows);
            int row = order[other];
            order[other] = order[i];
            order[i] = row;
        }
        return assessment.rows(Arrays.copyOf(order, sample));
    }
}
