package io.github.millwork.deploy;

import io.github.millwork.http.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request that came over no network. */
final class PlainRequest implements Request {
    private final String method;
    private final String path;
    private final String body;
    private final Map<String, String> headers = new HashMap<>();

    PlainRequest(String method, String path, String body) {
        this.method = method;
        this.path = path;
        this.body = body;
    }

    PlainRequest with(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String query() {
        return null;
    }

    @Override
    public List<String> headers(String name) {
        String value = headers.get(name.toLowerCase(Locale.ROOT));
        return value == null ? List.of() : List.of(value);
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }
}
