package io.github.millwork.evaluate;

import io.github.millwork.stage.Aggregation;
import io.github.millwork.stage.Score;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The values of a metric on the cuts of a resampling, and the estimate that they give together. Cuts on which the metric is
 * undefined (NaN) are left out of it.
 *
 * @param metric the name of the metric
 * @param values its value on each cut
 * @param testShare the mean number of test rows divided by the mean number of different training rows
 * @param aggregation how the values are put together
 * @param value the estimate: the mean of the values, or what the .632+ rule makes of it
 * @param rows how many different rows were tested
 */
public record FoldScores(
        String metric, List<Double> values, double testShare, Aggregation aggregation, double value, int rows) {
    /**
     * Copies the values.
     *
     * @param metric the name of the metric
     * @param values its value on each cut
     * @param testShare the mean number of test rows divided by the mean number of different training rows
     * @param aggregation how the values are put together
     * @param value the estimate: the mean of the values, or what the .632+ rule makes of it
     * @param rows how many different rows were tested
     */
    public FoldScores {
        values = List.copyOf(values);
    }

    static FoldScores mean(String metric, List<Double> values, double testShare, Aggregation aggregation, int rows) {
        return new FoldScores(metric, values, testShare, aggregation, mean(values), rows);
    }

    FoldScores withValue(double estimate) {
        return new FoldScores(metric, values, testShare, aggregation, estimate, rows);
    }

    private static double mean(List<Double> values) {
        return defined(values).average().orElse(Double.NaN);
    }

    private static DoubleStream defined(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).filter(value -> !Double.isNaN(value));
    }

    /** {@return the mean of the values; NaN if none is defined} */
    public double mean() {
        return mean(values);
    }

    /** {@return on how many cuts the metric is defined} */
    public int cuts() {
        return (int) defined(values).count();
    }

    /**
     * {@return the standard error of the mean; NaN for fewer than two values} The variance of the values times {@code 1/k +
     * testShare} for k cuts, since their training parts overlap (Nadeau and Bengio 2003). The plain {@code 1/k} would be
     * far too small.
     */
    public double standardError() {
        int k = cuts();
        if (k < 2) return Double.NaN;
        double mean = mean();
        double squares =
                defined(values).map(value -> (value - mean) * (value - mean)).sum();
        return Math.sqrt(squares / (k - 1) * (1.0 / k + testShare));
    }

    /** {@return the lower end of the 95 % interval around {@link #value()}, by Student's distribution} */
    public double low() {
        return value - half();
    }

    /** {@return the upper end of the 95 % interval around {@link #value()}, by Student's distribution} */
    public double high() {
        return value + half();
    }

    private double half() {
        int k = cuts();
        return k < 2 ? Double.NaN : StudentT.quantile((1 + Interval.LEVEL) / 2, k - 1) * standardError();
    }

    /** {@return how the estimate and its interval came about, in words} */
    public String method() {
        String cuts = cuts() == values.size() ? values.size() + " cuts" : cuts() + " of " + values.size() + " cuts";
        return switch (aggregation) {
            case MEAN -> "corrected resampled t, " + cuts;
            case CHRONOLOGICAL -> "corrected resampled t, " + cuts + " in time, not exchangeable";
            case BOOTSTRAP_632_PLUS -> ".632+, corrected resampled t, " + cuts;
        };
    }

    /** {@return the estimate with its 95 % interval} */
    public Score toScore() {
        return new Score(metric, value, low(), high(), Interval.LEVEL, method(), rows);
    }
}
