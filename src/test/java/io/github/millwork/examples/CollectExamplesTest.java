package io.github.millwork.examples;

import static io.github.millwork.collect.LocalServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.PostgresServer;
import io.github.millwork.collect.Jdbc;
import io.github.millwork.collect.LocalServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of each kind of source runs against the real thing: files, PostgreSQL, a web server. */
class CollectExamplesTest {
    @TempDir
    Path folder;

    private interface Program {
        void run() throws Exception;
    }

    private static String printedBy(Program program) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        synchronized (CollectExamplesTest.class) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            try {
                program.run();
            } finally {
                System.setOut(console);
            }
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void pack(String name, String content) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void filesAreReadAndJoined() throws Exception {
        pack("orders-1.csv.gz", "order,customer,amount\n1,a,12.5\n2,b,7\n");
        pack("orders-2.csv.gz", "order,customer,amount\n3,a,1\n");
        Files.writeString(
                folder.resolve("customers.json"),
                "{\"data\":{\"customers\":[{\"id\":\"a\",\"address\":{\"city\":\"Oslo\"}},{\"id\":\"b\"}]}}");
        Files.writeString(
                folder.resolve("returns.jsonl"),
                "{\"order\":1,\"paid\":{\"back\":12.5},\"currency\":\"NOK\"}\n{\"order\":3,\"currency\":\"SEK\"}\n");
        try (LocalServer server =
                new LocalServer().on("/rates.csv", "text/csv", "currency,rate\nNOK,11.7\nDKK,7.46\n")) {
            String[] arguments = {folder.toString(), server.uri("/rates.csv").toString()};
            assertThat(printedBy(() -> CollectFiles.main(arguments)))
                    .contains("3 rows, 4 columns", "address.city", "Oslo", "3 rows of csv ", "2 rows of json ")
                    .contains("1 rows, 4 columns", "paid.back", "11.7")
                    .doesNotContain("7.46");
            assertThat(server.requests()).containsExactly("/rates.csv");
        }
    }

    @Test
    void aDatabaseIsAskedAndAParquetFileRead() throws Exception {
        PostgresServer server = PostgresServer.shared();
        asked(server.url(), server.user());
    }

    @Test
    void databasesWithinTheProgramAreAskedToo() throws Exception {
        asked("jdbc:h2:" + folder.resolve("h2"), "sa");
        asked("jdbc:sqlite:" + folder.resolve("sqlite.db"), "");
        asked("jdbc:duckdb:" + folder.resolve("duck.db"), "");
    }

    private void asked(String url, String user) throws Exception {
        try (Connection connection = Jdbc.url(url, user, "").getConnection();
                Statement statement = connection.createStatement()) {
            if (url.contains("postgres")) statement.execute("CREATE SCHEMA IF NOT EXISTS public");
            statement.execute("DROP TABLE IF EXISTS orders");
            statement.execute("CREATE TABLE orders (id INT, amount DECIMAL(10,2), placed DATE)");
            statement.execute("INSERT INTO orders VALUES (1, 12.50, '2023-12-31'), (2, 99.95, '2024-01-01')");
        }
        Path parquet = folder.resolve("x.parquet");
        try (Connection connection = Jdbc.url("jdbc:duckdb:").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT 7 AS measured) TO '" + parquet + "' (FORMAT parquet)");
        }
        String[] arguments = {url, user, "", parquet.toString()};
        assertThat(printedBy(() -> CollectDatabase.main(arguments)))
                .contains("1 rows, 2 columns", "99.95", "2 rows, 2 columns", "2023-12-31", "measured")
                .doesNotContain("12.5");
    }

    @Test
    void anApiIsAskedPageByPageThoughItIsBusy() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (LocalServer server = new LocalServer().on("/orders", exchange -> {
            boolean allowed = "Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String query = exchange.getRequestURI().getQuery();
            if (!allowed) {
                answer(exchange, 401, "text/plain", "no");
            } else if (asked.incrementAndGet() == 2) {
                exchange.getResponseHeaders().set("Retry-After", "0");
                answer(exchange, 429, "text/plain", "busy");
            } else if (query.contains("cursor=c2")) {
                answer(exchange, 200, "application/json", "{\"data\":[{\"id\":3}],\"meta\":{\"next\":null}}");
            } else {
                answer(
                        exchange,
                        200,
                        "application/json",
                        "{\"data\":[{\"id\":1},{\"id\":2}],\"meta\":{\"next\":\"c2\"}}");
            }
        })) {
            System.setProperty("millwork.example.token", "t0ken");
            String[] arguments = {server.uri("/orders").toString(), "millwork.example.token"};
            assertThat(printedBy(() -> CollectApi.main(arguments))).contains("3 rows, 1 columns");
            assertThat(server.requests())
                    .containsExactly(
                            "/orders?per_page=2", "/orders?per_page=2&cursor=c2", "/orders?per_page=2&cursor=c2");
        }
    }

    @Test
    void pagesAreReadPolitely() throws Exception {
        String list = "<ul><li class=product><h2>Chair</h2><a href='/c'>more</a><i class=price>12.50</i></li></ul>";
        try (LocalServer server = new LocalServer()
                .on("/robots.txt", "text/plain", "User-agent: *\nAllow: /\n")
                .on("/results", "text/html", "<table class=results><tr><th>team<th>points<tr><td>Oslo<td>42</table>")
                .on("/list", "text/html", list + "<a rel=next href='/last'>next</a>")
                .on("/last", "text/html", list.replace("Chair", "Table"))) {
            String[] arguments = {
                server.uri("/results").toString(), server.uri("/list").toString()
            };
            assertThat(printedBy(() -> CollectWebPage.main(arguments)))
                    .contains(
                            "team  points",
                            "Oslo  42",
                            "Chair",
                            "Table",
                            server.uri("/c").toString());
            assertThat(server.requests()).startsWith("/robots.txt", "/results");
        }
    }

    @Test
    void rowsAtHandAreRowsToo() throws Exception {
        assertThat(printedBy(() -> CollectRows.main(new String[0]))).contains("6 rows, 4 columns", "Grace", "express");
    }
}
