package io.github.millwork.evaluate;

import io.github.millwork.report.Axis;
import io.github.millwork.report.Format;
import io.github.millwork.report.Section;
import io.github.millwork.report.Series;
import io.github.millwork.report.XyChart;
import io.github.millwork.stage.Score;
import java.util.List;

/** Learning and validation curves as sections of a report. */
public final class CurveSections {
    private CurveSections() {}

    /**
     * {@return a learning curve}
     *
     * @param curve the curve
     */
    public static Section learning(LearningCurve curve) {
        List<LearningCurve.Point> points = curve.points();
        XyChart chart = XyChart.of(
                curve.metric() + " by training rows",
                Axis.of("training rows").format(Format.count()),
                Axis.of(curve.metric()));
        Line line = new Line(
                points.stream().mapToDouble(LearningCurve.Point::rows).toArray(),
                points.stream().mapToDouble(point -> point.train().value()).toArray(),
                points.stream().map(LearningCurve.Point::test).toList());
        return Section.of("Learning curve", line.in(chart)).note(curve.verdict());
    }

    /**
     * {@return a validation curve}
     *
     * @param curve the curve
     */
    public static Section validation(ValidationCurve curve) {
        List<ValidationCurve.Point> points = curve.points();
        XyChart chart = XyChart.of(
                curve.metric() + " by " + curve.parameter(), Axis.of(curve.parameter()), Axis.of(curve.metric()));
        Line line = new Line(
                points.stream().mapToDouble(ValidationCurve.Point::value).toArray(),
                points.stream().mapToDouble(ValidationCurve.Point::train).toArray(),
                points.stream().map(ValidationCurve.Point::test).toList());
        return Section.of("Validation curve", line.in(chart)).note(curve.verdict());
    }

    /** Scores on the training rows and on rows held out, over what was varied. */
    private record Line(double[] x, double[] train, List<Score> test) {
        XyChart in(XyChart chart) {
            double[] values = test.stream().mapToDouble(Score::value).toArray();
            double[] low = test.stream().mapToDouble(Score::low).toArray();
            double[] high = test.stream().mapToDouble(Score::high).toArray();
            return chart.with(
                    Series.line("training rows", x, train).marked(),
                    Series.line("held out", x, values).marked().band(low, high));
        }
    }
}
