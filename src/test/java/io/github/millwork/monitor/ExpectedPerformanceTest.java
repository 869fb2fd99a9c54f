package io.github.millwork.monitor;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.data.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Split;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Profile;
import io.github.millwork.stage.RowListener;
import io.github.millwork.stage.ScoredBatch;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is expected without labels, beside what came true, where the columns have shifted and what they mean has not. */
class ExpectedPerformanceTest {
    private static final Dataset CREDIT =
            Csv.file(Path.of("examples/data/credit.csv")).load();

    /** What a monitor expects of rows, whose reference knows some rows held out. */
    private static <P extends Prediction> MonitorReport report(
            FittedPipeline<P> fitted, Dataset heldOut, Dataset rows, MonitorOptions options) {
        Profile profile = fitted.profile().orElseThrow().withHeldOut(fitted, heldOut, fitted.assess(heldOut));
        LiveWindow live = new LiveWindow(profile, fitted, Window.OPEN, 0);
        RowListener listener = (cells, out, at, id, time) -> live.add(cells, out, at, 0);
        ScoredBatch.show(fitted, rows, fitted.predict(rows), listener);
        PredictionLog.Known none = new PredictionLog(fitted.outputs(), 1, (out, truth) -> {}).known();
        return new Evaluator("m", profile, fitted.outputs(), options)
                .report(live.observed(), none, List.of(), 0, false, 0);
    }

    private static Map<String, Double> realised(FittedPipeline<?> fitted, Dataset rows, double[] truth) {
        Outcomes outcomes = new Outcomes(fitted.outputs());
        var predictions = fitted.predict(rows);
        int width = fitted.outputs().width();
        for (int row = 0; row < truth.length; row++) {
            int at = row;
            outcomes.add(
                    IntStream.range(0, width)
                            .mapToDouble(o -> predictions.value(at, o))
                            .toArray(),
                    truth[row]);
        }
        return outcomes.metrics();
    }

    @Test
    void accuracyOfAClassifierIsExpectedToTwoPointsUnderCovariateShift() {
        Split first = CREDIT.split(Holdout.stratified("status", 0.6).seed(4));
        Split second = first.test().split(Holdout.stratified("status", 0.7).seed(5));
        FittedPipeline<Classification> fitted = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .seed(9)
                .fit(first.train());
        for (Dataset rows : new Dataset[] {
            second.test().where(number("age").greaterThan(35)),
            second.test().where(number("amount").greaterThan(900)),
            second.test().where(text("home").isNot("owner"))
        }) {
            MonitorReport report = report(fitted, second.train(), rows, MonitorOptions.standard());
            var labels = ((ClassificationOutputs) fitted.outputs()).labels();
            double[] truth = IntStream.range(0, rows.rowCount())
                    .mapToDouble(row -> labels.indexOf(rows.column("status").string(row)))
                    .toArray();
            Map<String, Double> came = realised(fitted, rows, truth);
            assertThat(report.estimates().get("accuracy")).isCloseTo(came.get("accuracy"), within(0.02));
        }
    }

    @Test
    void errorsOfARegressionAreExpectedUnderCovariateShift() {
        Split first = CREDIT.split(Holdout.random(0.6).seed(4));
        Split second = first.test().split(Holdout.random(0.5).seed(5));
        FittedPipeline<Regression> fitted = Pipeline.regress("amount")
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(GradientBoosting.regressor().trees(50))
                .seed(9)
                .fit(first.train());
        MonitorOptions options = MonitorOptions.standard()
                .lossEstimator(GradientBoosting.regressor().trees(60).depth(3))
                .drift(DriftOptions.standard()
                        .domainClassifier(
                                GradientBoosting.classifier().trees(20).depth(3)));
        Dataset rows = second.test().where(number("price").greaterThan(1400));
        MonitorReport report = report(fitted, second.train(), rows, options);
        Map<String, Double> came = realised(fitted, rows, rows.column("amount").toDoubles());
        double usual = realised(
                        fitted, second.train(), second.train().column("amount").toDoubles())
                .get("MAE");
        assertThat(report.estimates().get("MAE")).isCloseTo(came.get("MAE"), within(0.1 * came.get("MAE")));
        assertThat(Math.abs(report.estimates().get("MAE") - came.get("MAE")))
                .isLessThan(Math.abs(usual - came.get("MAE")));
        assertThat(report.together()).anyMatch(each -> each.method().equals("domain classifier") && each.drifted());
        MonitorReport same = report(fitted, second.train(), second.test(), options);
        assertThat(same.together()).as("%s", same.together()).noneMatch(Together::drifted);
    }
}
