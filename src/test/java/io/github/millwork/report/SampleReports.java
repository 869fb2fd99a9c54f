package io.github.millwork.report;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Reports for the tests to look at. */
final class SampleReports {
    private SampleReports() {}

    /** One of everything, small enough to be read as a golden file. */
    static Report small() {
        return Report.of("Credit risk")
                .subtitle("Hold-out of 1,114 rows")
                .with(
                        Section.of("Scores")
                                .note("With 95 % intervals.")
                                .with(
                                        Facts.create().with("Target", "status").with("Rows", 4454),
                                        Table.of(
                                                        Table.text("metric"),
                                                        Table.number("value", Format.decimals(4)),
                                                        Table.number("rows", Format.count()))
                                                .caption("Scores on rows that were not trained on")
                                                .highlightedRow("ROC AUC", 0.8312, 1114)
                                                .row("log loss", Double.NaN, 1114),
                                        Note.warning("The class 'bad' has few rows.")),
                        Section.of(
                                "Charts",
                                curves(),
                                BarChart.of("Importance", Axis.of("loss of AUC"))
                                        .bar("income", 0.08, 0.06, 0.1)
                                        .bar("age", -0.01),
                                Histogram.of("Residuals", Axis.of("residual"), new double[] {-1, 0, 1})
                                        .heights("hold-out", 12, 8),
                                Heatmap.of(
                                                "Confusion matrix",
                                                List.of("good", "bad"),
                                                List.of("good", "bad"),
                                                new double[][] {{750, 50}, {140, 174}})
                                        .titles("truth", "predicted"),
                                Flow.of("Pipeline")
                                        .box("preprocess", "impute median", "age, income")
                                        .box("preprocess", "scale")
                                        .box("train", "logistic regression")));
    }

    static XyChart curves() {
        double[] x = {0, 0.5, 1};
        return XyChart.of("ROC curve", Axis.share("false positive rate"), Axis.share("true positive rate"))
                .with(
                        Series.line("linear", x, new double[] {0, 0.7, 1}),
                        Series.line("boosted", x, new double[] {0, 0.8, 1})
                                .marked()
                                .band(new double[] {0, 0.75, 1}, new double[] {0, 0.85, 1}))
                .with(Reference.diagonal("chance"))
                .squared();
    }

    /** A report as one on a real model would be. */
    static Report large() {
        Random random = new Random(1);
        return Report.of("Census income")
                .subtitle("Gradient boosting of 200 trees, evaluated on 9,769 rows that no step has seen")
                .with(
                        Section.of("Summary")
                                .note("What was trained, on what, and how good it is.")
                                .with(
                                        Facts.create()
                                                .with("Target", "income, positive class >50K")
                                                .with("Rows", "32,561 for training, 9,769 held out")
                                                .with("Features", "108 from 14 columns")
                                                .with("Seed", "0")
                                                .with("Fingerprint", "9f2c41d8e07b")
                                                .with("Fitted in", "12.4 s"),
                                        Note.warning("'final_weight' tells more of the target than a single column"
                                                + " should. Is it known when a prediction is made?"),
                                        leaderboard(),
                                        pipeline()),
                        Section.of("Discrimination")
                                .with(roc(random), precisionRecall(), calibration(), thresholds(), matrix()),
                        Section.of("Importance").with(importance(), leaders()),
                        Section.of("Residuals and drift")
                                .note("Of a regression, to see the rest of the charts.")
                                .with(residuals(random), distribution(random), learning(), drift(), categories()));
    }

    static Flow pipeline() {
        return Flow.of("Pipeline")
                .note("In the order in which a row passes through.")
                .box("collect", "CSV", "adult.csv", "32,561 rows")
                .box("preprocess", "impute median", "age, hours_per_week, capital_gain, capital_loss")
                .box("preprocess", "impute most frequent", "8 columns")
                .box("preprocess", "encode one-hot", "8 columns, 92 features")
                .box("engineer", "derive net_capital", "capital_gain - capital_loss")
                .box("train", "gradient boosting", "200 trees, depth 4", "learning rate 0.1")
                .box("train", "calibrate", "isotonic, 5 folds")
                .box("evaluate", "hold-out", "stratified, 30 %");
    }

    static Table leaderboard() {
        return Table.of(
                        Table.text("candidate"),
                        Table.number("ROC AUC", Format.decimals(4)),
                        Table.text("95 % interval"),
                        Table.number("log loss", Format.decimals(4)),
                        Table.number("rows", Format.count()),
                        Table.number("fit"))
                .caption("Candidates, by ROC AUC on five folds")
                .highlightedRow("gradient boosting", 0.9271, "0.9224 to 0.9318", 0.2789, 22792, "12.4 s")
                .row("random forest", 0.9158, "0.9107 to 0.9209", 0.3012, 22792, "31.0 s")
                .row("logistic regression", 0.9069, "0.9014 to 0.9124", 0.3197, 22792, "2.1 s")
                .row("baseline", 0.5, "", 0.5521, 22792, "0.1 s");
    }

    private static XyChart roc(Random random) {
        double[] x = IntStream.range(0, 400).mapToDouble(i -> i / 399.0).toArray();
        return XyChart.of("ROC curve", Axis.share("false positive rate"), Axis.share("true positive rate"))
                .note("The band holds the curve with 95 % confidence, by bootstrap.")
                .with(
                        power("gradient boosting, 0.927", x, 0.09 + 0 * random.nextInt(2))
                                .band(
                                        map(x, v -> Math.max(0, Math.pow(v, 0.09) - 0.03)),
                                        map(x, v -> Math.min(1, Math.pow(v, 0.09) + 0.03))),
                        power("random forest, 0.916", x, 0.13),
                        power("logistic regression, 0.907", x, 0.2))
                .with(Reference.diagonal("chance"))
                .squared();
    }

    private static Series power(String name, double[] x, double exponent) {
        return Series.line(name, x, map(x, v -> Math.pow(v, exponent)));
    }

    static double[] map(double[] x, java.util.function.DoubleUnaryOperator function) {
        return Arrays.stream(x).map(function).toArray();
    }

    private static XyChart precisionRecall() {
        double[] x = IntStream.range(0, 400).mapToDouble(i -> i / 399.0).toArray();
        return XyChart.of("Precision and recall", Axis.share("recall"), Axis.share("precision"))
                .with(
                        Series.line("gradient boosting", x, map(x, v -> 1 - 0.75 * Math.pow(v, 6))),
                        Series.line("logistic regression", x, map(x, v -> 1 - 0.76 * Math.pow(v, 3))))
                .with(Reference.horizontal(0.24, "share of positives, 0.24"))
                .squared();
    }

    private static XyChart calibration() {
        double[] x = {0.03, 0.11, 0.2, 0.32, 0.41, 0.52, 0.61, 0.72, 0.83, 0.95};
        double[] y = {0.02, 0.12, 0.18, 0.34, 0.45, 0.5, 0.64, 0.75, 0.81, 0.97};
        return XyChart.of("Calibration", Axis.share("predicted probability"), Axis.share("observed share"))
                .with(Series.points("ten bins of equal size", x, y)
                        .band(map(y, v -> v - 0.04), map(y, v -> Math.min(1, v + 0.04))))
                .with(Reference.diagonal("perfect"))
                .squared();
    }

    private static XyChart thresholds() {
        double[] x = IntStream.range(1, 100).mapToDouble(i -> i / 100.0).toArray();
        return XyChart.of("Scores by threshold", Axis.share("threshold"), Axis.share("score"))
                .with(
                        Series.line("precision", x, map(x, v -> 0.24 + 0.75 * Math.pow(v, 0.5))),
                        Series.line("recall", x, map(x, v -> 1 - 0.9 * v * v)),
                        Series.line("F1", x, map(x, v -> 0.3 + 1.6 * v * (1 - v))))
                .with(Reference.vertical(0.42, "chosen, 0.42"))
                .squared();
    }

    static Heatmap matrix() {
        return Heatmap.of("Confusion matrix", List.of("<=50K", ">50K"), List.of("<=50K", ">50K"), new double[][] {
                    {6945, 486}, {802, 1536}
                })
                .titles("truth", "predicted")
                .note("At the threshold of 0.42.");
    }

    static BarChart importance() {
        return BarChart.of("Permutation importance", Axis.of("loss of ROC AUC"))
                .note("Whiskers over ten repeats.")
                .bar("relationship", 0.0512, 0.0481, 0.0539)
                .bar("net_capital", 0.0447, 0.0421, 0.0466)
                .bar("age", 0.0301, 0.0277, 0.0320)
                .bar("education_years", 0.0289, 0.0262, 0.0311)
                .bar("occupation", 0.0187, 0.0171, 0.0203)
                .bar("hours_per_week", 0.0121, 0.0109, 0.0131)
                .bar("native_country_grouped_by_income_of_the_region", 0.0011, 0.0002, 0.0021)
                .bar("race", -0.0003, -0.0011, 0.0004);
    }

    private static BarChart leaders() {
        return BarChart.dots("Candidates on five folds", Axis.of("ROC AUC").format(Format.decimals(3)))
                .bar("gradient boosting", 0.9271, 0.9224, 0.9318)
                .bar("random forest", 0.9158, 0.9107, 0.9209)
                .bar("logistic regression", 0.9069, 0.9014, 0.9124)
                .reference(0.91, "gate, 0.91");
    }

    private static XyChart residuals(Random random) {
        int rows = 20_000;
        double[] x = new double[rows];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = 300 * Math.abs(random.nextGaussian());
            y[i] = random.nextGaussian() * (20 + x[i] / 10);
        }
        return XyChart.of("Residuals", Axis.of("predicted rentals an hour"), Axis.of("observed - predicted"))
                .with(Series.points("", x, y))
                .with(Reference.horizontal(0, ""));
    }

    private static Histogram distribution(Random random) {
        double[] train = random.doubles(3000, 0, 1).map(u -> 60 * u * u).toArray();
        double[] live = random.doubles(700, 0, 1).map(u -> 12 + 55 * u * u).toArray();
        return Histogram.of("Distribution of 'hours'", Axis.of("hours"), Histogram.bins(train))
                .counting("training", train)
                .counting("last 7 days", live)
                .shares();
    }

    private static XyChart learning() {
        double[] x = {100, 200, 500, 1000, 2000, 5000, 10_000, 20_000};
        double[] train = {0.99, 0.98, 0.97, 0.96, 0.952, 0.945, 0.94, 0.938};
        double[] test = {0.81, 0.84, 0.868, 0.885, 0.9, 0.915, 0.921, 0.926};
        return XyChart.of("Learning curve", Axis.of("rows for training").log(), Axis.of("ROC AUC"))
                .with(
                        Series.line("training", x, train).marked(),
                        Series.line("validation", x, test)
                                .band(map(test, v -> v - 0.02), map(test, v -> v + 0.02))
                                .marked());
    }

    private static XyChart drift() {
        double[] x = IntStream.range(0, 30)
                .mapToDouble(i -> 1_770_000_000_000.0 + i * 86_400_000.0)
                .toArray();
        double[] y = IntStream.range(0, 30)
                .mapToDouble(i -> i == 12 ? Double.NaN : 0.03 + Math.pow(i / 29.0, 3) * 0.3)
                .toArray();
        return XyChart.of("Drift of 'hours'", Axis.of("").time(), Axis.of("population stability index"))
                .with(Series.line("", x, y).marked())
                .with(Reference.horizontal(0.2, "alert at 0.2"));
    }

    private static BarChart categories() {
        return BarChart.of("Values of 'channel'", Axis.of("share").format(Format.percent(1)))
                .with(
                        bar("branch", "training", 0.52),
                        bar("branch", "last 7 days", 0.31),
                        bar("web", "training", 0.4),
                        bar("web", "last 7 days", 0.58),
                        bar("partner", "training", 0.08),
                        bar("partner", "last 7 days", 0.11));
    }

    private static BarChart.Bar bar(String label, String group, double value) {
        return new BarChart.Bar(label, group, value, Double.NaN, Double.NaN);
    }
}
