package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Costs;
import io.github.millwork.stage.Metric;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of classes, equal to those of scikit-learn. Weights count in each of them, and each has a 95 % interval. A
 * true class that the model does not know is never predicted rightly; for ROC AUC it belongs to the rest.
 *
 * <p>Precision, recall, F1, Jaccard, average precision, lift and gain are about the positive class, which {@code
 * Target.of("income").positive(">50K")} names, also among more than two classes; without one they throw {@link
 * io.github.millwork.data.DataException}. Averages over the classes need none; they are over the classes that are true or
 * predicted in some row, as in scikit-learn. Where nothing is to be counted a share is 0 ({@code zero_division=0} in
 * scikit-learn) and its interval is 0 to 1.
 *
 * <p>The interval of a share is Wilson's (1927), with the number of rows of equal weight that would vary as much where
 * weights differ (Dean and Pagano 2015, Evaluating confidence interval methods for binomial proportions in clustered
 * surveys). What is no share but lies between two bounds has the same interval: its variance comes from the influence of
 * each row (infinitesimal jackknife), and gives the number of rows of which a share would vary as much.
 */
public final class ClassificationMetrics {
    /** The share of rows whose class is predicted. Interval: Wilson. */
    public static final Metric<Classification> ACCURACY = new Accuracy("accuracy", true);

    /** The share of rows whose class is not predicted: 1 less the accuracy. Smaller is better. Interval: Wilson. */
    public static final Metric<Classification> HAMMING_LOSS = new Accuracy("Hamming loss", false);

    /** The mean over the true classes of their recall. Interval: Wilson, by influence. */
    public static final Metric<Classification> BALANCED_ACCURACY = new BalancedAccuracy();

    /** Of the rows predicted positive, the share that is. Interval: Wilson, given the rows predicted positive. */
    public static final Metric<Classification> PRECISION = new PositiveShare(Share.PRECISION);

    /** Of the positive rows, the share predicted positive. Interval: Wilson, given the positive rows. */
    public static final Metric<Classification> RECALL = new PositiveShare(Share.RECALL);

    /**
     * The harmonic mean of precision and recall. Interval: that of Wilson for the share of true positives among the rows
     * that are positive or predicted so, of which F1 is a monotone function (Hand, Christen and Kirielle 2021).
     */
    public static final Metric<Classification> F1 = new PositiveShare(Share.F1);

    /** Of the rows that are positive or predicted so, the share that is both. Interval: Wilson, given those rows. */
    public static final Metric<Classification> JACCARD = new PositiveShare(Share.JACCARD);

    /**
     * Matthews' correlation of the true and the predicted class, from -1 to 1; for more than two classes that of Gorodkin
     * (2004). 0 where all rows are of one class, or are predicted to be, with an interval of -1 to 1. Interval: Wilson, by
     * influence.
     */
    public static final Metric<Classification> MATTHEWS = new Correlation(Correlation.Chance.MATTHEWS);

    /**
     * Cohen's kappa (1960): agreement beyond chance, relative to the most there could be; at most 1. NaN where all rows
     * are of one class and predicted so. Interval: Wilson, by influence.
     */
    public static final Metric<Classification> KAPPA = new Correlation(Correlation.Chance.KAPPA);

    /**
     * The area under the ROC curve, ties counting half; needs no positive class. For more than two classes the mean of
     * each class against the rest ({@code multi_class="ovr", average="macro"}). NaN where a class does not occur, or
     * nothing else. Interval: DeLong, DeLong and Clarke-Pearson (1988) on the logit scale, in the fast form of Sun and Xu
     * (2014), undefined for a class of one row; Newcombe's method 5 (2006) where the area is 0 or 1.
     */
    public static final Metric<Classification> ROC_AUC = new RocAuc("ROC AUC", MultiClass.ONE_VS_REST, false);

    /**
     * The area under the curve of precision over recall of the positive class, in steps (not interpolated). NaN where no
     * row is positive. Interval: normal on the logit scale, its variance from the influence of each row; undefined for
     * one positive row, Wilson for the positive rows where the area is 1.
     */
    public static final Metric<Classification> AVERAGE_PRECISION = new AveragePrecision(null);

    /**
     * The mean of the negative natural logarithm of the probability of the true class; smaller is better. Probabilities
     * are clipped 2.2e-16 away from 0 and 1, as scikit-learn does since 1.2. Throws {@link
     * io.github.millwork.data.DataException} where the model gives no probabilities or does not know a true class.
     * Interval: Student's with the skewness removed (Hall 1992), undefined for one row.
     */
    public static final Metric<Classification> LOG_LOSS = new LogLoss();

    /**
     * The mean squared error of probabilities; smaller is better. For two classes that of one class, from 0 to 1, as in
     * scikit-learn; for more the sum over the classes, from 0 to 2 (Brier 1950). Throws {@link
     * io.github.millwork.data.DataException} where the model gives no probabilities. Interval: Wilson, by influence.
     */
    public static final Metric<Classification> BRIER = new Brier();

    /** {@link #calibrationError(int)} of 15 bins. */
    public static final Metric<Classification> CALIBRATION_ERROR = calibrationError(15);

    private ClassificationMetrics() {}

    /**
     * {@return the precision of all classes, averaged; interval: Wilson, by influence}
     *
     * @param average how; micro is the accuracy
     */
    public static Metric<Classification> precision(Average average) {
        return new AveragedShare(Share.PRECISION, average);
    }

    /**
     * {@return the recall of all classes, averaged; interval: Wilson, by influence}
     *
     * @param average how; micro and weighted are the accuracy
     */
    public static Metric<Classification> recall(Average average) {
        return new AveragedShare(Share.RECALL, average);
    }

    /**
     * {@return the F1 of all classes, averaged; interval: Wilson, by influence}
     *
     * @param average how; micro is the accuracy
     */
    public static Metric<Classification> f1(Average average) {
        return new AveragedShare(Share.F1, average);
    }

    /**
     * {@return the F-beta of the positive class: the harmonic mean of precision and recall in which recall counts beta
     * squared times; interval: Wilson, by influence}
     *
     * @param beta how many times as much recall counts as precision, above zero; 1 is {@link #F1}
     * @throws IllegalArgumentException if it is not above zero
     */
    public static Metric<Classification> fBeta(double beta) {
        return new PositiveShare(Share.fBeta(beta));
    }

    /**
     * {@return the F-beta of all classes, averaged; interval: Wilson, by influence}
     *
     * @param beta how many times as much recall counts as precision, above zero
     * @param average how; micro is the accuracy
     * @throws IllegalArgumentException if beta is not above zero
     */
    public static Metric<Classification> fBeta(double beta, Average average) {
        return new AveragedShare(Share.fBeta(beta), average);
    }

    /**
     * {@return the Jaccard of all classes, averaged; interval: Wilson, by influence}
     *
     * @param average how
     */
    public static Metric<Classification> jaccard(Average average) {
        return new AveragedShare(Share.JACCARD, average);
    }

    /**
     * Makes the area under the ROC curve for more than two classes; for two it is {@link #ROC_AUC}. Against the rest it
     * is NaN where a class does not occur. One against another, pairs of classes that do not both occur are left out, as
     * in scikit-learn, and so are rows of a class that the model does not know; a pair counts as the mean of both areas,
     * one by the number of each class. Interval as that of {@link #ROC_AUC}.
     *
     * @param classes what is compared
     * @param average macro, or weighted by the rows of each class or pair
     * @return the metric
     * @throws IllegalArgumentException if the average is micro
     */
    public static Metric<Classification> rocAuc(MultiClass classes, Average average) {
        checkNotMicro(average, "ROC AUC");
        if (classes == MultiClass.ONE_VS_REST && average == Average.MACRO) return ROC_AUC;
        return new RocAuc("ROC AUC" + classes.suffix() + average.suffix(), classes, average == Average.WEIGHTED);
    }

    /**
     * {@return the average precision of each class against the rest, averaged; NaN where a class does not occur; interval
     * as that of {@link #AVERAGE_PRECISION}}
     *
     * @param average macro, or weighted by the rows of each class
     * @throws IllegalArgumentException if the average is micro
     */
    public static Metric<Classification> averagePrecision(Average average) {
        checkNotMicro(average, "average precision");
        return new AveragePrecision(average);
    }

    private static void checkNotMicro(Average average, String metric) {
        if (average != Average.MICRO) return;
        throw new IllegalArgumentException("Expected the average of " + metric
                + " to be macro or weighted but found micro. Numbers of different classes have no common order.");
    }

    /**
     * Makes the expected calibration error of the predicted class (Guo and others 2017, On calibration of modern neural
     * networks): the rows are put into bins of equal width by the probability of the predicted class, each bin open below
     * and closed above; the error is the mean over the rows of how far the mean probability in their bin is from the share
     * of rows that are right. Smaller is better. Throws {@link io.github.millwork.data.DataException} where the model
     * gives no probabilities.
     *
     * <p>With few rows in a bin chance alone makes it larger than it would be on many rows. Interval: normal, given in
     * which direction each bin misses, with the lower end moved down by what chance may have added; undefined for one row.
     *
     * @param bins how many bins, at least one; 15 is usual
     * @return the metric
     * @throws IllegalArgumentException if there is no bin
     */
    public static Metric<Classification> calibrationError(int bins) {
        return new CalibrationError(bins);
    }

    /**
     * Makes the share of the positive rows that is among the rows with the largest number of the positive class, as the
     * curve of cumulative gains shows it. Rows of equal number at the edge count in part. NaN where no row is positive.
     * Interval: Wilson, with the variance of Ash and Hughes-Oliver (2022), which heeds that the edge is estimated.
     *
     * @param share how many of the rows are taken, by weight; above 0 and at most 1
     * @return the metric
     * @throws IllegalArgumentException if the share is not in that range
     */
    public static Metric<Classification> gain(double share) {
        return new Lift(share, false);
    }

    /**
     * Makes how many times as many positive rows are among the rows with the largest number of the positive class as there
     * would be among as many rows taken at random: the gain over the share. Interval: that of the gain.
     *
     * @param share how many of the rows are taken, by weight; above 0 and at most 1
     * @return the metric
     * @throws IllegalArgumentException if the share is not in that range
     */
    public static Metric<Classification> lift(double share) {
        return new Lift(share, true);
    }

    /**
     * Makes the mean cost of a row; smaller is better. Throws {@link io.github.millwork.data.DataException} where the
     * costs name what is no class. Interval: Wilson, by influence, between the least and the largest cost; where a rare
     * mistake costs far more than all others, few rows cannot tell how often it happens, nor can the interval.
     *
     * @param name its name in results
     * @param costs what it costs to take one class for another
     * @return the metric
     */
    public static Metric<Classification> cost(String name, Costs costs) {
        return new MeanCost(name, costs);
    }

    /**
     * Makes a metric of a function. Its interval is a bootstrap over rows, which calls the function a thousand times.
     *
     * <pre>{@code
     * Metric<Classification> missed = ClassificationMetrics.of(
     *         "missed", false, assessment -> ConfusionMatrix.of(assessment).count("yes", "no"));
     * }</pre>
     *
     * @param name its name in results
     * @param higherIsBetter whether a larger value is better
     * @param function measures predictions beside their truth; NaN where they leave it undefined
     * @return the metric, equal only to those made of the same function
     */
    public static Metric<Classification> of(
            String name, boolean higherIsBetter, ToDoubleFunction<Assessment<Classification>> function) {
        return new OwnMetric<>(name, higherIsBetter, function);
    }
}
