package io.github.millwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSinkTest {
    private static final Alert ALERT = new Alert(
            "credit 3", "drift", "age", Alert.Status.FIRING, Instant.parse("2026-01-02T03:04:05Z"), "It is \"older\".");

    private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/alerts", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean first = posted.isEmpty() && exchange.getRequestURI().getQuery() != null;
            posted.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
            exchange.sendResponseHeaders(first ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI address(String query) {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/alerts" + query);
    }

    @Test
    void anAlertIsPostedAsJson() throws InterruptedException {
        AlertSink.webhook(address("")).alert(ALERT);
        assertThat(posted.poll(60, TimeUnit.SECONDS))
                .isEqualTo(
                        "POST application/json {\"model\":\"credit 3\",\"check\":\"drift\",\"column\":\"age\","
                                + "\"state\":\"FIRING\",\"since\":\"2026-01-02T03:04:05Z\",\"message\":\"It is \\\"older\\\".\"}");
    }

    @Test
    void whatIsNotTakenIsPostedAgain() throws InterruptedException {
        AlertSink.webhook(address("?busy")).alert(ALERT);
        String first = posted.take();
        assertThat(posted.poll(60, TimeUnit.SECONDS)).isEqualTo(first);
    }
}
