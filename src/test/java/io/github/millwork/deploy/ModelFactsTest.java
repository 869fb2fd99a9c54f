package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved beside the pipeline, and who signed it. */
class ModelFactsTest {
    static final Score RMSE = new Score("RMSE", 0.25, 0.2, 0.3125, 0.95, "bootstrap", 40);

    static final ModelFacts FACTS = ModelFacts.NONE
            .with(new EvaluationRecord("20 % of the rows", 40, List.of(RMSE)))
            .with(new SearchRecord(
                    "the best of two",
                    3,
                    1,
                    List.of(
                            new SearchRecord.Candidate(
                                    1,
                                    "linear",
                                    RMSE,
                                    true,
                                    Optional.of(State.empty().with("codec", "chain"))),
                            new SearchRecord.Candidate(
                                    2,
                                    "mean",
                                    new Score("RMSE", 1, 0.5, Double.NaN, 0.95, "t", 40),
                                    false,
                                    Optional.empty()))))
            .with(new Lineage(Map.of("java", "17.0.1", "millwork", "0.1")))
            .with(ModelNotes.use("To show flats.")
                    .limitations("Not for houses.")
                    .data("Made up.")
                    .owner("ann@example.org"));

    @TempDir
    Path folder;

    private final FittedChain<Regression> chain = Chains.small();
    private final Bundle<Regression> plain = Chains.bundle(chain);
    private final Bundle<Regression> known = new Bundle<>(chain, plain.record(), FACTS);

    private Bundle<Regression> saved(Bundle<Regression> bundle) {
        Path file = folder.resolve("saved");
        bundle.save(file);
        return Bundle.load(file, Regression.class);
    }

    @Test
    void whatIsKnownIsSaved() {
        assertThat(saved(known).facts()).isEqualTo(FACTS);
        assertThat(saved(plain).facts()).isEqualTo(ModelFacts.NONE);
    }

    @Test
    void theFingerprintDoesNotDependOnWhatIsKnown() throws IOException {
        String fingerprint = saved(plain).fitted().fingerprint();
        byte[] without = Files.readAllBytes(folder.resolve("saved"));

        assertThat(saved(new Bundle<>(chain, plain.record(), FACTS)).fitted().fingerprint())
                .isEqualTo(fingerprint);
        assertThat(Files.readAllBytes(folder.resolve("saved"))).isNotEqualTo(without);
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSignedFileIsLoadedWithTheKeyThatBelongsToItAndWithout() {
        KeyPair keys = keys();
        Path file = folder.resolve("signed");
        known.save(file, Saving.DEFAULT.signed(keys.getPrivate()));

        assertThat(Bundle.load(file, Regression.class, keys.getPublic()).facts())
                .isEqualTo(FACTS);
        assertThat(Bundle.load(file, Regression.class).facts()).isEqualTo(FACTS);
    }

    @Test
    void anUnsignedFileOrOneThatAnotherSignedIsRefusedWithAKey() {
        KeyPair keys = keys();
        Path file = folder.resolve("unsigned");
        known.save(file);
        Path other = folder.resolve("other");
        known.save(other, Saving.DEFAULT.signed(keys().getPrivate()));

        assertThatThrownBy(() -> Bundle.load(file, Regression.class, keys.getPublic()))
                .isInstanceOf(BundleException.class)
                .hasMessage(
                        "Could not load " + file + ": Expected a signature but there is none. Have its owner save it "
                                + "signed, or load it without a key if you trust the file.");
        assertThatThrownBy(() -> Bundle.load(other, Regression.class, keys.getPublic()))
                .isInstanceOf(BundleException.class)
                .hasMessage(
                        "Could not load " + other + ": Expected a signature of one that is trusted but it is not, or "
                                + "the file was changed. Fetch it again from whom you trust.");
    }

    @Test
    void aFileThatWasPutTogetherAnewDoesNotPassAsSigned() {
        KeyPair keys = keys();
        Golden golden = Golden.of(chain, Chains.sample(chain));
        byte[] signed = BundleFormat.write(known, Saving.DEFAULT.signed(keys.getPrivate()), golden, Chains.WHEN);
        byte[] other = BundleFormat.write(plain, Saving.DEFAULT, golden, Chains.WHEN);
        Map<String, byte[]> contents = new java.util.LinkedHashMap<>(entries(other));
        contents.put("signature.json", entries(signed).get("signature.json"));
        byte[] forged = BundleZip.write(contents);

        assertThat(Bundle.read(forged)).isNotNull();
        assertThatThrownBy(() -> BundleFormat.read(forged, List.of(keys.getPublic())))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("Expected a signature of one that is trusted but it is not");
        assertThat(BundleFormat.read(signed, List.of(keys().getPublic(), keys.getPublic())))
                .isNotNull();
    }

    private static Map<String, byte[]> entries(byte[] file) {
        return BundleZip.read(
                file,
                java.util.Set.of(
                        "manifest.json",
                        "facts.json",
                        "golden.json",
                        "pipeline.json",
                        "record.json",
                        "sample.json",
                        "signature.json"));
    }

    @Test
    void keysOfOtherKindsAreRefused() throws NoSuchAlgorithmException {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();

        assertThatThrownBy(() -> Saving.DEFAULT.signed(rsa.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a key of Ed25519 but found one of RSA. Make one with "
                        + "KeyPairGenerator.getInstance(\"Ed25519\").");
        assertThatThrownBy(() -> Bundle.load(folder.resolve("any"), Regression.class, rsa.getPublic()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRegistryThatTrustsSomeKeysNeitherLoadsNorPromotesOthers() {
        KeyPair keys = keys();
        Registry registry = Registry.at(folder.resolve("registry"));
        Registry trusting = registry.trusting(keys.getPublic());
        registry.publish("flats", known, Saving.DEFAULT.signed(keys.getPrivate()), "");
        registry.publish("flats", known);

        assertThat(trusting.version("flats", 1).promote().generation()).isEqualTo(1);
        ModelVersion unsigned = trusting.version("flats", 2);
        assertThatThrownBy(unsigned::promote)
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("Could not load flats version 2: Expected a signature but there is none.");
        assertThatThrownBy(() -> unsigned.load(Regression.class)).isInstanceOf(BundleException.class);
        assertThat(trusting.production("flats").number()).isEqualTo(1);
        assertThatThrownBy(registry::trusting).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aVersionKnowsItsScoresAndPassesGatesByThem() {
        Registry registry = Registry.at(folder.resolve("registry"));
        ModelVersion version = registry.publish("flats", known);
        io.github.millwork.stage.Metric<Regression> rmse = io.github.millwork.evaluate.RegressionMetrics.RMSE;
        assertThat(rmse.name()).isEqualTo("RMSE");

        assertThat(version.scores()).containsExactly(RMSE);
        Promotion refused = version.promoteThrough("production", Gate.atMost(rmse, 0.3));
        assertThat(refused.promoted()).isFalse();
        assertThat(refused)
                .hasToString("flats version 1 was refused\n"
                        + "  refused RMSE at most 0.3: the upper end of its 95 % interval is 0.3125");
        assertThat(registry.alias("flats", "production")).isEmpty();
        assertThat(registry.history("flats").get(1).kind()).isEqualTo(RegistryEvent.Kind.REFUSED);
        assertThat(registry.history("flats").get(1).why())
                .isEqualTo("RMSE at most 0.3: the upper end of its 95 % interval is 0.3125");

        Promotion passed = version.promoteThrough("production", Gate.atMost(rmse, 0.32));
        assertThat(passed.promoted()).isTrue();
        assertThat(passed)
                .hasToString("flats version 1 is production now\n"
                        + "  passed  RMSE at most 0.32: the upper end of its 95 % interval is 0.3125");
        assertThat(registry.production("flats")).isEqualTo(version);
    }
}
