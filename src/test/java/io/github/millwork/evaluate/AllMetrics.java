package io.github.millwork.evaluate;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Metric;
import java.util.ArrayList;
import java.util.List;

/** Every metric of every kind. */
final class AllMetrics {
    static final List<Metric<Classification>> CLASSES = classes();

    static final List<Metric<Regression>> NUMBERS = List.of(
            RegressionMetrics.RMSE,
            RegressionMetrics.MAE,
            RegressionMetrics.MSE,
            RegressionMetrics.MEDIAN_ABSOLUTE_ERROR,
            RegressionMetrics.MAPE,
            RegressionMetrics.SMAPE,
            RegressionMetrics.RMSLE,
            RegressionMetrics.POISSON_DEVIANCE,
            RegressionMetrics.GAMMA_DEVIANCE,
            RegressionMetrics.MAX_ERROR,
            RegressionMetrics.R2,
            RegressionMetrics.EXPLAINED_VARIANCE,
            RegressionMetrics.adjustedR2(3),
            RegressionMetrics.pinball(0.1),
            RegressionMetrics.pinball(0.5),
            RegressionMetrics.pinball(0.9));

    /** Of predictions with an interval around them. */
    static final List<Metric<Regression>> INTERVALS = List.of(
            RegressionMetrics.COVERAGE,
            RegressionMetrics.WIDTH,
            RegressionMetrics.intervalScore(0.5),
            RegressionMetrics.intervalScore(0.8),
            RegressionMetrics.intervalScore(0.9));

    static final List<Metric<Cluster>> CLUSTERS = List.of(
            ClusterMetrics.SILHOUETTE,
            ClusterMetrics.DAVIES_BOULDIN,
            ClusterMetrics.CALINSKI_HARABASZ,
            ClusterMetrics.ADJUSTED_RAND,
            ClusterMetrics.NORMALIZED_MUTUAL_INFORMATION,
            ClusterMetrics.ADJUSTED_MUTUAL_INFORMATION);

    static final List<Metric<Anomaly>> ANOMALIES = List.of(
            AnomalyMetrics.ROC_AUC,
            AnomalyMetrics.AVERAGE_PRECISION,
            AnomalyMetrics.PRECISION,
            AnomalyMetrics.RECALL,
            AnomalyMetrics.F1,
            AnomalyMetrics.fBeta(2),
            AnomalyMetrics.precisionAt(1),
            AnomalyMetrics.precisionAt(5),
            AnomalyMetrics.precisionAt(30));

    static final List<Metric<MultiLabel>> LABELS = labels();

    private AllMetrics() {}

    private static List<Metric<Classification>> classes() {
        List<Metric<Classification>> all = new ArrayList<>(List.of(
                ClassificationMetrics.ACCURACY,
                ClassificationMetrics.HAMMING_LOSS,
                ClassificationMetrics.BALANCED_ACCURACY,
                ClassificationMetrics.PRECISION,
                ClassificationMetrics.RECALL,
                ClassificationMetrics.F1,
                ClassificationMetrics.JACCARD,
                ClassificationMetrics.fBeta(2),
                ClassificationMetrics.fBeta(0.5),
                ClassificationMetrics.MATTHEWS,
                ClassificationMetrics.KAPPA,
                ClassificationMetrics.ROC_AUC,
                ClassificationMetrics.rocAuc(MultiClass.ONE_VS_REST, Average.WEIGHTED),
                ClassificationMetrics.rocAuc(MultiClass.ONE_VS_ONE, Average.MACRO),
                ClassificationMetrics.rocAuc(MultiClass.ONE_VS_ONE, Average.WEIGHTED),
                ClassificationMetrics.AVERAGE_PRECISION,
                ClassificationMetrics.averagePrecision(Average.MACRO),
                ClassificationMetrics.averagePrecision(Average.WEIGHTED),
                ClassificationMetrics.LOG_LOSS,
                ClassificationMetrics.BRIER,
                ClassificationMetrics.CALIBRATION_ERROR,
                ClassificationMetrics.calibrationError(5)));
        for (double share : new double[] {0.1, 0.3, 1}) {
            all.add(ClassificationMetrics.gain(share));
            all.add(ClassificationMetrics.lift(share));
        }
        for (Average average : Average.values()) {
            all.add(ClassificationMetrics.precision(average));
            all.add(ClassificationMetrics.recall(average));
            all.add(ClassificationMetrics.f1(average));
            all.add(ClassificationMetrics.fBeta(2, average));
            all.add(ClassificationMetrics.fBeta(0.5, average));
            all.add(ClassificationMetrics.jaccard(average));
        }
        return List.copyOf(all);
    }

    private static List<Metric<MultiLabel>> labels() {
        List<Metric<MultiLabel>> all = new ArrayList<>(List.of(
                MultiLabelMetrics.SUBSET_ACCURACY,
                MultiLabelMetrics.HAMMING_LOSS,
                MultiLabelMetrics.RANKING_PRECISION,
                MultiLabelMetrics.PRECISION_SAMPLES,
                MultiLabelMetrics.RECALL_SAMPLES,
                MultiLabelMetrics.F1_SAMPLES,
                MultiLabelMetrics.JACCARD_SAMPLES));
        for (Average average : Average.values()) {
            all.add(MultiLabelMetrics.precision(average));
            all.add(MultiLabelMetrics.recall(average));
            all.add(MultiLabelMetrics.f1(average));
            all.add(MultiLabelMetrics.jaccard(average));
        }
        return List.copyOf(all);
    }
}
