package io.github.millwork.deploy;

import io.github.millwork.feedback.FeedbackStore;
import io.github.millwork.http.BodyReader;
import io.github.millwork.http.Gate;
import io.github.millwork.http.JdkTransport;
import io.github.millwork.http.Tokens;
import io.github.millwork.http.Transport;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.RowObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server for the models of a registry: the Open Inference Protocol v2, plain rows as JSON and CSV, explanations, an
 * OpenAPI document, and a page to try a model. Immutable; it listens once it is started.
 *
 * <pre>{@code
 * try (RunningServer server = ModelServer.of(registry).port(8080).start()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>Of each model the version answers that its alias {@code production} stands for. When the alias is moved, the new
 * version is loaded, proves itself on its golden rows and is warmed up; only then does it answer, and no request is lost. If
 * it cannot, the one before goes on. Every answer names the version that gave it.
 *
 * <p>It listens on the loopback interface unless it is told otherwise, which takes a token. Whatever is sent, the answer is
 * one of 4xx or 503 and never 500: see {@link ServingLimits}.
 */
public final class ModelServer {
    private final ModelSource source;
    private String host = "127.0.0.1";
    private int port = 8080;
    private @Nullable SSLContext tls;
    private Tokens tokens = Tokens.none();
    private ServingLimits limits = ServingLimits.defaults();
    private boolean strict;
    private String alias = Alias.PRODUCTION;
    private Duration period = Duration.ofSeconds(1);
    private Duration drain = Duration.ofSeconds(20);
    private ServingMetrics metrics = ServingMetrics.none();
    private RoutingListener listener = new RoutingListener() {};
    private Transport transport = new JdkTransport();
    private Map<String, List<RowObserver>> observers = Map.of();
    private Map<String, Routing> routings = Map.of();
    private @Nullable FeedbackStore feedback;

    private ModelServer(ModelSource source) {
        this.source = source;
    }

    private ModelServer(ModelServer other) {
        this.source = other.source;
        this.host = other.host;
        this.port = other.port;
        this.tls = other.tls;
        this.tokens = other.tokens;
        this.limits = other.limits;
        this.strict = other.strict;
        this.alias = other.alias;
        this.period = other.period;
        this.drain = other.drain;
        this.metrics = other.metrics;
        this.listener = other.listener;
        this.transport = other.transport;
        this.observers = other.observers;
        this.routings = other.routings;
        this.feedback = other.feedback;
    }

    /**
     * {@return a server for all models of a registry}
     *
     * @param registry the registry
     */
    public static ModelServer of(Registry registry) {
        return from(new RegistrySource(registry));
    }

    static ModelServer from(ModelSource source) {
        return new ModelServer(source);
    }

    /**
     * {@return a server for one fitted pipeline, without a registry; its version is the beginning of its fingerprint}
     *
     * @param name the name of the model, as it stands in paths
     * @param fitted the pipeline
     */
    public static ModelServer of(String name, Fitted<?> fitted) {
        return new ModelServer(new FixedSource(name, fitted));
    }

    /**
     * {@return this server at another port}
     *
     * @param number the port, 8080 by default; 0 for any that is free
     */
    public ModelServer port(int number) {
        return with(next -> next.port = number);
    }

    /**
     * {@return this server on another interface} Only the loopback interface may be without a token.
     *
     * @param name a name or address, such as {@code 0.0.0.0} for all interfaces; {@code 127.0.0.1} by default
     */
    public ModelServer host(String name) {
        return with(next -> next.host = Objects.requireNonNull(name, "name"));
    }

    /**
     * {@return this server with HTTPS}
     *
     * @param context the keys
     */
    public ModelServer tls(SSLContext context) {
        return with(next -> next.tls = Objects.requireNonNull(context, "context"));
    }

    /**
     * {@return this server for those only who send a bearer token; called again, for those with another one as well} Health
     * and the page itself, which holds nothing of a model, are open.
     *
     * @param token the token, at least 16 visible ASCII characters; a digest of it is kept
     */
    public ModelServer token(String token) {
        return with(next -> next.tokens = tokens.user(token));
    }

    /**
     * {@return this server with a token for administrators, who may also fetch metrics and have models loaded} Where only
     * such tokens are given, they are needed to predict too.
     *
     * @param token the token, at least 16 visible ASCII characters; a digest of it is kept
     */
    public ModelServer adminToken(String token) {
        return with(next -> next.tokens = tokens.admin(token));
    }

    /**
     * {@return this server with other limits}
     *
     * @param most what it takes on at most
     */
    public ModelServer limits(ServingLimits most) {
        return with(next -> next.limits = Objects.requireNonNull(most, "most"));
    }

    /** {@return this server, which refuses rows with columns that no model reads, instead of ignoring those} */
    public ModelServer strict() {
        return with(next -> next.strict = true);
    }

    /**
     * {@return this server with the versions of another alias}
     *
     * @param name the alias that answers; {@code production} by default
     */
    public ModelServer alias(String name) {
        return with(next -> next.alias = Objects.requireNonNull(name, "name"));
    }

    /**
     * {@return this server, which looks at the aliases more or less often}
     *
     * @param time from one look to the next; a second by default
     */
    public ModelServer period(Duration time) {
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException("Expected a period of a millisecond or more but found " + time + ".");
        }
        return with(next -> next.period = time);
    }

    /**
     * {@return this server, which waits more or less for requests to be answered when it is closed}
     *
     * @param longest how long; 20 seconds by default
     */
    public ModelServer drain(Duration longest) {
        return with(next -> next.drain = Objects.requireNonNull(longest, "longest"));
    }

    /**
     * {@return this server, which counts what it does}
     *
     * @param where what counts, such as {@link MicrometerMetrics}
     */
    public ModelServer metrics(ServingMetrics where) {
        return with(next -> next.metrics = Objects.requireNonNull(where, "where"));
    }

    /**
     * {@return this server, which shows the rows that versions of a model score to an observer, such as a monitor; called
     * again, to another one as well} Each version that answers under an alias is offered to each observer, and those that it
     * was not made for are not shown: {@link io.github.millwork.monitor.Monitors} has a monitor for each. What a shadow scores
     * is shown too. With {@link #feedback}, observers are told late labels as well.
     *
     * @param model the model
     * @param observer what wants to see its rows
     */
    public ModelServer observe(String model, RowObserver observer) {
        List<RowObserver> all = new ArrayList<>(observers.getOrDefault(model, List.of()));
        all.add(Objects.requireNonNull(observer, "observer"));
        return with(next -> next.observers = with(observers, model, List.copyOf(all)));
    }

    /**
     * {@return this server, which keeps what it predicts and what comes of it} Predictions are kept by a thread of their own;
     * labels and rewards are taken at {@code /feedback}, by the id of the answer.
     *
     * @param store where they are kept
     */
    public ModelServer feedback(FeedbackStore store) {
        return with(next -> next.feedback = Objects.requireNonNull(store, "store"));
    }

    /**
     * {@return this server with challengers for a model} Without this, the routing holds that the registry last had in the
     * history of the model.
     *
     * @param model the model
     * @param routing who answers besides the version in production
     */
    public ModelServer route(String model, Routing routing) {
        return with(next -> next.routings = with(routings, model, routing));
    }

    /**
     * {@return this server, which tells who answered each request}
     *
     * @param told whom
     */
    public ModelServer listener(RoutingListener told) {
        return with(next -> next.listener = Objects.requireNonNull(told, "told"));
    }

    /**
     * {@return this server on another server of HTTP}
     *
     * @param http the one to use; that of the JDK by default
     */
    public ModelServer transport(Transport http) {
        return with(next -> next.transport = Objects.requireNonNull(http, "http"));
    }

    private ModelServer with(Consumer<ModelServer> change) {
        ModelServer next = new ModelServer(this);
        change.accept(next);
        return next;
    }

    private static <T> Map<String, T> with(Map<String, T> map, String key, T value) {
        Map<String, T> more = new LinkedHashMap<>(map);
        more.put(Objects.requireNonNull(key, "model"), Objects.requireNonNull(value));
        return more;
    }

    /**
     * Loads the models, and gives what answers for them without a server of its own, to be mounted in one.
     *
     * @return what answers; to be closed
     */
    public ModelHandler open() {
        ModelHandler handler = handler();
        handler.start();
        return handler;
    }

    /** Makes what answers, with no model loaded yet. */
    ModelHandler handler() {
        FeedbackStore store = feedback;
        FeedbackDesk desk = store == null ? null : new FeedbackDesk(store, metrics);
        ServedModels models = new ServedModels(source, alias, period, metrics, observers, routings, store);
        Shadow shadow = new Shadow(metrics, listener);
        Gate gate = new Gate(limits.requests());
        long memory = Math.max(limits.bodyBytes(), Runtime.getRuntime().maxMemory() / 8);
        BodyReader bodies = new BodyReader(limits.bodyBytes(), limits.arrival().toNanos(), memory);
        Router router = new Router(shadow, listener, desk);
        ServingHandler handler = new ServingHandler(
                models,
                tokens,
                gate,
                metrics,
                new PredictionCalls(limits, strict, gate, bodies, router, metrics),
                new ModelCalls(models, tokens.exist()),
                new FeedbackCalls(limits, gate, bodies, desk),
                new RoutingCalls(models, shadow, bodies, store));
        return new ModelHandler(handler, models, shadow, gate, desk);
    }

    /**
     * Begins to listen, and loads the models: until they are loaded the server is live and not ready.
     *
     * @return the server, with all models loaded that can be; to be closed
     * @throws IllegalArgumentException if it would listen beyond the loopback interface without a token
     * @throws java.io.UncheckedIOException if it cannot listen, such as when the port is taken
     */
    public RunningServer start() {
        InetSocketAddress address = address();
        ModelHandler handler = handler();
        Transport.Settings settings = new Transport.Settings(
                address, tls, limits.connections(), limits.arrival().plusSeconds(5));
        Transport.Listening listening = transport.listen(settings, handler);
        RunningServer server =
                new RunningServer(uri(address.getAddress(), listening.port()), listening, handler, drain);
        handler.start();
        server.announce();
        return server;
    }

    private InetSocketAddress address() {
        try {
            InetAddress found = InetAddress.getByName(host);
            if (found.isLoopbackAddress() || tokens.exist()) return new InetSocketAddress(found, port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "Expected the name or address of an interface but found '" + host + "'.", e);
        }
        throw new IllegalArgumentException("Expected a token for a server that is reached from other machines (" + host
                + ") but there is none. Add token(...) (MILLWORK_TOKEN for Serve), or listen on 127.0.0.1.");
    }

    private URI uri(InetAddress address, int listening) {
        String name = address.getHostAddress();
        if (address.isAnyLocalAddress()) name = "localhost";
        else if (name.contains(":")) name = "[" + name + "]";
        return URI.create((tls == null ? "http" : "https") + "://" + name + ":" + listening);
    }
}
