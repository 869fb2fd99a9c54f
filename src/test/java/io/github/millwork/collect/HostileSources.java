package io.github.millwork.collect;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Reads what is hostile in a process of its own, and prints how each was answered. */
final class HostileSources {
    private static final long GIGABYTE = 1L << 30;

    private HostileSources() {}

    /** Runs it in a folder that may be written to. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        try (LocalServer server = new LocalServer()) {
            endless(server, "/line", "a,b\n1,", "x");
            endless(server, "/quoted", "a,b\n1,\"", "x\n");
            endless(server, "/cells", "a,b\n", "1,");
            endless(server, "/string", "{\"a\":\"", "x");
            endless(server, "/nested", "{\"a\":", "[{\"a\":");
            server.on("/away", exchange -> {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:9/");
                exchange.sendResponseHeaders(302, -1);
            });
            sources(folder, server).forEach((name, source) -> System.out.println(name + ": " + answer(source)));
        }
    }

    private static void endless(LocalServer server, String path, String beginning, String piece) {
        server.on(path, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (InputStream body = Texts.endless(beginning, piece, GIGABYTE)) {
                body.transferTo(exchange.getResponseBody());
            }
        });
    }

    private static Map<String, Source> sources(Path folder, LocalServer server) throws IOException {
        Http http = Http.standard().allowPrivate().maxBytes(2 * GIGABYTE);
        Map<String, Source> sources = new LinkedHashMap<>();
        sources.put("a line of 1 GB", Csv.url(server.uri("/line"), http));
        sources.put("a quote that is not closed in 1 GB", Csv.url(server.uri("/quoted"), http));
        sources.put("a line of cells in 1 GB", Csv.url(server.uri("/cells"), http));
        sources.put("a string of 1 GB", Json.url(server.uri("/string"), http));
        sources.put("nesting in 1 GB", Json.url(server.uri("/nested"), http));
        sources.put("an answer of 1 GB", Csv.url(server.uri("/line"), http.maxBytes(1 << 20)));

        Path zeros = folder.resolve("zeros");
        try (RandomAccessFile file = new RandomAccessFile(zeros.toFile(), "rw")) {
            file.setLength(GIGABYTE); // takes no room on the disk
        }
        sources.put("1 GB of zeros", Csv.file(zeros));
        sources.put("1 GB of zeros for JSON", Json.file(zeros));
        sources.put(
                "a packed file that is a hundred times as large",
                Csv.file(Texts.write(folder, "zeros.gz", Texts.gzip("\0".repeat(40_000_000)))));
        byte[] noise = new byte[4 << 20];
        new Random(1).nextBytes(noise);
        sources.put("a binary file", Csv.file(Texts.write(folder, "noise", noise)));
        byte[] latin =
                ("a,b\n" + "1,plain\n".repeat(1_000_000) + "1,caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
        sources.put("another charset", Csv.file(Texts.write(folder, "latin", latin)));

        String names = IntStream.range(0, 100_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        Csv wide = Csv.file(Texts.write(folder, "wide", names + "\n" + names.replace('c', '1') + "\n"));
        sources.put("100,000 columns", wide);
        sources.put("100,000 columns that are meant", wide.mostColumns(100_000));

        DataSource database = Jdbc.url("jdbc:h2:mem:hostile");
        sources.put("SQL in the name of a table", Jdbc.table(database, "people; DROP TABLE people"));
        sources.put("a redirect to loopback", HttpApi.json(server.uri("/away")).http(outside()));
        return sources;
    }

    /** Takes the server for one that is not on this machine. */
    private static Http outside() throws UnknownHostException {
        return Http.standard().over(new PatientWeb().resolving("8.8.8.8", "8.8.8.8"));
    }

    private static String answer(Source source) {
        try {
            return source.load().columnCount() + " columns";
        } catch (DataException | UncheckedIOException refused) {
            return String.valueOf(refused.getMessage())
                    .replaceFirst("(?s)(, in the record| in line| at byte|, strings of|, as many|, I|: Ill|[.] ).*", "")
                    .replaceAll("http:\\S+", "ADDRESS");
        }
    }
}
