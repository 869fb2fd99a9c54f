package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import org.jspecify.annotations.Nullable;

/**
 * The area under the curve of precision over recall, of the positive class or averaged over the classes, each against the
 * rest.
 *
 * @param average null for the positive class
 */
record AveragePrecision(@Nullable Average average) implements Linearised<Classification> {
    @Override
    public String name() {
        return "average precision" + (average == null ? "" : average.suffix());
    }

    @Override
    public boolean dependsOnDecisions() {
        return false;
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Estimate estimate(Assessment<Classification> assessment) {
        if (average == null) {
            int positive = Decisions.positive(assessment, name());
            return of(assessment, PrecisionCurve.of(Ranking.ofClass(assessment, positive)));
        }
        int[] codes = Decisions.truth(assessment).codes();
        double[] weightOf = new double[Decisions.outputs(assessment).labels().size()];
        for (int row = 0; row < codes.length; row++)
            if (codes[row] >= 0) weightOf[codes[row]] += assessment.weight(row);

        boolean byRows = average == Average.WEIGHTED;
        double[] influence = new double[codes.length];
        double sum = 0;
        double total = 0;
        double inverse = 0;
        double[] areas = new double[weightOf.length];
        for (int k = 0; k < weightOf.length; k++) {
            PrecisionCurve curve = PrecisionCurve.of(Ranking.ofClass(assessment, k));
            double part = byRows ? weightOf[k] : 1;
            areas[k] = curve.area();
            sum += part * areas[k];
            total += part;
            inverse += part * part / curve.positives();
            for (int row = 0; row < influence.length; row++) influence[row] += part * curve.influence()[row];
        }
        double mean = sum / total;
        for (int row = 0; row < influence.length; row++) {
            double ofPart = byRows && codes[row] >= 0 ? assessment.weight(row) * (areas[codes[row]] - mean) : 0;
            influence[row] = (influence[row] + ofPart) / total;
        }
        return Estimate.of(mean, influence, assessment, total * total / inverse);
    }

    /** {@return the area with its variance, for which the positive rows are what counts} */
    static Estimate of(Assessment<?> assessment, PrecisionCurve curve) {
        return Estimate.of(curve.area(), curve.influence(), assessment, curve.positives());
    }

    @Override
    public Interval interval(Estimate estimate, Assessment<Classification> assessment) {
        return estimate.logit();
    }

    @Override
    public String method() {
        return "delta, logit scale";
    }
}
