package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.http.Response;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.RowListener;
import io.github.millwork.stage.RowObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A challenger beside the version in production: as a shadow, or for a share of the requests. */
class RoutingTest {
    private final TestModels models = new TestModels()
            .add("income", "1", Served.first())
            .add("income", "2", Served.second())
            .move("income", "production", "1")
            .move("income", "staging", "2");
    private final List<RoutedRequest> routed = new CopyOnWriteArrayList<>();
    private final BlockingQueue<ComparedRows> compared = new ArrayBlockingQueue<>(10_000);
    private final RoutingListener listener = new RoutingListener() {
        @Override
        public void routed(RoutedRequest request) {
            routed.add(request);
        }

        @Override
        public void compared(ComparedRows rows) {
            compared.add(rows);
        }
    };
    private ModelHandler handler;

    @AfterEach
    void close() {
        handler.close();
    }

    private void open(Routing routing) {
        handler = ModelServer.from(models)
                .route("income", routing)
                .listener(listener)
                .open();
    }

    @Test
    void aCanaryAnswersItsShareAndTheSameKeyHasTheSameAnswer() {
        open(Routing.canary("staging", 0.25));
        int challenged = 0;
        for (int i = 0; i < 2000; i++) {
            String version = version("customer-" + i);
            if (version.equals("2")) challenged++;
            if (i % 10 == 0) assertThat(version("customer-" + i)).isEqualTo(version);
        }

        // The standard deviation of the share is 0.0097.
        assertThat(challenged / 2000.0).isCloseTo(0.25, within(0.03));
        assertThat(routed).hasSize(2200).allSatisfy(request -> {
            boolean canary = request.alias().equals("staging");
            assertThat(request.version()).isEqualTo(canary ? "2" : "1");
            assertThat(request.propensity()).isEqualTo(canary ? 0.25 : 0.75);
            assertThat(request.key().orElseThrow()).startsWith("customer-");
        });
    }

    @Test
    void aShareThatGrowsKeepsThoseWhoHadTheChallenger() {
        open(Routing.canary("staging", 0.1));
        List<Integer> early = challenged();
        handler.route("income", Routing.canary("staging", 0.4));

        assertThat(challenged()).containsAll(early).hasSizeGreaterThan(2 * early.size());
        handler.route("income", Routing.canary("staging", 0.1).experiment("another"));
        assertThat(challenged()).isNotEqualTo(early);
    }

    private List<Integer> challenged() {
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < 300; i++) if (version("k" + i).equals("2")) keys.add(i);
        return keys;
    }

    @Test
    void everyDecisionOfARouterIsInTheHistoryOfTheModel() {
        open(Routing.canary("staging", 0.1));
        handler.route("income", Routing.canary("staging", 0.5));
        handler.route("income", Routing.canary("staging", 0.5));
        handler.route("income", Routing.alone());

        assertThat(models.notes)
                .containsExactly(
                        "income staging 2: routing: canary 'staging' for 0.1 of the requests",
                        "income staging 2: routing: canary 'staging' for 0.5 of the requests",
                        "income production 1: routing: production alone");
        assertThat(version("k")).isEqualTo("1");
        assertThatThrownBy(() -> handler.route("incom", Routing.alone()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a model that is served but found 'incom'. Did you mean 'income'?");
    }

    @Test
    void whereTheChallengerIsNotThereProductionAnswersAlone() {
        models.release("income", "staging");
        open(Routing.canary("staging", 1));

        assertThat(version("k")).isEqualTo("1");
        assertThat(routed.get(0).propensity()).isEqualTo(1);
        models.move("income", "staging", "2");
        handler.refresh();
        assertThat(version("k")).isEqualTo("2");
    }

    @Test
    void aShadowIsAskedTheSameAndOnlyProductionIsHeard() throws Exception {
        open(Routing.shadow("staging"));

        assertThat(version("k")).isEqualTo("1");
        ComparedRows rows = compared.poll(20, TimeUnit.SECONDS);

        assertThat(rows.champion()).isEqualTo("1");
        assertThat(rows.challenger()).isEqualTo("2");
        Classification champion = Served.first().predict(OpenInferenceTest.person(39));
        Classification challenger = Served.second().predict(OpenInferenceTest.person(39));
        assertThat(rows.championSaid()).isEqualTo(List.of(champion));
        assertThat(rows.challengerSaid()).isEqualTo(List.of(challenger));
        ShadowTally tally = handler.shadow("income");
        assertThat(tally.rows()).isEqualTo(1);
        assertThat(tally.agreed()).isEqualTo(champion.label().equals(challenger.label()) ? 1 : 0);
        assertThat(tally.meanDifference())
                .isCloseTo(Math.abs(champion.probability(">50K") - challenger.probability(">50K")), within(1e-12));
    }

    @Test
    void aShadowThatIsBehindDropsRowsAndHoldsUpNobody() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        RoutingListener stuck = new RoutingListener() {
            @Override
            public void compared(ComparedRows rows) {
                inside.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        handler = ModelServer.from(models)
                .route("income", Routing.shadow("staging"))
                .listener(stuck)
                .open();
        assertThat(version("k")).isEqualTo("1");
        inside.await();
        for (int i = 0; i < 1124; i++) assertThat(version("k")).isEqualTo("1");

        assertThat(handler.shadow("income").dropped()).isEqualTo(100);
        goOn.countDown();
    }

    @Test
    void anObserverSeesTheRowsOfItsOwnModelWithTheirIds() {
        List<String> seen = new CopyOnWriteArrayList<>();
        RowListener rows = (cells, out, at, id, time) -> seen.add(id + " " + out[at + 1]);
        handler = ModelServer.from(models)
                .observe("income", fitted -> fitted == Served.first() ? Optional.of(rows) : Optional.empty())
                .open();
        PlainRequest request =
                new PlainRequest("POST", "/v2/models/income/predict", "[" + Served.PERSON + "," + Served.PERSON + "]");
        double expected = Served.first().predict(OpenInferenceTest.person(39)).probability(">50K");

        handler.handle(request.with("X-Request-Id", "r"));
        handler.handle(new PlainRequest("POST", "/v2/models/income/explain", Served.PERSON));
        handler.handle(new PlainRequest("POST", "/v2/models/income/versions/2/predict", Served.PERSON));

        assertThat(seen).containsExactly("r/0 " + expected, "r/1 " + expected);
    }

    @Test
    void rowsOfACanaryAreShownToItsOwnObserver() {
        List<String> seen = new CopyOnWriteArrayList<>();
        handler = ModelServer.from(models)
                .route("income", Routing.canary("staging", 0.5))
                .observe("income", watching(Served.first(), "1", seen))
                .observe("income", watching(Served.second(), "2", seen))
                .open();
        List<String> answered = new ArrayList<>();
        for (int i = 0; i < 20; i++) answered.add(version("k" + i));

        assertThat(seen).isEqualTo(answered).contains("1", "2");
    }

    private static RowObserver watching(Fitted<?> model, String name, List<String> seen) {
        RowListener rows = (cells, out, at, id, time) -> seen.add(name);
        return fitted -> fitted == model ? Optional.of(rows) : Optional.empty();
    }

    @Test
    void aShareIsFromZeroToOne() {
        open(Routing.canary("staging", 0));
        assertThat(version("k")).isEqualTo("1");
        assertThatThrownBy(() -> Routing.canary("staging", Double.NaN))
                .hasMessage("Expected a share from 0 to 1 but found NaN.");
        assertThat(Routing.canary("staging", 0.5)).isEqualTo(Routing.canary("staging", 0.5));
        assertThat(Routing.canary("staging", 0.5)).isNotEqualTo(Routing.shadow("staging"));
    }

    private String version(String key) {
        PlainRequest request = new PlainRequest("POST", "/v2/models/income/infer", Served.tensors("1", 39));
        Response response = handler.handle(request.with("X-Routing-Key", key));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.headers().get("X-Model-Version");
    }
}
