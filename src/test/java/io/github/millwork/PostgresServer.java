package io.github.millwork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL on the loopback address, with a cluster of its own in a temporary folder, started when a test first
 * asks for it and stopped with the JVM. Where PostgreSQL is not installed tests are skipped, or fail if everything is
 * required ({@code MILLWORK_REQUIRE_ALL=1}).
 */
public final class PostgresServer {
    private static final String USER = "millwork";
    private static final AtomicReference<PostgresServer> SHARED = new AtomicReference<>();

    private final Path binaries;
    private final Path folder;
    private final int port;

    private PostgresServer(Path binaries) throws IOException {
        this.binaries = binaries;
        this.folder = Path.of(run("mktemp", "-d").strip());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        run(bin("initdb"), "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off";
        run(bin("pg_ctl"), "-D", data(), "-o", options, "-l", folder + "/log", "-w", "-t", "120", "start");
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    /** The server of this JVM; skips the test that asks where there can be none. */
    public static synchronized PostgresServer shared() {
        PostgresServer running = SHARED.get();
        if (running != null) return running;
        Optional<Path> binaries = binaries();
        if (binaries.isEmpty()) {
            if ("1".equals(System.getenv("MILLWORK_REQUIRE_ALL"))) Assertions.fail("PostgreSQL is not installed");
            Assumptions.abort("PostgreSQL is not installed");
        }
        try {
            SHARED.set(new PostgresServer(binaries.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SHARED.get();
    }

    /** Where Debian puts it, the newest version first, or what is on the path. */
    private static Optional<Path> binaries() {
        List<Path> places = new ArrayList<>();
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted(Comparator.reverseOrder())
                        .map(version -> version.resolve("bin"))
                        .forEach(places::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        String path = System.getenv("PATH") == null ? "" : System.getenv("PATH");
        Arrays.stream(path.split(java.io.File.pathSeparator)).map(Path::of).forEach(places::add);
        return places.stream()
                .filter(place -> Files.isExecutable(place.resolve("initdb")))
                .findFirst();
    }

    private String bin(String name) {
        return binaries.resolve(name).toString();
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** Runs a command, as the user postgres if this is root, whom PostgreSQL refuses. */
    private static String run(String... command) throws IOException {
        List<String> all = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) all.addAll(List.of("runuser", "-u", "postgres", "--"));
        all.addAll(List.of(command));
        Path output = Files.createTempFile("postgres", ".out");
        try {
            Process process = new ProcessBuilder(all)
                    .directory(new java.io.File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int status = process.waitFor();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            if (status != 0) throw new IOException(String.join(" ", all) + " ended with " + status + ": " + said);
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }

    private void stop() {
        try {
            run(bin("pg_ctl"), "-D", data(), "-m", "immediate", "-w", "stop");
            run("rm", "-rf", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of its database; the user needs no password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Who owns it. */
    public String user() {
        return USER;
    }
}
