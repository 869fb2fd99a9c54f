package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;

import io.github.millwork.ContinuousTraining;
import io.github.millwork.Pipeline;
import io.github.millwork.TrainingLoop;
import io.github.millwork.TrainingStep;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.deploy.ModelServer;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.RunningServer;
import io.github.millwork.feedback.FeedbackStore;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.train.LogisticRegression;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The code of docs/refining.md for a service: a server answers and keeps what it answered, is told what came of it, and a timer
 * gives that to the training, which has a better version answer when there is one.
 */
public final class KeepServedModelGood {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private KeepServedModelGood() {}

    /**
     * Runs it, for one turn of the timer.
     *
     * @param args not used
     * @throws IOException if a file or the server fails
     * @throws InterruptedException if this thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("served");
        Dataset loans = Csv.file(Path.of("examples/data/credit.csv")).load();
        Pipeline<Classification> pipeline = Pipeline.classify("status")
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Encode.oneHot(categorical()))
                .train(LogisticRegression.create());
        Registry registry = Registry.at(folder.resolve("models"));
        ContinuousTraining<Classification> training =
                ContinuousTraining.of(pipeline, registry, "credit", ACCURACY).state(folder.resolve("training.state"));
        Dataset known = loans.head(1000);

        FeedbackStore store = FeedbackStore.at(folder.resolve("answers"));
        TrainingLoop<Classification> loop = training.start(known);
        CountDownLatch turns = new CountDownLatch(1);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (RunningServer server = ModelServer.of(registry)
                .feedback(store)
                .observe("credit", loop)
                .port(0)
                .start()) {
            for (int row = 1000; row < 1020; row++) {
                ask(server, "predict", "loan-" + row, asked(loans, row));
                String came = "{\"id\":\"loan-" + row + "\",\"label\":\""
                        + loans.column("status").string(row) + "\"}";
                ask(server, "feedback", "", came);
            }
            Future<?> learning = timer.scheduleWithFixedDelay(() -> learn(loop, store, turns), 0, 1, TimeUnit.HOURS);
            turns.await();
            learning.cancel(false);
        } finally {
            timer.shutdown();
        }

        Dataset since = store.labelled("credit", loop.fitted().schema(), "status");
        TrainingLoop<Classification> restarted = training.start(since);
        System.out.println("after a restart: " + restarted.learn(since).learned() + " new");
    }

    private static void learn(TrainingLoop<Classification> loop, FeedbackStore store, CountDownLatch turns) {
        try {
            Dataset labelled = store.labelled("credit", loop.fitted().schema(), "status");
            TrainingStep<Classification> step = loop.learn(labelled);
            System.out.println("learned from " + step.learned() + " rows");
            step.refinement().ifPresent(System.out::println);
        } catch (RuntimeException e) { // or the timer would not come again
            System.err.println("not this time: " + e.getMessage());
        }
        turns.countDown();
    }

    private static void ask(RunningServer server, String what, String id, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/v2/models/credit/" + what))
                .header("X-Request-Id", id)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IOException(answer.body());
    }

    private static String asked(Dataset loans, int number) {
        StringBuilder row = new StringBuilder("{");
        loans.drop("status").row(number).toMap().forEach((column, cell) -> {
            if (row.length() > 1) row.append(',');
            row.append('"').append(column).append("\":");
            row.append(cell instanceof String ? "\"" + cell + "\"" : String.valueOf(cell));
        });
        return row.append('}').toString();
    }
}
