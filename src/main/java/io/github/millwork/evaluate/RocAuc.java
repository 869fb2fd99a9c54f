package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/**
 * The area under the ROC curve: the probability that a row of the class gets a larger number than one of the rest. For
 * more than two classes the mean over them, each against the rest.
 */
record RocAuc() implements Metric<Classification> {
    @Override
    public String name() {
        return "ROC AUC";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double measure(Assessment<Classification> assessment) {
        return mean(curves(assessment, new double[assessment.rows()]));
    }

    @Override
    public Score score(Assessment<Classification> assessment) {
        double[] influence = new double[assessment.rows()];
        RankCurve[] curves = curves(assessment, influence);
        double auc = mean(curves);
        if (auc == 0 || auc == 1) {
            return separated(curves, auc).score(this, auc, "Newcombe", assessment);
        }
        return delong(curves, auc, influence).score(this, auc, "DeLong, logit scale", assessment);
    }

    private static RankCurve[] curves(Assessment<Classification> assessment, double[] influence) {
        ClassificationOutputs outputs = Decisions.outputs(assessment);
        int classes = outputs.labels().size();
        if (classes > 2) {
            RankCurve[] curves = new RankCurve[classes];
            for (int k = 0; k < classes; k++) curves[k] = RankCurve.of(assessment, k, influence);
            return curves;
        }
        int positive =
                outputs.positive() == null ? classes - 1 : outputs.labels().indexOf(outputs.positive());
        return new RankCurve[] {RankCurve.of(assessment, positive, influence)};
    }

    private static double mean(RankCurve[] curves) {
        double sum = 0;
        for (RankCurve curve : curves) sum += curve.area();
        return sum / curves.length;
    }

    /**
     * The interval of DeLong, DeLong and Clarke-Pearson (1988), on the logit scale since the area is at most 1. A row's
     * influence on a mean of areas is the mean of its influences, which gives the variance for many classes.
     */
    private static Interval delong(RankCurve[] curves, double auc, double[] influence) {
        for (RankCurve curve : curves) {
            if (curve.positives() < 2 || curve.negatives() < 2) return Interval.UNDEFINED;
        }
        double squares = 0;
        for (double each : influence) squares += each * each;
        double logit = Math.log(auc / (1 - auc));
        double error = Math.sqrt(squares) / curves.length / (auc * (1 - auc));
        return new Interval(
                1 / (1 + Math.exp(-(logit - Interval.Z * error))), 1 / (1 + Math.exp(-(logit + Interval.Z * error))));
    }

    /**
     * The interval where the classes are separated, so that DeLong's variance is zero: method 5 of Newcombe (2006,
     * Statistics in Medicine 25, 559-573), for the class of fewest rows.
     */
    private static Interval separated(RankCurve[] curves, double auc) {
        RankCurve widest = curves[0];
        for (RankCurve curve : curves) {
            if (Math.min(curve.positives(), curve.negatives()) < Math.min(widest.positives(), widest.negatives()))
                widest = curve;
        }
        double m = widest.positives();
        double n = widest.negatives();
        double low = 0;
        double high = 1;
        for (int step = 0; step < 60; step++) {
            double area = (low + high) / 2;
            double spread = 1 + ((m + n) / 2 - 1) * ((1 - area) / (2 - area) + area / (1 + area));
            boolean inside = 1 - area <= Interval.Z * Math.sqrt(area * (1 - area) * spread / (m * n));
            if (inside) high = area;
            else low = area;
        }
        return auc == 1 ? new Interval(high, 1) : new Interval(0, 1 - high);
    }
}
