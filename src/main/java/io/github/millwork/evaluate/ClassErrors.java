package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.report.Axis;
import io.github.millwork.report.Block;
import io.github.millwork.report.Format;
import io.github.millwork.report.Heatmap;
import io.github.millwork.report.Reference;
import io.github.millwork.report.Section;
import io.github.millwork.report.Series;
import io.github.millwork.report.XyChart;
import io.github.millwork.stage.Assessment;
import java.util.ArrayList;
import java.util.List;

/** What went wrong where classes were predicted, as sections of a report: confusion and curves. */
final class ClassErrors {
    private static final int BINS = 10;
    private static final int MOST_CURVES = 6;

    private ClassErrors() {}

    static List<Section> of(Assessment<Classification> assessment) {
        ClassificationOutputs outputs = Decisions.outputs(assessment);
        ConfusionMatrix confusion = ConfusionMatrix.of(assessment);
        List<String> truths = confusion.truthLabels();
        double[][] counts = new double[truths.size()][outputs.labels().size()];
        for (int t = 0; t < counts.length; t++) {
            for (int p = 0; p < counts[t].length; p++) {
                counts[t][p] = confusion.count(truths.get(t), outputs.labels().get(p));
            }
        }
        Heatmap heatmap = Heatmap.of("Confusion matrix", truths, outputs.labels(), counts)
                .titles("truth", "predicted")
                .format(Format.count())
                .shadeByRow();
        List<String> curves = curveLabels(outputs);
        XyChart roc = XyChart.of(
                        "ROC",
                        Axis.share("share of the rest taken for the class"),
                        Axis.share("share of the class found"))
                .squared()
                .with(Reference.diagonal("chance"));
        XyChart precision = XyChart.of("Precision and recall", Axis.share("recall"), Axis.share("precision"))
                .squared();
        XyChart calibration = XyChart.of(
                        "Calibration", Axis.share("predicted probability"), Axis.share("share of the class"))
                .squared()
                .with(Reference.diagonal("calibrated"));
        for (String label : curves) {
            roc = roc.with(line(label, Curve.roc(assessment, label)));
            precision = precision.with(line(label, Curve.precisionRecall(assessment, label)));
            calibration = calibration.with(
                    line(label, Curve.calibration(assessment, label, BINS)).marked());
        }
        List<Block> blocks = new ArrayList<>(List.of(roc, precision));
        if (outputs.probabilistic()) blocks.add(calibration);
        return List.of(Section.of("Confusion", heatmap), Section.of("Curves", blocks.toArray(Block[]::new)));
    }

    private static List<String> curveLabels(ClassificationOutputs outputs) {
        if (outputs.positive() != null) return List.of(outputs.positive());
        List<String> labels = outputs.labels();
        return labels.size() == 2 ? labels.subList(1, 2) : labels.subList(0, Math.min(MOST_CURVES, labels.size()));
    }

    private static Series line(String name, Curve curve) {
        return Series.line(name, curve.x(), curve.y());
    }
}
