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

/** What is compared, and how, for someone who does not say: advice by the kind of prediction. */
public final class Portfolio {
    private static final int FOLDS = 5;

    private Portfolio() {}

    /**
     * {@return learners that are worth comparing: the baseline that every learner has to beat, a linear one, and boosted
     * trees}
     *
     * @param <P> the kind of prediction
     * @param type the kind of prediction
     * @throws IllegalArgumentException if there is no advice for that kind
     */
    @SuppressWarnings("unchecked") // the kind of prediction is compared
    public static <P extends Prediction> List<Learner<P>> learners(Class<P> type) {
        if (type == Classification.class) {
            List<Learner<Classification>> learners =
                    List.of(Baseline.classifier(), LogisticRegression.create(), GradientBoosting.classifier());
            return (List<Learner<P>>) (List<?>) learners;
        }
        if (type == Regression.class) {
            List<Learner<Regression>> learners =
                    List.of(Baseline.regressor(), LinearRegression.create(), GradientBoosting.regressor());
            return (List<Learner<P>>) (List<?>) learners;
        }
        throw noAdvice("candidates", type);
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
     * {@return the folds on which candidates are compared where none are named: five, stratified for classes}
     *
     * @param type the kind of prediction
     */
    public static Resampling folds(Class<? extends Prediction> type) {
        return type == Classification.class ? CrossValidation.stratified(FOLDS) : CrossValidation.of(FOLDS);
    }

    private static IllegalArgumentException noAdvice(String what, Class<?> type) {
        return new IllegalArgumentException("Expected " + what + " to choose by for a " + type.getSimpleName()
                + " pipeline but none was named. Name candidates in select, and a metric in tune.");
    }
}
