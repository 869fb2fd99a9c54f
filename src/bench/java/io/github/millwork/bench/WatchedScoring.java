package io.github.millwork.bench;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Row;
import io.github.millwork.deploy.Scorer;
import io.github.millwork.monitor.Monitor;
import io.github.millwork.monitor.MonitorOptions;
import io.github.millwork.monitor.Window;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.train.LogisticRegression;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Scores ten million rows of Adult (14 columns, and 2 of the prediction) one by one, bare and watched in turn, and tells the
 * time of the processor for a row and the heap that is in use after each million. Arguments: the file of Adult, and how many
 * million rows.
 */
public final class WatchedScoring {
    private static final int MILLION = 1_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private WatchedScoring() {}

    /**
     * Runs it.
     *
     * @param args the file of Adult, and how many million rows
     */
    public static void main(String[] args) {
        Dataset adult = Csv.file(Path.of(args[0])).missing("?").load();
        FittedPipeline<Classification> fitted = Pipeline.classify("income")
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .fit(adult);
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < adult.rowCount(); row++) rows.add(adult.row(row));
        Monitor<Classification> monitor = Monitor.of(
                fitted, MonitorOptions.standard().window(Window.ofRows(100_000)).alerts());
        Scorer<Row, Classification> bare = fitted.rowScorer();
        Scorer<Row, Classification> watched = fitted.rowScorer().observe(monitor);
        int columns = fitted.inputs().size() + 2;
        for (int million = 1; million <= Integer.parseInt(args[1]); million++) {
            double before = nanos(bare, rows, MILLION / 5);
            double with = nanos(watched, rows, MILLION);
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.printf(
                    Locale.ROOT,
                    "%d million: bare %.0f ns, watched %.0f ns, %.1f ns a column; heap %.1f MB; %d windows%n",
                    million,
                    before,
                    with,
                    (with - before) / columns,
                    (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                    monitor.closed());
        }
    }

    /** The time of the processor for a row, since others may want it too. */
    private static double nanos(Scorer<Row, Classification> scorer, List<Row> rows, int count) {
        double sum = 0;
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < count; i++) {
            sum += scorer.score(rows.get(i % rows.size())).probability(">50K");
        }
        long time = THREADS.getCurrentThreadCpuTime() - start;
        if (Double.isNaN(sum)) throw new IllegalStateException("a probability is missing");
        return (double) time / count;
    }
}
