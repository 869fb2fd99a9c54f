package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, it is answered with 4xx or cut off, never with 500, and the server goes on. */
class HostileRequestsTest {
    private static final String INFER = "/v2/models/income/infer";
    private static final String PREDICT = "/v2/models/income/predict";

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = ModelServer.of("income", Served.first())
                .limits(ServingLimits.defaults()
                        .withBodyBytes(200_000)
                        .withRows(100)
                        .withArrival(Duration.ofMillis(300)))
                .port(0)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void theServerGoesOn() {
        assertThat(Served.post(server, INFER, Served.tensors("ok", 39)).statusCode())
                .isEqualTo(200);
    }

    static Stream<String> bodies() {
        String good = Served.tensors("1", 39);
        List<String> bodies = new ArrayList<>(List.of(
                "",
                " ",
                "{",
                "[",
                "nul",
                "\"",
                "{\"inputs\":",
                "{\"inputs\":null}",
                "{\"inputs\":{}}",
                "{\"inputs\":[1]}",
                "{\"inputs\":[[]]}",
                "{\"inputs\":[{}]}",
                "{\"inputs\":[],\"inputs\":[]}",
                "[".repeat(90_000),
                "{\"a\":".repeat(30_000),
                "{\"inputs\":[{\"name\":\"age\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":" + "[".repeat(1000)
                        + "]}]}",
                "{\"inputs\":[{\"name\":\"age\",\"shape\":[9223372036854775807,9223372036854775807],"
                        + "\"datatype\":\"FP64\",\"data\":[]}]}",
                "{\"inputs\":[{\"name\":\"age\",\"shape\":[2147483647,0],\"datatype\":\"FP64\",\"data\":[]}]}",
                "{\"inputs\":[{\"name\":\"age\",\"shape\":[1,1,1],\"datatype\":\"FP64\",\"data\":[1]}]}",
                good.replace("[39]", "[" + "9".repeat(5000) + "]"),
                good.replace("[39]", "[1e99999999999]"),
                good.replace("[39]", "[-]"),
                good.replace("[39]", "[NaN]"),
                good.replace("[39]", "[Infinity]"),
                good.replace("[39]", "[{}]"),
                good.replace("[39]", "[true]"),
                good.replace("FP64", "FP65"),
                good.replace("\"age\"", "\"" + "a".repeat(5000) + "\""),
                good.replace("\"age\"", "\"\\ud800\""),
                good.replace("\"age\"", "\"workclass\""),
                good + good,
                good + "x",
                "\u0000" + good,
                good.replace("{", "{/* */"),
                good.replace('"', '\''),
                "<inputs/>"));
        return bodies.stream();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatIsNoRequestIsRefusedByEveryCall(String body) {
        for (String path : List.of(INFER, PREDICT, "/v2/models/income/explain")) {
            HttpResponse<String> answer = Served.post(server, path, body);

            assertThat(answer.statusCode()).as(path + answer.body()).isBetween(400, 499);
            assertThat(answer.body()).startsWith("{\"error\":\"").hasSizeLessThan(1000);
        }
        assertThat(Served.post(server, PREDICT, body, "Content-Type", "text/csv")
                        .statusCode())
                .isBetween(400, 499);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        SplittableRandom random = new SplittableRandom(3);
        byte[] good = Served.tensors("1", 39).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = good.clone();
            for (int flips = 0; flips < 3; flips++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            HttpResponse<String> answer = Served.send(HttpRequest.newBuilder(Served.at(server, INFER))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                    .build());
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400, 413);
        }
    }

    @Test
    void manyNamesOrRowsDoNotFillTheMemory() {
        StringBuilder names = new StringBuilder("[");
        for (int i = 0; i < 5000; i++)
            names.append(i == 0 ? "" : ",").append("{\"c").append(i).append("\":1}");

        assertThat(Served.post(server, PREDICT, names.append(']').toString()).statusCode())
                .isEqualTo(413);
        assertThat(Served.post(server, PREDICT, "x\n" + "1\n".repeat(101), "Content-Type", "text/csv")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void headersThatTwoServersCouldReadInTwoWaysAreRefused() throws IOException {
        String body = Served.tensors("1", 39);
        String post = "POST " + INFER + " HTTP/1.1\r\nHost: x\r\n";
        for (String request : List.of(
                post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\n\r\n",
                post + "Content-Length: " + body.length() + "\r\nContent-Length: 3\r\n\r\n" + body,
                post + "Content-Length : " + body.length() + "\r\n\r\n" + body,
                post + "Content-Length: +" + body.length() + "\r\n\r\n" + body,
                post + "Content-Length: -1\r\n\r\n" + body,
                post + "Content-Length: 99999999999999999999\r\n\r\n" + body,
                post + "Content-Length: 0x10\r\n\r\n" + body,
                post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\n\r\n-5\r\n{}\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
                post + "Content-Length: 500\r\n\r\n{}",
                "POST " + INFER + "\r\n\r\n",
                "GET\r\n\r\n",
                "\r\n\r\n\r\n",
                "G\u0001T /v2 HTTP/1.1\r\n\r\n",
                "GET /v2/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v2/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v2 HTTP/1.1\r\n" + manyHeaders() + "\r\n",
                "GET /v2 HTTP/1.1\r\nX: " + "y".repeat(1_000_000) + "\r\n\r\n",
                "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000")) {
            String answer = RawHttp.send(server, request);

            int status = RawHttp.status(answer);
            assertThat(status == 0 || (status >= 400 && status < 500))
                    .as(request.substring(0, Math.min(150, request.length())) + " -> "
                            + answer.substring(0, Math.min(200, answer.length())))
                    .isTrue();
            assertThat(answer.split("HTTP/1.1 ", -1).length - 1)
                    .as("answers to " + request.substring(0, Math.min(150, request.length())))
                    .isLessThanOrEqualTo(1);
        }
    }

    private static String manyHeaders() {
        return IntStream.range(0, 1000).mapToObj(i -> "X" + i + ": y\r\n").collect(Collectors.joining());
    }

    /** By the standard it is 501 for a coding that a server does not know. */
    @Test
    void anUnknownTransferCodingIsRefused() throws IOException {
        assertThat(RawHttp.status(RawHttp.send(
                        server, "POST " + INFER + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n{}")))
                .isEqualTo(501);
    }

    @Test
    void aBodyThatTricklesInIsGivenUpAndHoldsUpNobody() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket socket = RawHttp.connect(server);
                slow.add(socket);
                String begin = "POST " + INFER + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{";
                socket.getOutputStream().write(begin.getBytes(StandardCharsets.ISO_8859_1));
            }
            assertThat(Served.post(server, INFER, Served.tensors("ok", 39)).statusCode())
                    .isEqualTo(200);
            String answer = "";
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (answer.isEmpty() && System.nanoTime() < end) {
                try {
                    slow.get(0).getOutputStream().write(' ');
                    LockSupport.parkNanos(1_000_000);
                    if (slow.get(0).getInputStream().available() > 0) answer = RawHttp.begin(slow.get(0));
                } catch (IOException cut) {
                    answer = RawHttp.read(slow.get(0));
                    break;
                }
            }
            assertThat(RawHttp.status(answer)).as(answer).isEqualTo(408);
        } finally {
            for (Socket socket : slow) socket.close();
        }
    }
}
