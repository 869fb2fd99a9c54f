package io.github.millwork.examples;

import static io.github.millwork.data.Columns.named;
import static io.github.millwork.evaluate.RegressionMetrics.MAE;
import static io.github.millwork.evaluate.RegressionMetrics.R2;
import static io.github.millwork.evaluate.RegressionMetrics.RMSE;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.Run;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Split;
import io.github.millwork.engineer.DateParts;
import io.github.millwork.engineer.Lags;
import io.github.millwork.engineer.Windows;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.TimeSeries;
import io.github.millwork.train.HistogramBoosting;
import java.nio.file.Path;
import java.time.Duration;

/** Numbers in order of time: the temperature of the next hour from the hours before it. The code of docs/time.md. */
public final class Forecast {
    private Forecast() {}

    /**
     * Fits, evaluates on the latest days, and predicts an hour given the hours before.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Csv weather = Csv.file(Path.of("examples/data/weather.csv"));
        Pipeline<Regression> pipeline = Pipeline.regress("temp")
                .engineer(
                        Lags.of("temp", "time", 1, 2, 24).and("pressure", "wind_speed"),
                        Windows.within(Duration.ofHours(24), "temp", "time"),
                        DateParts.of(named("time")))
                .drop("humid", "wind_speed", "precip", "pressure", "visib")
                .train(HistogramBoosting.regressor().trees(60).depth(4));

        Run<Regression> run = pipeline.collect(weather)
                .evaluate(Holdout.chronological("time", 0.2), RMSE, MAE, R2)
                .run();
        System.out.println(run);

        Run<Regression> weekByWeek = pipeline.collect(weather)
                .evaluate(TimeSeries.expanding("time", 4), MAE)
                .run();
        System.out.println(weekByWeek.evaluation());

        Dataset hours = weather.load();
        Split split = hours.split(Holdout.chronological("time", 0.2));
        FittedPipeline<Regression> fitted = pipeline.fit(split.train());

        Dataset next = split.test().head(1).drop("temp");
        Predictions<Regression> forecast = fitted.predict(next, split.train());
        System.out.println("next hour: " + forecast.get(0).value());

        Evaluation<Regression> evaluation = fitted.evaluate(split.test(), split.train(), RMSE, MAE);
        System.out.println(evaluation);
    }
}
