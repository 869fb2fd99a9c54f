package io.github.millwork.examples;

import io.github.millwork.collect.Http;
import io.github.millwork.collect.HttpApi;
import io.github.millwork.collect.Paging;
import io.github.millwork.data.Dataset;
import java.net.URI;
import java.time.Duration;

/** An HTTP API: JSON in pages, with a token, at most so many requests in a second. */
public final class CollectApi {
    private CollectApi() {}

    /**
     * Runs it.
     *
     * @param args the address, and the environment variable or system property that holds the token
     */
    public static void main(String[] args) {
        Dataset orders = HttpApi.json(URI.create(args[0]))
                .query("per_page", "2")
                .records("/data")
                .paging(Paging.cursor("/meta/next", "cursor"))
                .http(Http.standard()
                        .bearerFrom(args[1])
                        .perSecond(50)
                        .budget(Duration.ofMinutes(1))
                        .allowPrivate()) // the API of this example is on this machine
                .load();
        System.out.println(orders);
    }
}
