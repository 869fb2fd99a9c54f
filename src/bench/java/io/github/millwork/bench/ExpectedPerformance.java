package io.github.millwork.bench;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.data.Expression.text;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.RegressionMetrics.MAE;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.collect.InMemory;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Condition;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Split;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.monitor.Monitor;
import io.github.millwork.monitor.MonitorOptions;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Performance that is expected without labels beside what came true, under covariate shift: half of the rows are for the
 * model, of which 40 % are held out, and of the other half those rows are scored that a condition picks. Scores of classes in
 * points of accuracy; errors of numbers in hundredths of the deviation of the target. Argument: the folder of the data sets.
 */
public final class ExpectedPerformance {
    private final Path data;

    private ExpectedPerformance(Path data) {
        this.data = data;
    }

    /**
     * Runs it.
     *
     * @param args the folder of the data sets
     */
    public static void main(String[] args) {
        System.out.println("| data | rows | held out | shift | came true | expected | off by |");
        System.out.println("|---|---|---|---|---|---|---|");
        ExpectedPerformance all = new ExpectedPerformance(Path.of(args[0]));
        all.adult();
        all.weather();
        all.flights();
        all.houses();
        all.bikes();
        all.flightTimes();
    }

    private void adult() {
        Dataset rows =
                Csv.file(data.resolve("adult/adult.csv")).missing("?").load().drop("fnlwgt");
        classes(
                "Adult, logistic",
                rows,
                "income",
                LogisticRegression.create(),
                Map.of(
                        "older than 45", number("age").greaterThan(45),
                        "more than 10 years of school", number("education-num").greaterThan(10),
                        "women", text("sex").is("Female")));
    }

    private void weather() {
        Dataset rows = Csv.file(data.resolve("weather_stream/weather.csv")).load();
        String[] rain = new String[rows.rowCount()];
        for (int row = 0; row < rain.length; row++)
            rain[row] = "" + rows.column("target").value(row);
        classes(
                "weather, boosting",
                rows.with(Column.categories("target", rain)),
                "target",
                GradientBoosting.classifier().trees(60).depth(3),
                Map.of(
                        "feature 1 above 50", number("feat_1").greaterThan(50),
                        "feature 3 below 1,010", number("feat_3").lessThan(1010),
                        "feature 5 above 15", number("feat_5").greaterThan(15)));
    }

    private void flights() {
        Dataset all = Csv.file(data.resolve("nycflights13/flights.csv")).load().sample(60_000, 1);
        Column delay = all.column("arr_delay");
        String[] late = new String[all.rowCount()];
        for (int row = 0; row < late.length; row++) late[row] = delay.number(row) > 15 ? "late" : "in time";
        classes(
                "flights, boosting",
                all.select("carrier", "origin", "hour", "distance", "month").with(Column.categories("late", late)),
                "late",
                GradientBoosting.classifier().trees(60).depth(3),
                Map.of(
                        "after 16 h", number("hour").greaterThan(16),
                        "from Newark", text("origin").is("EWR"),
                        "beyond 1,000 miles", number("distance").greaterThan(1000)));
    }

    private void houses() {
        numbers(
                "houses, boosting",
                Csv.file(data.resolve("california_housing/housing.csv")).load(),
                "median_house_value",
                Map.of(
                        "inland", text("ocean_proximity").is("INLAND"),
                        "older than 35", number("housing_median_age").greaterThan(35),
                        "income above 4", number("median_income").greaterThan(4)));
    }

    private void bikes() {
        numbers(
                "bikes, boosting",
                Csv.file(data.resolve("bike_sharing/hour.csv"))
                        .load()
                        .drop("instant", "dteday", "casual", "registered"),
                "cnt",
                Map.of(
                        "warm", number("temp").greaterThan(0.6),
                        "after 15 h", number("hr").greaterThan(15),
                        "humid", number("hum").greaterThan(0.7)));
    }

    private void flightTimes() {
        Dataset all = Csv.file(data.resolve("nycflights13/flights.csv")).load().sample(60_000, 1);
        Column time = all.column("air_time");
        Dataset known = all.rows(IntStream.range(0, all.rowCount())
                .filter(row -> !time.isMissing(row))
                .toArray());
        numbers(
                "air time of flights, boosting",
                known.select("carrier", "origin", "hour", "distance", "month", "air_time"),
                "air_time",
                Map.of(
                        "beyond 1,000 miles", number("distance").greaterThan(1000),
                        "from Newark", text("origin").is("EWR"),
                        "in the second half of the year", number("month").greaterThan(6)));
    }

    private static void classes(
            String name, Dataset rows, String target, Learner<Classification> learner, Map<String, Condition> shifts) {
        Pipeline<Classification> pipeline = Pipeline.classify(target)
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(learner);
        shown(name, rows, pipeline, ACCURACY, 1, shifts);
    }

    private static void numbers(String name, Dataset rows, String target, Map<String, Condition> shifts) {
        Pipeline<Regression> pipeline = Pipeline.regress(target)
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(GradientBoosting.regressor().trees(100));
        double[] truth = rows.column(target).toDoubles();
        double mean = IntStream.range(0, truth.length)
                .mapToDouble(row -> truth[row])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, truth.length)
                .mapToDouble(row -> Math.pow(truth[row] - mean, 2))
                .average()
                .orElseThrow();
        shown(name, rows, pipeline, MAE, Math.sqrt(variance), shifts);
    }

    private static <P extends Prediction> void shown(
            String name,
            Dataset rows,
            Pipeline<P> pipeline,
            Metric<P> metric,
            double unit,
            Map<String, Condition> shifts) {
        Split halves = rows.split(Holdout.random(0.5).seed(3));
        var run = pipeline.collect(InMemory.of(halves.train()))
                .evaluate(Holdout.random(0.4), metric)
                .run();
        FittedPipeline<P> fitted = run.fitted();
        double before = run.evaluation().score(metric).value();
        MonitorOptions options = MonitorOptions.standard()
                .lossEstimator(GradientBoosting.regressor().trees(100).depth(4));
        shifts.forEach((shift, condition) -> {
            Dataset shifted = halves.test().where(condition);
            Monitor<P> monitor = Monitor.of(fitted, options);
            monitor.observe(shifted);
            double expected = monitor.report().estimates().get(metric.name());
            double came = fitted.evaluate(shifted, metric).score(metric).value();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.1f | %s | %.1f | %.1f | %.1f |%n",
                    name,
                    shifted.rowCount(),
                    100 * before / unit,
                    shift,
                    100 * came / unit,
                    100 * expected / unit,
                    100 * Math.abs(came - expected) / unit);
        });
    }
}
