package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.ContinuousTraining;
import io.github.millwork.Pipeline;
import io.github.millwork.TrainingLoop;
import io.github.millwork.TrainingStep;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.Registry;
import io.github.millwork.monitor.MonitorOptions;
import io.github.millwork.monitor.RetrainingPolicy;
import io.github.millwork.monitor.Window;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * The code of docs/refining.md: a model of credit risk is kept good, unattended, on a stream of loans in which the world
 * changes: from the 2,500th loan on, whoever has less than eight years of seniority turns out the other way.
 */
public final class KeepModelGood {
    private static final int START = 1_000;
    private static final int CHANGE = 2_500;
    private static final int BATCH = 50;

    private KeepModelGood() {}

    /**
     * Runs it.
     *
     * @param args not used
     * @throws Exception if a file cannot be read or written
     */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("kept");
        Dataset loans = stream();

        Pipeline<Classification> pipeline = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .seed(1);
        Registry registry = Registry.at(folder.resolve("models"));
        ContinuousTraining<Classification> training = ContinuousTraining.of(pipeline, registry, "credit", ACCURACY)
                .guards(ROC_AUC)
                .policy(RetrainingPolicy.onDecay("accuracy", 0)
                        .or(RetrainingPolicy.onDrift(2))
                        .or(RetrainingPolicy.onGrowth(1))
                        .cooldown(Duration.ZERO, 100))
                .monitor(MonitorOptions.standard().window(Window.ofRows(200)).slices("home"))
                .rows(5_000, 200)
                .state(folder.resolve("training.state"));
        TrainingLoop<Classification> loop = training.start(rows(loans, 0, START));

        for (int at = START; at < loans.rowCount(); at += BATCH) {
            Dataset batch = rows(loans, at, Math.min(loans.rowCount(), at + BATCH));
            Predictions<Classification> predictions = loop.predict(batch.drop("status"));
            TrainingStep<Classification> step = loop.learn(batch); // what came true, by the id
            tell(at, right(predictions, batch), step);
            if (at == 2_000) loop = training.start(rows(loans, 0, at + BATCH)); // after a restart it goes on
        }
        registry.history("credit").forEach(event -> System.out.println(event.kind() + ": " + event.why()));
    }

    private static Dataset stream() {
        Dataset credit = Csv.file(Path.of("examples/data/credit.csv")).load().sample(4_454, 5);
        Column seniority = credit.column("seniority");
        Column status = credit.column("status");
        String[] ids = new String[credit.rowCount()];
        String[] came = new String[credit.rowCount()];
        for (int row = 0; row < came.length; row++) {
            boolean turned = row >= CHANGE && seniority.number(row) < 8;
            boolean bad = "bad".equals(status.string(row)) != turned;
            came[row] = bad ? "bad" : "good";
            ids[row] = "loan " + row;
        }
        return credit.with(Column.categories("status", came))
                .with(Column.categories("loan", ids).withRole(Role.ID));
    }

    private static Dataset rows(Dataset loans, int from, int to) {
        return loans.rows(IntStream.range(from, to).toArray());
    }

    private static double right(Predictions<Classification> predictions, Dataset batch) {
        Column status = batch.column("status");
        return IntStream.range(0, batch.rowCount())
                        .filter(row -> predictions.get(row).label().equals(status.string(row)))
                        .count()
                / (double) batch.rowCount();
    }

    private static void tell(int at, double right, TrainingStep<Classification> step) {
        step.rollback().ifPresent(why -> System.out.println(at + ": went back, since " + why));
        step.problem().ifPresent(why -> System.out.println(at + ": " + why));
        step.refinement()
                .ifPresent(found -> System.out.println(
                        at + ": " + right + " were right; " + found.challenger() + ": " + found.why()));
    }
}
