package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.feedback.FeedbackEvent;
import io.github.millwork.feedback.FeedbackStore;
import io.github.millwork.feedback.LoggedPrediction;
import io.github.millwork.http.Response;
import io.github.millwork.monitor.Monitor;
import io.github.millwork.monitor.Monitors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of predictions, by the id of the answer. */
class FeedbackTest {
    @TempDir
    Path folder;

    private final TestModels models = new TestModels()
            .add("income", "1", Served.first())
            .add("income", "2", Served.second())
            .move("income", "production", "1");
    private ModelHandler handler;

    @AfterEach
    void close() {
        if (handler != null) handler.close();
    }

    private FeedbackStore store() {
        return FeedbackStore.at(folder);
    }

    private void open() {
        handler = ModelServer.from(models).feedback(store()).open();
    }

    private Response predict(String body, String id) {
        PlainRequest request = new PlainRequest("POST", "/v2/models/income/predict", body);
        Response response = handler.handle(id.isEmpty() ? request : request.with("X-Request-Id", id));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response;
    }

    private Response tell(String body) {
        return handler.handle(new PlainRequest("POST", "/v2/models/income/feedback", body));
    }

    @Test
    void aLabelIsJoinedByTheIdAndTheStatusSaysWhatBecameOfIt() {
        open();
        predict(Served.PERSON, "42");

        Response joined = tell("{\"id\":\"42\",\"label\":\">50K\"}");
        assertThat(joined.status()).isEqualTo(200);
        assertThat(joined.text()).isEqualTo("{\"model\":\"income\",\"id\":\"42\",\"label\":\"joined\"}");
        Response again = tell("{\"id\":\"42\",\"label\":\">50K\",\"reward\":1}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).contains("\"label\":\"duplicate\",\"reward\":\"joined\"");
        Response other = tell("{\"id\":\"42\",\"label\":\"<=50K\"}");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).contains("which stays", "\"label\":\"contradictory\"");
        Response unknown = tell("{\"id\":\"43\",\"label\":\"<=50K\"}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).contains("Expected the id of a prediction that is known.");
    }

    @Test
    void feedbackThatComesTooLateIs410() {
        handler = ModelServer.from(models)
                .feedback(
                        store().openFor(Duration.ZERO).clock(() -> Instant.now().plusSeconds(60)))
                .open();
        predict(Served.PERSON, "42");
        assertThat(tell("{\"id\":\"42\",\"label\":\">50K\"}").status()).isEqualTo(410);
    }

    @Test
    void anAnswerWithoutAnIdOfItsOwnIsToldOfByTheOneThatWasMadeUp() {
        open();
        String text = predict(Served.PERSON, "").text();
        String id = text.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
        assertThat(tell("{\"id\":\"" + id + "\",\"reward\":0.5}").text()).contains("joined");
    }

    @Test
    void ofSeveralRowsEachIsToldOfByItsNumberAndABatchTellsOfEach() {
        open();
        predict("[" + Served.PERSON + "," + Served.PERSON + "]", "many");

        Response told = tell("[{\"id\":\"many/0\",\"label\":\">50K\"},{\"id\":\"many/1\",\"reward\":1},"
                + "{\"id\":\"many/1\",\"reward\":0},{\"id\":\"many\",\"reward\":1}]");
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.text())
                .isEqualTo("{\"model\":\"income\",\"results\":[{\"id\":\"many/0\",\"label\":\"joined\"},"
                        + "{\"id\":\"many/1\",\"reward\":\"joined\"},{\"id\":\"many/1\",\"reward\":\"contradictory\"},"
                        + "{\"id\":\"many\",\"reward\":\"unknown\"}]}");
    }

    @Test
    void whatIsKeptIsWhatWasPredictedAndFromWhat() {
        open();
        predict(Served.PERSON, "42");
        tell("{\"id\":\"42\",\"label\":\">50K\"}");

        List<FeedbackEvent> events = new ArrayList<>();
        store().read("income", 0, events::add);
        LoggedPrediction kept = (LoggedPrediction) events.get(0);
        Classification expected = Served.first().predict(OpenInferenceTest.person(39));
        assertThat(kept.version()).isEqualTo("1");
        assertThat(kept.route().arm()).isEqualTo("production");
        assertThat(kept.route().propensity()).isEqualTo(1);
        assertThat(kept.numbers()).contains(expected.probability(">50K"));
        Dataset rows = store().labelled("income", Served.first().schema(), "income");
        assertThat(rows.rowCount()).isEqualTo(1);
        assertThat(Served.first().predict(rows.row(0))).isEqualTo(expected);
        assertThat(rows.column("income").value(0)).isEqualTo(">50K");
    }

    @Test
    void feedbackGoesOnAfterARestartAndForAVersionThatWasRolledBack() {
        models.move("income", "production", "2");
        open();
        predict(Served.PERSON, "before");
        models.move("income", "production", "1");
        handler.refresh();
        assertThat(tell("{\"id\":\"before\",\"reward\":1}").text()).contains("joined");
        predict(Served.PERSON, "last");
        handler.close();

        open();
        assertThat(tell("{\"id\":\"last\",\"label\":\">50K\"}").text()).contains("joined");
        assertThat(tell("{\"id\":\"before\",\"reward\":1}").text()).contains("duplicate");
        assertThat(tell("{\"id\":\"before\",\"label\":\">50K\"}").text()).contains("joined");
    }

    @Test
    void aMonitorOfEachVersionIsToldTheTruthWhoeverTellsIt() {
        Monitors monitors = Monitors.standard();
        FeedbackStore store = store();
        models.move("income", "production", "2");
        handler = ModelServer.from(models)
                .feedback(store)
                .observe("income", monitors)
                .open();
        predict(Served.PERSON, "second");
        models.move("income", "production", "1");
        handler.refresh();
        predict(Served.PERSON, "first");
        tell("[{\"id\":\"first\",\"label\":\">50K\"},{\"id\":\"second\",\"label\":\">50K\"}]");
        predict(Served.PERSON, "third");
        tell("{\"id\":\"third\",\"reward\":1}"); // kept by now
        store.label("income", "third", "<=50K");

        Monitor<Classification> first = monitors.of(Served.first()).orElseThrow();
        Monitor<Classification> second = monitors.of(Served.second()).orElseThrow();
        assertThat(monitors.all()).hasSize(2);
        assertThat(first.current().rows()).isEqualTo(2);
        assertThat(first.current().coverage().joined()).isEqualTo(2);
        assertThat(second.current().coverage().joined()).isEqualTo(1);
        assertThat(second.current().coverage().unknown()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "1",
                "{\"id\":\"42\"}",
                "{\"id\":\"42\",\"label\":null}",
                "{\"id\":\"42\",\"label\":{}}",
                "{\"id\":\"42\",\"label\":[1]}",
                "{\"id\":\"42\",\"label\":\"\"}",
                "{\"id\":\"42\",\"label\":\">50\"}",
                "{\"id\":\"42\",\"reward\":2}",
                "{\"id\":\"42\",\"reward\":-0.1}",
                "{\"id\":\"42\",\"reward\":\"1\"}",
                "{\"id\":\"42\",\"reward\":1e999}",
                "{\"id\":\"42\",\"lable\":\">50K\"}",
                "{\"id\":\"\",\"reward\":1}",
                "{\"id\":null,\"reward\":1}",
                "{\"reward\":1}",
                "[{\"id\":\"42\",\"reward\":1},{\"id\":\"42\"}]",
                "{\"id\":\"42\",\"reward\":1}{}",
            })
    void whatCannotBeIs400AndNothingIsKept(String body) {
        open();
        predict(Served.PERSON, "42");
        Response response = tell(body);
        assertThat(response.status()).as(response.text()).isEqualTo(400);
        assertThat(response.text()).startsWith("{\"error\":\"");
        assertThat(store().counts("income").rewarded()).isZero();
        assertThat(store().counts("income").labelled()).isZero();
    }

    @Test
    void hugeIdsAndTooManyItemsAreRefused() {
        open();
        assertThat(tell("{\"id\":\"" + "x".repeat(300) + "\",\"reward\":1}").status())
                .isEqualTo(400);
        assertThat(tell("[" + "{\"id\":\"a\",\"reward\":1},".repeat(10_000) + "{\"id\":\"a\",\"reward\":1}]")
                        .status())
                .isEqualTo(413);
        PlainRequest request = new PlainRequest("POST", "/v2/models/income/predict", Served.PERSON);
        Response refused = handler.handle(request.with("X-Request-Id", "x".repeat(300)));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("Expected an id of 1 to 192 characters but found one of 300.");
    }

    @Test
    void aClassWithASlipIsToldTheNearest() {
        open();
        predict(Served.PERSON, "42");
        assertThat(tell("{\"id\":\"42\",\"label\":\"<50K\"}").text())
                .isEqualTo("{\"error\":\"Expected a class that the model knows as the label but found '<50K'. "
                        + "Did you mean '<=50K'?\"}");
    }

    @Test
    void withoutAStoreThereIsNoSuchPath() {
        handler = ModelServer.from(models).open();
        Response response = tell("{\"id\":\"42\",\"reward\":1}");
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text()).contains("Add feedback(FeedbackStore.at(folder)) to the server.");
        assertThat(handler.handle(new PlainRequest("GET", "/v2/models/income/feedback", ""))
                        .status())
                .isEqualTo(405);
    }

    @Test
    void aStoreThatCannotBeWrittenHindersNoPredictionAndFeedbackIs503() throws Exception {
        Files.createFile(folder.resolve("income")); // where the folder should be
        open();
        predict(Served.PERSON, "42");
        Response response = tell("{\"id\":\"42\",\"reward\":1}");
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsKey("Retry-After");
    }

    @Test
    void theOnlyModelNeedNotBeNamed() {
        open();
        predict(Served.PERSON, "42");
        assertThat(handler.handle(new PlainRequest("POST", "/feedback", "{\"id\":\"42\",\"reward\":1}"))
                        .text())
                .contains("joined");
    }
}
