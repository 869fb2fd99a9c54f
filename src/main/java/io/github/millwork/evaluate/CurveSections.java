package io.github.millwork.evaluate;

import io.github.millwork.report.Axis;
import io.github.millwork.report.Format;
import io.github.millwork.report.Section;
import io.github.millwork.report.Series;
import io.github.millwork.report.XyChart;

/** Learning and validation curves as sections of a report. */
public final class CurveSections {
    private CurveSections() {}

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
