package io.github.millwork.select;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.evaluate.AnomalyMetrics;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.ClusterMetrics;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.MultiLabelMetrics;
import io.github.millwork.evaluate.RegressionMetrics;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Resampling;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.BinaryRelevance;
import io.github.millwork.train.ClassifierChains;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.IsolationForest;
import io.github.millwork.train.KMeans;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.NeighbourDistance;
import io.github.millwork.train.OneClassSvm;
import io.github.millwork.train.RandomForest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is compared, and how, for someone who does not say: advice by the kind of prediction and the number of rows.
 *
 * <p>Of classes and numbers: the baseline that every learner has to beat, linear ones, a forest, and boosted trees. Of sets of
 * labels: each label by itself and in a chain. Of clusters: from two to eight of them. Of anomalies, where the truth is known
 * for some: what lies apart by trees, by neighbours and by a boundary.
 *
 * @param <P> the kind of prediction
 * @param learners what is compared
 * @param folds on which rows
 * @param metric what decides: ROC AUC for classes and anomalies, root mean squared error for numbers, F1 over the labels,
 *     silhouette for clusters
 * @param reason why this and nothing else, in a sentence or two
 */
public record Portfolio<P extends Prediction>(
        List<Learner<P>> learners, Resampling folds, Metric<P> metric, String reason) {
    /** Below, one cut into folds tells little, and large trees know their rows too well. */
    private static final int FEW = 1_000;

    /** From here on, a fit is dear and a fold large. */
    private static final int MANY = 100_000;

    /** Of so many rows the silhouette is measured, since it compares each with all others. */
    private static final int COMPARED = 5_000;

    private static final int MOST_CLUSTERS = 8;

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
     */
    public static <P extends Prediction> Portfolio<P> of(Class<P> type, int rows) {
        return new Portfolio<>(learners(type, rows), folds(type, rows), metric(type), reason(type, rows));
    }

    private static String reason(Class<?> type, int rows) {
        if (type == Cluster.class) {
            return "From two to " + MOST_CLUSTERS + " clusters: the silhouette tells how many there are.";
        }
        if (type == Anomaly.class)
            return "Three ideas of what lies apart, as they are: none needs to be told a scale of it.";
        if (rows < FEW) {
            return "Few rows: strong penalties and shallow trees are worth a try, and the folds are dealt three times, "
                    + "since one deal tells little.";
        }
        if (rows < MANY) return "Enough rows for trees of the usual size, and for five folds.";
        return "Many rows: more and larger trees are worth their time, and three folds are enough to tell.";
    }

    @SuppressWarnings("unchecked") // the kind of prediction is compared
    private static <P extends Prediction> List<Learner<P>> learners(Class<P> type, int rows) {
        List<?> learners;
        if (type == Classification.class) {
            LogisticRegression linear = LogisticRegression.create();
            learners = supervised(
                    rows,
                    Baseline.classifier(),
                    List.of(linear.cost(0.1), linear),
                    RandomForest.classifier(),
                    HistogramBoosting.classifier());
        } else if (type == Regression.class) {
            LinearRegression linear = LinearRegression.create();
            learners = supervised(
                    rows,
                    Baseline.regressor(),
                    List.of(linear.penalty(0.01), linear),
                    RandomForest.regressor(),
                    HistogramBoosting.regressor());
        } else if (type == MultiLabel.class) {
            LogisticRegression linear = LogisticRegression.create();
            learners = List.of(
                    BinaryRelevance.of(linear),
                    ClassifierChains.of(linear),
                    BinaryRelevance.of(RandomForest.classifier()));
        } else if (type == Cluster.class) {
            learners = IntStream.rangeClosed(2, MOST_CLUSTERS)
                    .mapToObj(KMeans::clusters)
                    .toList();
        } else {
            learners = List.of(IsolationForest.create(), NeighbourDistance.create(), OneClassSvm.create());
        }
        return (List<Learner<P>>) learners;
    }

    /** Few rows also get a stronger penalty and smaller trees, many rows also larger ones. */
    private static <P extends Prediction> List<Learner<P>> supervised(
            int rows,
            Learner<P> baseline,
            List<? extends Learner<P>> linear,
            RandomForest<P> forest,
            HistogramBoosting<P> trees) {
        List<Learner<P>> learners = new ArrayList<>(List.of(baseline));
        learners.addAll(rows < FEW ? linear : linear.subList(1, 2));
        learners.add(forest);
        if (rows < FEW) learners.add(trees.trees(100).depth(2).learningRate(0.05));
        learners.add(trees);
        if (rows >= MANY) learners.add(trees.trees(500).leaves(127));
        return learners;
    }

    /**
     * {@return the metric that decides where none is named}
     *
     * @param <P> the kind of prediction
     * @param type the kind of prediction
     */
    @SuppressWarnings("unchecked") // the kind of prediction is compared
    public static <P extends Prediction> Metric<P> metric(Class<P> type) {
        Metric<?> metric;
        if (type == Classification.class) metric = ClassificationMetrics.ROC_AUC;
        else if (type == Regression.class) metric = RegressionMetrics.RMSE;
        else if (type == MultiLabel.class) metric = MultiLabelMetrics.F1_SAMPLES;
        else if (type == Cluster.class) metric = ClusterMetrics.silhouette(COMPARED, 0);
        else metric = AnomalyMetrics.ROC_AUC;
        return (Metric<P>) metric;
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
}
