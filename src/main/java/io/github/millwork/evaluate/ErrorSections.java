package io.github.millwork.evaluate;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.ClusterOutputs;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.report.Axis;
import io.github.millwork.report.Histogram;
import io.github.millwork.report.Reference;
import io.github.millwork.report.Section;
import io.github.millwork.report.Series;
import io.github.millwork.report.XyChart;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.TargetValues;
import java.util.List;

/** What went wrong where, as sections of a report, for each kind of prediction. */
public final class ErrorSections {
    private ErrorSections() {}

    /**
     * {@return what went wrong where: confusion and curves for classes, residuals for numbers, each label for sets of labels;
     * how large clusters are, and how anomalies are told apart}
     *
     * @param assessment predictions and truth
     */
    @SuppressWarnings("unchecked") // the outputs say what is predicted
    public static List<Section> errors(Assessment<? extends Prediction> assessment) {
        Outputs<?> outputs = assessment.predictions().outputs();
        if (outputs instanceof ClassificationOutputs) return ClassErrors.of((Assessment<Classification>) assessment);
        if (outputs instanceof RegressionOutputs) return List.of(numbers((Assessment<Regression>) assessment));
        if (outputs instanceof MultiLabelOutputs) return List.of(LabelErrors.of((Assessment<MultiLabel>) assessment));
        if (outputs instanceof ClusterOutputs)
            return List.of(StructureErrors.clusters((Assessment<Cluster>) assessment));
        return List.of(StructureErrors.anomalies((Assessment<Anomaly>) assessment));
    }

    private static Section numbers(Assessment<Regression> assessment) {
        Predictions<Regression> predictions = assessment.predictions();
        double[] truth = ((TargetValues.Numbers) assessment.truth()).values();
        double[] predicted = new double[truth.length];
        double[] residual = new double[truth.length];
        for (int row = 0; row < truth.length; row++) {
            predicted[row] = predictions.value(row, 0);
            residual[row] = truth[row] - predicted[row];
        }
        XyChart against = XyChart.of("Truth and prediction", Axis.of("predicted"), Axis.of("truth"))
                .with(Series.points("rows", predicted, truth))
                .with(Reference.diagonal("right"));
        XyChart residuals = XyChart.of("Residuals", Axis.of("predicted"), Axis.of("truth minus prediction"))
                .with(Series.points("rows", predicted, residual))
                .with(Reference.horizontal(0, ""));
        Histogram histogram = Histogram.of(
                        "Distribution of the residuals", Axis.of("truth minus prediction"), Histogram.bins(residual))
                .counting("rows", residual);
        return Section.of("Residuals", against, residuals, histogram);
    }
}
