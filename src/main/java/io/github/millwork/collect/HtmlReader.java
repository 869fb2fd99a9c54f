package io.github.millwork.collect;

import io.github.millwork.data.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/** Reads rows out of a page. The one class that knows jsoup, so that the others work without it. */
final class HtmlReader {
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([^\\s;\"]+)");
    private static final int MOST_SPANNED = 1_000; // as the standard of HTML has it for columns
    private static final int DEEPEST = 512;

    private final WebPage.Extract extract;
    private final RawTable table;
    private final String name;

    HtmlReader(WebPage.Extract extract, RawTable table, String name) {
        this.extract = extract;
        this.table = table;
        this.name = name;
        table.at(() -> "in " + name);
    }

    /** Reads a page, and says where its link to the next one leads, if it has one. */
    @Nullable
    String read(byte[] bytes, String contentType, String address) throws IOException {
        if (!contentType.toLowerCase(Locale.ROOT).matches("\\s*(text/.*|application/xhtml.*|application/xml.*)?")) {
            throw new DataException("Expected a web page but " + name + " is of the type " + contentType
                    + ". Read it with the source for that type.");
        }
        Matcher charset = CHARSET.matcher(contentType);
        Document page;
        try {
            // Without a charset in the header jsoup looks for a mark in the bytes and for one in the page.
            page = Jsoup.parse(
                    new ByteArrayInputStream(bytes),
                    charset.find() ? charset.group(1) : null,
                    address,
                    Parser.htmlParser().setMaxDepth(DEEPEST));
        } catch (IllegalArgumentException | IOException e) {
            throw new DataException(
                    "Expected a web page but could not read " + name + ": " + e.getMessage() + ". Check its charset.",
                    e);
        }
        try {
            if (extract.fields().isEmpty()) table(page);
            else fields(page);
            if (extract.next().isEmpty()) return null;
            Element link = page.selectFirst(extract.next());
            String next = link == null ? "" : link.absUrl("href");
            return next.isEmpty() ? null : next;
        } catch (Selector.SelectorParseException e) {
            throw new IllegalArgumentException("Expected CSS selectors but: " + e.getMessage() + ". Correct it.", e);
        }
    }

    private void fields(Document page) {
        Elements rows = page.select(extract.rows());
        if (rows.isEmpty() && table.seen() == 0) {
            throw new DataException("Expected elements that match '" + extract.rows() + "' but there are none in "
                    + name + ". Check the selector on the page as it is sent, without scripts.");
        }
        int[] columns = extract.fields().stream()
                .mapToInt(field -> table.column(field.name()))
                .toArray();
        for (Element row : rows) {
            int slot = table.beginRow();
            for (int i = 0; i < columns.length && slot >= 0; i++) {
                WebPage.Chosen field = extract.fields().get(i);
                Element found = field.css().isEmpty() ? row : row.selectFirst(field.css());
                if (found != null) {
                    set(columns[i], slot, field.attribute().isEmpty() ? found.text() : found.attr(field.attribute()));
                }
            }
            table.endRow(columns.length);
        }
    }

    private void set(int column, int slot, String text) {
        char[] cell = text.strip().toCharArray();
        table.get(column).set(slot, cell, 0, cell.length);
    }

    private void table(Document page) {
        Element found = page.selectFirst(extract.rows());
        if (found == null) {
            throw new DataException("Expected a table that matches '" + extract.rows() + "' but there is none in "
                    + name + ". Check the selector on the page as it is sent, without scripts.");
        }
        int[] columns = null;
        Map<Integer, Spanned> spans = new HashMap<>();
        for (Element row : found.select("tr")) {
            if (!found.equals(row.closest("table"))) continue; // of a table within
            List<String> cells = cells(row, spans);
            if (columns == null) {
                columns = header(cells);
            } else if (cells.size() > columns.length) {
                throw new DataException("Expected at most " + columns.length
                        + " cells, as many as the first row has, but found " + cells.size() + " in row "
                        + (table.seen() + 1) + " of " + name + ". Choose the table with table(...), or its rows with "
                        + "rows(...) and field(...).");
            } else {
                int slot = table.beginRow();
                for (int i = 0; i < cells.size() && slot >= 0; i++) set(columns[i], slot, cells.get(i));
                table.endRow(cells.size());
            }
        }
        if (columns == null) {
            throw new DataException("Expected a table with rows but '" + extract.rows() + "' has none in " + name
                    + ". Choose the table with table(...).");
        }
    }

    /** A cell that goes on in so many rows below. */
    private record Spanned(String text, int rows) {}

    private List<String> cells(Element row, Map<Integer, Spanned> spans) {
        List<String> cells = new ArrayList<>();
        for (Element cell : row.children()) {
            boolean isCell = cell.normalName().equals("td") || cell.normalName().equals("th");
            if (!isCell) continue;
            continued(cells, spans);
            String text = cell.text();
            int width = span(cell.attr("colspan"));
            int height = span(cell.attr("rowspan"));
            for (int i = 0; i < width; i++) {
                if (height > 1) spans.put(cells.size(), new Spanned(text, height - 1));
                cells.add(text);
            }
        }
        continued(cells, spans);
        return cells;
    }

    /** Adds the cells that come from rows above. */
    private static void continued(List<String> cells, Map<Integer, Spanned> spans) {
        for (Spanned above = spans.remove(cells.size()); above != null; above = spans.remove(cells.size())) {
            if (above.rows() > 1) spans.put(cells.size(), new Spanned(above.text(), above.rows() - 1));
            cells.add(above.text());
        }
    }

    private static int span(String attribute) {
        if (!attribute.matches("\\d{1,9}")) return 1;
        return Math.max(1, Math.min(MOST_SPANNED, Integer.parseInt(attribute)));
    }

    /** Names may be blank or come twice in a page that is made for the eye: then they are told apart by numbers. */
    private int[] header(List<String> cells) {
        Set<String> names = new HashSet<>();
        List<String> unique = new ArrayList<>();
        for (String cell : cells) {
            boolean blank = cell.isBlank();
            String base = blank ? "column" : cell;
            String unused = blank ? base + "_" + (unique.size() + 1) : base;
            for (int i = 2; !names.add(unused); i++) unused = base + "_" + i;
            unique.add(unused);
        }
        if (table.hasColumns() && !table.names().containsAll(unique)) {
            throw new DataException("Expected the columns of the pages before, " + table.names() + ", but found "
                    + unique + " in " + name + ". Read that page apart.");
        }
        return unique.stream().mapToInt(table::column).toArray();
    }
}
