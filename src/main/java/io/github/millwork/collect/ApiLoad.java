package io.github.millwork.collect;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.FitContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all pages of an API once. */
record ApiLoad(HttpApi api, HttpApi.Query query, FitContext context) {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    Dataset load() {
        RawTable table = new RawTable(api.reading, api.door());
        String place = Addresses.shown(query.url());
        int pages;
        try {
            pages = pages(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        table.checkKnown(place);
        Dataset data = table.dataset(place);
        context.progress("collect", api.describe(), 1);
        LOG.info("Read {}: {} pages, {} rows, {} columns.", place, pages, data.rowCount(), data.columnCount());
        return data.collectedFrom(
                "http api",
                place + (pages == 1 ? "" : " in " + pages + " pages"),
                Clock.systemUTC().instant());
    }

    private int pages(RawTable table) throws IOException {
        HttpFetcher fetcher = new HttpFetcher(query.http(), context);
        Format format = query.format();
        Set<URI> visited = new HashSet<>();
        byte[] before = new byte[0];
        URI next = query.paging().first(query.url());
        for (int pages = 1; ; pages++) {
            context.progress("collect", api.describe() + ", page " + pages + ", " + table.seen() + " rows so far", 0);
            if (!visited.add(next)) {
                throw new DataException("Expected pages to come to an end but page " + pages + ", "
                        + Addresses.shown(next) + ", was there before. Check the paging.");
            }
            HttpFetcher.Page page = fetcher.page(next, each -> {});
            long rows = table.seen();
            if (!isBlank(page.bytes())) {
                String name = "page " + pages + " of " + Addresses.shown(query.url());
                format.read(
                        Body.of(name, new ByteArrayInputStream(page.bytes()), page.bytes().length),
                        table,
                        share -> context.checkCancelled());
            }
            rows = table.seen() - rows;
            if (query.paging().counts() && rows > 0 && Arrays.equals(before, page.bytes())) {
                throw new DataException(
                        "Expected other records on page " + pages + " than on the page before but found "
                                + "the same. Check that the server knows the parameter '"
                                + query.paging().parameter() + "'.");
            }
            before = page.bytes();
            URI following = query.paging().next(query.url(), page, pages, rows);
            if (following == null) return pages;
            if (pages == query.mostPages()) {
                throw new DataException("Expected at most " + pages + " pages but found more at "
                        + Addresses.shown(query.url()) + ". Ask for larger pages, or allow more with mostPages(...).");
            }
            next = following;
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte each : bytes) {
            if (each > ' ' || each < 0) return false;
        }
        return true;
    }
}
