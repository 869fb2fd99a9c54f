package io.github.millwork.collect;

import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows from web pages: an HTML table, or fields that CSS selectors choose within repeated elements; from an address,
 * several of them, pages that link to the next, or a file. Immutable and thread-safe; equal by value. It needs {@code
 * org.jsoup:jsoup} on the class path, which Millwork does not bring.
 *
 * <p>It is polite by default: a second between two pages, or as long as robots.txt asks for, and pages that robots.txt
 * (RFC 9309) withholds from the robot "millwork" are an error. Pages are read as they are sent; no script is run.
 *
 * <p>The cells of a table are its text without markup; a cell that spans others is repeated in them; the first row gives
 * the names. Types are inferred over all rows as {@link Csv} infers them.
 */
public final class WebPage extends TextSource<WebPage> {
    static final Codec<WebPage> CODEC = Codec.of("web-page", WebPage.class, WebPage::state, WebPage::of);

    /**
     * A column of what a selector finds.
     *
     * @param name the name of the column
     * @param css the selector, within the element of the row; empty for the element itself
     * @param attribute the attribute that is read; empty for the text
     */
    record Chosen(String name, String css, String attribute) {
        private State state() {
            return State.empty().with("name", name).with("css", css).with("attribute", attribute);
        }
    }

    /**
     * Which part of a page is read.
     *
     * @param rows the selector of the table, or of the elements that are rows
     * @param fields the columns within rows; none for a table
     * @param next the selector of the link to the next page; empty for none
     */
    record Extract(String rows, List<Chosen> fields, String next) {
        Extract {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Where the pages are, and how politely they are asked for.
     *
     * @param urls the addresses, or paths of files
     * @param local whether they are files
     * @param mostPages with more pages it is an error
     * @param delay the time between two pages
     * @param robots whether robots.txt is respected
     * @param http headers, limits and what is allowed
     */
    record Visit(List<String> urls, boolean local, int mostPages, Duration delay, boolean robots, Http http) {
        Visit {
            urls = List.copyOf(urls);
        }
    }

    private static final int MOST_PAGES = 1_000;

    private final Extract extract;
    private final Visit visit;

    private WebPage(Extract extract, Visit visit, Reading reading) {
        super(reading);
        this.extract = extract;
        this.visit = visit;
    }

    /**
     * {@return the first table of a page, or of several one below the other}
     *
     * @param url an http or https address
     * @param more addresses of further pages of the same form
     */
    public static WebPage at(URI url, URI... more) {
        List<String> urls = new ArrayList<>(List.of(url.toString()));
        for (URI each : more) urls.add(each.toString());
        return of(urls, false);
    }

    /**
     * {@return the first table of a page that is a file}
     *
     * @param html the file
     */
    public static WebPage file(Path html) {
        return of(List.of(html.toString()), true);
    }

    private static WebPage of(List<String> urls, boolean local) {
        return new WebPage(
                new Extract("table", List.of(), ""),
                new Visit(urls, local, MOST_PAGES, Duration.ofSeconds(1), true, Http.standard()),
                Reading.plain());
    }

    /**
     * {@return this with another table than the first}
     *
     * @param css a selector, such as {@code "table#results"}; the first that it finds is read
     */
    public WebPage table(String css) {
        return new WebPage(new Extract(css, List.of(), extract.next()), visit, reading);
    }

    /**
     * {@return this with a row for each element of a kind, whose columns {@link #field} and {@link #attribute} choose}
     *
     * @param css a selector of the elements, such as {@code "li.product"}
     */
    public WebPage rows(String css) {
        return new WebPage(new Extract(css, extract.fields(), extract.next()), visit, reading);
    }

    /**
     * {@return this with a column of texts}
     *
     * @param name the name of the column
     * @param css a selector within the element of the row, such as {@code ".price"}, or empty for that element itself; the
     *     first that it finds is read, and where there is none the cell is missing
     */
    public WebPage field(String name, String css) {
        return with(new Chosen(name, css, ""));
    }

    /**
     * {@return this with a column of attributes}
     *
     * @param name the name of the column
     * @param css a selector as in {@link #field}
     * @param attribute the attribute, such as {@code "title"}; {@code "abs:href"} for a link made absolute
     */
    public WebPage attribute(String name, String css, String attribute) {
        return with(new Chosen(name, css, attribute));
    }

    private WebPage with(Chosen field) {
        List<Chosen> more = new ArrayList<>(extract.fields());
        more.add(field);
        return new WebPage(new Extract(extract.rows(), more, extract.next()), visit, reading);
    }

    /**
     * {@return this with further pages, each of which the one before links to}
     *
     * @param css a selector of the link, such as {@code "a[rel=next]"}; the last page has none
     */
    public WebPage next(String css) {
        return new WebPage(new Extract(extract.rows(), extract.fields(), css), visit, reading);
    }

    /**
     * {@return this with another limit to the number of pages}
     *
     * @param count with more pages it is an error; 1,000 by default
     * @throws IllegalArgumentException if it is below one
     */
    public WebPage mostPages(int count) {
        if (count < 1) throw new IllegalArgumentException("Expected at least one page but found " + count + ".");
        return with(new Visit(visit.urls(), visit.local(), count, visit.delay(), visit.robots(), visit.http()));
    }

    /**
     * {@return this with another time between two pages}
     *
     * @param least the time; a second by default; longer where robots.txt asks for it
     */
    public WebPage delay(Duration least) {
        if (least.isNegative()) throw new IllegalArgumentException("Expected a time but found " + least + ".");
        return with(new Visit(visit.urls(), visit.local(), visit.mostPages(), least, visit.robots(), visit.http()));
    }

    /** {@return this without a look at robots.txt, for sites that have given their leave otherwise} */
    public WebPage ignoreRobots() {
        return with(new Visit(visit.urls(), visit.local(), visit.mostPages(), visit.delay(), false, visit.http()));
    }

    /**
     * {@return this with headers, limits and what is allowed}
     *
     * @param how in the place of {@link Http#standard()}
     */
    public WebPage http(Http how) {
        return with(new Visit(visit.urls(), visit.local(), visit.mostPages(), visit.delay(), visit.robots(), how));
    }

    private WebPage with(Visit changed) {
        return new WebPage(extract, changed, reading);
    }

    /**
     * Reads all pages.
     *
     * @param context whom to tell of progress, page by page
     * @return the rows of all pages
     * @throws io.github.millwork.data.DataException if a page has no such table or elements, robots.txt withholds it, links
     *     go round in a circle, there are too many pages, or an address is not public
     * @throws java.io.UncheckedIOException if a page cannot be reached, answers with a failure, or is too large
     * @throws IllegalStateException if jsoup is not on the class path
     * @throws IllegalArgumentException if a selector is none
     */
    @Override
    public Dataset load(FitContext context) {
        return new PageLoad(this, extract, visit, context).load();
    }

    @Override
    public String describe() {
        return "read " + Addresses.shown(visit.urls().get(0));
    }

    @Override
    WebPage with(Reading changed) {
        return new WebPage(extract, visit, changed);
    }

    @Override
    State state() {
        return reading.into(State.empty()
                .with("urls", visit.urls())
                .with("local", visit.local())
                .with("rows", extract.rows())
                .with("fields", extract.fields().stream().map(Chosen::state).toList())
                .with("next", extract.next())
                .with("most-pages", visit.mostPages())
                .with("delay-ms", visit.delay().toMillis())
                .with("robots", visit.robots())
                .with("http", visit.http().state()));
    }

    private static WebPage of(State state) {
        List<Chosen> fields = state.states("fields").stream()
                .map(field -> new Chosen(field.string("name"), field.string("css"), field.string("attribute")))
                .toList();
        Visit visit = new Visit(
                state.strings("urls"),
                state.flag("local"),
                state.integer("most-pages"),
                Duration.ofMillis(state.wide("delay-ms")),
                state.flag("robots"),
                Http.of(state.state("http")));
        return new WebPage(new Extract(state.string("rows"), fields, state.string("next")), visit, Reading.of(state));
    }

    @Override
    public String toString() {
        return "web-page " + state();
    }
}
