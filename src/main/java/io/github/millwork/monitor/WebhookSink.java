package io.github.millwork.monitor;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts alerts as JSON, without making the one who tells of them wait. */
final class WebhookSink implements AlertSink {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSink.class);
    private static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI uri;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    WebhookSink(URI uri) {
        this.uri = uri;
    }

    @Override
    public void alert(Alert alert) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(alert.toJson()))
                .build();
        // What became of it is told by the log, and nobody waits for it.
        CompletableFuture<Void> unused = send(request, 1);
    }

    private CompletableFuture<Void> send(HttpRequest request, int attempt) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .handle((response, thrown) -> failure(response, thrown))
                .thenCompose(failure -> {
                    if (failure.isEmpty()) return CompletableFuture.completedFuture(null);
                    if (attempt == TRIES) {
                        LOG.warn("Could not post an alert to {}: {}", uri, failure);
                        return CompletableFuture.completedFuture(null);
                    }
                    Executor later = CompletableFuture.delayedExecutor(attempt, TimeUnit.SECONDS);
                    return CompletableFuture.runAsync(() -> {}, later)
                            .thenCompose(waited -> send(request, attempt + 1));
                });
    }

    private static String failure(@Nullable HttpResponse<?> response, @Nullable Throwable thrown) {
        if (response == null) return String.valueOf(thrown);
        return response.statusCode() < 300 ? "" : "status " + response.statusCode();
    }
}
