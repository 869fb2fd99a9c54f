package io.github.millwork.collect;

import io.github.millwork.stage.State;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is asked for with requests: everything of {@link Http} but the door to the network. */
record HttpSettings(
        SortedMap<String, String> headers,
        SortedMap<String, String> secretHeaders,
        Duration timeout,
        Duration budget,
        long maxBytes,
        int retries,
        double perSecond,
        boolean privateAllowed) {
    static final HttpSettings STANDARD = new HttpSettings(
            new TreeMap<>(),
            new TreeMap<>(),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            256L << 20,
            4,
            Double.POSITIVE_INFINITY,
            false);

    HttpSettings {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
        secretHeaders = Collections.unmodifiableSortedMap(new TreeMap<>(secretHeaders));
    }

    HttpSettings withHeaders(SortedMap<String, String> open, SortedMap<String, String> secret) {
        return new HttpSettings(open, secret, timeout, budget, maxBytes, retries, perSecond, privateAllowed);
    }

    HttpSettings withTimeout(Duration other) {
        return new HttpSettings(headers, secretHeaders, other, budget, maxBytes, retries, perSecond, privateAllowed);
    }

    HttpSettings withBudget(Duration other) {
        return new HttpSettings(headers, secretHeaders, timeout, other, maxBytes, retries, perSecond, privateAllowed);
    }

    HttpSettings withMaxBytes(long other) {
        return new HttpSettings(headers, secretHeaders, timeout, budget, other, retries, perSecond, privateAllowed);
    }

    HttpSettings withRetries(int other) {
        return new HttpSettings(headers, secretHeaders, timeout, budget, maxBytes, other, perSecond, privateAllowed);
    }

    HttpSettings withPerSecond(double other) {
        return new HttpSettings(headers, secretHeaders, timeout, budget, maxBytes, retries, other, privateAllowed);
    }

    HttpSettings withPrivate() {
        return new HttpSettings(headers, secretHeaders, timeout, budget, maxBytes, retries, perSecond, true);
    }

    /** With other secret headers, since a token is not saved. */
    State state(SortedMap<String, String> secret) {
        return State.empty()
                .with("headers", plain(headers))
                .with("secret-headers", plain(secret))
                .with("timeout-ms", timeout.toMillis())
                .with("budget-ms", budget.toMillis())
                .with("max-bytes", maxBytes)
                .with("retries", retries)
                .with("per-second", perSecond)
                .with("private", privateAllowed);
    }

    private static State plain(SortedMap<String, String> map) {
        State state = State.empty();
        for (Map.Entry<String, String> entry : map.entrySet()) state = state.with(entry.getKey(), entry.getValue());
        return state;
    }

    private static SortedMap<String, String> map(State state) {
        SortedMap<String, String> map = new TreeMap<>();
        state.values().keySet().forEach(name -> map.put(name, state.string(name)));
        return map;
    }

    static HttpSettings of(State state) {
        return new HttpSettings(
                map(state.state("headers")),
                map(state.state("secret-headers")),
                Duration.ofMillis(state.wide("timeout-ms")),
                Duration.ofMillis(state.wide("budget-ms")),
                state.wide("max-bytes"),
                state.integer("retries"),
                state.number("per-second"),
                state.flag("private"));
    }
}
