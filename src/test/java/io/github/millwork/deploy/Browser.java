package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.millwork.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A headless Chromium, driven by the WebDriver protocol: as much of it as a test of a page takes. */
final class Browser implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("successfully on port (\\d+)");
    private static final List<Path> DRIVERS =
            List.of(Path.of("/usr/bin/chromedriver"), Path.of("/usr/lib/chromium-browser/chromedriver"));
    private static final String CAPABILITIES = """
            {"capabilities":{"alwaysMatch":{"browserName":"chrome","goog:loggingPrefs":{"browser":"ALL"},
            "timeouts":{"implicit":20000,"script":20000,"pageLoad":30000},
            "goog:chromeOptions":{"args":["--headless=new","--no-sandbox","--disable-gpu","--disable-quic",
            "--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync",
            "--disable-dev-shm-usage","--hide-scrollbars","--user-data-dir=%s"]}}}}""";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final URI at;
    private final String session;

    private Browser(Process driver, URI at, String session) {
        this.driver = driver;
        this.at = at;
        this.session = session;
    }

    /** Starts one with a profile of its own. */
    static Browser open(Path profile) throws Exception {
        Path program = DRIVERS.stream().filter(Files::isExecutable).findFirst().orElse(DRIVERS.get(0));
        Needs.that(Files.isExecutable(program), "chromedriver and chromium: apt-get install chromium chromium-driver");
        Process driver = new ProcessBuilder(program.toString(), "--port=0")
                .redirectErrorStream(true)
                .start();
        try {
            URI at = URI.create("http://127.0.0.1:" + port(driver));
            Browser starting = new Browser(driver, at, "");
            String created = starting.call("POST", "/session", CAPABILITIES.formatted(profile));
            return new Browser(driver, at, "/session/" + field(created, "sessionId"));
        } catch (Exception | AssertionError e) {
            driver.destroy();
            throw e;
        }
    }

    private static String port(Process driver) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder printed = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) {
                Thread drain = new Thread(() -> out.lines().forEach(ignored -> {}));
                drain.setDaemon(true);
                drain.start();
                return matcher.group(1);
            }
            printed.append(line).append('\n');
        }
        throw new AssertionError("chromedriver did not start: " + printed);
    }

    void size(int width, int height) throws Exception {
        call("POST", session + "/window/rect", "{\"width\":" + width + ",\"height\":" + height + "}");
    }

    void go(URI page) throws Exception {
        complaints(); // those of the page before
        call("POST", session + "/url", "{\"url\":" + quoted(page.toString()) + "}");
    }

    /** Waits for an element, and gives what it is called by in further calls. */
    private String find(String css) throws Exception {
        String found = call("POST", session + "/element", "{\"using\":\"css selector\",\"value\":" + quoted(css) + "}");
        Matcher matcher =
                Pattern.compile("\"element-[^\"]*\"\\s*:\\s*\"([^\"]+)\"").matcher(found);
        if (!matcher.find()) throw new AssertionError("no element " + css + ": " + found);
        return session + "/element/" + matcher.group(1);
    }

    /** Waits for an element, and gives the text that is seen of it. */
    String text(String css) throws Exception {
        return field(call("GET", find(css) + "/text", ""), "value");
    }

    void click(String css) throws Exception {
        call("POST", find(css) + "/click", "{}");
    }

    void type(String css, String text) throws Exception {
        call("POST", find(css) + "/value", "{\"text\":" + quoted(text) + "}");
    }

    /** Runs a script that returns a string. */
    String run(String script) throws Exception {
        return field(
                call("POST", session + "/execute/sync", "{\"args\":[],\"script\":" + quoted(script) + "}"), "value");
    }

    /** Gives what the console holds that is worse than a remark. */
    String complaints() throws Exception {
        String log = call("POST", session + "/se/log", "{\"type\":\"browser\"}");
        return log.contains("\"SEVERE\"") || log.contains("\"WARNING\"") ? log : "";
    }

    void screenshot(Path file) throws Exception {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(field(call("GET", session + "/screenshot", ""), "value")));
    }

    private String call(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(at.resolve(path));
        if (method.equals("GET")) request.GET();
        else request.method(method, HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) return answer.body();
        throw new AssertionError(method + " " + path + " " + body + ": " + answer.body());
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** The first string of that name. */
    private static String field(String json, String name) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals(name)) {
                    if (parser.nextToken() == JsonToken.VALUE_STRING) return parser.getText();
                }
            }
        }
        throw new AssertionError("no string '" + name + "' in " + json);
    }

    @Override
    public void close() throws Exception {
        try {
            if (!session.isEmpty()) call("DELETE", session, "");
        } finally {
            driver.destroy();
            driver.waitFor();
        }
    }
}
