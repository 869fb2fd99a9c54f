package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Aggregation;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether of two models one is better, by what they predict of the same rows. Immutable.
 *
 * @param metric the name of the metric
 * @param higherIsBetter whether a larger value of it is better
 * @param difference the value of the first model less that of the second
 * @param low the lower end of the 95 % interval of the difference
 * @param high the upper end of the 95 % interval of the difference
 * @param pValue how probable a difference as large would be if both were equally good; NaN where that cannot be told
 * @param method the test, in words
 */
public record PairedComparison(
        String metric,
        boolean higherIsBetter,
        double difference,
        double low,
        double high,
        double pValue,
        String method) {
    private static final double SIGNIFICANT = 0.05;

    /** Which model is better. */
    public enum Verdict {
        /** The first. */
        FIRST,
        /** The second. */
        SECOND,
        /** Neither: the difference is not significant at 5 %, which does not mean that there is none. */
        TIED
    }

    /**
     * Compares two models that were evaluated on the same cuts, by the corrected resampled t test (Nadeau and Bengio 2003):
     * Student's test of the differences, with the variance corrected for training parts that overlap. Cuts on which the
     * metric is undefined for either are left out.
     *
     * @param <P> the kind of prediction
     * @param first the evaluation of a model
     * @param second the evaluation of another
     * @param metric a metric that was measured in both
     * @return the comparison; tied if there are fewer than two cuts
     * @throws IllegalArgumentException if the cuts differ, or the metric was not measured
     */
    public static <P extends Prediction> PairedComparison of(
            CrossEvaluation<P> first, CrossEvaluation<P> second, Metric<P> metric) {
        checkCuts(first.cuts(), second.cuts());
        return ofCuts(first.folds(metric), second.folds(metric), metric);
    }

    static void checkCuts(List<Cut> first, List<Cut> second) {
        boolean same = first.size() == second.size();
        for (int i = 0; same && i < first.size(); i++) {
            Cut one = first.get(i);
            Cut other = second.get(i);
            same = Arrays.equals(one.train(), other.train()) && Arrays.equals(one.test(), other.test());
        }
        if (!same) {
            throw new IllegalArgumentException(
                    "Expected both models to be evaluated on the same cuts but the cuts differ. "
                            + "Use the same rows, resampling and seed for both.");
        }
    }

    /** The test on values; it is up to the caller that both are of the same cuts. */
    static PairedComparison ofCuts(FoldScores first, FoldScores second, Metric<?> metric) {
        double[] differences = new double[first.values().size()];
        Arrays.setAll(differences, i -> first.values().get(i) - second.values().get(i));
        List<Double> boxed = Arrays.stream(differences).boxed().toList();
        FoldScores scores = FoldScores.mean(metric.name(), boxed, first.testShare(), first.aggregation(), first.rows());
        double mean = scores.mean();
        double error = scores.standardError();
        double p = error > 0
                ? 2 * StudentT.above(Math.abs(mean) / error, scores.cuts() - 1.0)
                : Double.isNaN(error) ? Double.NaN : mean == 0 ? 1 : 0;
        String method = "corrected resampled t test, " + scores.cuts() + " cuts"
                + (scores.aggregation() == Aggregation.CHRONOLOGICAL ? " in time, not exchangeable" : "");
        return new PairedComparison(
                metric.name(), metric.higherIsBetter(), mean, scores.low(), scores.high(), p, method);
    }

    /**
     * Compares the accuracy of two models on one set of test rows, by McNemar's exact test (1947): only rows that one of
     * them gets right tell anything, and were both equally good, each would get half of those. The interval is that of
     * Bonett and Price (2012). Counts rows, whatever their weights.
     *
     * @param first the predictions of a model
     * @param second the predictions of another for the same rows, in the same order
     * @return the comparison
     * @throws IllegalArgumentException if the rows differ in number or truth
     */
    public static PairedComparison mcNemar(Assessment<Classification> first, Assessment<Classification> second) {
        Decisions one = Decisions.of(first);
        Decisions other = Decisions.of(second);
        SameRows.check(first, second);
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int row = 0; row < first.rows(); row++) {
            boolean firstRight = one.truth().codes()[row] == one.predicted()[row];
            boolean secondRight = other.truth().codes()[row] == other.predicted()[row];
            if (firstRight && !secondRight) onlyFirst++;
            if (secondRight && !firstRight) onlySecond++;
        }
        return mcNemar(onlyFirst, onlySecond, first.rows());
    }

    static PairedComparison mcNemar(int onlyFirst, int onlySecond, int rows) {
        int fewer = Math.min(onlyFirst, onlySecond);
        int more = Math.max(onlyFirst, onlySecond);
        // The probability of at most so many of both by tosses of a coin, twice.
        double p = fewer == more ? 1 : Math.min(1, 2 * IncompleteBeta.of(0.5, more, fewer + 1.0));
        double a = (onlyFirst + 1.0) / (rows + 2);
        double b = (onlySecond + 1.0) / (rows + 2);
        double half = Interval.Z * Math.sqrt((a + b - (a - b) * (a - b)) / (rows + 2));
        return new PairedComparison(
                "accuracy",
                true,
                (onlyFirst - onlySecond) / (double) rows,
                Math.max(-1, a - b - half),
                Math.min(1, a - b + half),
                p,
                "McNemar's exact test, " + rows + " rows");
    }

    /**
     * Compares two models on one set of test rows by any metric, by a paired bootstrap of 2,000 draws: rows are drawn with
     * replacement, the same ones for both models. The interval is that of percentiles, and the p value is twice the share
     * of draws in which the worse model is not worse (Efron and Tibshirani 1993, chapters 13 and 15). Of more than 10,000 rows
     * fewer draws are made, at least 200, and interval and p value are Student's by their standard deviation. The same rows
     * give the same result.
     *
     * @param <P> the kind of prediction
     * @param metric what is compared
     * @param first the predictions of a model
     * @param second the predictions of another for the same rows, in the same order
     * @return the comparison
     * @throws IllegalArgumentException if the rows differ in number, truth or weight
     */
    public static <P extends Prediction> PairedComparison bootstrap(
            Metric<P> metric, Assessment<P> first, Assessment<P> second) {
        SameRows.check(first, second);
        double difference = metric.measure(first) - metric.measure(second);
        double[] draws = PairedDraws.of(metric, first, second);
        String method = "paired bootstrap, " + first.rows() + " rows";
        if (PairedDraws.areFew(first.rows()) && draws.length > 1) return byDeviation(metric, difference, draws, method);
        int below = 0;
        int above = 0;
        for (double each : draws) {
            if (each <= 0) below++;
            if (each >= 0) above++;
        }
        double p = Double.isNaN(difference) || draws.length == 0
                ? Double.NaN
                : Math.min(1, 2.0 * (Math.min(below, above) + 1) / (draws.length + 1));
        return new PairedComparison(
                metric.name(),
                metric.higherIsBetter(),
                difference,
                PairedDraws.quantile(draws, (1 - Interval.LEVEL) / 2),
                PairedDraws.quantile(draws, (1 + Interval.LEVEL) / 2),
                p,
                method);
    }

    private static PairedComparison byDeviation(Metric<?> metric, double difference, double[] draws, String method) {
        double mean = Arrays.stream(draws).average().orElse(0);
        double squares =
                Arrays.stream(draws).map(each -> (each - mean) * (each - mean)).sum();
        int freedom = draws.length - 1;
        double error = Math.sqrt(squares / freedom);
        double half = StudentT.quantile((1 + Interval.LEVEL) / 2, freedom) * error;
        double p = error > 0 ? 2 * StudentT.above(Math.abs(difference) / error, freedom) : difference == 0 ? 1 : 0;
        return new PairedComparison(
                metric.name(),
                metric.higherIsBetter(),
                difference,
                difference - half,
                difference + half,
                Double.isNaN(difference) ? Double.NaN : p,
                method);
    }

    /** {@return which model is better, or that they are tied} */
    public Verdict verdict() {
        if (!(pValue < SIGNIFICANT)) return Verdict.TIED;
        return difference > 0 == higherIsBetter ? Verdict.FIRST : Verdict.SECOND;
    }

    /** {@return for example {@code accuracy differs by 0.0310 (95 % 0.0120 to 0.0500, p = 0.002, ...): first is better}} */
    @Override
    public String toString() {
        String verdict = verdict() == Verdict.TIED ? "tied" : verdict().name().toLowerCase(Locale.ROOT) + " is better";
        return String.format(
                Locale.ROOT,
                "%s differs by %.4f (95 %% %.4f to %.4f, p = %.3f, %s): %s",
                metric,
                difference,
                low,
                high,
                pValue,
                method,
                verdict);
    }
}
