package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Explanation;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows as JSON and CSV, predictions and their reasons. */
class PlainRowsTest {
    private static final String CSV = """
            age,workclass,fnlwgt,education,education-num,marital-status,occupation,relationship,race,sex,capital-gain,\
            capital-loss,hours-per-week,native-country,remark
            39,workclass 2,77516,education 3,13,status 1,occupation 4,relationship 2,race 1,Male,2174,0,40,country 7,"a, b"
            61,workclass 2,77516,education 3,13,status 1,occupation 4,relationship 2,race 1,Male,2174,0,NA,country 7,
            """;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = ModelServer.of("income", Served.first()).port(0).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aRowIsPredictedAndRowsAreInOrder() {
        Classification expected = Served.first().predict(OpenInferenceTest.person(39));
        String one = "{\"label\":\"" + expected.label() + "\",\"probabilities\":{\"<=50K\":"
                + expected.probability("<=50K") + ",\">50K\":" + expected.probability(">50K") + "}}";

        assertThat(predict(Served.PERSON, "X-Request-Id", "r1").body())
                .isEqualTo("{\"model\":\"income\",\"version\":\"" + version() + "\",\"id\":\"r1\",\"prediction\":" + one
                        + "}");
        assertThat(predict("[" + Served.PERSON + "," + Served.PERSON + "]").body())
                .contains("\"predictions\":[" + one + "," + one + "]");
    }

    @Test
    void theShortPathIsTheOnlyModel() {
        assertThat(Served.post(server, "/predict", Served.PERSON).statusCode()).isEqualTo(200);
    }

    @Test
    void csvIsAnsweredInCsvUnlessJsonIsAskedFor() {
        Classification first = Served.first().predict(OpenInferenceTest.person(39));

        HttpResponse<String> answer = predict(CSV, "Content-Type", "text/csv");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(answer.body().lines())
                .hasSize(3)
                .startsWith(
                        "label,probability of <=50K,probability of >50K",
                        first.label() + "," + first.probability("<=50K") + "," + first.probability(">50K"));
        assertThat(predict(CSV, "Content-Type", "text/csv; charset=UTF-8", "Accept", "application/json")
                        .body())
                .contains("\"predictions\":[");
    }

    @Test
    void aMessageAboutCsvNamesTheLine() {
        assertThat(predict(CSV.replace("\n61,", "\nold,"), "Content-Type", "text/csv")
                        .body())
                .isEqualTo(
                        "{\"error\":\"Expected column 'age' to be of type integer but found 'old' in line 3. Leave the "
                                + "cell empty if it is missing.\"}");
        assertThat(predict(CSV + "1,2\n", "Content-Type", "text/csv").body())
                .contains("Expected 15 cells, as many as the header has, but found 2 in line 4.");
        assertThat(predict("", "Content-Type", "text/csv").body()).contains("the body is empty");
        assertThat(predict("age\n", "Content-Type", "text/csv").body()).contains("Expected at least one row");
    }

    @Test
    void aMessageAboutOneOfManyRowsSaysWhich() {
        String wrong = "[" + Served.PERSON + "," + Served.PERSON.replace("39", "\"x\"") + "]";

        assertThat(predict(wrong).body())
                .contains("At row 1: Expected column 'age' to be of type integer but found the String 'x'.");
    }

    @Test
    void categoriesThatTrainingHadNotSeenAreAnsweredAndCounted() {
        assertThat(predict(Served.PERSON.replace("country 7", "Atlantis")).body())
                .contains("\"unseen\":{\"native-country\":1}");
    }

    @Test
    void aRowMayNotHaveAColumnTwiceNorAnObjectForACell() {
        assertThat(predict(Served.PERSON.replace("{", "{\"age\":1,")).body())
                .contains("Expected each column once but found 'age' twice.");
        assertThat(predict(Served.PERSON.replace("39", "{}")).body())
                .contains("Expected a single value for column 'age' but found START_OBJECT at line 1, column");
        assertThat(predict(Served.PERSON.replace("39", "[39]")).body())
                .contains("Expected column 'age' to be of type integer but found a list of 1.");
        assertThat(predict("42").body()).contains("Expected an object with a value for each column");
        assertThat(predict(Served.PERSON + "{}").body()).contains("Expected nothing after the JSON value");
    }

    @Test
    void reasonsAddUpToWhatTheModelSays() {
        Explanation expected = Served.first().explain(OpenInferenceTest.person(39));

        String body =
                Served.post(server, "/v2/models/income/explain", Served.PERSON).body();

        assertThat(body)
                .contains(
                        "\"explanation\":{\"prediction\":{\"label\":",
                        "\"unit\":\"log-odds\",\"adjusted\":false,\"expected\":" + expected.expected() + ",\"raw\":"
                                + expected.raw(),
                        "{\"column\":\"age\",\"value\":39,\"amount\":" + expected.contribution("age") + "}");
    }

    @Test
    void aModelThatHasNoExactReasonsSaysSo() {
        try (RunningServer other =
                ModelServer.of("flats", Chains.small()).port(0).start()) {
            HttpResponse<String> answer = Served.post(other, "/explain", "{\"size\":40,\"kind\":\"loft\"}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("for which there is no exact way");
            assertThat(Served.get(other, "/v2/models/flats").body()).contains("\"explains\":false");
            assertThat(Served.post(other, "/predict", "{\"size\":40,\"kind\":\"loft\"}")
                            .body())
                    .contains("\"prediction\":{\"value\":");
        }
    }

    @Test
    void aStrictServerRefusesColumnsThatNoModelReads() {
        try (RunningServer strict =
                ModelServer.of("income", Served.first()).strict().port(0).start()) {
            assertThat(Served.post(strict, "/predict", Served.PERSON.replace("{", "{\"remark\":1,"))
                            .body())
                    .contains("Expected columns that the model reads only but found 'remark'.");
        }
        assertThat(predict(Served.PERSON.replace("{", "{\"remark\":{\"a\":[1]},"))
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> predict(String body, String... headers) {
        return Served.post(server, "/v2/models/income/predict", body, headers);
    }

    private static String version() {
        return Served.first().fingerprint().substring(0, 12);
    }
}
