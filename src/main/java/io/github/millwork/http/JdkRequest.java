package io.github.millwork.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as the server of the JDK read it. */
final class JdkRequest implements Request {
    private final HttpExchange exchange;

    JdkRequest(HttpExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Says in JSON what two servers in a row might read differently, so that the end of one request would be the beginning
     * of another; null where all is clear.
     */
    static @Nullable String ambiguity(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        for (String name : headers.keySet()) {
            for (int i = 0; i < name.length(); i++) {
                if (name.charAt(i) <= ' ' || name.charAt(i) >= 127) {
                    return "{\"error\":\"Expected header names without white space or control characters.\"}";
                }
            }
        }
        List<String> lengths = headers.get("Content-Length");
        if (lengths == null) return null;
        if (lengths.size() > 1 || headers.containsKey("Transfer-Encoding")) {
            return "{\"error\":\"Expected the length of the body to be given once but it is given in two ways.\"}";
        }
        for (int i = 0; i < lengths.get(0).length(); i++) {
            char digit = lengths.get(0).charAt(i);
            if (digit < '0' || digit > '9') return "{\"error\":\"Expected Content-Length to be digits.\"}";
        }
        return null;
    }

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public String path() {
        String path = exchange.getRequestURI().getRawPath();
        return path == null ? "" : path;
    }

    @Override
    public @Nullable String query() {
        return exchange.getRequestURI().getRawQuery();
    }

    @Override
    public List<String> headers(String name) {
        List<String> values = exchange.getRequestHeaders().get(name);
        return values == null ? List.of() : values;
    }

    @Override
    public InputStream body() {
        return exchange.getRequestBody();
    }
}
