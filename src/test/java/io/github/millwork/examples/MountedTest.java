package io.github.millwork.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.ModelHandler;
import io.github.millwork.deploy.ModelServer;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.train.LogisticRegression;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The models of this library in another server, under a path of its own: Jetty, by a servlet. */
class MountedTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ModelHandler handler;
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        FittedPipeline<Classification> fitted = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .preprocess(Impute.median(Columns.numeric()), Impute.mostFrequent(Columns.categorical()))
                .preprocess(Encode.oneHot(Columns.categorical()))
                .train(LogisticRegression.create())
                .fit(Csv.file(Path.of("examples/data/credit.csv")).load().select("amount", "income", "job", "status"));
        handler = ModelServer.of("credit", fitted).open();
        server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/shop");
        context.addServlet(new ServletHolder(new ModelServlet(handler)), "/models/*");
        server.setHandler(context);
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
        handler.close();
    }

    private static HttpResponse<String> ask(String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort()
                + "/shop/models" + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void rowsArePredictedAndTheVersionIsNamed() throws Exception {
        HttpResponse<String> answer =
                ask("POST", "/v2/models/credit/predict", "{\"amount\":1600,\"income\":null,\"job\":\"partime\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"model\":\"credit\",\"version\":\"")
                .contains("\"probabilities\"");
        assertThat(answer.headers().firstValue("X-Model-Version")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void whatIsWrongHasItsStatus() throws Exception {
        assertThat(ask("POST", "/v2/models/credit/predict", "{").statusCode()).isEqualTo(400);
        assertThat(ask("POST", "/v2/models/debit/predict", "{}").statusCode()).isEqualTo(404);
        assertThat(ask("DELETE", "/v2/models/credit", "").statusCode()).isEqualTo(405);
    }

    @Test
    void theHeadOfThePageIsItsLengthAndHealthIsTold() throws Exception {
        assertThat(ask("GET", "/v2/health/ready", "").body()).isEqualTo("{\"ready\":true}");
        assertThat(ask("GET", "", "").body()).contains("<html");
        HttpResponse<String> head = ask("HEAD", "/", "");
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
    }
}
