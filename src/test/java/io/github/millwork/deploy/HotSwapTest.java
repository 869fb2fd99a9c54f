package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.FittedPipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.http.Response;
import io.github.millwork.stage.BundleException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An alias moves, and the server follows without losing a request. */
class HotSwapTest {
    private static final Pattern ANSWER = Pattern.compile(
            "\"model_version\":\"(\\d)\",\"id\":\"(\\d+)\".*\"shape\":\\[1,2],\"data\":\\[([^,]+),([^]]+)]");
    private static final Logger LOG = LoggerFactory.getLogger(HotSwapTest.class);
    private static final int AGES = 40;

    private final TestModels models = new TestModels()
            .add("income", "1", Served.first())
            .add("income", "2", Served.second())
            .move("income", "production", "1");

    @Test
    void anAliasThatMovesIsFollowed() {
        try (RunningServer server = server().start()) {
            assertThat(version(server)).isEqualTo("1");
            models.move("income", "production", "2");
            server.models().refresh();
            assertThat(version(server)).isEqualTo("2");
            models.move("income", "production", "1");
            Served.post(server, "/v2/repository/models/income/load", "");
            assertThat(version(server)).isEqualTo("1");
        }
    }

    @Test
    void anAliasThatMovesIsFollowedWithoutBeingTold() {
        try (RunningServer server = server().period(Duration.ofMillis(1)).start()) {
            models.move("income", "production", "2");
            while (!version(server).equals("2")) Thread.onSpinWait();
        }
    }

    @Test
    void aVersionThatDoesNotProveItselfIsNotServedAndTheOneBeforeGoesOn() {
        try (RunningServer server = server().start()) {
            models.beforeLoad = () -> {
                throw new BundleException("it does not predict as it did");
            };
            models.move("income", "production", "2");
            server.models().refresh();
            int loads = models.loads.size();
            server.models().refresh();

            assertThat(version(server)).isEqualTo("1");
            assertThat(server.models().ready()).isTrue();
            assertThat(models.loads).as("it is not tried again at once").hasSize(loads);
            models.beforeLoad = () -> {};
            models.move("income", "production", "2");
            server.models().refresh();
            assertThat(version(server)).isEqualTo("2");
        }
    }

    @Test
    void theServerIsLiveAndNotReadyUntilItsModelsAreLoaded() {
        List<Integer> meanwhile = new ArrayList<>();
        ModelHandler[] opened = new ModelHandler[1];
        models.beforeLoad = () -> {
            meanwhile.add(opened[0]
                    .handle(new PlainRequest("GET", "/v2/health/live", ""))
                    .status());
            meanwhile.add(opened[0]
                    .handle(new PlainRequest("GET", "/v2/health/ready", ""))
                    .status());
            meanwhile.add(opened[0]
                    .handle(new PlainRequest("POST", "/v2/models/income/infer", Served.tensors("1", 39)))
                    .status());
            Response unnamed = opened[0].handle(new PlainRequest("POST", "/predict", "{}"));
            meanwhile.add(unnamed.status());
            assertThat(unnamed.headers()).containsEntry("Retry-After", "1");
        };
        opened[0] = server().handler();
        opened[0].start();

        assertThat(meanwhile)
                .as("live, not ready, and whoever asks is to come again")
                .containsExactly(200, 503, 503, 503);
        assertThat(opened[0]
                        .handle(new PlainRequest("GET", "/v2/health/ready", ""))
                        .status())
                .isEqualTo(200);
        opened[0].close();
    }

    @Test
    void aModelThatCannotBeLoadedAtFirstIsNotReadyAndTheOthersAnswer() {
        models.add("broken", "1", Chains.small()).move("broken", "production", "7");
        try (RunningServer server = server().start()) {
            assertThat(Served.get(server, "/v2/health/ready").statusCode()).isEqualTo(503);
            assertThat(version(server)).isEqualTo("1");
            models.move("broken", "production", "1");
            server.models().refresh();
            assertThat(Served.get(server, "/v2/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anAliasThatIsTakenAwayAnswersNoMore() {
        try (RunningServer server = server().start()) {
            models.release("income", "production");
            server.models().refresh();

            assertThat(Served.get(server, "/v2/models/income").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void noRequestIsLostWhileTheAliasMoves() throws Exception {
        load(8, 12, Duration.ofMillis(150));
    }

    @Test
    @Tag("proof")
    void noRequestIsLostInTenMinutesOfSixtyFourClientsWhileTheAliasMovesTwoHundredTimes() throws Exception {
        load(64, 200, Duration.ofSeconds(3));
    }

    /** Has clients ask without pause, each answer compared with the bits of the version that it names. */
    private void load(int clients, int moves, Duration between) throws Exception {
        Map<String, double[]> expected = Map.of("1", expected(Served.first()), "2", expected(Served.second()));
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        Map<String, AtomicLong> answers = Map.of("1", new AtomicLong(), "2", new AtomicLong());
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(clients);
        try (RunningServer server = server().period(Duration.ofMillis(20)).start()) {
            HttpClient http = HttpClient.newHttpClient();
            for (int c = 0; c < clients; c++) {
                int first = c;
                new Thread(() -> {
                            for (int i = first; !over.get() && wrong.isEmpty(); i++) {
                                ask(http, server, i, expected, answers, wrong);
                            }
                            ended.countDown();
                        })
                        .start();
            }
            for (int move = 1; move <= moves; move++) {
                models.move("income", "production", move % 2 == 0 ? "1" : "2");
                long end = System.nanoTime() + between.toNanos();
                while (System.nanoTime() < end && wrong.isEmpty()) LockSupport.parkNanos(1_000_000); // the load goes on
            }
            over.set(true);
            ended.await();
        }
        assertThat(wrong).isEmpty();
        LOG.info("{} clients, {} moves, answers by version: {}", clients, moves, answers);
        assertThat(answers.get("1").get()).isPositive();
        assertThat(answers.get("2").get()).isPositive();
    }

    private static void ask(
            HttpClient http,
            RunningServer server,
            int number,
            Map<String, double[]> expected,
            Map<String, AtomicLong> answers,
            Queue<String> wrong) {
        int age = number % AGES;
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(Served.at(server, "/v2/models/income/infer"))
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    Served.tensors(Integer.toString(number), 20 + age)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            Matcher matcher = ANSWER.matcher(answer.body());
            if (answer.statusCode() != 200 || !matcher.find()) {
                wrong.add(answer.statusCode() + " " + answer.body());
                return;
            }
            String version = matcher.group(1);
            double[] bits = expected.get(version);
            boolean same = matcher.group(2).equals(Integer.toString(number))
                    && Double.parseDouble(matcher.group(3)) == bits[2 * age]
                    && Double.parseDouble(matcher.group(4)) == bits[2 * age + 1]
                    && answer.headers().firstValue("X-Model-Version").orElse("").equals(version);
            if (!same) wrong.add("not as version " + version + " says: " + answer.body());
            answers.get(version).incrementAndGet();
        } catch (Exception e) {
            wrong.add(e.toString());
        }
    }

    private static double[] expected(FittedPipeline<Classification> pipeline) {
        double[] expected = new double[2 * AGES];
        for (int age = 0; age < AGES; age++) {
            Classification prediction = pipeline.predict(OpenInferenceTest.person(20 + age));
            expected[2 * age] = prediction.probability("<=50K");
            expected[2 * age + 1] = prediction.probability(">50K");
        }
        return expected;
    }

    private ModelServer server() {
        return ModelServer.from(models).period(Duration.ofHours(1)).port(0);
    }

    private static String version(RunningServer server) {
        return Served.post(server, "/v2/models/income/infer", Served.tensors("1", 39))
                .headers()
                .firstValue("X-Model-Version")
                .orElse("none");
    }
}
