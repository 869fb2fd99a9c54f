package io.github.millwork.collect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Flow;

/** The network and the clock, so that tests can have others. */
interface Web {
    /** The real ones. */
    Web JDK = new Web() {
        @Override
        public List<InetAddress> resolve(String host) throws UnknownHostException {
            return List.of(InetAddress.getAllByName(host));
        }

        @Override
        public HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(HttpRequest request)
                throws IOException, InterruptedException {
            return Client.CLIENT.send(request, HttpResponse.BodyHandlers.ofPublisher());
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }

        @Override
        public Instant now() {
            return Clock.systemUTC().instant();
        }
    };

    /** Made when it is first needed; it follows no redirect by itself. */
    final class Client {
        private static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(20))
                .build();

        private Client() {}
    }

    List<InetAddress> resolve(String host) throws UnknownHostException;

    HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(HttpRequest request) throws IOException, InterruptedException;

    void pause(Duration time) throws InterruptedException;

    Instant now();
}
