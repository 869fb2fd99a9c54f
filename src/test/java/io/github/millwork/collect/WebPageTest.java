package io.github.millwork.collect;

import static io.github.millwork.collect.CsvFiles.cells;
import static io.github.millwork.collect.LocalServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.State;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebPageTest {
    @TempDir
    Path folder;

    private final LocalServer server = new LocalServer();
    private final PatientWeb web = new PatientWeb();
    private final Http http = Http.standard().allowPrivate().over(web);

    @AfterEach
    void stop() {
        server.close();
    }

    private WebPage page(String html) {
        return WebPage.file(Texts.write(folder, "page.html", html));
    }

    private WebPage at(String path) {
        return WebPage.at(server.uri(path)).http(http);
    }

    private static String table(String... rows) {
        return "<html><body><table>" + String.join("", rows) + "</table></body></html>";
    }

    @Test
    void aTableHasItsNamesInItsFirstRow() {
        Dataset data = page(table(
                        "<thead><tr><th>Name</th><th>Born</th><th> Height <sup>m</sup></th></tr></thead>",
                        "<tbody><tr><td><a href='/ada'>Ada&nbsp;L.</a><td>1815-12-10<td>1.6</tr>",
                        "<tr><td>Alan</td><td>1912-06-23</td></tr></tbody>"))
                .load();
        assertThat(data.schema().names()).containsExactly("Name", "Born", "Height m");
        assertThat(cells(data, "Name")).containsExactly("Ada L.", "Alan");
        assertThat(data.column("Born").type()).isEqualTo(ColumnType.DATE);
        assertThat(cells(data, "Height m")).containsExactly(1.6, null);
    }

    @Test
    void cellsThatSpanOthersAreRepeatedInThem() {
        Dataset data = page(table(
                        "<tr><th>a<th>b<th>c</tr>",
                        "<tr><td rowspan=2>1<td colspan=2>2</tr>",
                        "<tr><td>3<td rowspan=9>4</tr>",
                        "<tr><td>5<td>6</tr>"))
                .load();
        assertThat(cells(data, "a")).containsExactly(1L, 1L, 5L);
        assertThat(cells(data, "b")).containsExactly(2L, 3L, 6L);
        assertThat(cells(data, "c")).containsExactly(2L, 4L, 4L);
    }

    @Test
    void blankAndRepeatedNamesAreToldApart() {
        Dataset data = page(table("<tr><th>x<th><th>x<th></tr><tr><td>1<td>2<td>3<td>4</tr>"))
                .load();
        assertThat(data.schema().names()).containsExactly("x", "column_2", "x_2", "column_4");
    }

    @Test
    void aTableIsChosenAndATableWithinIsNotMixedIn() {
        Dataset data = page("<table><tr><th>no</table><table id=t><tr><th>a<th>b</tr>"
                        + "<tr><td>1<td><table><tr><td>in<td>ner</table></td></tr></table>")
                .table("#t")
                .load();
        assertThat(cells(data, "b")).containsExactly("in ner");
    }

    @Test
    void fieldsAreChosenBySelectors() {
        Dataset data = page("""
                        <ul><li class=p data-id=7><h2>Chair</h2><a href='/c'>more</a><i class=price>12.50</i></li>
                        <li class=p data-id=8><h2>Table</h2></li></ul>""")
                .rows("li.p")
                .attribute("id", "", "data-id")
                .field("name", "h2")
                .field("price", ".price")
                .attribute("link", "a", "href")
                .load();
        assertThat(cells(data, "id")).containsExactly(7L, 8L);
        assertThat(cells(data, "name")).containsExactly("Chair", "Table");
        assertThat(cells(data, "price")).containsExactly(12.5, null);
        assertThat(cells(data, "link")).containsExactly("/c", null);
    }

    private void twoPages() {
        server.on("/list", "text/html", table("<tr><th>a</tr><tr><td>1</tr>") + "<a rel=next href='list2'>next</a>");
        server.on("/list2", "text/html; charset=UTF-8", table("<tr><th>a</tr><tr><td>2</tr>"));
    }

    @Test
    void linksLeadToFurtherPagesPolitely() {
        twoPages();
        Dataset data = at("/list").next("a[rel=next]").load();
        assertThat(cells(data, "a")).containsExactly(1L, 2L);
        assertThat(server.requests()).containsExactly("/list", "/list2"); // robots.txt has no handler, which is a 404
        assertThat(web.paused()).isEqualTo(Duration.ofSeconds(2)); // robots.txt counts as a request
        assertThat(data.provenance().get(0).place()).endsWith("/list and 1 more");
    }

    @Test
    void robotsTxtIsRespected() {
        twoPages();
        server.on("/robots.txt", "text/plain", "User-agent: *\nDisallow: /list2\n");
        WebPage pages = at("/list").next("a[rel=next]");
        assertThatThrownBy(pages::load)
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a page that robots may read but " + server.uri("/robots.txt") + " withholds "
                        + server.uri("/list2")
                        + ". Ask the owner of the site; with leave to read it, call ignoreRobots().");
        assertThat(server.requests()).containsExactly("/robots.txt", "/list");
        assertThat(pages.ignoreRobots().load().rowCount()).isEqualTo(2);
    }

    @Test
    void theDelayThatRobotsTxtAsksForIsKept() {
        twoPages();
        server.on("/robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 5\n");
        assertThat(at("/list").next("a[rel=next]").load().rowCount()).isEqualTo(2);
        assertThat(web.paused()).isEqualTo(Duration.ofSeconds(6)); // one before the rule was known
    }

    @Test
    void aSiteWhoseRobotsTxtCannotBeHadIsLeftAlone() {
        twoPages();
        server.on("/robots.txt", exchange -> answer(exchange, 500, "text/plain", ""));
        assertThatThrownBy(() -> at("/list").load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(
                        "Expected " + server.uri("/robots.txt") + " before the first page of a site but: Expected an "
                                + "answer from " + server.uri("/robots.txt") + " but found status 500.");
        assertThat(server.requests()).containsExactly("/robots.txt");
    }

    @Test
    void robotsTxtOfTheSiteThatARedirectLeadsToCountsToo() {
        try (LocalServer other = new LocalServer()) {
            other.on("/robots.txt", "text/plain", "User-agent: millwork\nDisallow: /\n");
            other.on("/x", "text/html", table("<tr><th>a</tr>"));
            server.on("/x", exchange -> {
                exchange.getResponseHeaders().set("Location", other.uri("/x").toString());
                exchange.sendResponseHeaders(302, -1);
            });
            assertThatThrownBy(() -> at("/x").load()).hasMessageContaining(" withholds " + other.uri("/x"));
            assertThat(other.requests()).containsExactly("/robots.txt");
        }
    }

    @Test
    void theCharsetIsThatOfTheHeaderOrOfThePage() {
        byte[] latin = "<meta charset=ISO-8859-1><table><tr><th>a<tr><td>caf\u00e9</table>"
                .getBytes(StandardCharsets.ISO_8859_1);
        server.on("/latin", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, latin.length);
            exchange.getResponseBody().write(latin);
        });
        server.on("/header", exchange -> {
            byte[] bytes = "<table><tr><th>a<tr><td>caf\u00e9</table>".getBytes(StandardCharsets.UTF_16BE);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=UTF-16BE");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
        assertThat(cells(at("/latin").load(), "a")).containsExactly("caf\u00e9");
        assertThat(cells(at("/header").load(), "a")).containsExactly("caf\u00e9");
    }

    @Test
    void whatIsNotThere() {
        assertThatThrownBy(() -> page("<p>nothing").load())
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a table that matches 'table' but there is none in " + folder.resolve("page.html")
                        + ". Check the selector on the page as it is sent, without scripts.");
        assertThatThrownBy(() -> page("<table></table>").load()).hasMessageContaining("Expected a table with rows");
        assertThatThrownBy(() -> page("<p>nothing").rows("li").field("a", "").load())
                .hasMessageStartingWith("Expected elements that match 'li' but there are none");
        assertThatThrownBy(
                        () -> page(table("<tr><th>a</tr><tr><td>1<td>2</tr>")).load())
                .hasMessageStartingWith("Expected at most 1 cells, as many as the first row has, but found 2 in row 1");
        assertThatThrownBy(() -> page("<table>").table("a[[").load())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected CSS selectors but: ");
        assertThatThrownBy(() -> WebPage.file(folder.resolve("absent.html")).load())
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void whatIsNoPage() {
        server.on("/pdf", "application/pdf", "%PDF");
        assertThatThrownBy(() -> at("/pdf").load())
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a web page but " + server.uri("/pdf")
                        + " is of the type application/pdf. Read it with the source for that type.");
    }

    @Test
    void linksThatGoRoundInACircle() {
        server.on("/a", "text/html", table("<tr><th>a</tr>") + "<a class=n href=/a>next</a>");
        assertThatThrownBy(() -> at("/a").next(".n").load())
                .hasMessage("Expected pages to come to an end but " + server.uri("/a")
                        + " was there before. Check the selector of the link to the next one.");
    }

    @Test
    void severalPagesHaveTheSameColumns() {
        twoPages();
        server.on("/other", "text/html", table("<tr><th>b</tr><tr><td>2</tr>"));
        assertThat(WebPage.at(server.uri("/list"), server.uri("/list2"))
                        .http(http)
                        .load()
                        .rowCount())
                .isEqualTo(2);
        assertThatThrownBy(() -> WebPage.at(server.uri("/list"), server.uri("/other"))
                        .http(http)
                        .load())
                .hasMessageStartingWith("Expected the columns of the pages before, [a], but found [b] in ");
    }

    @Test
    void aSpecificationIsEqualToWhatIsSavedOfIt() {
        WebPage page = WebPage.at(URI.create("https://example.org/"), URI.create("https://example.org/2"))
                .rows("li")
                .field("a", "b")
                .attribute("c", "d", "e")
                .next("a.next")
                .mostPages(3)
                .delay(Duration.ofMillis(1500))
                .ignoreRobots()
                .http(Http.standard().retries(1))
                .categorical("a");
        assertThat(Codecs.decode(State.fromJson(Codecs.encode(page).toJson()), WebPage.class))
                .isEqualTo(page)
                .hasToString(page.toString());
    }
}
