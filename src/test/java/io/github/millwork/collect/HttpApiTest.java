package io.github.millwork.collect;

import static io.github.millwork.collect.CsvFiles.cells;
import static io.github.millwork.collect.LocalServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.State;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpApiTest {
    private final LocalServer server = new LocalServer();
    private final PatientWeb web = new PatientWeb();
    private final Http http = Http.standard().allowPrivate().over(web);

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpApi json(String path) {
        return HttpApi.json(server.uri(path)).http(http);
    }

    private void onJson(String path, String content) {
        server.on(path, "application/json", content);
    }

    @Test
    void pagesWithNumbersEndWithOneWithoutRecords() {
        server.on("/people", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            int page = Integer.parseInt(query.replaceAll(".*page=(\\d+).*", "$1"));
            answer(
                    exchange,
                    200,
                    "application/json",
                    page > 3 ? "[]" : "[{\"id\":" + page + "},{\"id\":" + -page + "}]");
        });
        Dataset data = json("/people?per=2&page=9").paging(Paging.page("page")).load();
        assertThat(cells(data, "id")).containsExactly(1L, -1L, 2L, -2L, 3L, -3L);
        assertThat(server.requests())
                .containsExactly(
                        "/people?per=2&page=1", "/people?per=2&page=2", "/people?per=2&page=3", "/people?per=2&page=4");
        assertThat(data.provenance().get(0).place()).endsWith("/people?per=2&page=9 in 4 pages");
    }

    @Test
    void pagesByOffset() {
        server.on("/people", exchange -> {
            boolean last = exchange.getRequestURI().getQuery().endsWith("skip=4");
            answer(
                    exchange,
                    200,
                    "text/csv",
                    last ? "a,b\n" : "a,b\n1,x\n2," + exchange.getRequestURI().getQuery() + "\n");
        });
        Dataset data = HttpApi.csv(server.uri("/people"))
                .paging(Paging.offset("skip", 2))
                .http(http)
                .load();
        assertThat(data.rowCount()).isEqualTo(4);
        assertThat(server.requests()).containsExactly("/people?skip=0", "/people?skip=2", "/people?skip=4");
    }

    @Test
    void aCursorIsEncodedAndEndsWhereItIsAbsentOrNull() {
        server.on("/people", exchange -> {
            boolean first = exchange.getRequestURI().getRawQuery() == null;
            answer(
                    exchange,
                    200,
                    "application/json",
                    first
                            ? "{\"items\":[{\"a\":1}],\"meta\":{\"next\":\"x&y= \u00e9\"}}"
                            : "{\"meta\":{\"next\":null},\"items\":[{\"a\":2}]}");
        });
        Dataset data = json("/people")
                .records("/items")
                .paging(Paging.cursor("/meta/next", "after"))
                .load();
        assertThat(cells(data, "a")).containsExactly(1L, 2L);
        assertThat(server.requests()).containsExactly("/people", "/people?after=x%26y%3D+%C3%A9");
    }

    @Test
    void linksInTheBodyAndInTheHeaderMayBeRelative() {
        onJson("/body", "{\"data\":[{\"a\":1}],\"next\":\"/body2\"}");
        onJson("/body2", "{\"data\":[{\"a\":2}]}");
        assertThat(cells(
                        json("/body")
                                .records("/data")
                                .paging(Paging.link("/next"))
                                .load(),
                        "a"))
                .containsExactly(1L, 2L);
        server.on("/header", exchange -> {
            exchange.getResponseHeaders()
                    .add("Link", "</first>; rel=\"first\", <next?x=1,2>; title=\"a, b\"; rel=\"last next\"");
            answer(exchange, 200, "application/json", "[{\"a\":1}]");
        });
        onJson("/next", "[{\"a\":2}]");
        assertThat(cells(json("/header").paging(Paging.linkHeader()).load(), "a"))
                .containsExactly(1L, 2L);
        assertThat(server.requests()).endsWith("/next?x=1,2");
    }

    @Test
    void whatFailsForAWhileIsTriedAgainAfterAsLongAsTheServerAsksFor() {
        AtomicInteger asked = new AtomicInteger();
        server.on("/busy", exchange -> {
            int count = asked.incrementAndGet();
            if (count == 1) exchange.getResponseHeaders().set("Retry-After", "7");
            if (count == 3) exchange.getResponseHeaders().set("Retry-After", "Mon, 01 Jan 2024 00:00:20 GMT");
            if (count < 4) answer(exchange, count == 2 ? 503 : 429, "text/plain", "busy");
            else answer(exchange, 200, "application/json", "[{\"a\":1}]");
        });
        assertThat(json("/busy").load().rowCount()).isEqualTo(1);
        // 7 s as asked; 1 s, the second pause; then until 20 s after the beginning.
        assertThat(web.paused()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void itDoesNotTryForEverNorWaitLongerThanItMay() {
        server.on("/busy", exchange -> answer(exchange, 503, "text/plain", "over\nloaded"));
        assertThatThrownBy(() -> json("/busy").http(http.retries(2)).load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Expected an answer from " + server.uri("/busy") + " but found status 503: 'over loaded'.");
        assertThat(server.requests()).hasSize(3);
        server.on("/later", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            answer(exchange, 429, "text/plain", "");
        });
        assertThatThrownBy(() -> json("/later").load())
                .hasMessage("Expected an answer from " + server.uri("/later")
                        + " but found status 429. It asks to wait 3600 s, which is longer than what is left of 600 s. Try "
                        + "later, or allow more with Http.budget(...).");
    }

    @Test
    void whatFailsForGoodIsNotTriedAgain() {
        server.on("/secret", exchange -> answer(exchange, 401, "application/json", "{\"error\":\"no token\"}"));
        assertThatThrownBy(() -> json("/secret").load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Expected an answer from " + server.uri("/secret")
                        + " but found status 401: '{\"error\":\"no token\"}'. Give a token with Http.bearerFrom(...), or a "
                        + "header with Http.headerFrom(...).");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aPageThatBreaksOffIsAskedForAgain() {
        AtomicInteger asked = new AtomicInteger();
        server.on("/torn", exchange -> {
            if (asked.incrementAndGet() == 1) {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write("[{\"a\":1},{\"a\":9}".getBytes(StandardCharsets.UTF_8));
                throw new java.io.IOException("gone");
            }
            answer(exchange, 200, "application/json", "[{\"a\":1}]");
        });
        assertThat(cells(json("/torn").load(), "a")).containsExactly(1L);
    }

    @Test
    void headersAndTokensAreSentAndTokensAreNeitherShownNorSaved() {
        server.on("/private", exchange -> {
            String sent = exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("X-Kind") + " "
                    + exchange.getRequestHeaders().getFirst("X-Key") + " "
                    + exchange.getRequestHeaders().getFirst("User-Agent");
            answer(exchange, 200, "application/json", "[{\"sent\":\"" + sent + "\"}]");
        });
        System.setProperty("millwork.test.key", "k3y");
        Http secret = http.bearer("s3cret").header("X-Kind", "plain").headerFrom("X-Key", "millwork.test.key");
        HttpApi api = json("/private").http(secret);
        assertThat(cells(api.load(), "sent")).containsExactly("Bearer s3cret plain k3y Millwork/0.1");
        String saved = Codecs.encode(api).toJson();
        assertThat(saved + api).doesNotContain("s3cret").doesNotContain("k3y").contains("millwork.test.key");
        HttpApi loaded = Codecs.decode(State.fromJson(saved), HttpApi.class);
        assertThat(loaded).isEqualTo(api);
        assertThatThrownBy(loaded::load)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected the bearer token, which is not saved with a specification. Give it again with "
                        + "bearer(...), or name a variable with bearerFrom(...).");
        assertThatThrownBy(() -> json("/private")
                        .http(http.bearerFrom("MILLWORK_ABSENT"))
                        .load())
                .hasMessage("Expected the environment variable or system property 'MILLWORK_ABSENT' to hold the header "
                        + "'authorization' but there is none. Set it.");
    }

    @Test
    void tokensDoNotFollowARedirectToAnotherServer() {
        try (LocalServer other = new LocalServer()) {
            LocalServer.Handler echo = exchange -> answer(
                    exchange,
                    200,
                    "application/json",
                    "[{\"sent\":\"sent " + exchange.getRequestHeaders().getFirst("Authorization") + "\"}]");
            other.on("/there", echo);
            server.on("/here", echo);
            server.on("/away", exchange -> {
                exchange.getResponseHeaders()
                        .set("Location", other.uri("/there").toString());
                exchange.sendResponseHeaders(302, -1);
            });
            server.on("/home", exchange -> {
                exchange.getResponseHeaders().set("Location", "/here");
                exchange.sendResponseHeaders(307, -1);
            });
            Http token = http.bearer("s3cret");
            assertThat(cells(json("/away").http(token).load(), "sent")).containsExactly("sent null");
            assertThat(cells(json("/home").http(token).load(), "sent")).containsExactly("sent Bearer s3cret");
        }
    }

    @Test
    void redirectsThatNeverEnd() {
        server.on("/round", exchange -> {
            exchange.getResponseHeaders().set("Location", "/round");
            exchange.sendResponseHeaders(301, -1);
        });
        assertThatThrownBy(() -> json("/round").load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Expected an answer but found more than 5 redirects from ");
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void requestsAreSlowedDown() {
        onJson("/a", "{\"d\":[{\"a\":1}],\"next\":\"/b\"}");
        onJson("/b", "{\"d\":[{\"a\":1}],\"next\":\"/c\"}");
        onJson("/c", "{\"d\":[]}");
        json("/a")
                .records("/d")
                .paging(Paging.link("/next"))
                .http(http.perSecond(0.5))
                .load();
        assertThat(web.paused()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void pagesThatGoRoundInACircleOrNeverChange() {
        onJson("/a", "{\"d\":[{\"a\":1}],\"next\":\"/b\"}");
        onJson("/b", "{\"d\":[{\"a\":1}],\"next\":\"/a\"}");
        assertThatThrownBy(() ->
                        json("/a").records("/d").paging(Paging.link("/next")).load())
                .isInstanceOf(DataException.class)
                .hasMessage("Expected pages to come to an end but page 3, " + server.uri("/a")
                        + ", was there before. Check the paging.");
        onJson("/same", "[{\"a\":1}]");
        assertThatThrownBy(() -> json("/same").paging(Paging.page("page")).load())
                .hasMessage(
                        "Expected other records on page 2 than on the page before but found the same. Check that the "
                                + "server knows the parameter 'page'.");
        AtomicInteger count = new AtomicInteger();
        server.on(
                "/many",
                exchange -> answer(exchange, 200, "application/json", "[{\"a\":" + count.incrementAndGet() + "}]"));
        assertThatThrownBy(() ->
                        json("/many").paging(Paging.page("p")).mostPages(3).load())
                .hasMessage("Expected at most 3 pages but found more at " + server.uri("/many")
                        + ". Ask for larger pages, or allow more with mostPages(...).");
    }

    @Test
    void nullInThePlaceOfRecordsIsNone() {
        onJson("/none", "{\"items\":null}");
        assertThat(json("/none").records("/items").load().rowCount()).isZero();
    }

    @Test
    void anAnswerThatIsTooLongPackedOrNot() {
        server.on("/long", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                Texts.endless("[", "{\"a\":1},", 1L << 30).transferTo(out);
            }
        });
        assertThatThrownBy(() -> json("/long").http(http.maxBytes(100_000)).load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Expected at most 100000 bytes but found more in " + server.uri("/long")
                        + ". Ask for less, or allow more with Http.maxBytes(...).");
        server.on("/packed", exchange -> {
            byte[] bytes = Texts.gzip("[" + " ".repeat(10_000_000));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
        assertThatThrownBy(() -> json("/packed").http(http.maxBytes(100_000)).load())
                .hasMessageStartingWith("Expected at most 100000 bytes but found more in ");
    }

    @Test
    void aServerThatSaysNothingOrStopsInTheMiddle() {
        CountDownLatch end = new CountDownLatch(1);
        server.on("/silent", exchange -> await(end));
        server.on("/half", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("[{\"a\":1},".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await(end);
        });
        Http impatient = http.timeout(Duration.ofMillis(300)).retries(1);
        for (String path : List.of("/silent", "/half")) {
            assertThatThrownBy(() -> json(path).http(impatient).load())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("Expected an answer from " + server.uri(path)
                            + " but nothing came for 300 ms, 2 times. Check the address and the network.");
        }
        end.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nothingListens() {
        URI gone = server.uri("/x");
        server.close();
        assertThatThrownBy(() -> HttpApi.json(gone).http(http.retries(1)).load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Expected an answer from " + gone + " but the connection failed (")
                .hasMessageEndingWith("), 2 times. Check the address and the network.");
    }

    @Test
    void filesOfTheWebAreReadAsAStream() {
        server.on("/a.csv.gz", exchange -> {
            byte[] bytes = Texts.gzip("a,b\n1,x\n2,y\n");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
        assertThat(cells(Csv.url(server.uri("/a.csv.gz"), http).load(), "b")).containsExactly("x", "y");
        onJson("/a.json", "{\"a\":1}\n{\"a\":2}");
        assertThat(cells(Json.url(server.uri("/a.json"), http).load(), "a")).containsExactly(1L, 2L);
        assertThatThrownBy(() -> Csv.url(server.uri("/absent.csv"), http).load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("found status 404");
    }

    @Test
    void secretsInAQueryAreMasked() {
        onJson("/x", "[{\"a\":1}]");
        Dataset data = json("/x?api_key=abc&q=1").query("access_token", "def").load();
        assertThat(data.provenance().get(0).place()).endsWith("/x?api_key=***&q=1&access_token=***");
        assertThat(server.requests()).containsExactly("/x?api_key=abc&q=1&access_token=def");
    }

    @Test
    void aSpecificationIsEqualToWhatIsSavedOfIt() {
        HttpApi api = HttpApi.json(URI.create("https://example.org/x?y=1"))
                .records("/d")
                .paging(Paging.cursor("/n", "c"))
                .mostPages(7)
                .http(Http.standard()
                        .timeout(Duration.ofSeconds(3))
                        .budget(Duration.ofSeconds(9))
                        .maxBytes(5)
                        .allowPrivate());
        assertThat(Codecs.decode(State.fromJson(Codecs.encode(api).toJson()), HttpApi.class))
                .isEqualTo(api)
                .hasToString(api.toString());
        assertThat(api).isNotEqualTo(api.mostPages(8)).isNotEqualTo(api.paging(Paging.none()));
        HttpApi csv = HttpApi.csv(URI.create("https://example.org/x")).paging(Paging.page("p", 0));
        assertThat(Codecs.decode(Codecs.encode(csv), HttpApi.class)).isEqualTo(csv);
    }

    @Test
    void wrongCalls() {
        HttpApi csv = HttpApi.csv(URI.create("https://example.org/x"));
        assertThatThrownBy(() -> csv.paging(Paging.link("/next"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> csv.records("/a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> csv.mostPages(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Http.standard().header("a b", "c")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Http.standard().header("a", "b\r\nc: d")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Http.standard().perSecond(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Http.standard().timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Paging.offset("o", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
