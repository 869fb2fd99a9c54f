package io.github.millwork.collect;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.FitContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all pages of a {@link WebPage} once. */
final class PageLoad {
    private static final Logger LOG = LoggerFactory.getLogger(WebPage.class);
    private static final int LONGEST_PAGE = 32 << 20;
    private static final int LONGEST_ROBOTS = 500 << 10; // what RFC 9309 asks to read at least

    private final WebPage page;
    private final WebPage.Extract extract;
    private final WebPage.Visit visit;
    private final FitContext context;
    private final RawTable table;
    private final Map<String, RobotsTxt> robots = new HashMap<>();

    PageLoad(WebPage page, WebPage.Extract extract, WebPage.Visit visit, FitContext context) {
        this.page = page;
        this.extract = extract;
        this.visit = visit;
        this.context = context;
        this.table = new RawTable(page.reading, page.door());
    }

    Dataset load() {
        String place = Addresses.shown(visit.urls().get(0));
        int pages;
        try {
            pages = visit.local() ? file() : pages();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (NoClassDefFoundError e) {
            if (!String.valueOf(e.getMessage()).startsWith("org/jsoup/")) throw e;
            throw new IllegalStateException(
                    "Expected jsoup on the class path, which reads web pages, but there is none. Add the dependency "
                            + "org.jsoup:jsoup (1.22 or later).",
                    e);
        }
        table.checkKnown(place);
        Dataset data = table.dataset(place);
        context.progress("collect", page.describe(), 1);
        LOG.info("Read {}: {} pages, {} rows, {} columns.", place, pages, data.rowCount(), data.columnCount());
        return data.collectedFrom(
                "web page",
                place + (pages == 1 ? "" : " and " + (pages - 1) + " more"),
                Clock.systemUTC().instant());
    }

    private int file() throws IOException {
        Path file = Path.of(visit.urls().get(0));
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST_PAGE + 1);
            checkLength(bytes, file.toString());
            new HtmlReader(extract, table, file.toString()).read(bytes, "text/html", "");
        }
        return 1;
    }

    private int pages() throws IOException {
        HttpFetcher fetcher = new HttpFetcher(visit.http(), context);
        fetcher.slowDown(visit.delay());
        Deque<String> left = new ArrayDeque<>(visit.urls());
        Set<String> visited = new HashSet<>();
        int pages = 0;
        for (String url = left.poll(); url != null; url = left.poll()) {
            if (!visited.add(url)) {
                throw new DataException("Expected pages to come to an end but " + Addresses.shown(url)
                        + " was there before. Check the selector of the link to the next one.");
            }
            if (pages++ == visit.mostPages()) {
                throw new DataException("Expected at most " + visit.mostPages()
                        + " pages but found more. Allow them with mostPages(...).");
            }
            context.progress("collect", page.describe() + ", page " + pages, 0);
            HttpFetcher.Page answer = fetcher.page(URI.create(url), each -> checkRobots(fetcher, each));
            String name = Addresses.shown(answer.uri());
            checkLength(answer.bytes(), name);
            String type = answer.headers().firstValue("content-type").orElse("text/html");
            String next = new HtmlReader(extract, table, name)
                    .read(answer.bytes(), type, answer.uri().toString());
            if (next != null) left.addFirst(next);
        }
        return pages;
    }

    private static void checkLength(byte[] bytes, String name) throws IOException {
        if (bytes.length <= LONGEST_PAGE) return;
        throw new IOException("Expected a page of at most " + LONGEST_PAGE + " bytes but found more in " + name
                + ". Check that it is a web page.");
    }

    private void checkRobots(HttpFetcher fetcher, URI uri) {
        if (!visit.robots()) return;
        String origin = Addresses.origin(uri);
        RobotsTxt rules = robots.get(origin);
        if (rules == null) {
            rules = robots(fetcher, uri);
            robots.put(origin, rules);
            fetcher.slowDown(rules.delay());
        }
        if (rules.allows(uri)) return;
        throw new DataException("Expected a page that robots may read but " + uri.resolve("/robots.txt") + " withholds "
                + Addresses.shown(uri) + ". Ask the owner of the site; with leave to read it, call ignoreRobots().");
    }

    /** Where there are none all is allowed; where they cannot be had nothing is (RFC 9309, section 2.3.1). */
    private static RobotsTxt robots(HttpFetcher fetcher, URI uri) {
        URI place = uri.resolve("/robots.txt");
        try {
            byte[] bytes = fetcher.page(place, each -> {}).bytes();
            int length = Math.min(bytes.length, LONGEST_ROBOTS);
            return RobotsTxt.parse(new String(bytes, 0, length, StandardCharsets.UTF_8));
        } catch (HttpFetcher.StatusException e) {
            if (e.status() / 100 == 4) return RobotsTxt.allowing();
            throw new UncheckedIOException(
                    "Expected " + place + " before the first page of a site but: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected " + place + " before the first page of a site but: " + e.getMessage(), e);
        }
    }
}
