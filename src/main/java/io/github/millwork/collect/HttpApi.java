package io.github.millwork.collect;

import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Records from an HTTP API, page after page, in JSON (as {@link Json} reads it) or CSV (as {@link Csv} does). A page is
 * held in memory until it has come whole, so that it can be asked for again if it breaks off. Immutable and thread-safe;
 * equal by value.
 *
 * <pre>{@code
 * Source orders = HttpApi.json(URI.create("https://shop.example/orders"))
 *         .records("/data")
 *         .paging(Paging.cursor("/meta/next", "cursor"))
 *         .http(Http.standard().bearerFrom("SHOP_TOKEN").perSecond(5));
 * }</pre>
 */
public final class HttpApi extends TextSource<HttpApi> {
    static final Codec<HttpApi> CODEC = Codec.of("http-api", HttpApi.class, HttpApi::state, HttpApi::of);
    private static final int MOST_PAGES = 10_000;

    /**
     * What is asked for.
     *
     * @param url the address of the first page, but for its number
     * @param pointer the path to the records in JSON; null for CSV
     * @param paging how to come to the next page
     * @param mostPages with more pages it is an error
     * @param http headers, limits and what is allowed
     */
    record Query(URI url, @Nullable String pointer, Paging paging, int mostPages, Http http) {
        Format format() {
            return pointer == null ? new CsvFormat(StandardCharsets.UTF_8, null, null) : JsonFormat.of(pointer);
        }
    }

    private final Query query;

    private HttpApi(Query query, Reading reading) {
        super(reading);
        this.query = query;
        if (query.pointer() == null && query.paging().needsJson()) {
            throw new IllegalArgumentException(
                    "Expected paging that CSV has, by page, offset or Link header, but found "
                            + "one by a JSON pointer. Choose another.");
        }
    }

    /**
     * {@return an API that answers in JSON, one page, with {@link Http#standard()}}
     *
     * @param url an http or https address, with the query that all pages have
     */
    public static HttpApi json(URI url) {
        return new HttpApi(new Query(url, "", Paging.none(), MOST_PAGES, Http.standard()), Reading.plain());
    }

    /**
     * {@return an API that answers in CSV with a header, one page, with {@link Http#standard()}}
     *
     * @param url an http or https address, with the query that all pages have
     */
    public static HttpApi csv(URI url) {
        return new HttpApi(new Query(url, null, Paging.none(), MOST_PAGES, Http.standard()), Reading.plain());
    }

    /**
     * {@return this API with a path to the records in each answer}
     *
     * @param pointer a JSON pointer (RFC 6901) such as {@code "/data/items"}; what is null there counts as no records
     * @throws IllegalArgumentException if it is none, or answers are in CSV
     */
    public HttpApi records(String pointer) {
        if (query.pointer() == null) {
            throw new IllegalArgumentException(
                    "Expected answers in JSON for a path but they are in CSV. Leave it out.");
        }
        JsonFormat.of(pointer);
        return new HttpApi(new Query(query.url(), pointer, query.paging(), query.mostPages(), query.http()), reading);
    }

    /**
     * {@return this API with a parameter in its query}
     *
     * @param name its name
     * @param value its value, which is encoded
     */
    public HttpApi query(String name, String value) {
        URI url = Paging.with(query.url(), name, value);
        return new HttpApi(new Query(url, query.pointer(), query.paging(), query.mostPages(), query.http()), reading);
    }

    /**
     * {@return this API with more pages}
     *
     * @param how how one leads to the next
     * @throws IllegalArgumentException if it is by a JSON pointer, and answers are in CSV
     */
    public HttpApi paging(Paging how) {
        return new HttpApi(new Query(query.url(), query.pointer(), how, query.mostPages(), query.http()), reading);
    }

    /**
     * {@return this API with another limit to the number of pages}
     *
     * @param count with more pages it is an error; 10,000 by default
     * @throws IllegalArgumentException if it is below one
     */
    public HttpApi mostPages(int count) {
        if (count < 1) throw new IllegalArgumentException("Expected at least one page but found " + count + ".");
        return new HttpApi(new Query(query.url(), query.pointer(), query.paging(), count, query.http()), reading);
    }

    /**
     * {@return this API with headers, limits and what is allowed}
     *
     * @param how in the place of {@link Http#standard()}
     */
    public HttpApi http(Http how) {
        return new HttpApi(new Query(query.url(), query.pointer(), query.paging(), query.mostPages(), how), reading);
    }

    /**
     * Asks for all pages.
     *
     * @param context whom to tell of progress, page by page
     * @return the records of all pages
     * @throws io.github.millwork.data.DataException if an answer is no well-formed JSON or CSV, has no records at the path,
     *     pages go round in a circle or there are too many, or an address is not public
     * @throws java.io.UncheckedIOException if the server cannot be reached, answers with a failure, or sends too much
     */
    @Override
    public Dataset load(FitContext context) {
        return new ApiLoad(this, query, context).load();
    }

    @Override
    public String describe() {
        return "ask " + Addresses.shown(query.url());
    }

    @Override
    HttpApi with(Reading changed) {
        return new HttpApi(query, changed);
    }

    @Override
    State state() {
        State state = State.empty().with("url", query.url().toString());
        String pointer = query.pointer();
        if (pointer != null) state = state.with("records", pointer);
        return reading.into(state.with("paging", query.paging().state())
                .with("most-pages", query.mostPages())
                .with("http", query.http().state()));
    }

    private static HttpApi of(State state) {
        Query query = new Query(
                URI.create(state.string("url")),
                state.has("records") ? state.string("records") : null,
                Paging.of(state.state("paging")),
                state.integer("most-pages"),
                Http.of(state.state("http")));
        return new HttpApi(query, Reading.of(state));
    }

    @Override
    public String toString() {
        return "http-api " + state();
    }
}
