package io.github.millwork.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of the JDK. Immutable.
 *
 * <p>That server reads its limits from system properties, once, when the first server of the JVM is made. The first one that
 * is made here sets those that the application has not set: no delay of small packets ({@code
 * sun.net.httpserver.nodelay}), the number of connections ({@code jdk.httpserver.maxConnections}), and how long a request
 * may take to arrive and an answer to be taken ({@code sun.net.httpserver.maxReqTime} and {@code maxRspTime}), after which
 * the connection is closed.
 */
public final class JdkTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(JdkTransport.class);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Connections that wait to be accepted while all are busy. */
    private static final int BACKLOG = 256;

    /** Makes one. */
    public JdkTransport() {}

    @Override
    public Listening listen(Settings settings, Handler handler) {
        prepare(settings);
        ExecutorService threads = Executors.newCachedThreadPool(JdkTransport::thread);
        try {
            HttpServer server = server(settings);
            server.setExecutor(threads);
            Gate inside = new Gate(settings.connections());
            server.createContext("/", exchange -> {
                inside.came();
                try {
                    answer(exchange, handler);
                } finally {
                    inside.left(); // once it is sent, not only once it is known
                }
            });
            server.start();
            return listening(server, threads, inside);
        } catch (IOException e) {
            threads.shutdownNow();
            throw new UncheckedIOException(
                    "Could not listen at " + settings.address() + ": " + e.getMessage()
                            + ". Choose another port or host.",
                    e);
        }
    }

    private static HttpServer server(Settings settings) throws IOException {
        if (settings.tls() == null) return HttpServer.create(settings.address(), BACKLOG);
        HttpsServer server = HttpsServer.create(settings.address(), BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(settings.tls()));
        return server;
    }

    private static Listening listening(HttpServer server, ExecutorService threads, Gate inside) {
        int port = server.getAddress().getPort();
        return new Listening() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void stop(Duration longest) {
                inside.awaitEmpty(longest.toNanos());
                server.stop(0);
                threads.shutdown();
            }
        };
    }

    private static void prepare(Settings settings) {
        String seconds = Long.toString(Math.max(1, settings.slowest().toSeconds()));
        String connections = Integer.toString(settings.connections());
        unlessSet("sun.net.httpserver.nodelay", "true");
        unlessSet("jdk.httpserver.maxConnections", connections);
        unlessSet("sun.net.httpserver.maxIdleConnections", connections);
        unlessSet("sun.net.httpserver.maxReqTime", seconds);
        unlessSet("sun.net.httpserver.maxRspTime", seconds);
    }

    private static void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) System.setProperty(property, value);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "millwork-http-" + NUMBER.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        return thread;
    }

    private static void answer(HttpExchange exchange, Handler handler) {
        try (exchange) {
            String smuggled = JdkRequest.ambiguity(exchange);
            Response response = smuggled == null
                    ? handler.handle(new JdkRequest(exchange))
                    : Response.json(400, smuggled).with("Connection", "close");
            send(exchange, response);
        } catch (IOException e) {
            LOG.debug("An answer was not taken: {}", e.toString()); // whoever asked is gone
        } catch (RuntimeException | Error e) {
            LOG.error("A request could not be answered.", e);
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        response.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = response.body();
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length == 0) return;
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
