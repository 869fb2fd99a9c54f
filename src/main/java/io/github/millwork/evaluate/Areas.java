package io.github.millwork.evaluate;

import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/**
 * The area under one ROC curve, or the mean of several, with its interval. A row's influence on a mean of areas is the
 * mean of its influences, which gives the variance for many classes.
 *
 * @param value the area, or the mean; NaN where it is undefined
 * @param influence by how much each row moves it
 * @param positives the number of rows of the class, in the curve in which one side has fewest
 * @param negatives the number of the other rows in that curve
 */
record Areas(double value, double[] influence, int positives, int negatives) {
    static Areas of(RankCurve curve) {
        return new Areas(curve.area(), curve.influence(), curve.positives(), curve.negatives());
    }

    Score score(Metric<?> metric, Assessment<?> assessment) {
        if (value == 0 || value == 1) return separated().score(metric, value, "Newcombe", assessment);
        return delong(assessment).score(metric, value, "DeLong, logit scale", assessment);
    }

    /** The interval of DeLong, DeLong and Clarke-Pearson (1988), on the logit scale since the area is at most 1. */
    private Interval delong(Assessment<?> assessment) {
        if (Math.min(positives, negatives) < 2) return Interval.UNDEFINED;
        return Estimate.of(value, influence, assessment, 0).logit();
    }

    /**
     * The interval where the classes are separated, so that DeLong's variance is zero: method 5 of Newcombe (2006,
     * Statistics in Medicine 25, 559-573), for the class of fewest rows.
     */
    private Interval separated() {
        double m = positives;
        double n = negatives;
        double low = 0;
        double high = 1;
        for (int step = 0; step < 60; step++) {
            double area = (low + high) / 2;
            double spread = 1 + ((m + n) / 2 - 1) * ((1 - area) / (2 - area) + area / (1 + area));
            boolean inside = 1 - area <= Interval.Z * Math.sqrt(area * (1 - area) * spread / (m * n));
            if (inside) high = area;
            else low = area;
        }
        return value == 1 ? new Interval(high, 1) : new Interval(0, 1 - high);
    }

    /** Adds areas up. The part of an area in the mean is fixed, or the weight of some rows. */
    static final class Mean {
        private final Assessment<?> assessment;
        private final double[] influence;
        private final double[] areasOfParts;
        private final int[] parts;
        private double sum;
        private double total;
        private int positives = Integer.MAX_VALUE;
        private int negatives = Integer.MAX_VALUE;

        Mean(Assessment<?> assessment) {
            this.assessment = assessment;
            influence = new double[assessment.rows()];
            areasOfParts = new double[assessment.rows()];
            parts = new int[assessment.rows()];
        }

        /** Adds an area as one part, which was measured on these rows. */
        void add(RankCurve curve, int[] rows) {
            add(curve, rows, 1);
        }

        /** Adds an area, measured on some rows, the part of which is the weight of some, maybe others. */
        void addByWeight(RankCurve curve, int[] rows, int[] partRows) {
            double part = 0;
            for (int row : partRows) {
                part += assessment.weight(row);
                areasOfParts[row] += curve.area();
                parts[row]++;
            }
            add(curve, rows, part);
        }

        private void add(RankCurve curve, int[] rows, double part) {
            sum += part * curve.area();
            total += part;
            for (int i = 0; i < rows.length; i++) influence[rows[i]] += part * curve.influence()[i];
            if (Math.min(curve.positives(), curve.negatives()) < Math.min(positives, negatives)) {
                positives = curve.positives();
                negatives = curve.negatives();
            }
        }

        /** {@return the mean; NaN where there is no area} */
        Areas mean() {
            double mean = sum / total;
            for (int row = 0; row < influence.length; row++) {
                double ofPart = assessment.weight(row) * (areasOfParts[row] - parts[row] * mean);
                influence[row] = (influence[row] + ofPart) / total;
            }
            return new Areas(mean, influence, positives, negatives);
        }
    }
}
