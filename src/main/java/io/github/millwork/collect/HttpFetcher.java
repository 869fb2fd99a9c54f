package io.github.millwork.collect;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.FitContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** Sends the requests of one collection, within its limits. Not thread-safe. */
final class HttpFetcher {
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> TRANSIENT = Set.of(408, 429, 502, 503, 504);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SLICE = Duration.ofMillis(250);
    private static final int SHOWN = 200;

    /** An answer whose body is yet to be read. */
    record Answer(URI uri, HttpHeaders headers, InputStream body) {
        long size() {
            return headers.firstValueAsLong("content-length").orElse(-1);
        }
    }

    /** An answer in memory. */
    record Page(URI uri, HttpHeaders headers, byte[] bytes) {}

    /** An answer that is no success. */
    static final class StatusException extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        StatusException(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private final Http http;
    private final HttpSettings settings;
    private final Web web;
    private final FitContext context;
    private final Instant end;
    private Instant next = Instant.MIN;
    private Duration interval;

    HttpFetcher(Http http, FitContext context) {
        this.http = http;
        this.settings = http.settings();
        this.web = http.web();
        this.context = context;
        this.end = web.now().plus(settings.budget());
        this.interval = Duration.ofNanos((long) (1e9 / settings.perSecond()));
    }

    /** Leaves at least so long between two requests. */
    void slowDown(Duration least) {
        if (least.compareTo(interval) > 0) interval = least;
    }

    /** Asks for an answer whose body is read as it comes; once it has begun nothing is tried again. */
    Answer get(URI uri) throws IOException {
        return retried(uri, each -> {}, answer -> answer);
    }

    /** Asks for a whole answer, and again if it breaks off. The check comes before each request, redirects included. */
    Page page(URI uri, Consumer<URI> check) throws IOException {
        return retried(uri, check, answer -> {
            String name = Addresses.shown(answer.uri());
            try (Body body = Body.of(name, answer.body(), answer.size(), settings.maxBytes())) {
                return new Page(answer.uri(), answer.headers(), body.readAllBytes());
            }
        });
    }

    /** What is done with an answer. */
    private interface Use<T> {
        T of(Answer answer) throws IOException;
    }

    private <T> T retried(URI uri, Consumer<URI> check, Use<T> use) throws IOException {
        for (int attempt = 0; ; attempt++) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 6));
            if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
            try {
                HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = followed(uri, check);
                if (response.statusCode() / 100 == 2) {
                    return use.of(new Answer(response.uri(), response.headers(), body(response)));
                }
                String failure = failure(response);
                boolean last = attempt >= settings.retries() || !TRANSIENT.contains(response.statusCode());
                if (last) throw new StatusException(response.statusCode(), failure);
                Duration asked = retryAfter(response.headers());
                if (asked.compareTo(pause) > 0) pause = asked;
                if (web.now().plus(pause).isAfter(end)) {
                    throw new StatusException(
                            response.statusCode(),
                            failure + " It asks to wait " + pause.toSeconds()
                                    + " s, which is longer than what is left of "
                                    + settings.budget().toSeconds()
                                    + " s. Try later, or allow more with Http.budget(...).");
                }
            } catch (StatusException | Body.TooLongException | UnknownHostException | SSLException e) {
                throw e;
            } catch (IOException e) {
                if (attempt >= settings.retries()) throw explained(e, uri, attempt);
            }
            pause(pause);
        }
    }

    private IOException explained(IOException e, URI uri, int attempt) {
        String found = e instanceof HttpTimeoutException
                ? "nothing came for " + settings.timeout().toMillis() + " ms"
                : "the connection failed ("
                        + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ")";
        return new IOException(
                "Expected an answer from " + Addresses.shown(uri) + " but " + found + ", " + (attempt + 1)
                        + " times. Check the address and the network.",
                e);
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> followed(URI uri, Consumer<URI> check) throws IOException {
        URI at = uri;
        for (int redirects = 0; ; redirects++) {
            String from = redirects == 0 ? "" : " after a redirect from " + Addresses.shown(uri);
            checkAddress(at, from);
            check.accept(at);
            boolean home = Addresses.origin(at).equals(Addresses.origin(uri));
            HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(at, home);
            try {
                checkAddress(at, from); // what the JVM kept of the names, which the connection was made with
            } catch (DataException e) {
                discard(response);
                throw e;
            }
            int status = response.statusCode();
            String location = response.headers().firstValue("location").orElse(null);
            if (status / 100 != 3 || status == 304 || location == null) return response;
            discard(response);
            if (redirects == MOST_REDIRECTS) {
                throw new StatusException(
                        status,
                        "Expected an answer but found more than " + MOST_REDIRECTS + " redirects from "
                                + Addresses.shown(uri) + ". Ask for the address that they lead to.");
            }
            URI target = target(at, location);
            if (at.getScheme().equalsIgnoreCase("https") && !"https".equalsIgnoreCase(target.getScheme())) {
                throw new DataException("Expected redirects to stay with https but " + Addresses.shown(at)
                        + " leads to " + Addresses.shown(target) + ". Ask for that address itself if it is meant.");
            }
            at = target;
        }
    }

    private static URI target(URI at, String location) {
        try {
            return at.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    "Expected a redirect to an address but " + Addresses.shown(at) + " leads to '" + printable(location)
                            + "'. Ask for the address that is meant.",
                    e);
        }
    }

    private void checkAddress(URI uri, String from) throws UnknownHostException {
        String scheme = uri.getScheme();
        boolean known = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!known || uri.getHost() == null || uri.getUserInfo() != null) {
            throw new DataException("Expected an http or https address with a host and without a password but found '"
                    + Addresses.shown(uri) + "'" + from + ". Correct it; tokens go into headers.");
        }
        if (settings.privateAllowed()) return;
        for (InetAddress address : web.resolve(uri.getHost())) {
            String special = Addresses.special(address);
            if (special == null) continue;
            throw new DataException(
                    "Expected a public address but '" + uri.getHost() + "' is " + address.getHostAddress() + " ("
                            + special + ")" + from + ". If it is meant, allow it with Http.allowPrivate().");
        }
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(URI uri, boolean withSecrets) throws IOException {
        Instant now = web.now();
        if (now.isBefore(next)) pause(Duration.between(now, next));
        next = web.now().plus(interval);
        Duration left = left();
        Duration timeout = left.compareTo(settings.timeout()) < 0 ? left : settings.timeout();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(timeout).GET();
        request.setHeader("user-agent", RobotsTxt.AGENT);
        settings.headers().forEach(request::setHeader);
        if (withSecrets) http.secrets().forEach(request::setHeader);
        try {
            return web.send(request.build());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private InputStream body(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
        BodyStream stream = new BodyStream(settings.timeout(), this::left);
        response.body().subscribe(stream);
        return stream;
    }

    private static void discard(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
        BodyStream stream = new BodyStream(Duration.ofMillis(1), () -> Duration.ZERO);
        stream.close();
        response.body().subscribe(stream);
    }

    /** What a server said, with the beginning of its own words. */
    private String failure(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
        String said = "";
        try (InputStream body = body(response)) {
            said = printable(new String(body.readNBytes(SHOWN), StandardCharsets.UTF_8));
        } catch (IOException silent) {
            said = "";
        }
        int status = response.statusCode();
        String advice = status == 401 || status == 403
                ? " Give a token with Http.bearerFrom(...), or a header with Http.headerFrom(...)."
                : "";
        return "Expected an answer from " + Addresses.shown(response.uri()) + " but found status " + status
                + (said.isEmpty() ? "." : ": '" + said + "'.") + advice;
    }

    private static String printable(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) : line;
    }

    private Duration retryAfter(HttpHeaders headers) {
        String value = headers.firstValue("retry-after").orElse("").strip();
        try {
            if (value.matches("\\d{1,9}")) return Duration.ofSeconds(Long.parseLong(value));
            if (value.isEmpty()) return Duration.ZERO;
            Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
            return Duration.between(web.now(), until);
        } catch (DateTimeException unreadable) {
            return Duration.ZERO;
        }
    }

    /** What is left of the time for all requests. */
    private Duration left() throws IOException {
        context.checkCancelled();
        Duration left = Duration.between(web.now(), end);
        if (left.isZero() || left.isNegative()) {
            throw new StatusException(
                    0,
                    "Expected all answers within " + settings.budget().toSeconds()
                            + " s but they took longer. Ask for less, or allow more with Http.budget(...).");
        }
        return left;
    }

    private void pause(Duration time) throws IOException {
        Duration rest = time;
        try {
            while (rest.compareTo(Duration.ZERO) > 0) {
                left();
                Duration slice = rest.compareTo(SLICE) < 0 ? rest : SLICE;
                web.pause(slice);
                rest = rest.minus(slice);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static CancellationException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("The work was interrupted.");
        cancelled.initCause(e);
        return cancelled;
    }
}
