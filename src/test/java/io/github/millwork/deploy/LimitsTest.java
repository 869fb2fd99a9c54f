package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.stage.RowListener;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a server takes on, whom it answers, and how it stops. */
class LimitsTest {
    private static final String PREDICT = "/v2/models/income/predict";
    private static final String USER = "user-token-0123456789";
    private static final String ADMIN = "admin-token-0123456789";

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** A server whose first request waits for {@link #goOn}. */
    private ModelServer waiting() {
        RowListener wait = (cells, out, at, id, time) -> {
            inside.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        return ModelServer.of("income", Served.first())
                .observe("income", fitted -> Optional.of(wait))
                .port(0);
    }

    @Test
    void moreRequestsThanAllowedAreToComeAgain() throws Exception {
        try (RunningServer server =
                waiting().limits(ServingLimits.defaults().withRequests(1)).start()) {
            CompletableFuture<HttpResponse<String>> first = asynchronously(server);
            inside.await();

            HttpResponse<String> second = Served.post(server, PREDICT, Served.PERSON);

            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("Retry-After")).contains("1");
            goOn.countDown();
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(Served.post(server, PREDICT, Served.PERSON).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatWasAskedIsAnsweredBeforeTheServerStops() throws Exception {
        RunningServer server = waiting().start();
        CompletableFuture<HttpResponse<String>> first = asynchronously(server);
        inside.await();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        while (Served.get(server, "/v2/health/ready").statusCode() == 200) Thread.onSpinWait();

        assertThat(Served.get(server, "/v2/health/live").statusCode()).isEqualTo(200);
        assertThat(closed).isNotDone();
        goOn.countDown();
        HttpResponse<String> answer = first.join();
        closed.join();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"prediction\"");
        assertThatThrownBy(() -> Served.get(server, "/v2")).isInstanceOf(AssertionError.class);
        server.close();
    }

    private static CompletableFuture<HttpResponse<String>> asynchronously(RunningServer server) {
        return CompletableFuture.supplyAsync(() -> Served.post(server, PREDICT, Served.PERSON));
    }

    @Test
    void largeBodiesAndManyRowsAreTooMuch() {
        try (RunningServer server = ModelServer.of("income", Served.first())
                .limits(ServingLimits.defaults().withBodyBytes(2000).withRows(2))
                .port(0)
                .start()) {
            assertThat(Served.post(server, PREDICT, " ".repeat(2001)).statusCode())
                    .isEqualTo(413);
            assertThat(Served.post(server, PREDICT, Served.PERSON + " ".repeat(2000 - Served.PERSON.length()))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Served.post(server, PREDICT, "[{},{},{}]").body())
                    .isEqualTo("{\"error\":\"Expected at most 2 rows. Send them in smaller batches.\"}");
        }
    }

    @Test
    void workThatTakesTooLongIsGivenUp() {
        StringBuilder rows = new StringBuilder("[").append(Served.PERSON);
        for (int i = 0; i < 200; i++) rows.append(',').append(Served.PERSON);
        RowListener slow = (cells, out, at, id, time) -> {
            long end = System.nanoTime() + 1_000_000;
            while (System.nanoTime() < end) Thread.onSpinWait();
        };
        try (RunningServer server = ModelServer.of("income", Served.first())
                .observe("income", fitted -> Optional.of(slow))
                .limits(ServingLimits.defaults().withWork(Duration.ofMillis(1)))
                .port(0)
                .start()) {
            HttpResponse<String> answer =
                    Served.post(server, PREDICT, rows.append(']').toString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void onlyJsonAndCsvAreTaken() {
        try (RunningServer server =
                ModelServer.of("income", Served.first()).port(0).start()) {
            for (String type :
                    new String[] {"text/plain", "application/x-www-form-urlencoded", "application/json;charset=latin1"
                    }) {
                assertThat(Served.post(server, PREDICT, Served.PERSON, "Content-Type", type)
                                .statusCode())
                        .as(type)
                        .isEqualTo(415);
            }
            assertThat(Served.post(server, PREDICT, Served.PERSON, "Content-Encoding", "gzip")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(Served.post(server, "/v2/models/income/infer", "a,b", "Content-Type", "text/csv")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(Served.post(server, PREDICT, Served.PERSON, "Content-Type", "application/json; charset=UTF-8")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void pagesOfOtherSitesAreNotAnswered() {
        try (RunningServer server =
                ModelServer.of("income", Served.first()).port(0).start()) {
            assertThat(Served.post(server, PREDICT, Served.PERSON, "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(Served.post(
                                    server,
                                    PREDICT,
                                    Served.PERSON,
                                    "Origin",
                                    server.uri().toString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void tokensTellUsersFromAdministrators() {
        try (RunningServer server = ModelServer.of("income", Served.first())
                .token(USER)
                .adminToken(ADMIN)
                .port(0)
                .start()) {
            HttpResponse<String> nobody = Served.post(server, PREDICT, Served.PERSON);
            assertThat(nobody.statusCode()).isEqualTo(401);
            assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(status(server, PREDICT, "wrong-token-0123456789")).isEqualTo(401);
            assertThat(status(server, PREDICT, USER)).isEqualTo(200);
            assertThat(status(server, PREDICT, ADMIN)).isEqualTo(200);
            assertThat(status(server, "/v2/repository/models/income/load", USER))
                    .isEqualTo(403);
            assertThat(status(server, "/v2/repository/models/income/load", ADMIN))
                    .isEqualTo(200);
            assertThat(Served.get(server, "/v2/models").statusCode()).isEqualTo(401);
            assertThat(Served.get(server, "/v2/health/ready").statusCode()).isEqualTo(200);
        }
    }

    private static int status(RunningServer server, String path, String token) {
        return Served.post(server, path, Served.PERSON, "Authorization", "Bearer " + token)
                .statusCode();
    }

    @Test
    void otherMachinesTakeATokenAndTokensAreLong() {
        ModelServer open =
                ModelServer.of("income", Served.first()).host("0.0.0.0").port(0);

        assertThatThrownBy(open::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a token for a server that is reached from other machines (0.0.0.0) but there is none. "
                                + "Add token(...) (MILLWORK_TOKEN for Serve), or listen on 127.0.0.1.");
        assertThatThrownBy(() -> open.token("short")).hasMessageContaining("at least 16 visible ASCII characters");
        open.token(USER).start().close();
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        ModelServer spec = ModelServer.of("income", Served.first()).port(0);
        try (RunningServer server = spec.start()) {
            int taken = server.uri().getPort();

            assertThatThrownBy(() -> spec.port(taken).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("Could not listen at /127.0.0.1:" + taken)
                    .hasMessageEndingWith("Choose another port or host.");
        }
    }
}
