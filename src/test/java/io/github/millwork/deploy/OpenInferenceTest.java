package io.github.millwork.deploy;

import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Row;
import io.github.millwork.data.Target;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.train.LogisticRegression;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Open Inference Protocol v2, as a client of it sees a server. */
class OpenInferenceTest {
    private static final String INFER = "/v2/models/income/infer";

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = ModelServer.from(new TestModels()
                        .add("income", "1", Served.first())
                        .add("income", "2", Served.second())
                        .move("income", "production", "2"))
                .port(0)
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theServerSaysWhatItIsAndThatItLivesAndIsReady() {
        assertThat(Served.get(server, "/v2").body()).contains("\"name\":\"millwork\"", "\"extensions\":[");
        assertThat(Served.get(server, "/v2/health/live").body()).isEqualTo("{\"live\":true}");
        assertThat(Served.get(server, "/v2/health/ready").body()).isEqualTo("{\"ready\":true}");
        assertThat(Served.get(server, "/v2/models/income/ready").statusCode()).isEqualTo(200);
        assertThat(Served.get(server, "/v2/models/income/versions/1/ready").statusCode())
                .isEqualTo(200);
    }

    @Test
    void noCellOfAColumnOfNamesIsGivenAway() {
        Dataset people = CensusLike.dataset(CensusLike.people(500));
        String[] names = IntStream.range(0, 500).mapToObj(row -> "Ms. " + row).toArray(String[]::new);
        FittedPipeline<Classification> fitted = Pipeline.classify(
                        Target.of("income").positive(">50K"))
                .preprocess(Encode.frequency(named("name")), Impute.median(numeric()))
                .train(LogisticRegression.create())
                .fit(people.select("age", "income").with(Column.categories("name", names)));
        try (RunningServer named = ModelServer.of("people", fitted).port(0).start()) {
            assertThat(Served.get(named, "/v2/models/people").body())
                    .contains("\"name\":\"name\"", "\"typical\":")
                    .doesNotContain("Ms. ");
        }
    }

    @Test
    void aModelSaysWhatGoesInAndWhatComesOut() {
        assertThat(Served.get(server, "/v2/models/income").body())
                .startsWith(
                        "{\"name\":\"income\",\"versions\":[\"1\",\"2\"],\"platform\":\"millwork\",\"version\":\"2\"")
                .contains(
                        "{\"name\":\"age\",\"datatype\":\"INT64\",\"shape\":[-1],\"parameters\":{\"type\":\"integer\",\"typical\":50}}",
                        "{\"name\":\"sex\",\"datatype\":\"BYTES\",\"shape\":[-1],\"parameters\":{\"type\":\"category\","
                                + "\"typical\":\"Female\",\"levels\":[\"Female\",\"Male\"]}}",
                        "{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[-1]}",
                        "{\"name\":\"probabilities\",\"datatype\":\"FP64\",\"shape\":[-1,2]}",
                        "{\"name\":\"classes\",\"datatype\":\"BYTES\",\"shape\":[2]}");
    }

    @Test
    void aRowIsAnsweredWithTheBitsOfThePipelineAndTheVersionThatGaveThem() {
        Classification expected = Served.second().predict(person());

        HttpResponse<String> answer = Served.post(server, INFER, Served.tensors("42", 39));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Model-Version")).contains("2");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"model_name\":\"income\",\"model_version\":\"2\",\"id\":\"42\",\"outputs\":["
                                + "{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\""
                                + expected.label()
                                + "\"]},{\"name\":\"probabilities\",\"datatype\":\"FP64\",\"shape\":[1,2],\"data\":["
                                + expected.probability("<=50K") + "," + expected.probability(">50K")
                                + "]},{\"name\":\"classes\",\"datatype\":\"BYTES\",\"shape\":[2],\"data\":[\"<=50K\",\">50K\"]}]}");
    }

    @Test
    void aVersionIsAnsweredByItsNumber() {
        double first = Served.first().predict(person()).probability(">50K");

        assertThat(Served.post(server, "/v2/models/income/versions/1/infer", Served.tensors("42", 39))
                        .body())
                .contains("\"model_version\":\"1\"", Double.toString(first));
        assertThat(Served.get(server, "/v2/models/income/versions/9").statusCode())
                .isEqualTo(404);
    }

    @Test
    void severalRowsAreAnsweredInOrderWithTheOutputsThatAreWanted() {
        String two = Served.tensors("a", 39)
                .replaceAll("\"shape\":\\[1\\]", "\"shape\":[2,1]")
                .replaceAll("\"data\":\\[(\"[^\"]*\"|[0-9]+)\\]", "\"data\":[[$1],[$1]]")
                .replaceFirst("\"inputs\"", "\"outputs\":[{\"name\":\"probabilities\"}],\"inputs\"")
                .replaceFirst("\\[\\[39\\],\\[39\\]\\]", "[[39],[61]]");
        double young = Served.second().predict(person()).probability("<=50K");
        double old = Served.second().predict(person(61)).probability("<=50K");

        String body = Served.post(server, INFER, two).body();

        assertThat(body)
                .contains("\"shape\":[2,2]", "[" + young + ",", "," + old + ",")
                .doesNotContain("classes");
    }

    @Test
    void aNullIsMissingAndAnAbsentColumnIsAnError() {
        String missing = Served.tensors("1", 39).replace("\"data\":[40]", "\"data\":[null]");
        String absent = Served.tensors("1", 39).replace("hours-per-week", "hours_per_week");

        assertThat(Served.post(server, INFER, missing).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = Served.post(server, INFER, absent);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .isEqualTo(
                        "{\"error\":\"Expected a value for column 'hours-per-week', a whole number such as 3, but the row has "
                                + "none. Send them, with null where one is missing. Columns that the model does not know: 'hours_per_week'.\"}");
    }

    @Test
    void onlyWhatLosesNothingIsTaken() {
        assertThat(error(Served.tensors("1", 39).replace("[39]", "[39.5]")))
                .contains("Expected column 'age' to be of type integer but found the Double '39.5'");
        assertThat(error(Served.tensors("1", 39).replace("[\"Male\"]", "[1]")))
                .contains("Expected tensor 'sex' to hold BYTES but found 1");
        assertThat(error(Served.tensors("1", 39).replace("[39]", "[\"39\"]")))
                .contains("Expected tensor 'age' to hold FP64 but found a string");
        assertThat(error(Served.tensors("1", 39).replaceFirst("FP64", "INT8").replace("[39]", "[300]")))
                .contains("Expected tensor 'age' to hold INT8 but found 300");
        assertThat(error(Served.tensors("1", 39).replace("[39]", "[1e999]"))).contains("a double can hold");
    }

    @Test
    void shapesMustSuitTheData() {
        assertThat(error(Served.tensors("1", 39).replaceFirst("\\[1\\]", "[2]")))
                .contains("Expected tensor 'age' to have 2 elements, by its shape, but found 1.");
        assertThat(error(Served.tensors("1", 39).replaceFirst("\\[1\\]", "[2]").replace("[39]", "[39,40]")))
                .contains(
                        "Expected all tensors to have the same first dimension but 'age' has 2 and 'workclass' has 1.");
        assertThat(error("{\"inputs\":[{\"name\":\"age\",\"shape\":[-1],\"datatype\":\"FP64\",\"data\":[]}]}"))
                .contains("neither negative nor huge");
        assertThat(error("{\"inputs\":[{\"name\":\"age\",\"datatype\":\"FP64\",\"data\":[]}]}"))
                .contains("Expected each tensor to have 'name', 'shape', 'datatype' and 'data' but 'age' has not.");
        assertThat(error("{\"inputs\":[]}")).contains("Expected 'inputs' to hold tensors but it is empty.");
        assertThat(error("{}")).contains("Expected 'inputs', a list of tensors, but there is none.");
        assertThat(error("{\"inputs\": [}")).contains("Expected JSON but could not read it");
    }

    @Test
    void whatIsNotThereIsNotFoundAndOtherMethodsAreNotAllowed() {
        assertThat(Served.post(server, "/v2/models/incom/infer", Served.tensors("1", 39))
                        .body())
                .contains("Did you mean 'income'?");
        assertThat(Served.get(server, "/v2/nothing").statusCode()).isEqualTo(404);
        HttpResponse<String> wrong = Served.get(server, INFER);
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).contains("POST");
        HttpResponse<String> head = Served.send(HttpRequest.newBuilder(Served.at(server, "/v2"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    private static String error(String body) {
        HttpResponse<String> answer = Served.post(server, INFER, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return answer.body();
    }

    private static Row person() {
        return person(39);
    }

    static Row person(int age) {
        return Row.of(
                "age",
                age,
                "workclass",
                "workclass 2",
                "fnlwgt",
                77516,
                "education",
                "education 3",
                "education-num",
                13,
                "marital-status",
                "status 1",
                "occupation",
                "occupation 4",
                "relationship",
                "relationship 2",
                "race",
                "race 1",
                "sex",
                "Male",
                "capital-gain",
                2174,
                "capital-loss",
                0,
                "hours-per-week",
                40,
                "native-country",
                "country 7");
    }
}
