package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.bandit.EpsilonGreedy;
import io.github.millwork.bandit.LinUcb;
import io.github.millwork.bandit.ThompsonSampling;
import io.github.millwork.feedback.FeedbackEvent;
import io.github.millwork.feedback.FeedbackStore;
import io.github.millwork.feedback.LoggedPrediction;
import io.github.millwork.http.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that answer in turn and are learned of from rewards. */
class BanditRoutingTest {
    private static final String PREDICT = "/v2/models/income/predict";

    @TempDir
    Path folder;

    private Registry registry;
    private ModelHandler handler;
    private final SplittableRandom random = new SplittableRandom(7);
    private int asked;

    @BeforeEach
    void publish() {
        registry = Registry.at(folder.resolve("models"));
        registry.publish("income", Served.first()).promote();
        registry.publish("income", Served.second()).promote("staging");
    }

    @AfterEach
    void close() {
        if (handler != null) handler.close();
    }

    private FeedbackStore store() {
        return FeedbackStore.at(folder.resolve("feedback"));
    }

    private ModelServer server() {
        return ModelServer.of(registry).feedback(store());
    }

    /** Asks, tells a reward by the version that answered, and gives that version. */
    private String round(double first, double second) {
        String id = "r" + asked++;
        PlainRequest request = new PlainRequest("POST", PREDICT, Served.PERSON).with("X-Request-Id", id);
        String version = handler.handle(request).headers().get("X-Model-Version");
        int reward = random.nextDouble() < (version.equals("1") ? first : second) ? 1 : 0;
        Response told = handler.handle(new PlainRequest(
                "POST", "/v2/models/income/feedback", "{\"id\":\"" + id + "\",\"reward\":" + reward + "}"));
        assertThat(told.status()).as(told.text()).isEqualTo(200);
        return version;
    }

    private long seconds(int rounds, double first, double second) {
        long count = 0;
        for (int i = 0; i < rounds; i++) if (round(first, second).equals("2")) count++;
        return count;
    }

    private String routing() {
        Response response = handler.handle(new PlainRequest("GET", "/v2/repository/models/income/routing", ""));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.text();
    }

    @Test
    void theVersionThatEarnsMoreAnswersMoreAndWinsOnceInTheHistory() {
        handler = server().route("income", Routing.bandit(new ThompsonSampling(0.05), "staging"))
                .open();
        seconds(250, 0.1, 0.9);
        assertThat(seconds(100, 0.1, 0.9)).isGreaterThan(80);
        handler.refresh();
        handler.refresh();

        List<RegistryEvent> won = registry.history("income").stream()
                .filter(event -> event.details().has("winner"))
                .toList();
        assertThat(won).hasSize(1);
        assertThat(won.get(0).why()).isEqualTo("routing: version 2 has won as 'staging'");
        assertThat(won.get(0).version()).hasValue(2);
        assertThat(won.get(0).details().string("experiment")).isEqualTo("bandit production=1 staging=2");
        assertThat(won.get(0).details().states("arms")).hasSize(2);
        assertThat(routing())
                .startsWith("{\"model\":\"income\",\"kind\":\"bandit\",\"routing\":\"bandit over production and "
                        + "'staging' by Thompson sampling (at least 0.05 for each)\"")
                .contains("\"versions\":[{\"alias\":\"production\",\"version\":\"1\"},"
                        + "{\"alias\":\"staging\",\"version\":\"2\"}]")
                .contains("\"predictions\":350,\"labelled\":0,\"rewarded\":350")
                .contains("\"winner\":\"staging\"")
                .contains("\"estimate\":{\"value\":");

        // Another process on the same registry and store knows it, and does not say it again.
        handler.close();
        handler = server().open();
        handler.refresh();
        assertThat(routing()).contains("\"kind\":\"bandit\"", "\"winner\":\"staging\"");
        assertThat(registry.history("income").stream()
                        .filter(event -> event.details().has("winner")))
                .hasSize(1);
    }

    @Test
    void whatWasLearnedIsKnownAfterARestartAndNothingCountsTwice() {
        handler = server().route("income", Routing.bandit(new EpsilonGreedy(0.2), "staging"))
                .open();
        seconds(60, 0.2, 0.8);
        String before = routing();
        handler.close();

        handler = server().open();
        assertThat(routing()).isEqualTo(before.replaceAll("\"unknown\":[0-9]+", "\"unknown\":0"));
        handler.close();

        // Nor does the same routing, given again, begin anew or stand in the history twice.
        handler = server().route("income", Routing.bandit(new EpsilonGreedy(0.2), "staging"))
                .open();
        assertThat(routing()).isEqualTo(before);
        assertThat(registry.history("income").stream()
                        .filter(event -> event.why().startsWith("routing: bandit")))
                .hasSize(1);
    }

    @Test
    void propensitiesAreKeptAndOneServerLearnsFromWhatAnotherIsTold() {
        Routing routing = Routing.bandit(new EpsilonGreedy(0.5), "staging");
        handler = server().route("income", routing).open();
        try (ModelHandler other = server().open()) {
            seconds(40, 0, 1);
            other.refresh();
            assertThat(other.handle(new PlainRequest("GET", "/v2/repository/models/income/routing", ""))
                            .text())
                    .isEqualTo(routing().replaceAll("\"unknown\":[0-9]+", "\"unknown\":0"));
        }
        List<FeedbackEvent> events = new ArrayList<>();
        store().read("income", 0, events::add);
        LoggedPrediction last = (LoggedPrediction) events.stream()
                .filter(LoggedPrediction.class::isInstance)
                .reduce((a, b) -> b)
                .orElseThrow();
        assertThat(last.route().experiment()).isEqualTo("bandit production=1 staging=2");
        assertThat(last.route().propensity()).isCloseTo(last.version().equals("2") ? 0.75 : 0.25, within(1e-12));
    }

    @Test
    void anotherVersionBeginsAnew() {
        handler = server().route("income", Routing.bandit(new ThompsonSampling(), "staging"))
                .open();
        seconds(30, 0, 1);
        registry.version("income", 2).promote();
        registry.version("income", 1).promote("staging");
        handler.refresh();
        assertThat(routing()).contains("\"name\":\"bandit production=2 staging=1\"", "\"chosen\":0,\"rewarded\":0");
        registry.version("income", 1).promote();
        registry.version("income", 2).promote("staging");
        handler.refresh();
        assertThat(routing())
                .contains("\"name\":\"bandit production=1 staging=2\"")
                .doesNotContain("\"chosen\":0,");
    }

    @Test
    void aContextualPolicySendsEachRowToTheVersionThatIsBestForIt() {
        handler = server().route(
                        "income", Routing.bandit(new LinUcb(1), "staging").context("age"))
                .open();
        int right = 0;
        for (int i = 0; i < 300; i++) {
            boolean old = random.nextBoolean();
            String id = "r" + i;
            String person = Served.PERSON.replace("\"age\":39", "\"age\":" + (old ? 70 : 20));
            String version = handler.handle(new PlainRequest("POST", PREDICT, person).with("X-Request-Id", id))
                    .headers()
                    .get("X-Model-Version");
            boolean good = version.equals(old ? "2" : "1");
            if (good && i >= 200) right++;
            handler.handle(
                    new PlainRequest("POST", "/feedback", "{\"id\":\"" + id + "\",\"reward\":" + (good ? 1 : 0) + "}"));
        }
        assertThat(right).isGreaterThan(85);
        assertThat(routing()).contains("by age").doesNotContain("probability");
    }

    @Test
    void aCanaryIsJudgedByTheSameBounds() {
        handler = server().route("income", Routing.canary("staging", 0.5)).open();
        seconds(200, 0.1, 0.9);
        handler.refresh();
        assertThat(routing()).contains("\"policy\":\"a fixed share of 0.5\"", "\"winner\":\"staging\"");
    }

    @Test
    void aRoutingHoldsAfterARestartAndOtherServersFollowIt() {
        handler = server().open();
        try (ModelHandler other = server().open()) {
            Response changed = handler.handle(new PlainRequest(
                    "POST",
                    "/v2/repository/models/income/route",
                    "{\"kind\":\"canary\",\"aliases\":[\"staging\"],\"share\":1}"));
            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
            other.refresh();
            assertThat(other.handle(new PlainRequest("POST", PREDICT, Served.PERSON))
                            .headers())
                    .containsEntry("X-Model-Version", "2");
            other.route("income", Routing.alone());
            handler.refresh();
            assertThat(routing()).contains("\"kind\":\"alone\"");
            handler.route("income", Routing.shadow("staging"));
        }
        handler.close();
        handler = server().open();
        assertThat(routing()).contains("\"kind\":\"shadow\"");
        handler.close();
        handler = ModelServer.of(registry).alias("staging").open(); // the routing of another alias is none of its own
        assertThat(routing()).contains("\"kind\":\"alone\"");
    }

    @Test
    void whatCannotBeIsRefused() {
        handler = ModelServer.of(registry).open();
        assertThatThrownBy(() -> handler.route("income", Routing.bandit(new ThompsonSampling(), "staging")))
                .hasMessage(
                        "Expected a store of feedback for a routing that learns from rewards but there is none. Add "
                                + "feedback(FeedbackStore.at(folder)) to the server.");
        handler.close();
        handler = server().open();
        assertThatThrownBy(() -> handler.route("income", Routing.bandit(new LinUcb(1), "staging")))
                .hasMessageContaining("the names of 1 columns");
        assertThatThrownBy(() -> handler.route(
                        "income", Routing.bandit(new LinUcb(1), "staging").context("agee")))
                .hasMessage("Expected columns of numbers that the version in production reads but found 'agee'. "
                        + "Did you mean 'age'?");
        assertThatThrownBy(() -> handler.route(
                        "income", Routing.bandit(new LinUcb(1), "staging").context("sex")))
                .hasMessageContaining("It is of type category.");
        assertThatThrownBy(() -> Routing.bandit(new ThompsonSampling())).hasMessageContaining("the aliases of");
        assertThatThrownBy(() -> handler.route("income", Routing.canary("production", 0.5)))
                .hasMessageContaining("found itself among them");
        for (String body : List.of(
                "",
                "{",
                "{}",
                "{\"kind\":\"x\"}",
                "{\"kind\":\"bandit\",\"aliases\":[\"staging\"]}",
                "{\"kind\":\"canary\",\"aliases\":[\"staging\"],\"share\":7}",
                "{\"kind\":\"shadow\"}",
                "[]",
                "{\"kind\":\"shadow\",\"aliases\":[{}]}")) {
            Response response = handler.handle(new PlainRequest("POST", "/v2/repository/models/income/route", body));
            assertThat(response.status()).as(body + response.text()).isEqualTo(400);
        }
        assertThat(routing()).contains("\"kind\":\"alone\"");
    }

    @Test
    void routingIsForAdministrators() {
        handler = server().token("user-0123456789abcdef")
                .adminToken("admin-0123456789abcdef")
                .open();
        PlainRequest look = new PlainRequest("GET", "/v2/repository/models/income/routing", "");
        assertThat(handler.handle(look.with("Authorization", "Bearer user-0123456789abcdef"))
                        .status())
                .isEqualTo(403);
        assertThat(handler.handle(look.with("Authorization", "Bearer admin-0123456789abcdef"))
                        .status())
                .isEqualTo(200);
    }
}
