package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.bandit.ThompsonSampling;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.ModelServer;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.Routing;
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

/** Predictions are kept, their truth is told later, and versions that earn more answer more. */
public final class LearnFromAnswers {
    private LearnFromAnswers() {}

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /**
     * Serves two versions, asks, tells what came of it, and gives the rows to learn from.
     *
     * @param args none
     * @throws IOException if a file or the server fails
     * @throws InterruptedException if this thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Dataset credit = Csv.file(Path.of("examples/data/credit.csv")).load();
        Pipeline<Classification> pipeline = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Encode.oneHot(categorical()))
                .train(LogisticRegression.create());
        FittedPipeline<Classification> fitted = pipeline.fit(credit);
        Registry registry = Registry.at(Files.createTempDirectory("registry"));
        registry.publish("credit", fitted).promote();
        registry.publish("credit", pipeline.fit(credit.head(1000))).promote("staging");
        Path answers = Files.createTempDirectory("answers");

        try (RunningServer server = ModelServer.of(registry)
                .feedback(FeedbackStore.at(answers))
                .port(0)
                .start()) {
            Routing earning = Routing.bandit(new ThompsonSampling(), "staging", "next");
            server.models().route("credit", earning);
            System.out.println(ask(server, "predict", "4711", row(credit, 7)));
            System.out.println(ask(server, "feedback", "", "{\"id\":\"4711\",\"label\":\"bad\",\"reward\":0}"));
        }

        FeedbackStore store = FeedbackStore.at(answers);
        Dataset known = store.labelled("credit", fitted.schema(), "status");
        System.out.println(known);
    }

    private static String ask(RunningServer server, String what, String id, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/v2/models/credit/" + what))
                .header("X-Request-Id", id)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String row(Dataset data, int number) {
        StringBuilder row = new StringBuilder();
        data.row(number).toMap().forEach((column, cell) -> {
            if (column.equals("status")) return;
            String value = cell instanceof String ? "\"" + cell + "\"" : String.valueOf(cell);
            row.append(row.isEmpty() ? "{\"" : ",\"")
                    .append(column)
                    .append("\":")
                    .append(value);
        });
        return row.append('}').toString();
    }
}
