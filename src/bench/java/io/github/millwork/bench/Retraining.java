package io.github.millwork.bench;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;

import io.github.millwork.ContinuousTraining;
import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.TrainingLoop;
import io.github.millwork.TrainingStep;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Role;
import io.github.millwork.deploy.Registry;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.report.Axis;
import io.github.millwork.report.Picture;
import io.github.millwork.report.Series;
import io.github.millwork.report.XyChart;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Accuracy over time of a model that is never retrained, that is retrained on schedule, and that is retrained by the standard
 * policy of {@link ContinuousTraining}, on streams with drift. Each row is predicted before its truth is told, a hundred rows
 * at a time; the first thousand are there at the start. Arguments: the folder of the data sets, the folder of the pictures,
 * which streams ({@code time}, {@code adult}, {@code houses} or {@code further}), and {@code verbose} for all that is decided.
 */
public final class Retraining {
    private static final int FIRST = 1_000;
    private static final int BATCH = 100;
    private static final int SCHEDULE = 1_000;
    private static final int WINDOW = 2_000;
    private static final int POINT = 500;

    private final DriftStream stream;
    private final Pipeline<Classification> pipeline;
    private final boolean verbose;

    private Retraining(DriftStream stream, boolean verbose) {
        this.stream = stream;
        this.verbose = verbose;
        this.pipeline = Pipeline.classify(stream.target())
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .seed(1);
    }

    /** Which rows were predicted right, and how many fits that took. */
    private record Outcome(boolean[] right, int fits) {
        double accuracy() {
            int count = 0;
            for (int row = FIRST; row < right.length; row++) if (right[row]) count++;
            return 100.0 * count / (right.length - FIRST);
        }

        Series series(String name) {
            int points = (right.length - FIRST) / POINT;
            double[] x = new double[points];
            double[] y = new double[points];
            for (int point = 0; point < points; point++) {
                int from = FIRST + point * POINT;
                x[point] = from + POINT / 2.0;
                for (int row = from; row < from + POINT; row++) if (right[row]) y[point] += 1.0 / POINT;
            }
            return Series.line(name, x, y);
        }
    }

    /**
     * Runs all streams.
     *
     * @param args the folder of the data sets, that of the pictures, and the group of streams
     * @throws Exception if a file cannot be read or written
     */
    public static void main(String[] args) throws Exception {
        boolean verbose = args.length > 3;
        List<XyChart> charts = new ArrayList<>();
        System.out.println("| stream | what changes | never | schedule, last 2,000 | schedule, all | policy | "
                + "to the best | fits, schedule | fits, policy |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (DriftStream stream : new DriftStreams(Path.of(args[0])).of(args[2])) {
            Retraining retraining = new Retraining(stream, verbose);
            Outcome never = retraining.scheduled(Integer.MAX_VALUE, FIRST);
            Outcome window = retraining.scheduled(SCHEDULE, WINDOW);
            Outcome all = retraining.scheduled(SCHEDULE, Integer.MAX_VALUE);
            Outcome policy = retraining.byPolicy();
            double best = Math.max(never.accuracy(), Math.max(window.accuracy(), all.accuracy()));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %.1f | %.1f | %.1f | %+.1f | %d | %d |%n",
                    stream.name(),
                    stream.shift(),
                    never.accuracy(),
                    window.accuracy(),
                    all.accuracy(),
                    policy.accuracy(),
                    policy.accuracy() - best,
                    window.fits(),
                    policy.fits());
            charts.add(XyChart.of(stream.name(), Axis.of("rows"), Axis.of("accuracy"))
                    .with(never.series("never"), window.series("on schedule"), policy.series("by the policy")));
        }
        Picture.of("Accuracy over time, of 500 rows each", charts)
                .write(Path.of(args[1], "retraining-" + args[2] + ".svg"));
    }

    private Dataset rows(int from, int to) {
        return stream.rows().rows(IntStream.range(from, to).toArray());
    }

    private void judge(Predictions<Classification> predictions, int from, boolean[] right) {
        Column truth = stream.rows().column(stream.target());
        for (int i = 0; i < predictions.size(); i++) {
            right[from + i] = predictions.get(i).label().equals(String.valueOf(truth.value(from + i)));
        }
    }

    private Outcome scheduled(int every, int last) {
        int count = stream.rows().rowCount();
        boolean[] right = new boolean[count];
        FittedPipeline<Classification> fitted = pipeline.fit(rows(0, FIRST));
        int fits = 1;
        int fittedAt = FIRST;
        for (int from = FIRST; from < count; from += BATCH) {
            int to = Math.min(count, from + BATCH);
            if (from - fittedAt >= every) {
                fitted = pipeline.fit(rows(Math.max(0, from - last), from));
                fittedAt = from;
                fits++;
            }
            judge(fitted.predict(rows(from, to)), from, right);
        }
        return new Outcome(right, fits);
    }

    private Outcome byPolicy() throws Exception {
        int count = stream.rows().rowCount();
        boolean[] right = new boolean[count];
        Registry registry = Registry.at(Files.createTempDirectory("retraining"));
        TrainingLoop<Classification> loop =
                ContinuousTraining.of(pipeline, registry, "model", ACCURACY).start(rows(0, FIRST));
        int fits = 1;
        for (int from = FIRST; from < count; from += BATCH) {
            int to = Math.min(count, from + BATCH);
            String[] ids = IntStream.range(from, to).mapToObj(Integer::toString).toArray(String[]::new);
            Dataset batch =
                    rows(from, to).with(Column.categories("arrival", ids).withRole(Role.ID));
            judge(loop.predict(batch), from, right);
            TrainingStep<Classification> step = loop.learn(batch);
            boolean fitted = step.refinement().isPresent()
                    || step.problem()
                            .filter(problem -> !problem.startsWith("waiting"))
                            .isPresent();
            if (fitted) fits++;
            if (verbose) tell(to, step);
        }
        return new Outcome(right, fits);
    }

    private static void tell(int row, TrainingStep<Classification> step) {
        step.rollback().ifPresent(why -> System.out.println("  " + row + " went back: " + why));
        step.heard().ifPresent(why -> System.out.println("  " + row + " heard: " + why));
        step.reason().ifPresent(why -> System.out.println("  " + row + " due: " + why));
        step.problem().ifPresent(why -> System.out.println("  " + row + " " + why));
        step.refinement()
                .ifPresent(found ->
                        System.out.println("  " + row + (found.promoted() ? " promoted: " : " kept: ") + found.why()));
    }
}
