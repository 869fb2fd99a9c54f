package io.github.millwork.select;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.RegressionMetrics;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Resampling;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.LogisticRegression;
import java.util.List;

/**
 * What is compared, and how, for someone who does not say: advice by the kind of prediction and the number of rows.
 *
 * @param <P> the kind of prediction
 * @param learners what is compared: the baseline that every learner has to beat, linear ones, and boosted trees
 * @param folds on which rows
 * @param metric what decides: ROC AUC for classes, root mean squared error for numbers
 * @param reason why this and nothing else, in a sentence or two
 */
public record Portfolio<P extends Prediction>(
        List<Learner<P>> learners, Resampling folds, Metric<P> metric, String reason) {
    /** Below, one cut into folds tells little, and large trees know their rows too well. */
    private static final int FEW = 1_000;

    /** From here on, a fit is dear and a fold large. */
    private static final int MANY = 100_000;

    /**
     * Copies the learners.
     *
     * @param learners what is compared
     * @param folds on which rows
     * @param metric what decides
     * @param reason why this and nothing else
     */
    public Portfolio {
        learners = List.copyOf(learners);
    }

    /**
     * {@return the advice for a kind of prediction}
     *
     * @param <P> the kind of prediction
     * @param type the kind of prediction
     * @param rows how many training rows there are
     * @throws IllegalArgumentException if there is no advice for that kind
     */
    public static <P extends Prediction> Portfolio<P> of(Class<P> type, int rows) {
        return new Portfolio<>(learners(type, rows), folds(type, rows), metric(type), reason(rows));
    }

    private static String reason(int rows) {
        if (rows < FEW) {
            return "Few rows: strong penalties and shallow trees are worth a try, and the folds are dealt three times, "
                    + "since one deal tells little.";
        }
        if (rows < MANY) return "Enough rows for boosted trees of the usual size, and for five folds.";
        return "Many rows: more and deeper trees are worth their time, and three folds are enough to tell.";
    }

    @SuppressWarnings("unchecked") // the kind of prediction is compared
    private static <P extends Prediction> List<Learner<P>> learners(Class<P> type, int rows) {
        List<?> learners;
        if (type == Classification.class) {
            learners = classifiers(rows);
        } else if (type == Regression.class) {
            learners = regressors(rows);
        } else {
            throw noAdvice("candidates", type);
        }
        return (List<Learner<P>>) learners;
    }

    private static List<Learner<Classification>> classifiers(int rows) {
        LogisticRegression linear = LogisticRegression.create();
        GradientBoosting<Classification> trees = GradientBoosting.classifier();
        if (rows < FEW) return List.of(Baseline.classifier(), linear.cost(0.1), linear, shallow(trees), trees);
        if (rows < MANY) return List.of(Baseline.classifier(), linear, trees);
        return List.of(Baseline.classifier(), linear, trees, deep(trees));
    }

    private static List<Learner<Regression>> regressors(int rows) {
        LinearRegression linear = LinearRegression.create();
        GradientBoosting<Regression> trees = GradientBoosting.regressor();
        if (rows < FEW) return List.of(Baseline.regressor(), linear.cost(0.1), linear, shallow(trees), trees);
        if (rows < MANY) return List.of(Baseline.regressor(), linear, trees);
        return List.of(Baseline.regressor(), linear, trees, deep(trees));
    }

    private static <P extends Prediction> GradientBoosting<P> shallow(GradientBoosting<P> trees) {
        return trees.trees(100).depth(2).learningRate(0.05);
    }

    private static <P extends Prediction> GradientBoosting<P> deep(GradientBoosting<P> trees) {
        return trees.trees(500).depth(8);
    }

    /**
     * {@return the metric that decides where none is named: ROC AUC for classes, root mean squared error for numbers}
     *
     * @param <P> the kind of prediction
     * @param type the kind of prediction
     * @throws IllegalArgumentException if there is none for that kind
     */
    @SuppressWarnings("unchecked") // the kind of prediction is compared
    public static <P extends Prediction> Metric<P> metric(Class<P> type) {
        if (type == Classification.class) return (Metric<P>) ClassificationMetrics.ROC_AUC;
        if (type == Regression.class) return (Metric<P>) RegressionMetrics.RMSE;
        throw noAdvice("a metric", type);
    }

    /**
     * {@return the folds on which candidates are compared where none are named, stratified for classes: five, three of many
     * rows, and five dealt three times of few}
     *
     * @param type the kind of prediction
     * @param rows how many training rows there are
     */
    public static Resampling folds(Class<? extends Prediction> type, int rows) {
        int folds = rows < MANY ? 5 : 3;
        CrossValidation once =
                type == Classification.class ? CrossValidation.stratified(folds) : CrossValidation.of(folds);
        return rows < FEW ? once.repeated(3) : once;
    }

    private static IllegalArgumentException noAdvice(String what, Class<?> type) {
        return new IllegalArgumentException("Expected " + what + " to choose by for a " + type.getSimpleName()
                + " pipeline but none was named. Name candidates in select, and a metric in tune.");
    }
}
