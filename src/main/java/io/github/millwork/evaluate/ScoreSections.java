package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.report.Format;
import io.github.millwork.report.Section;
import io.github.millwork.report.Table;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scores of an evaluation as sections of a report: with their intervals, and against a baseline. */
public final class ScoreSections {
    private ScoreSections() {}

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
        boolean classes = evaluation.assessment().predictions().outputs() instanceof ClassificationOutputs;
        for (Metric<P> metric : metrics) {
            if (classes && metric.equals(ClassificationMetrics.ACCURACY)) continue; // it comes last, by its own test
            if (metric instanceof IntervalMetric
                    && baseline.predictions().outputs().width() == 1) continue;
            PairedComparison pair = PairedComparison.bootstrap(metric, evaluation.assessment(), baseline);
            table = table.row(compared(pair, metric.measure(evaluation.assessment()), metric.measure(baseline)));
        }
        if (classes) table = table.row(mcNemar(evaluation.assessment(), baseline));
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
}
