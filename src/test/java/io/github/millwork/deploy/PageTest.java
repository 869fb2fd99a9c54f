package io.github.millwork.deploy;

import static io.github.millwork.data.Columns.categorical;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.Pipeline;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.stage.Fitted;
import io.github.millwork.train.GradientBoosting;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page to try a model, in a real browser. */
class PageTest {
    private static Browser browser;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        browser = Browser.open(folder.resolve("profile"));
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) browser.close();
    }

    @Test
    void theFormIsFilledInAndTheAnswerAndItsReasonsAreSeen() throws Exception {
        TestModels models = new TestModels().add("income", "7", Served.first()).move("income", "production", "7");
        try (RunningServer server = ModelServer.from(models).port(0).start()) {
            browser.size(1280, 1000);
            browser.go(server.uri());
            browser.type(field("age"), "39");
            browser.type(field("education-num"), "13");
            browser.type(field("capital-gain"), "2174");
            browser.type(field("hours-per-week"), "40");
            browser.click(field("workclass") + " option[value='workclass 2']");
            browser.click(field("occupation") + " option[value='occupation 4']");
            browser.click("#ask:not([disabled])");

            String label = browser.text("#answer h2");
            HttpResponse<String> asked = Served.post(server, "/v2/models/income/explain", """
                    {"age":39,"workclass":"workclass 2","fnlwgt":null,"education":null,"education-num":13,
                    "marital-status":null,"occupation":"occupation 4","relationship":null,"race":null,"sex":null,
                    "capital-gain":2174,"capital-loss":null,"hours-per-week":40,"native-country":null}""");
            assertThat(asked.body()).contains("\"label\":\"" + label + "\"");
            assertThat(browser.text("#answer")).contains("How probable each class is", "Why: what speaks for");
            assertThat(browser.text("#answer .bars:last-of-type"))
                    .contains("capital-gain\n2174", "relationship\nmissing");
            assertThat(browser.text("#answer .from")).contains("Version 7 of “income” answered");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void whatIsUsualIsFilledInWhereNothingWas() throws Exception {
        try (RunningServer server =
                ModelServer.of("income", Served.first()).port(0).start()) {
            browser.size(1280, 1000);
            browser.go(server.uri());
            browser.type(field("age"), "17");
            browser.click("#example");
            browser.click("#ask:not([disabled])");

            assertThat(browser.text("#answer h2")).isIn(">50K", "<=50K");
            browser.screenshot(Path.of("target", "page.png"));
            assertThat(browser.text("#answer")).contains("age\n17").doesNotContain("missing");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void whatIsNotRightIsSaidBeforeItIsSent() throws Exception {
        try (RunningServer server =
                ModelServer.of("income", Served.first()).port(0).start()) {
            browser.size(400, 1200);
            browser.go(server.uri());
            browser.type(field("age"), "1e999");
            browser.click("#ask:not([disabled])");

            assertThat(browser.text("#answer .bad")).contains("“age” is not right");
            assertThat(browser.run("return String(document.documentElement.scrollWidth <= innerWidth)"))
                    .isEqualTo("true");
            browser.screenshot(Path.of("target", "page-narrow.png"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void namesAndValuesAreShownAsTextWhateverTheyHold() throws Exception {
        String hostile = "<img src=x onerror=\"document.title='hit'\">";
        try (RunningServer server =
                ModelServer.of("prices", prices(hostile)).port(0).start()) {
            browser.size(1280, 900);
            browser.go(server.uri());
            browser.click("select option:nth-child(2)");
            browser.click("#ask:not([disabled])");

            assertThat(browser.text("#answer .bars")).contains(hostile);
            assertThat(browser.text("#fields")).contains(hostile);
            assertThat(browser.run("return document.title + document.images.length"))
                    .isEqualTo("Try a model0");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aTokenIsAskedForWhereOneIsNeeded() throws Exception {
        try (RunningServer server = ModelServer.of("income", Served.first())
                .port(0)
                .token("0123456789abcdef0123")
                .start()) {
            browser.size(1280, 900);
            browser.go(server.uri());
            browser.type("#token", "0123456789abcdef0123");
            browser.click("#access button");
            browser.click("#ask:not([disabled])");

            assertThat(browser.text("#answer h2")).isIn(">50K", "<=50K");
        }
    }

    private static String field(String column) {
        return "[id='field " + column + "']";
    }

    private static Fitted<?> prices(String hostile) {
        String[] kinds = IntStream.range(0, 60).mapToObj(i -> hostile + i % 2).toArray(String[]::new);
        double[] sizes = IntStream.range(0, 60).mapToDouble(i -> i % 7).toArray();
        double[] prices =
                IntStream.range(0, 60).mapToDouble(i -> i % 7 + 5 * (i % 2)).toArray();
        return Pipeline.regress("price")
                .preprocess(Encode.oneHot(categorical()))
                .train(GradientBoosting.regressor().trees(20))
                .fit(Dataset.of(
                        Column.categories(hostile, kinds),
                        Column.numbers("size", sizes),
                        Column.numbers("price", prices)));
    }
}
