package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.google.common.collect.ImmutableList;
import de.siegmar.fastcsv.reader.CsvReader;
import it.unimi.dsi.fastutil.ints.IntList;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleLogger;
import tech.tablesaw.api.Table;

/** A registry on a folder, served: in this process, and as a program. */
class ServingFromARegistryTest {
    private static final String TOKEN = "a-token-0123456789abc";

    @TempDir
    Path folder;

    @Test
    void promotionsAndRollbacksAreFollowedAndRoutesAreInTheHistory() {
        Registry registry = Registry.at(folder);
        registry.publish("income", Served.first()).promote();
        registry.publish("income", Served.second()).promote("staging");
        try (RunningServer server = ModelServer.of(registry)
                .route("income", Routing.shadow("staging"))
                .port(0)
                .start()) {
            assertThat(version(server)).isEqualTo("1");
            registry.version("income", 2).promote();
            server.models().refresh();
            assertThat(version(server)).isEqualTo("2");
            registry.rollback("income", Alias.PRODUCTION, "worse");
            server.models().refresh();
            assertThat(version(server)).isEqualTo("1");
            assertThat(Served.get(server, "/v2/models/income").body()).contains("\"versions\":[\"1\",\"2\"]");
        }
        assertThat(registry.history("income")).anySatisfy(event -> {
            assertThat(event.kind()).isEqualTo(RegistryEvent.Kind.NOTED);
            assertThat(event.why()).isEqualTo("routing: shadow 'staging'");
            assertThat(event.version()).hasValue(2);
        });
    }

    @Test
    void anEmptyRegistryIsServedAndModelsThatComeLaterAnswer() {
        Registry registry = Registry.at(folder);
        try (RunningServer server = ModelServer.of(registry).port(0).start()) {
            assertThat(Served.get(server, "/v2/models").body()).isEqualTo("[]");
            registry.publish("income", Served.first());
            server.models().refresh();
            assertThat(Served.get(server, "/v2/models/income").statusCode()).isEqualTo(404);
            registry.version("income", 1).promote();
            server.models().refresh();
            assertThat(version(server)).isEqualTo("1");
        }
    }

    @Test
    void aFileThatIsDamagedIsNotServed() throws Exception {
        Registry registry = Registry.at(folder);
        registry.publish("income", Served.first()).promote();
        registry.publish("income", Served.second());
        try (RunningServer server = ModelServer.of(registry).port(0).start()) {
            List<Path> files = filesOfVersion2(registry);
            assertThat(files).hasSize(1);
            byte[] bytes = Files.readAllBytes(files.get(0));
            bytes[bytes.length / 2] ^= 1;
            Files.write(files.get(0), bytes);

            HttpResponse<String> asked =
                    Served.post(server, "/v2/models/income/versions/2/infer", Served.tensors("1", 39));

            assertThat(asked.statusCode()).isEqualTo(503);
            assertThat(asked.body()).contains("Version 2 of 'income' could not be loaded.");
            assertThat(version(server)).isEqualTo("1");
        }
    }

    private List<Path> filesOfVersion2(Registry registry) throws Exception {
        String digest = registry.version("income", 2).digest();
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> digest.equals(digest(file)))
                    .toList();
        }
    }

    private static String digest(Path file) {
        try {
            return Digests.sha256(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneCommandServesAFolderUntilItIsToldToEndWithFewLibraries() throws Exception {
        Registry.at(folder).publish("income", Served.first()).promote();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        Serve.class.getName(),
                        folder.toString(),
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .start();
        try {
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            StringBuilder log = new StringBuilder();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                log.append(line).append('\n');
                if (line.contains("Serving at")) break;
            }
            URI at = URI.create(
                    log.substring(Math.max(0, log.indexOf("http://"))).strip());
            HttpResponse<String> ready = Served.send(
                    HttpRequest.newBuilder(at.resolve("/v2/health/ready")).build());
            assertThat(ready.body()).as(log.toString()).isEqualTo("{\"ready\":true}");
            HttpResponse<String> metrics =
                    Served.send(HttpRequest.newBuilder(at.resolve("/metrics")).build());
            assertThat(metrics.body()).contains("Add micrometer-registry-prometheus");
            process.destroy();
            assertThat(process.waitFor()).as("ended by a signal").isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void keysInAFileMakeItHttps() throws Exception {
        Registry.at(folder.resolve("models")).publish("income", Served.first()).promote();
        Path keys = folder.resolve("keys.p12");
        String command = Path.of(System.getProperty("java.home"), "bin", "keytool")
                + " -genkeypair -alias a -keyalg EC -storetype PKCS12 -dname CN=localhost -ext san=ip:127.0.0.1 -storepass "
                + TOKEN + " -keystore " + keys;
        Process made = new ProcessBuilder(command.split(" ")).start();
        assertThat(made.waitFor()).isZero();
        ModelServer spec = Serve.server(
                List.of(folder.resolve("models").toString(), "--port", "0", "--keys", keys.toString()),
                Map.of("MILLWORK_KEYS_PASSWORD", TOKEN));
        try (RunningServer server = spec.start()) {
            assertThat(server.uri().getScheme()).isEqualTo("https");
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(trust(keys)).build();
            HttpResponse<String> answer = trusting.send(
                    HttpRequest.newBuilder(Served.at(server, "/v2/models/income/infer"))
                            .POST(HttpRequest.BodyPublishers.ofString(Served.tensors("1", 39)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.body()).contains("\"model_version\":\"1\"");
        }
    }

    private static SSLContext trust(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance(keys.toFile(), TOKEN.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", store.getCertificate("a"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** All that a server needs beside this library; no Micrometer, and nothing that trains. */
    private static String classPath() {
        return Stream.of(
                        Serve.class,
                        JsonFactory.class,
                        CsvReader.class,
                        Logger.class,
                        SimpleLogger.class,
                        Table.class,
                        IntList.class,
                        ImmutableList.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(home -> Path.of(URI.create(home.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void theArgumentsOfTheCommandAreRead() {
        ModelServer server = Serve.server(
                List.of(
                        folder.toString(),
                        "--port",
                        "0",
                        "--host",
                        "0.0.0.0",
                        "--shadow",
                        "income=staging",
                        "--canary",
                        "other=staging:0.1",
                        "--feedback",
                        folder.resolve("feedback").toString(),
                        "--bandit",
                        "third=staging,next",
                        "--strict"),
                Map.of("MILLWORK_TOKEN", TOKEN, "MILLWORK_ADMIN_TOKEN", "admin-" + TOKEN));

        try (RunningServer running = server.start()) {
            assertThat(Served.get(running, "/v2/models").statusCode()).isEqualTo(401);
        }
        assertThatThrownBy(() -> Serve.server(List.of(), Map.of())).hasMessageEndingWith("but found nothing.");
        assertThatThrownBy(() -> Serve.server(List.of(folder + "/no"), Map.of()))
                .hasMessageEndingWith("but there is no folder " + folder + "/no.");
        for (String wrong : List.of("--port", "--port=1", "-x", "port")) {
            assertThatThrownBy(() -> Serve.server(List.of(folder.toString(), wrong), Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Expected FOLDER [--port 8080]");
        }
        assertThatThrownBy(() -> Serve.server(List.of(folder.toString(), "--canary", "a=b"), Map.of()))
                .hasMessageEndingWith("but found 'a=b' after --canary.");
        assertThatThrownBy(() -> Serve.server(List.of(folder.toString(), "--keys", folder + "/no.p12"), Map.of()))
                .hasMessageContaining("Expected a PKCS12 key store in " + folder);
    }

    @Test
    void theCommandTellsItsOptionsAndWhatIsWrongInALine() throws Exception {
        assertThat(said(0, "--help")).contains("--canary MODEL=ALIAS:SHARE", "MILLWORK_TOKEN");
        assertThat(said(2, folder.toString(), "--prot", "1"))
                .startsWith("Expected FOLDER [--port 8080]")
                .endsWith("but found '--prot'.\n")
                .hasLineCount(1);
        assertThat(said(2, folder.toString(), "--host", "0.0.0.0"))
                .endsWith("Add token(...) (MILLWORK_TOKEN for Serve), or listen on 127.0.0.1.\n")
                .hasLineCount(1);
    }

    /** Runs the command until it ends, and gives what it printed. */
    private static String said(int status, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                Serve.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(status);
        return said;
    }

    private static String version(RunningServer server) {
        return Served.post(server, "/v2/models/income/infer", Served.tensors("1", 39))
                .headers()
                .firstValue("X-Model-Version")
                .orElseThrow();
    }
}
