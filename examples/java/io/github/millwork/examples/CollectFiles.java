package io.github.millwork.examples;

import io.github.millwork.collect.Csv;
import io.github.millwork.collect.Http;
import io.github.millwork.collect.Json;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expectations;
import io.github.millwork.data.Join;
import io.github.millwork.data.Role;
import java.net.URI;
import java.nio.file.Path;

/**
 * Files: orders of several months as packed CSV, joined with customers in JSON; returns as JSON lines, and exchange rates as
 * CSV from the web.
 */
public final class CollectFiles {
    private CollectFiles() {}

    /**
     * Runs it.
     *
     * @param args a folder with files orders-*.csv.gz, customers.json and returns.jsonl, and the address of a CSV file
     */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        Dataset orders =
                Csv.files(folder, "orders-*.csv.gz").role("order", Role.ID).load();
        Dataset customers = Json.file(folder.resolve("customers.json"))
                .records("/data/customers")
                .load();
        Dataset wide = orders.join(Join.left(customers).on("customer", "id").suffix("_customer"));
        System.out.println(wide);

        Expectations.none()
                .unique("order")
                .notMissing("amount")
                .range("amount", 0, 10_000)
                .require(wide);
        wide.warnings("amount").forEach(System.out::println);

        Dataset returns = Json.file(folder.resolve("returns.jsonl")).load(); // a record a line
        Http nearby = Http.standard().allowPrivate(); // the server of this example is on this machine
        Dataset rates = Csv.url(URI.create(args[1]), nearby).load();
        System.out.println(returns.join(Join.inner(rates).on("currency")));

        wide.provenance().forEach(System.out::println);
    }
}
