package io.github.millwork.examples;

import io.github.millwork.http.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The request of a server of your own, as a handler of models reads it. */
record OwnRequest(String method, String path, String text) implements Request {
    @Override
    public String query() {
        return null;
    }

    @Override
    public List<String> headers(String name) {
        return name.equalsIgnoreCase("Content-Type") ? List.of("application/json") : List.of();
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
