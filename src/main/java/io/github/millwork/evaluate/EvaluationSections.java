package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.report.Axis;
import io.github.millwork.report.BarChart;
import io.github.millwork.report.Block;
import io.github.millwork.report.Format;
import io.github.millwork.report.Heatmap;
import io.github.millwork.report.Histogram;
import io.github.millwork.report.Note;
import io.github.millwork.report.Reference;
import io.github.millwork.report.Section;
import io.github.millwork.report.Series;
import io.github.millwork.report.Table;
import io.github.millwork.report.XyChart;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.TargetValues;
import java.util.ArrayList;
import java.util.List;

/** An evaluation as sections of a report: scores, confusion, curves, slices, learning curve. */
public final class EvaluationSections {
    private static final int BINS = 10;
    private static final int MOST_CURVES = 6;
    private static final int MOST_SLICES = 20;

    private EvaluationSections() {}

    /**
     * {@return the scores with their intervals}
     *
     * @param evaluation the evaluation
     */
    public static Section scores(Evaluation<?> evaluation) {
        Table table = Table.of(
                Table.text("metric"),
                Table.number("value"),
                Table.number("low"),
                Table.number("high"),
                Table.text("95 % interval by"),
                Table.number("rows", Format.count()));
        for (Score score : evaluation.scores()) {
            table = table.row(score.metric(), score.value(), score.low(), score.high(), score.method(), score.rows());
        }
        return Section.of("Scores on rows held out", table);
    }

    /**
     * {@return what went wrong where: confusion and curves for classes, residuals for numbers; nothing for other kinds}
     *
     * @param assessment predictions and truth
     */
    @SuppressWarnings("unchecked") // the outputs say what is predicted
    public static List<Section> errors(Assessment<? extends Prediction> assessment) {
        Outputs<?> outputs = assessment.predictions().outputs();
        if (outputs instanceof ClassificationOutputs) return classes((Assessment<Classification>) assessment);
        if (outputs instanceof RegressionOutputs) return List.of(numbers((Assessment<Regression>) assessment));
        return List.of();
    }

    private static List<Section> classes(Assessment<Classification> assessment) {
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

    /**
     * {@return the slices that are worse than the whole}
     *
     * @param slices what {@link Slices#worst} found
     */
    public static Section slices(Slices<?> slices) {
        Section section = Section.of("Slices that are worse");
        if (slices.slices().isEmpty()) {
            return section.with(Note.of("No slice is worse than the whole beyond what chance allows."));
        }
        BarChart chart = BarChart.dots(
                        slices.metric().name() + " by slice",
                        Axis.of(slices.metric().name()))
                .reference(slices.whole().value(), "all rows");
        for (Slices.Slice slice :
                slices.slices().subList(0, Math.min(MOST_SLICES, slices.slices().size()))) {
            chart = chart.bar(
                    slice.column() + ": " + slice.value() + " (" + slice.score().rows() + ")",
                    slice.score().value(),
                    slice.score().low(),
                    slice.score().high());
        }
        return section.note(
                        "Those whose 95 % interval does not hold the score of all rows, found among all columns; the "
                                + "one first that adds most to the loss. Some may be there by chance.")
                .with(chart);
    }

    /**
     * {@return a learning curve}
     *
     * @param curve the curve
     */
    public static Section learning(LearningCurve curve) {
        double[] rows =
                curve.points().stream().mapToDouble(LearningCurve.Point::rows).toArray();
        double[] train = curve.points().stream()
                .mapToDouble(point -> point.train().value())
                .toArray();
        double[] test = curve.points().stream()
                .mapToDouble(point -> point.test().value())
                .toArray();
        double[] low =
                curve.points().stream().mapToDouble(point -> point.test().low()).toArray();
        double[] high = curve.points().stream()
                .mapToDouble(point -> point.test().high())
                .toArray();
        return Section.of(
                        "Learning curve",
                        XyChart.of(
                                        curve.metric() + " by training rows",
                                        Axis.of("training rows").format(Format.count()),
                                        Axis.of(curve.metric()))
                                .with(
                                        Series.line("training rows", rows, train)
                                                .marked(),
                                        Series.line("held out", rows, test)
                                                .marked()
                                                .band(low, high)))
                .note(curve.verdict());
    }
}
