package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import java.util.Arrays;

/**
 * The expected calibration error of the predicted class: by how much its probability misses the share of rows for which
 * it is right, over bins of equal width, each open below and closed above.
 *
 * @param bins how many bins there are
 */
record CalibrationError(int bins) implements Linearised<Classification> {
    CalibrationError {
        if (bins < 1) {
            throw new IllegalArgumentException(
                    "Expected at least one bin but found " + bins + ". Use 15, or fewer for few rows.");
        }
    }

    @Override
    public String name() {
        return "calibration error of " + bins + " bins";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Estimate estimate(Assessment<Classification> assessment) {
        return bin(assessment).estimate();
    }

    /**
     * The normal interval, given the sign of each bin's gap, with its lower end moved down by what chance alone adds to
     * the size of gaps: a gap is observed with noise, and its size grows by at most that much on average (the mean of a
     * folded normal distribution).
     */
    @Override
    public Interval interval(Estimate estimate, Assessment<Classification> assessment) {
        if (estimate.rows() < 2 || Double.isNaN(estimate.value())) return Interval.UNDEFINED;
        double half = Interval.Z * estimate.error();
        return new Interval(
                Math.max(0, estimate.value() - half - bin(assessment).noise()), Math.min(1, estimate.value() + half));
    }

    @Override
    public String method() {
        return "normal, less noise";
    }

    private Bins bin(Assessment<Classification> assessment) {
        Probabilities.check(assessment, name());
        Decisions decisions = Decisions.of(assessment);
        int[] codes = decisions.truth().codes();
        double[] edges = new double[bins];
        Arrays.setAll(edges, bin -> (bin + 1.0) / bins);
        int[] binOf = new int[codes.length];
        double[] gap = new double[codes.length];
        for (int row = 0; row < codes.length; row++) {
            int predicted = decisions.predicted()[row];
            double confidence = assessment.predictions().value(row, predicted);
            int place = Arrays.binarySearch(edges, confidence);
            binOf[row] = Math.min(bins - 1, place < 0 ? -1 - place : place);
            gap[row] = (codes[row] == predicted ? 1 : 0) - confidence;
        }
        return new Bins(assessment, binOf, gap, bins);
    }

    /** Rows in their bins, each with what it adds to the gap of its bin. */
    private record Bins(Assessment<Classification> assessment, int[] binOf, double[] gap, int bins) {
        double[] gaps() {
            double[] gaps = new double[bins];
            for (int row = 0; row < gap.length; row++) gaps[binOf[row]] += assessment.weight(row) * gap[row];
            return gaps;
        }

        Estimate estimate() {
            double[] gaps = gaps();
            return Ratio.mean(assessment, row -> gaps[binOf[row]] < 0 ? -gap[row] : gap[row]);
        }

        double noise() {
            double[] gaps = gaps();
            double[] weight = new double[bins];
            double[] squaredWeight = new double[bins];
            double[] squares = new double[bins];
            double total = 0;
            for (int row = 0; row < gap.length; row++) {
                double w = assessment.weight(row);
                weight[binOf[row]] += w;
                squaredWeight[binOf[row]] += w * w;
                total += w;
            }
            for (int row = 0; row < gap.length; row++) {
                int bin = binOf[row];
                // A row alone in its bin says nothing of how gaps vary; its own is the best guess.
                boolean alone = squaredWeight[bin] >= weight[bin] * weight[bin];
                double deviation = gap[row] - (alone || weight[bin] == 0 ? 0 : gaps[bin] / weight[bin]);
                squares[bin] += assessment.weight(row) * assessment.weight(row) * deviation * deviation;
            }
            double noise = 0;
            for (int bin = 0; bin < bins; bin++) {
                if (squares[bin] == 0) continue;
                double rows = weight[bin] * weight[bin] / squaredWeight[bin];
                double variance = rows > 1 ? squares[bin] * rows / (rows - 1) : squares[bin];
                noise += Math.sqrt(variance * 2 / Math.PI) * Math.exp(-gaps[bin] * gaps[bin] / (2 * variance));
            }
            return noise / total;
        }
    }
}
