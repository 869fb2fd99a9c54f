package io.github.millwork.collect;

import io.github.millwork.stage.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How one answer of an {@link HttpApi} leads to the next. Immutable; equal by value. */
public final class Paging {
    private enum Kind {
        NONE,
        PAGE,
        OFFSET,
        CURSOR,
        LINK_IN_BODY,
        LINK_HEADER
    }

    /** One link of a Link header: the address, then its parameters. */
    private static final Pattern LINK =
            Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^;,=\\s]+\\s*(?:=\\s*(?:\"[^\"]*\"|[^;,\"]*))?)*)");

    private static final Pattern NEXT =
            Pattern.compile("(?i)(?:^|;)\\s*rel\\s*=\\s*\"?(?:[^\";]*\\s)?next(?:\\s[^\";]*)?\"?\\s*(?:;|$)");

    private final Kind kind;
    private final String name;
    private final String pointer;
    private final long first;
    private final long step;

    private Paging(Kind kind, String name, String pointer, long first, long step) {
        this.kind = kind;
        this.name = name;
        this.pointer = pointer;
        this.first = first;
        this.step = step;
    }

    /** {@return a single answer} */
    public static Paging none() {
        return new Paging(Kind.NONE, "", "", 0, 0);
    }

    /**
     * {@return pages with numbers from 1; the last one is followed by one without records}
     *
     * @param parameter the query parameter for the number
     */
    public static Paging page(String parameter) {
        return page(parameter, 1);
    }

    /**
     * {@return pages with numbers; the last one is followed by one without records}
     *
     * @param parameter the query parameter for the number
     * @param first the number of the first page
     */
    public static Paging page(String parameter, int first) {
        return new Paging(Kind.PAGE, parameter, "", first, 1);
    }

    /**
     * {@return pages by the number of records before them, from 0; the last one is followed by one without records}
     *
     * @param parameter the query parameter for that number
     * @param size how many records a page has, which the address asks for
     * @throws IllegalArgumentException if the size is below one
     */
    public static Paging offset(String parameter, int size) {
        if (size < 1)
            throw new IllegalArgumentException("Expected a page of at least one record but found " + size + ".");
        return new Paging(Kind.OFFSET, parameter, "", 0, size);
    }

    /**
     * {@return pages by a cursor, which each answer holds for the next; there is none, or it is null, false or empty, in the
     * last}
     *
     * @param pointer the JSON pointer to it, such as {@code "/meta/next_cursor"}
     * @param parameter the query parameter that it is sent as
     */
    public static Paging cursor(String pointer, String parameter) {
        return new Paging(Kind.CURSOR, parameter, JsonFormat.of(pointer).pointer(), 0, 0);
    }

    /**
     * {@return pages by an address, which each answer holds for the next, whole or relative; there is none in the last}
     *
     * @param pointer the JSON pointer to it, such as {@code "/next"}
     */
    public static Paging link(String pointer) {
        return new Paging(Kind.LINK_IN_BODY, "", JsonFormat.of(pointer).pointer(), 0, 0);
    }

    /** {@return pages by the header {@code Link: <...>; rel="next"} (RFC 8288)} */
    public static Paging linkHeader() {
        return new Paging(Kind.LINK_HEADER, "", "", 0, 0);
    }

    /** Whether it needs answers in JSON. */
    boolean needsJson() {
        return !pointer.isEmpty();
    }

    /** Whether pages are asked for until one is empty, so that a server must know the parameter. */
    boolean counts() {
        return kind == Kind.PAGE || kind == Kind.OFFSET;
    }

    String parameter() {
        return name;
    }

    /** The address of the first page. */
    URI first(URI start) {
        return counts() ? with(start, Long.toString(first)) : start;
    }

    /** The address after so many pages, or null after the last. */
    @Nullable
    URI next(URI start, HttpFetcher.Page page, int pages, long records) throws IOException {
        return switch (kind) {
            case NONE -> null;
            case PAGE, OFFSET -> records == 0 ? null : with(start, Long.toString(first + pages * step));
            case CURSOR -> {
                String cursor = scalar(page);
                yield cursor == null ? null : with(start, cursor);
            }
            case LINK_IN_BODY -> {
                String link = scalar(page);
                yield link == null ? null : page.uri().resolve(link);
            }
            case LINK_HEADER -> {
                String link = link(page);
                yield link == null ? null : page.uri().resolve(link);
            }
        };
    }

    private @Nullable String scalar(HttpFetcher.Page page) throws IOException {
        return JsonFormat.scalar(new ByteArrayInputStream(page.bytes()), JsonFormat.of(pointer));
    }

    private static @Nullable String link(HttpFetcher.Page page) {
        for (String header : page.headers().allValues("link")) {
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                if (NEXT.matcher(link.group(2)).find()) return link.group(1).strip();
            }
        }
        return null;
    }

    private URI with(URI start, String value) {
        return with(start, name, value);
    }

    /** An address with a query parameter, in the place of one of the same name. */
    static URI with(URI start, String name, String value) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
        StringBuilder query = new StringBuilder();
        if (start.getRawQuery() != null) {
            for (String part : start.getRawQuery().split("&", -1)) {
                if (part.isEmpty() || part.equals(encoded) || part.startsWith(encoded + "=")) continue;
                query.append(part).append('&');
            }
        }
        query.append(encoded).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        String text = start.toString();
        int end = text.indexOf('#') < 0 ? text.length() : text.indexOf('#');
        int question = text.indexOf('?');
        String base = text.substring(0, question < 0 || question > end ? end : question);
        return URI.create(base + "?" + query);
    }

    State state() {
        return State.empty()
                .with("kind", kind.name())
                .with("name", name)
                .with("pointer", pointer)
                .with("first", first)
                .with("step", step);
    }

    static Paging of(State state) {
        return new Paging(
                Kind.valueOf(state.string("kind")),
                state.string("name"),
                state.string("pointer"),
                state.wide("first"),
                state.wide("step"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Paging that && state().equals(that.state());
    }

    @Override
    public int hashCode() {
        return state().hashCode();
    }

    @Override
    public String toString() {
        return "paging " + state();
    }
}
