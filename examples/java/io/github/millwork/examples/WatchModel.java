package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.Scorer;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.monitor.Adwin;
import io.github.millwork.monitor.ColumnReport;
import io.github.millwork.monitor.Ddm;
import io.github.millwork.monitor.Monitor;
import io.github.millwork.monitor.MonitorOptions;
import io.github.millwork.monitor.MonitorReport;
import io.github.millwork.monitor.PageHinkley;
import io.github.millwork.monitor.StreamReport;
import io.github.millwork.monitor.WatchedStream;
import io.github.millwork.monitor.Window;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** A model of credit risk is watched: drift, quality, and how good it is once the truth is known. */
public final class WatchModel {
    /** A component for each column that the model reads. */
    record Applicant(
            int seniority,
            String home,
            int time,
            int age,
            String marital,
            String records,
            String job,
            int expenses,
            Integer income,
            Integer assets,
            Integer debt,
            int amount,
            int price) {}

    private WatchModel() {}

    /**
     * Watches a model.
     *
     * @param args not used
     * @throws Exception if a file cannot be written
     */
    public static void main(String[] args) throws Exception {
        Path file = Path.of("examples/data/credit.csv");
        Path folder = Files.createTempDirectory("watched");
        FittedPipeline<Classification> served = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .collect(Csv.file(file))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .evaluate(Holdout.stratified(0.25), ROC_AUC)
                .seed(1)
                .run()
                .fitted();
        Dataset rows = Csv.file(file).load();

        Monitor<Classification> monitor = Monitor.of(served);
        monitor.observe(rows.where(number("age").greaterThan(45)));
        MonitorReport report = monitor.report();
        for (ColumnReport cause : report.causes()) System.out.println(cause.name() + ": " + cause.change());
        report.write(folder.resolve("report.html"));

        MonitorOptions options = MonitorOptions.standard()
                .model("credit", "3")
                .window(Window.ofRows(1000))
                .slices("home")
                .alerts(alert -> System.out.println(alert.check() + " of " + alert.column() + ": " + alert.state()));
        Monitor<Classification> daily = Monitor.of(served, options);
        Scorer<Applicant, Classification> scorer =
                served.scorer(Applicant.class).observe(daily);
        scorer.score(new Applicant(2, "rent", 36, 30, "single", "no", "fixed", 45, 100, 0, 0, 1000, 1200));

        String[] ids =
                IntStream.range(0, rows.rowCount()).mapToObj(i -> "loan " + i).toArray(String[]::new);
        daily.observe(rows.with(Column.categories("id", ids).withRole(Role.ID)));
        daily.label("loan 7", "good");
        daily.save(folder.resolve("monitor.state"));

        Monitor<Classification> afterRestart = Monitor.of(served, options);
        afterRestart.restore(folder.resolve("monitor.state"));
        System.out.println(afterRestart.history().size() + " windows; labels: "
                + afterRestart.current().coverage());
        MonitorReport.overTime(afterRestart.history()).write(folder.resolve("history.html"));

        MonitorOptions watching = MonitorOptions.standard()
                .streams(
                        WatchedStream.errors(Ddm::new),
                        WatchedStream.predictions(() -> new Adwin(0.002)),
                        WatchedStream.column("age", () -> new PageHinkley(30, 0.2, 50, 1)));
        Monitor<Classification> streaming = Monitor.of(served, watching);
        streaming.observe(rows.where(number("age").lessThan(30)));
        streaming.observe(rows.where(number("age").greaterThan(50)));
        for (StreamReport stream : streaming.current().streams()) {
            System.out.println(stream.stream() + ": " + stream.changes() + " changes found by " + stream.detector());
        }
    }
}
