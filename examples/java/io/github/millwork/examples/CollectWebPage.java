package io.github.millwork.examples;

import io.github.millwork.collect.Http;
import io.github.millwork.collect.WebPage;
import io.github.millwork.data.Dataset;
import java.net.URI;
import java.time.Duration;

/** Web pages: a table, and fields of repeated elements over pages that link to the next. */
public final class CollectWebPage {
    private CollectWebPage() {}

    /**
     * Runs it.
     *
     * @param args the address of a page with a table, and of one with products
     */
    public static void main(String[] args) {
        Http http = Http.standard().allowPrivate(); // the pages of this example are on this machine
        Dataset table = WebPage.at(URI.create(args[0]))
                .table("table.results")
                .http(http)
                .load();
        System.out.println(table);

        Dataset products = WebPage.at(URI.create(args[1]))
                .rows("li.product")
                .field("name", "h2")
                .field("price", ".price")
                .attribute("link", "a", "abs:href")
                .next("a[rel=next]")
                .delay(Duration.ofMillis(10))
                .http(http)
                .load();
        System.out.println(products);
    }
}
