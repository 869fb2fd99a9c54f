package io.github.millwork.deploy;

import io.github.millwork.bandit.ThompsonSampling;
import io.github.millwork.feedback.FeedbackStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Serves the registry in a folder until the process is told to end, and then answers what was asked before it stops.
 *
 * <pre>{@code
 * java -cp 'lib/*' io.github.millwork.deploy.Serve FOLDER [--port 8080] [--host 127.0.0.1] [--alias production]
 *      [--shadow MODEL=ALIAS] [--canary MODEL=ALIAS:SHARE] [--feedback FOLDER] [--bandit MODEL=ALIAS[,ALIAS]]
 *      [--keys KEYSTORE.p12] [--strict]
 * }</pre>
 *
 * <p>With {@code --feedback} predictions are kept in a folder, and labels and rewards are taken at {@code /feedback}; with
 * {@code --bandit} those versions answer more that earn more, by {@link ThompsonSampling}. A routing that was set by an
 * administrator holds again after a restart without any of these.
 *
 * <p>Secrets come from the environment, where other users do not see them: {@code MILLWORK_TOKEN} and {@code
 * MILLWORK_ADMIN_TOKEN} are bearer tokens, {@code MILLWORK_KEYS_PASSWORD} is the password of the key store for HTTPS.
 * Metrics are at {@code /metrics} where Micrometer's registry for Prometheus is on the class path.
 */
public final class Serve {
    private static final String OPTIONS =
            "FOLDER [--port 8080] [--host 127.0.0.1] [--alias production] [--shadow MODEL=ALIAS] "
                    + "[--canary MODEL=ALIAS:SHARE] [--feedback FOLDER] [--bandit MODEL=ALIAS[,ALIAS]] "
                    + "[--keys KEYSTORE.p12] [--strict]";

    private static final String HELP = """
            Serves the registry in FOLDER until it is told to end.

              --port PORT                     where to listen: 8080; 0 for any that is free
              --host HOST                     the interface: 127.0.0.1; another one takes MILLWORK_TOKEN
              --alias ALIAS                   which version of each model answers: production
              --shadow MODEL=ALIAS            another version is asked as well, and compared
              --canary MODEL=ALIAS:SHARE      another version answers a share of the requests
              --feedback FOLDER               keep predictions, and take labels and rewards at /feedback
              --bandit MODEL=ALIAS[,ALIAS]    those versions answer more that earn more
              --keys KEYSTORE.p12             HTTPS with the keys in that file
              --strict                        refuse rows with columns that no model reads

            From the environment: MILLWORK_TOKEN, MILLWORK_ADMIN_TOKEN, MILLWORK_KEYS_PASSWORD.
            """;

    private Serve() {}

    /**
     * Serves until the process is told to end. Wrong arguments, or an address that cannot be listened at, are told in a
     * line, and the process ends with the status 2.
     *
     * @param args the folder of the registry, and options; or {@code --help}
     * @throws InterruptedException if this thread is interrupted
     */
    @SuppressWarnings("SystemOut") // a command speaks to whoever called it
    public static void main(String[] args) throws InterruptedException {
        List<String> given = List.of(args);
        if (given.contains("--help") || given.contains("-h")) {
            System.out.print("java -cp 'lib/*' " + Serve.class.getName() + " " + OPTIONS + "\n" + HELP);
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            RunningServer server = server(given, System.getenv()).start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                stopped.countDown();
            }));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        stopped.await();
    }

    /** Reads the arguments. */
    static ModelServer server(List<String> args, Map<String, String> environment) {
        Iterator<String> rest = args.iterator();
        if (!rest.hasNext()) throw wrong("found nothing.", null);
        Path folder = Path.of(rest.next());
        if (!Files.isDirectory(folder)) {
            throw wrong("there is no folder " + folder + ".", null);
        }
        ModelServer server = ModelServer.of(Registry.at(folder));
        while (rest.hasNext()) server = option(server, rest.next(), rest, environment);
        String token = environment.get("MILLWORK_TOKEN");
        String admin = environment.get("MILLWORK_ADMIN_TOKEN");
        if (token != null) server = server.token(token);
        if (admin != null) server = server.adminToken(admin);
        try {
            return server.metrics(MicrometerMetrics.prometheus());
        } catch (IllegalStateException absent) {
            return server; // metrics are optional
        }
    }

    private static ModelServer option(
            ModelServer server, String option, Iterator<String> rest, Map<String, String> environment) {
        if (option.equals("--strict")) return server.strict();
        if (!List.of("--port", "--host", "--alias", "--shadow", "--canary", "--feedback", "--bandit", "--keys")
                .contains(option)) {
            throw wrong("found '" + option + "'.", null);
        }
        if (!rest.hasNext()) throw wrong("found nothing after " + option + ".", null);
        String value = rest.next();
        try {
            return switch (option) {
                case "--port" -> server.port(Integer.parseInt(value));
                case "--host" -> server.host(value);
                case "--alias" -> server.alias(value);
                case "--keys" ->
                    server.tls(keys(Path.of(value), environment.getOrDefault("MILLWORK_KEYS_PASSWORD", "")));
                case "--feedback" -> server.feedback(FeedbackStore.at(Path.of(value)));
                case "--bandit" ->
                    server.route(
                            before(value, '='),
                            Routing.bandit(
                                    new ThompsonSampling(), after(value, '=').split(",", -1)));
                case "--shadow" -> server.route(before(value, '='), Routing.shadow(after(value, '=')));
                default -> {
                    String canary = after(value, '=');
                    double share = Double.parseDouble(after(canary, ':'));
                    yield server.route(before(value, '='), Routing.canary(before(canary, ':'), share));
                }
            };
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw wrong("found '" + value + "' after " + option + ".", e);
        }
    }

    private static String before(String text, char mark) {
        return text.substring(0, text.indexOf(mark));
    }

    private static String after(String text, char mark) {
        int at = text.indexOf(mark);
        if (at < 0) throw new StringIndexOutOfBoundsException(at);
        return text.substring(at + 1);
    }

    private static SSLContext keys(Path file, String password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Expected a PKCS12 key store in " + file
                            + ", and its password in MILLWORK_KEYS_PASSWORD, but could not read it: "
                            + e.getMessage(),
                    e);
        }
    }

    private static IllegalArgumentException wrong(String found, @Nullable Exception cause) {
        return new IllegalArgumentException("Expected " + OPTIONS + " but " + found, cause);
    }
}
