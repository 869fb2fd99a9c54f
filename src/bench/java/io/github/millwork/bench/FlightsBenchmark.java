package io.github.millwork.bench;

import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.evaluate.RegressionMetrics.R2;
import static io.github.millwork.evaluate.RegressionMetrics.RMSE;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Join;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Split;
import io.github.millwork.engineer.Cyclic;
import io.github.millwork.engineer.Derive;
import io.github.millwork.engineer.Statistic;
import io.github.millwork.engineer.Windows;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.FitCache;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.LinearRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Arrival delays of a year of flights, from three files to the evaluation: join, derive, roll per airport, fit on the first
 * four fifths of the year, predict the rest. Prints the seconds of each part (of processors behind it) and of the whole, the quality and the peak resident
 * memory. Arguments: the folder with flights.csv, weather.csv and planes.csv, and how often to do it (1).
 */
public final class FlightsBenchmark {
    private long last = System.nanoTime();
    private double before;

    private FlightsBenchmark() {}

    /**
     * Runs it.
     *
     * @param args the folder, and how often
     * @throws IOException if the memory cannot be asked for
     */
    public static void main(String[] args) throws IOException {
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        for (int run = 0; run < runs; run++) new FlightsBenchmark().run(Path.of(args[0]));
    }

    private void run(Path folder) throws IOException {
        long began = last;
        Dataset flights = Csv.file(folder.resolve("flights.csv")).missing("NA").load();
        Dataset weather = Csv.file(folder.resolve("weather.csv"))
                .missing("NA")
                .load()
                .drop("year", "time_hour")
                .dropDuplicates("origin", "month", "day", "hour"); // the hour that the clock was put back
        Dataset planes = Csv.file(folder.resolve("planes.csv"))
                .missing("NA")
                .load()
                .select("tailnum", "year", "engines", "seats");
        lap("read");
        Dataset rows = flights.where(number("arr_delay").isMissing().not())
                .join(Join.left(weather).on("origin", "month", "day", "hour"))
                .join(Join.left(planes).on("tailnum").suffix("_plane"));
        lap("join");
        rows = rows.with(
                "when",
                number("month")
                        .times(31)
                        .plus(number("day"))
                        .times(24)
                        .plus(number("hour"))
                        .times(60)
                        .plus(number("minute")));
        Split split = rows.split(Holdout.chronological("when", 0.2));
        // What the two models have in common is prepared once, as it is for the candidates of a search.
        FitContext context = FitContext.of(0).withCache(FitCache.ofQuarterOfMemory());
        fit("linear", split, LinearRegression.create(), context);
        fit("boosting", split, HistogramBoosting.regressor().trees(100).depth(6).learningRate(0.1), context);
        System.out.printf(
                Locale.ROOT,
                "all %.2f s, %.2f s of processors since the start, %d rows, peak %s MB%n",
                (System.nanoTime() - began) / 1e9,
                processorSeconds(),
                flights.rowCount(),
                peakMegabytes());
    }

    private void fit(String name, Split split, Learner<Regression> learner, FitContext context) {
        FittedPipeline<Regression> fitted = pipeline().train(learner).fit(split.train(), context);
        lap("prepare and fit " + name);
        Evaluation<Regression> evaluation =
                Evaluation.of(fitted.assess(split.test(), split.train(), context), List.of(RMSE, R2));
        lap("prepare, predict and evaluate");
        System.out.printf(
                Locale.ROOT,
                "RMSE %.3f R2 %.4f, ",
                evaluation.score(RMSE).value(),
                evaluation.score(R2).value());
    }

    private static Pipeline<Regression> pipeline() {
        Pipeline<Regression> pipeline = Pipeline.regress("arr_delay")
                .drop("dep_time", "arr_time", "air_time", "flight", "tailnum")
                .engineer(
                        Derive.number("age", number("year").minus(number("year_plane"))), Cyclic.of(named("hour"), 24));
        for (String by : new String[] {"origin", "dest", "carrier"}) {
            pipeline = pipeline.engineer(
                    Windows.last(50, "dep_delay", "when").by(by).statistics(Statistic.MEAN, Statistic.DEVIATION));
        }
        return pipeline.drop("when", "year", "year_plane", "minute")
                .preprocess(Encode.oneHot(named("carrier", "origin")), Encode.target(named("dest")))
                .preprocess(Impute.median(numeric()), Scale.standard(numeric()));
    }

    private void lap(String what) {
        long now = System.nanoTime();
        double spent = processorSeconds();
        System.out.printf(Locale.ROOT, "%s %.2f s (%.2f), ", what, (now - last) / 1e9, spent - before);
        last = now;
        before = spent;
    }

    private static double processorSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(spent -> spent.toMillis() / 1e3)
                .orElse(Double.NaN);
    }

    private static String peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) return "?";
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Long.toString(Long.parseLong(line.replaceAll("\\D", "")) / 1024))
                .findFirst()
                .orElse("?");
    }
}
