package io.github.millwork.deploy;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.train.LogisticRegression;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;

/** Models to serve, and how they are asked. */
final class Served {
    static final HttpClient HTTP = HttpClient.newHttpClient();

    static final String PERSON = """
            {"age":39,"workclass":"workclass 2","fnlwgt":77516,"education":"education 3","education-num":13,
            "marital-status":"status 1","occupation":"occupation 4","relationship":"relationship 2","race":"race 1",
            "sex":"Male","capital-gain":2174,"capital-loss":0,"hours-per-week":40,"native-country":"country 7"}""";

    private Served() {}

    /** Lazy, by its holder: fitted once for all tests. */
    private static final class Fits {
        static final FittedPipeline<Classification> FIRST = fit(500);
        static final FittedPipeline<Classification> SECOND = fit(700);
    }

    static FittedPipeline<Classification> first() {
        return Fits.FIRST;
    }

    static FittedPipeline<Classification> second() {
        return Fits.SECOND;
    }

    /** Fits incomes to so many persons. */
    static FittedPipeline<Classification> fit(int people) {
        Dataset data = CensusLike.dataset(CensusLike.people(people));
        return Pipeline.classify(Target.of("income").positive(">50K"))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .seed(1)
                .fit(data);
    }

    /** A request of the Open Inference Protocol for one person. */
    static String tensors(String id, int age) {
        return String.format(Locale.ROOT, """
            {"id":"%s","inputs":[
            {"name":"age","shape":[1],"datatype":"FP64","data":[%d]},
            {"name":"workclass","shape":[1],"datatype":"BYTES","data":["workclass 2"]},
            {"name":"fnlwgt","shape":[1],"datatype":"FP64","data":[77516]},
            {"name":"education","shape":[1],"datatype":"BYTES","data":["education 3"]},
            {"name":"education-num","shape":[1],"datatype":"FP64","data":[13]},
            {"name":"marital-status","shape":[1],"datatype":"BYTES","data":["status 1"]},
            {"name":"occupation","shape":[1],"datatype":"BYTES","data":["occupation 4"]},
            {"name":"relationship","shape":[1],"datatype":"BYTES","data":["relationship 2"]},
            {"name":"race","shape":[1],"datatype":"BYTES","data":["race 1"]},
            {"name":"sex","shape":[1],"datatype":"BYTES","data":["Male"]},
            {"name":"capital-gain","shape":[1],"datatype":"FP64","data":[2174]},
            {"name":"capital-loss","shape":[1],"datatype":"FP64","data":[0]},
            {"name":"hours-per-week","shape":[1],"datatype":"FP64","data":[40]},
            {"name":"native-country","shape":[1],"datatype":"BYTES","data":["country 7"]}]}""", id, age);
    }

    static HttpResponse<String> get(RunningServer server, String path) {
        return send(HttpRequest.newBuilder(at(server, path)).build());
    }

    static HttpResponse<String> post(RunningServer server, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at(server, path)).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) request.headers(headers);
        return send(request.build());
    }

    static URI at(RunningServer server, String path) {
        return server.uri().resolve(path);
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
