package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Regression;
import io.github.millwork.deploy.RegistryEvent.Kind;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.State;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every registry does, wherever it keeps what it knows. */
abstract class RegistryTest {
    static final Bundle<Regression> SMALL = Chains.bundle(Chains.small());

    Registry registry;

    /** Opens the registry of this test, anew as another process would. */
    abstract Registry open();

    /** Changes a byte of the file of a version. */
    abstract void damage(String model, int version);

    /** Changes the reason of an event in the journal, from "first" to "other". */
    abstract void forge(String model);

    @BeforeEach
    void openRegistry() {
        registry = open();
    }

    private ModelVersion publish() {
        return registry.publish("flats", SMALL);
    }

    @Test
    void anEmptyRegistryHasNothing() {
        assertThat(registry.models()).isEmpty();
        assertThat(registry.versions("flats")).isEmpty();
        assertThat(registry.history("flats")).isEmpty();
        assertThat(registry.aliases("flats")).isEmpty();
        assertThat(registry.alias("flats", "production")).isEmpty();
    }

    @Test
    void whatIsPublishedIsLoadedBitForBit() {
        ModelVersion version = publish();

        assertThat(version.number()).isEqualTo(1);
        assertThat(version.fingerprint()).isEqualTo(SMALL.fitted().fingerprint());
        assertThat(version.kind()).isEqualTo("Regression");
        assertThat(version.digest()).isEqualTo(Digests.sha256(version.content()));
        assertThat(version.bytes()).isEqualTo(version.content().length);
        Bundle<Regression> loaded = open().version("flats", 1).load(Regression.class);
        assertThat(loaded.fitted().fingerprint()).isEqualTo(SMALL.fitted().fingerprint());
    }

    @Test
    void anotherKindOfPipelineIsRefused() {
        ModelVersion version = publish();

        assertThatThrownBy(() -> version.load(Classification.class))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("it holds a Regression pipeline, not Classification");
    }

    @Test
    void versionsAreEqualByRegistryModelAndNumber() {
        ModelVersion version = publish();
        ModelVersion second = publish();

        assertThat(open().version("flats", 1)).isEqualTo(version).hasSameHashCodeAs(version);
        assertThat(registry.as("ann").version("flats", 1)).isEqualTo(version);
        assertThat(version).isNotEqualTo(second).isNotEqualTo(registry.publish("houses", SMALL));
        assertThat(open()).isEqualTo(registry).hasSameHashCodeAs(registry);
        assertThat(version).hasToString("flats version 1");
    }

    @Test
    void promotionMovesTheAlias() {
        ModelVersion first = publish();
        ModelVersion second = publish();
        Alias alias = first.promote();

        assertThat(registry.production("flats")).isEqualTo(first);
        assertThat(alias.generation()).isEqualTo(1);
        assertThat(open().alias("flats", "production")).contains(alias);

        assertThat(second.promote("production", "it is newer").generation()).isEqualTo(2);
        assertThat(open().production("flats")).isEqualTo(second);
        second.promote("staging");
        assertThat(registry.aliases("flats")).extracting(Alias::name).containsExactly("production", "staging");
    }

    @Test
    void promotionIfNobodyElseDidComparesTheGeneration() {
        ModelVersion first = publish();
        ModelVersion second = publish();

        assertThat(first.promoteIf("production", 1, "")).isEmpty();
        assertThat(first.promoteIf("production", 0, "")).map(Alias::generation).contains(1L);
        assertThat(second.promoteIf("production", 0, "")).isEmpty();
        assertThat(registry.production("flats")).isEqualTo(first);
        assertThat(second.promoteIf("production", 1, "")).map(Alias::version).contains(second);
    }

    @Test
    void rollbackGoesBackByOneEachTime() {
        List<ModelVersion> versions =
                IntStream.range(0, 3).mapToObj(any -> publish()).toList();
        versions.forEach(version -> version.promote());

        assertThat(registry.rollback("flats", "production", "").version()).isEqualTo(versions.get(1));
        assertThat(registry.rollback("flats", "production", "").version()).isEqualTo(versions.get(0));
        assertThatThrownBy(() -> registry.rollback("flats", "production", ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Expected a version that 'production' of flats stood for before but there is none any more. "
                                + "Promote the version that it should stand for.");
        assertThat(registry.alias("flats", "production")).map(Alias::generation).contains(5L);
        versions.get(2).promote();
        assertThat(registry.rollback("flats", "production", "").version()).isEqualTo(versions.get(0));
    }

    @Test
    void rollbackPassesOverVersionsThatWereDeleted() {
        ModelVersion first = publish();
        ModelVersion second = publish();
        ModelVersion third = publish();
        first.promote();
        second.promote();
        third.promote();
        second.delete("");

        assertThat(registry.rollback("flats", "production", "").version()).isEqualTo(first);
    }

    @Test
    void whatAnAliasStandsForIsNotDeleted() {
        ModelVersion first = publish();
        first.promote();
        first.promote("best");

        assertThatThrownBy(() -> first.delete("too old"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected that no alias stands for flats version 1 but 'best', 'production' does. Promote "
                        + "another version, or release the alias, before.");
        assertThat(first.load(Regression.class)).isNotNull();
        publish().promote();
        registry.release("flats", "best", "no longer");
        first.delete("too old");
        assertThat(open().versions("flats")).extracting(ModelVersion::number).containsExactly(2);
        assertThatThrownBy(first::content)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a version of flats that there is but found 1, which was deleted. There are: [2].");
        assertThatThrownBy(first::promote).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> first.delete("again")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbersAreNotGivenTwice() {
        publish();
        publish().delete("");

        assertThat(open().publish("flats", SMALL).number()).isEqualTo(3);
    }

    @Test
    void aReleasedAliasStandsForNothingAndKeepsCounting() {
        ModelVersion version = publish();
        version.promote("staging");
        registry.release("flats", "staging", "");

        assertThat(registry.alias("flats", "staging")).isEmpty();
        assertThatThrownBy(() -> registry.at("flats", "staging"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected an alias of flats but 'staging' stands for no version. Promote one. There are none.");
        assertThatThrownBy(() -> registry.release("flats", "staging", "")).isInstanceOf(IllegalArgumentException.class);
        assertThat(version.promote("staging").generation()).isEqualTo(3);
        assertThatThrownBy(() -> registry.rollback("flats", "staging", "")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theHistoryTellsWhoDidWhatAndWhy() {
        ModelVersion version = registry.as("ann").publish("flats", SMALL, Saving.with(GoldenRows.NONE), "first try");
        registry.as("bob").version("flats", 1).promote("staging", "looks good");
        RegistryEvent note = registry.as("router")
                .note(
                        "flats",
                        RegistryNote.of("canary took 5 %")
                                .about(1)
                                .about("staging")
                                .with(State.empty().with("share", 0.05)));

        List<RegistryEvent> history = open().history("flats");
        assertThat(history).hasSize(3).last().isEqualTo(note);
        assertThat(history).extracting(RegistryEvent::number).containsExactly(1L, 2L, 3L);
        assertThat(history).extracting(RegistryEvent::who).containsExactly("ann", "bob", "router");
        assertThat(history).extracting(RegistryEvent::kind).containsExactly(Kind.PUBLISHED, Kind.PROMOTED, Kind.NOTED);
        assertThat(history)
                .extracting(RegistryEvent::why)
                .containsExactly("first try", "looks good", "canary took 5 %");
        assertThat(history.get(1).alias()).isEqualTo(Optional.of("staging"));
        assertThat(note.version()).isEqualTo(OptionalInt.of(1));
        assertThat(note.details().number("share")).isEqualTo(0.05);
        assertThat(history.get(0).when()).isEqualTo(version.published());
    }

    @Test
    void anUnknownModelIsNamedWithTheNearest() {
        publish();

        assertThatThrownBy(() -> registry.production("flat"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a model of the registry but 'flat' is none. Did you mean 'flats'?");
        assertThatThrownBy(() -> registry.note("flat", RegistryNote.of("")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.production("flats"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected an alias of flats but 'production' stands for no version. Promote one. There are "
                        + "none.");
        assertThatThrownBy(() -> registry.version("flats", 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a version of flats that there is but found 7. There are: [1].");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../up",
                "a/b",
                "a\\b",
                "/etc",
                "C:",
                "a b",
                "-x",
                ".hidden",
                "x.",
                "con",
                "NUL.txt",
                "com1",
                "caf\u00e9",
                "a\u0000",
                "%2e%2e",
                "a\nb",
                "~root"
            })
    void namesThatCouldLeadElsewhereAreRefused(String name) {
        ModelVersion version = publish();
        assertThatThrownBy(() -> registry.publish(name, SMALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected the name of a model to be of letters A to Z");
        assertThatThrownBy(() -> registry.history(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> version.promote(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected the name of an alias to be of letters A to Z");
        assertThat(registry.models()).containsExactly("flats");
    }

    @Test
    void namesThatDifferInCaseOnlyAreRefused() {
        publish();

        assertThatThrownBy(() -> registry.publish("Flats", SMALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected names of models to differ in more than case but there is 'flats' already and "
                        + "'Flats' is new. Use one of the two.");
    }

    @Test
    void aPipelineThatIsNotReadBackIsNotPublished() {
        publish();
        FittedChain<Regression> rounded = Chains.fit(Chains.flats(7).drop("kind"), new TestSteps.Forgetful());
        Bundle<Regression> forgetful = Chains.bundle(rounded);

        assertThatThrownBy(() -> registry.publish("flats", forgetful))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("Could not publish flats, since the pipeline does not read back as it is: ");
        assertThat(registry.history("flats")).hasSize(1);
    }

    @Test
    void aFileThatWasChangedIsNeitherLoadedNorPromoted() {
        ModelVersion first = publish();
        ModelVersion second = publish();
        second.promote();
        damage("flats", 1);

        assertThatThrownBy(() -> first.load(Regression.class))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("Could not load flats version 1: ");
        assertThatThrownBy(first::promote).isInstanceOf(BundleException.class);
        assertThat(registry.production("flats")).isEqualTo(second);
        assertThat(registry.history("flats")).hasSize(3);
    }

    @Test
    void aHistoryThatWasChangedIsRefused() {
        registry.publish("flats", SMALL, Saving.with(GoldenRows.NONE), "first");
        publish();
        forge("flats");

        assertThatThrownBy(() -> open().history("flats"))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith(
                        "Expected each line of the history to follow on the one before, but one does not");
    }

    @Test
    void threadsLoseNothing() throws Exception {
        ModelVersion version = publish();
        int threads = 4;
        int each = 25;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> done = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(thread -> pool.submit(() -> {
                        Registry own = open();
                        start.await();
                        for (int i = 0; i < each; i++) own.version("flats", 1).promote("alias" + i % 3, "");
                        return own;
                    }))
                    .toList();
            start.countDown();
            for (Future<?> one : done) one.get();
        } finally {
            pool.shutdownNow();
        }

        long moves =
                registry.aliases("flats").stream().mapToLong(Alias::generation).sum();
        assertThat(moves).isEqualTo((long) threads * each);
        assertThat(registry.history("flats")).hasSize(1 + threads * each);
        assertThat(registry.version("flats", 1)).isEqualTo(version);
    }

    @Test
    void theListingTellsWhatThereIs() {
        registry.as("ann").publish("flats", SMALL).promote();
        registry.as("ann").publish("flats", SMALL).promote("staging");

        String listing = registry.toString();
        assertThat(listing.lines().toList()).hasSize(3);
        assertThat(listing).contains("model", "version", "production", "staging", "Regression", "ann");
    }
}
