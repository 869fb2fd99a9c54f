package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;

import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.ModelHandler;
import io.github.millwork.deploy.ModelServer;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.Routing;
import io.github.millwork.deploy.RunningServer;
import io.github.millwork.http.Response;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.train.LogisticRegression;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A model as a service: from a registry, asked over HTTP, with a challenger beside it, and in a server of your own. */
public final class ServeModel {
    private ServeModel() {}

    /**
     * Serves a model, and asks it.
     *
     * @param args none
     * @throws Exception if it cannot be asked
     */
    public static void main(String[] args) throws Exception {
        Dataset credit = Csv.file(Path.of("examples/data/credit.csv")).load();
        Path folder = Files.createTempDirectory("registry");
        Pipeline<Classification> pipeline = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Encode.oneHot(categorical()))
                .train(LogisticRegression.create());
        String row = row(credit, 7);

        Registry registry = Registry.at(folder);
        registry.publish("credit", pipeline.fit(credit)).promote();
        try (RunningServer server = ModelServer.of(registry).port(0).start()) {
            URI predict = server.uri().resolve("/v2/models/credit/predict");
            HttpRequest request = HttpRequest.newBuilder(predict)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(row))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            System.out.println(answer.body());

            registry.publish("credit", pipeline.seed(2).fit(credit)).promote("staging");
            server.models().route("credit", Routing.canary("staging", 0.1));
            System.out.println(registry.history("credit").size() + " events in its history");
        }

        try (ModelHandler models = ModelServer.of(registry).open()) {
            // In the servlet, route or controller of an application: wrap its request, and copy the response.
            Response response = models.handle(new OwnRequest("POST", "/v2/models/credit/explain", row));
            System.out.println(response.status() + " " + response.text());
        }
    }

    private static String row(Dataset data, int number) {
        return data.row(number).toMap().entrySet().stream()
                .filter(cell -> !cell.getKey().equals("status"))
                .map(cell -> '"' + cell.getKey() + "\":"
                        + (cell.getValue() instanceof String text ? '"' + text + '"' : cell.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
