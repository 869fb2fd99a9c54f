package io.github.millwork.deploy;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server on loopback that is there for one test, if PostgreSQL is installed. */
final class PostgresServer implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final int port;

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Starts a server; without PostgreSQL the test is skipped, or fails where everything is required. */
    static PostgresServer start(Path folder) throws IOException {
        Optional<Path> programs = programs();
        if (programs.isEmpty()) {
            String reason = "PostgreSQL is not installed: apt-get install postgresql";
            if ("1".equals(System.getenv("MILLWORK_REQUIRE_ALL"))) fail(reason);
            abort(reason);
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        PostgresServer server = new PostgresServer(programs.orElseThrow(), folder, port);
        Path data = folder.resolve("data");
        server.allowOthers();
        server.run("initdb", "-D", data.toString(), "-U", "millwork", "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
        String options = "-F -p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''";
        server.run(
                "pg_ctl", "-D", data.toString(), "-w", "-l", data.resolve("log").toString(), "-o", options, "start");
        return server;
    }

    int port() {
        return port;
    }

    private static Optional<Path> programs() throws IOException {
        for (String folder : String.valueOf(System.getenv("PATH")).split(java.io.File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "initdb"))) return Optional.of(Path.of(folder));
        }
        if (!Files.isDirectory(DEBIAN)) return Optional.empty();
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static boolean asRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to be run by root, so another user must get at the folder. */
    private void allowOthers() throws IOException {
        if (!asRoot()) return;
        execute(List.of("chown", "postgres", folder.toString()));
        execute(List.of("chmod", "o+x", folder.getParent().toString()));
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (asRoot()) command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        execute(command);
    }

    private void execute(List<String> command) throws IOException {
        Path log = Files.createTempFile("postgres", ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        String said = Files.readString(log);
        Files.delete(log);
        if (process.exitValue() != 0) throw new IOException(command + ": " + said);
    }

    @Override
    public void close() {
        try {
            run("pg_ctl", "-D", folder.resolve("data").toString(), "-w", "-m", "immediate", "stop");
            if (asRoot()) execute(List.of("chown", "-R", "root", folder.toString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
