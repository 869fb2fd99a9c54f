package io.github.millwork.collect;

import io.github.millwork.stage.State;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How sources talk to web servers: headers, limits, and what is allowed. Only GET is sent, which is safe to repeat, so
 * what fails for a while (no connection, 408, 429, 502, 503, 504) is tried again, after as long as the server asks for.
 * Immutable and thread-safe; equal by value, for which a token does not count.
 *
 * <p>Addresses within the machine or its network (loopback, private, link-local, multicast) are refused, unless allowed:
 * of the address given, and of each redirect. A name is looked up before the connection is made and again when the answer
 * has begun, and all its addresses must be public. Between the two the JVM keeps what it looked up ({@code
 * networkaddress.cache.ttl}, 30 seconds by default), so that a server of names that answers differently each time is found
 * out; over https the certificate prevents that as well. With that cache turned off, plain http is open to it.
 */
public final class Http {
    private static final String AUTHORIZATION = "authorization";
    private static final String BEARER = "Bearer ";

    /** Stands in a saved specification for a token that is not saved. */
    private static final String WITHHELD = "withheld";

    private final HttpSettings settings;
    private final @Nullable String token;
    private final Web web;

    private Http(HttpSettings settings, @Nullable String token, Web web) {
        this.settings = settings;
        this.token = token;
        this.web = web;
    }

    /**
     * {@return no headers; 30 seconds until an answer begins and between its pieces, 10 minutes for all; 256 MiB for an
     * answer; four repetitions; as many requests as come; public addresses only}
     */
    public static Http standard() {
        return new Http(HttpSettings.STANDARD, null, Web.JDK);
    }

    private Http with(HttpSettings changed) {
        return new Http(changed, token, web);
    }

    /** This over another network, for tests. */
    Http over(Web other) {
        return new Http(settings, token, other);
    }

    /**
     * {@return this with a header} It is saved with the specification: for secrets use {@link #headerFrom}.
     *
     * @param name its name
     * @param value its value
     * @throws IllegalArgumentException if it cannot be a header, or is one that the JDK sets
     */
    public Http header(String name, String value) {
        HttpRequest.newBuilder(URI.create("http://localhost/")).header(name, value);
        return with(settings.withHeaders(more(settings.headers(), name, value), settings.secretHeaders()));
    }

    /**
     * {@return this with a header whose value is that of an environment variable, or system property, when it is sent} It
     * is not sent on to another server by a redirect.
     *
     * @param name the name of the header, such as {@code "X-Api-Key"}
     * @param variable the name of the variable, which is saved instead of its value
     */
    public Http headerFrom(String name, String variable) {
        return with(settings.withHeaders(settings.headers(), more(settings.secretHeaders(), name, variable)));
    }

    /**
     * {@return this with a bearer token (RFC 6750)} It is neither saved nor shown nor compared: a specification that is
     * loaded must be given it again. It is not sent on to another server by a redirect.
     *
     * @param secret the token
     */
    public Http bearer(String secret) {
        HttpRequest.newBuilder(URI.create("http://localhost/")).header(AUTHORIZATION, BEARER + secret);
        SortedMap<String, String> without = new TreeMap<>(settings.secretHeaders());
        without.remove(AUTHORIZATION);
        return new Http(settings.withHeaders(settings.headers(), without), secret, web);
    }

    /**
     * {@return this with a bearer token that is in an environment variable, or system property, when it is sent}
     *
     * @param variable the name of the variable, which is saved instead of its value
     */
    public Http bearerFrom(String variable) {
        return new Http(
                settings.withHeaders(
                        settings.headers(), more(settings.secretHeaders(), AUTHORIZATION, BEARER + variable)),
                null,
                web);
    }

    /**
     * {@return this with a limit to how long nothing comes}
     *
     * @param longest until an answer begins, and between two pieces of it
     */
    public Http timeout(Duration longest) {
        positive(longest);
        return with(settings.withTimeout(longest));
    }

    /**
     * {@return this with a limit to the time that a source takes for all its requests, waiting included}
     *
     * @param longest the time
     */
    public Http budget(Duration longest) {
        positive(longest);
        return with(settings.withBudget(longest));
    }

    private static void positive(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("Expected a time above zero but found " + time + ".");
        }
    }

    /**
     * {@return this with a limit to the size of an answer}
     *
     * @param most bytes, counted after unpacking
     */
    public Http maxBytes(long most) {
        if (most < 1)
            throw new IllegalArgumentException("Expected a number of bytes above zero but found " + most + ".");
        return with(settings.withMaxBytes(most));
    }

    /**
     * {@return this with another number of repetitions of a request that failed for a while} They wait half a second, then
     * each twice as long as the one before, at most 30 seconds, and at least as long as the server asks for (Retry-After).
     *
     * @param most how often; 0 for never
     */
    public Http retries(int most) {
        if (most < 0) throw new IllegalArgumentException("Expected 0 repetitions or more but found " + most + ".");
        return with(settings.withRetries(most));
    }

    /**
     * {@return this with a limit to how many requests are sent}
     *
     * @param requests how many in a second, such as 0.5 for one every two seconds
     */
    public Http perSecond(double requests) {
        if (!(requests > 0))
            throw new IllegalArgumentException("Expected a rate above zero but found " + requests + ".");
        return with(settings.withPerSecond(requests));
    }

    /** {@return this with access to servers on this machine and in its network} */
    public Http allowPrivate() {
        return with(settings.withPrivate());
    }

    private static SortedMap<String, String> more(SortedMap<String, String> map, String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(map);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return more;
    }

    HttpSettings settings() {
        return settings;
    }

    Web web() {
        return web;
    }

    /** The headers that hold secrets. */
    Map<String, String> secrets() {
        Map<String, String> secrets = new TreeMap<>();
        settings.secretHeaders().forEach((name, value) -> {
            String prefix = value.startsWith(BEARER) ? BEARER : "";
            String variable = value.substring(prefix.length());
            if (variable.equals(WITHHELD)) {
                throw new IllegalStateException(
                        "Expected the bearer token, which is not saved with a specification. Give "
                                + "it again with bearer(...), or name a variable with bearerFrom(...).");
            }
            String secret = System.getenv(variable) != null ? System.getenv(variable) : System.getProperty(variable);
            if (secret == null) {
                throw new IllegalStateException("Expected the environment variable or system property '" + variable
                        + "' to hold the header '" + name + "' but there is none. Set it.");
            }
            secrets.put(name, prefix + secret);
        });
        if (token != null) secrets.put(AUTHORIZATION, BEARER + token);
        return secrets;
    }

    State state() {
        SortedMap<String, String> secret = settings.secretHeaders();
        if (token != null) secret = more(secret, AUTHORIZATION, BEARER + WITHHELD);
        return settings.state(secret);
    }

    static Http of(State state) {
        return new Http(HttpSettings.of(state), null, Web.JDK);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Http that && state().equals(that.state());
    }

    @Override
    public int hashCode() {
        return state().hashCode();
    }

    @Override
    public String toString() {
        return "http " + state();
    }
}
