package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a server counts. */
class MetricsTest {
    private final TestModels models = new TestModels()
            .add("income", "1", Served.first())
            .add("income", "2", Served.second())
            .move("income", "production", "1");

    @Test
    void prometheusFetchesWhatWasCounted() {
        try (RunningServer server = ModelServer.from(models)
                .metrics(MicrometerMetrics.prometheus())
                .port(0)
                .start()) {
            Served.post(server, "/v2/models/income/infer", Served.tensors("1", 39));
            Served.post(server, "/v2/models/income/predict", "[" + Served.PERSON + "," + Served.PERSON + "]");
            Served.post(server, "/v2/models/income/predict", Served.PERSON.replace("country 7", "Atlantis"));
            Served.post(server, "/v2/models/income/infer", "{");
            Served.post(server, "/v2/models/" + "x".repeat(50) + "/infer", "{");
            models.move("income", "production", "2");
            server.models().refresh();

            assertThat(Served.get(server, "/metrics").body().lines())
                    .contains(
                            "millwork_requests_seconds_count{action=\"infer\",model=\"income\",status=\"200\"} 1",
                            "millwork_requests_seconds_count{action=\"infer\",model=\"income\",status=\"400\"} 1",
                            "millwork_requests_seconds_count{action=\"infer\",model=\"\",status=\"404\"} 1",
                            "millwork_rows_total{model=\"income\"} 4.0",
                            "millwork_unseen_total{column=\"native-country\",model=\"income\"} 1.0",
                            "millwork_model{alias=\"production\",model=\"income\",version=\"1\"} 0.0",
                            "millwork_model{alias=\"production\",model=\"income\",version=\"2\"} 1.0");
        }
    }

    @Test
    void aRegistryOfTheApplicationIsCountedIn() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ModelHandler handler =
                ModelServer.from(models).metrics(MicrometerMetrics.in(registry)).open();

        handler.handle(new PlainRequest("POST", "/predict", Served.PERSON));

        assertThat(registry.counter("millwork.rows", "model", "income").count()).isEqualTo(1);
        assertThat(handler.handle(new PlainRequest("GET", "/metrics", "")).status())
                .isEqualTo(404);
        handler.close();
    }

    @Test
    void aServerWithoutMetricsSaysHowToHaveThem() {
        ModelHandler handler = ModelServer.from(models).open();

        assertThat(handler.handle(new PlainRequest("GET", "/metrics", "")).text())
                .contains("Add micrometer-registry-prometheus, and MicrometerMetrics.prometheus() to the server.");
        handler.close();
    }

    @Test
    void theDocumentOfTheApiNamesEveryPathAndColumn() {
        ModelHandler handler =
                ModelServer.from(models).token("a-token-0123456789abc").open();

        String document = handler.handle(new PlainRequest("GET", "/openapi.json", "")
                        .with("Authorization", "Bearer a-token-0123456789abc"))
                .text();

        for (String path : List.of("infer", "predict", "explain", "ready")) {
            assertThat(document).contains("\"/v2/models/income/" + path + "\":{");
        }
        assertThat(document)
                .startsWith("{\"openapi\":\"3.0.3\",\"info\":{")
                .contains(
                        "\"age\":{\"type\":\"integer\",\"format\":\"int64\",\"nullable\":true}",
                        "\"sex\":{\"type\":\"string\",\"nullable\":true,\"description\":\"Seen in training: Female, Male.\","
                                + "\"example\":\"Female\"}",
                        "\"label\":{\"type\":\"string\",\"enum\":[\"<=50K\",\">50K\"]}",
                        "\"securitySchemes\":{\"token\":{\"type\":\"http\",\"scheme\":\"bearer\"}}");
        JsonIn.read(document.getBytes(StandardCharsets.UTF_8), document.length(), json -> json.skipChildren());
        handler.close();
    }
}
