package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
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
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.TargetValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An evaluation as sections of a report: scores, confusion, curves, slices, learning curve. */
public final class EvaluationSections {
    private static final int BINS = 10;
    private static final Format PLACES = Format.decimals(3);
    private static final int MOST_CURVES = 6;
    private static final int MOST_SLICES = 20;
    private static final int MOST_GROUPS = 6;
    private static final int MOST_GROUPING = 8;

    private EvaluationSections() {}

    /**
     * {@return the scores with their intervals, beside those on the training rows: a model that does much better on rows that
     * it knows has learned them by heart}
     *
     * @param <P> the kind of prediction
     * @param evaluation the evaluation on rows held out
     * @param training that on the training rows, by the same metrics; empty to leave it out
     */
    public static <P extends Prediction> Section scores(Evaluation<P> evaluation, Optional<Evaluation<P>> training) {
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.text("metric"),
                Table.number("value"),
                Table.number("low"),
                Table.number("high"),
                Table.text("95 % interval by"),
                Table.number("rows", Format.count())));
        if (training.isPresent()) {
            columns.addAll(List.of(Table.number("on training rows"), Table.number("better there by")));
        }
        Table table = Table.of(columns.toArray(Table.Column[]::new));
        for (Metric<P> metric : evaluation.metrics()) {
            Score score = evaluation.score(metric);
            List<Object> cells = new ArrayList<>(
                    List.of(score.metric(), score.value(), score.low(), score.high(), score.method(), score.rows()));
            training.ifPresent(of -> {
                double known = of.score(metric).value();
                double sign = metric.higherIsBetter() ? 1 : -1;
                cells.addAll(List.of(known, sign * (known - score.value())));
            });
            table = table.row(cells.toArray());
        }
        return Section.of("Scores on rows held out", table);
    }

    /**
     * {@return the comparison with a baseline on the same rows, by each metric, and for classes by their accuracy too}
     *
     * @param <P> the kind of prediction
     * @param evaluation the evaluation of the model
     * @param baseline the predictions of the baseline for the same rows, in the same order
     * @param metrics by which metrics
     */
    public static <P extends Prediction> Section compared(
            Evaluation<P> evaluation, Assessment<P> baseline, List<Metric<P>> metrics) {
        Table table = Table.of(
                Table.text("metric"),
                Table.number("model"),
                Table.number("baseline"),
                Table.number("difference"),
                Table.number("low"),
                Table.number("high"),
                Table.number("p"),
                Table.text("verdict"),
                Table.text("by"));
        for (Metric<P> metric : metrics) {
            PairedComparison pair = PairedComparison.bootstrap(metric, evaluation.assessment(), baseline);
            table = table.row(compared(pair, metric.measure(evaluation.assessment()), metric.measure(baseline)));
        }
        if (evaluation.assessment().predictions().outputs() instanceof ClassificationOutputs) {
            table = table.row(mcNemar(evaluation.assessment(), baseline));
        }
        return Section.of("Against the baseline", table)
                .note(
                        "The baseline knows the target of the training rows and looks at no feature. Both predict the same rows; "
                                + "tied means that chance alone could make such a difference (5 %).");
    }

    @SuppressWarnings("unchecked") // the outputs say what is predicted
    private static Object[] mcNemar(Assessment<?> model, Assessment<?> baseline) {
        Assessment<Classification> one = (Assessment<Classification>) model;
        Assessment<Classification> other = (Assessment<Classification>) baseline;
        return compared(
                PairedComparison.mcNemar(one, other),
                ClassificationMetrics.ACCURACY.measure(one),
                ClassificationMetrics.ACCURACY.measure(other));
    }

    private static Object[] compared(PairedComparison pair, double model, double baseline) {
        String verdict = switch (pair.verdict()) {
            case FIRST -> "better";
            case SECOND -> "worse";
            case TIED -> "tied";
        };
        return new Object[] {
            pair.metric(),
            model,
            baseline,
            pair.difference(),
            pair.low(),
            pair.high(),
            pair.pValue(),
            verdict,
            pair.method()
        };
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
     * {@return the slices that are worse than the rest}
     *
     * @param slices what {@link Slices#worst} found
     */
    public static Section slices(Slices<?> slices) {
        Section section = Section.of("Slices that are worse");
        if (slices.slices().isEmpty()) {
            return section.with(Note.of("No slice is worse than the rest beyond what chance allows."));
        }
        String metric = slices.metric().name();
        BarChart chart = BarChart.dots(metric + " by slice", Axis.of(metric))
                .reference(slices.whole().value(), "all rows");
        Table table = Table.of(
                Table.text("column"),
                Table.text("slice"),
                Table.number("rows", Format.count()),
                Table.number(metric),
                Table.number("gap to the rest", PLACES),
                Table.number("low", PLACES),
                Table.number("high", PLACES));
        for (Slices.Slice slice :
                slices.slices().subList(0, Math.min(MOST_SLICES, slices.slices().size()))) {
            Score score = slice.score();
            chart = chart.bar(slice.column() + ": " + slice.value(), score.value(), score.low(), score.high());
            Gap gap = slice.gap();
            table = table.row(
                    slice.column(), slice.value(), score.rows(), score.value(), gap.value(), gap.low(), gap.high());
        }
        return section.note(
                        "Parts of the rows, found among all columns, that are worse than all other rows; the one first that "
                                + "adds most to the loss. About one in twenty of them may be no worse in truth.")
                .with(chart, table);
    }

    /**
     * {@return the largest gaps between the groups that each column tells apart, of classes with a positive one; empty where
     * there is none, or no column}
     *
     * @param assessment predictions and truth
     * @param rows the rows that were predicted, in the same order
     * @param fewest groups with fewer rows are left out
     */
    @SuppressWarnings("unchecked") // the outputs say what is predicted
    public static Optional<Section> groups(Assessment<? extends Prediction> assessment, Dataset rows, int fewest) {
        if (!(assessment.predictions().outputs() instanceof ClassificationOutputs outputs)
                || outputs.positive() == null) {
            return Optional.empty();
        }
        Table table = Table.of(
                Table.text("column"),
                Table.text("rate"),
                Table.text("highest"),
                Table.number("of them", PLACES),
                Table.text("lowest"),
                Table.number("of them", PLACES),
                Table.number("gap", PLACES),
                Table.number("low", PLACES),
                Table.number("high", PLACES));
        int shown = 0;
        for (Field field : rows.schema().features()) {
            boolean grouping = field.type() == ColumnType.BOOLEAN
                    || (field.type() == ColumnType.CATEGORY
                            && rows.column(field.name()).levels().size() <= MOST_GROUPS);
            if (!grouping || shown == MOST_GROUPING) continue;
            Fairness fairness = Fairness.of((Assessment<Classification>) assessment, rows, field.name(), fewest);
            if (!fairness.gaps().isEmpty()) shown++;
            for (Fairness.RateGap gap : fairness.gaps()) {
                table = table.row(
                        field.name(),
                        gap.rate(),
                        gap.highest(),
                        fairness.rate(gap.highest(), gap.rate()),
                        gap.lowest(),
                        fairness.rate(gap.lowest(), gap.rate()),
                        gap.gap().value(),
                        gap.gap().low(),
                        gap.gap().high());
            }
        }
        if (table.rows().isEmpty()) return Optional.empty();
        return Optional.of(Section.of("Gaps between groups", table)
                .note("How differently the groups of a column are treated: the share predicted '" + outputs.positive()
                        + "', and of those that are, of those that are not, and how often that is right; the largest gap "
                        + "of each with its 95 % interval."));
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

    /**
     * {@return a validation curve}
     *
     * @param curve the curve
     */
    public static Section validation(ValidationCurve curve) {
        double[] values = curve.points().stream()
                .mapToDouble(ValidationCurve.Point::value)
                .toArray();
        double[] train = curve.points().stream()
                .mapToDouble(ValidationCurve.Point::train)
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
                        "Validation curve",
                        XyChart.of(
                                        curve.metric() + " by " + curve.parameter(),
                                        Axis.of(curve.parameter()),
                                        Axis.of(curve.metric()))
                                .with(
                                        Series.line("training rows", values, train)
                                                .marked(),
                                        Series.line("held out", values, test)
                                                .marked()
                                                .band(low, high)))
                .note(curve.verdict());
    }
}
