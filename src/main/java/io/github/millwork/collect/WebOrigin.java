package io.github.millwork.collect;

import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import java.net.URI;
import java.util.List;

/** What a web server sends for an address. */
record WebOrigin(URI url, Http http) implements Origin {
    @Override
    public List<Part> parts(String label, FitContext context) {
        return List.of(() -> {
            HttpFetcher.Answer answer = new HttpFetcher(http, context).get(url);
            return Body.of(
                    Addresses.shown(answer.uri()),
                    answer.body(),
                    answer.size(),
                    http.settings().maxBytes());
        });
    }

    @Override
    public String describe() {
        return "download " + Addresses.shown(url);
    }

    @Override
    public String place() {
        return Addresses.shown(url);
    }

    @Override
    public State into(State state) {
        return state.with("url", url.toString()).with("http", http.state());
    }

    static WebOrigin of(State state) {
        return new WebOrigin(URI.create(state.string("url")), Http.of(state.state("http")));
    }
}
