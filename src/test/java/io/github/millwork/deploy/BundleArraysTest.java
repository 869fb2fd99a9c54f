package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Need;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The long arrays of a model, which lie beside the JSON. */
class BundleArraysTest {
    private static final int FEATURES = 80;

    private final FittedChain<Regression> chain = Chains.fit(wide(), new TestSteps.Linear(Set.of(Need.COMPLETE)));

    private static Dataset wide() {
        SplittableRandom random = new SplittableRandom(9);
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < FEATURES; c++) {
            columns.add(Column.numbers("c" + c, random.doubles(30).toArray()));
        }
        columns.add(Column.numbers("price", random.doubles(30).toArray()));
        return Dataset.of(columns);
    }

    private Map<String, byte[]> parts() {
        Map<String, byte[]> parts = HostileBundleTest.parts(chain);
        Manifest.pack(parts, "pipeline.json", Codecs.encode(chain));
        return parts;
    }

    private void assertRefused(Map<String, byte[]> parts, String reason) {
        byte[] file = BundleZip.write(Manifest.before(parts, Chains.WHEN, chain.fingerprint()));
        assertThatThrownBy(() -> Bundle.read(file))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(reason);
    }

    private static String json(Map<String, byte[]> parts) {
        return new String(parts.get("pipeline.json"), StandardCharsets.UTF_8);
    }

    private static void replace(Map<String, byte[]> parts, String old, String other) {
        String json = json(parts);
        assertThat(json).contains(old);
        parts.put("pipeline.json", json.replace(old, other).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theyAreAnEntryOfTheirOwnAndAreReadBack(@TempDir Path folder) {
        Path file = folder.resolve("wide");
        Chains.bundle(chain).save(file);
        Map<String, byte[]> contents = BundleZip.read(
                Chains.bytes(chain),
                Set.of(
                        "manifest.json",
                        "arrays.bin",
                        "facts.json",
                        "golden.json",
                        "pipeline.json",
                        "record.json",
                        "sample.json"));
        assertThat(contents.get("arrays.bin")).hasSizeGreaterThanOrEqualTo(FEATURES * 8);
        assertThat(json(contents)).contains("{\"$array\":" + (FEATURES + 1) + ",\"type\":\"double\"}");
        Bundle<Regression> loaded = Bundle.load(file, Regression.class);
        assertThat(loaded.fitted().fingerprint()).isEqualTo(chain.fingerprint());
        assertThat(Codecs.encode(loaded.fitted())).isEqualTo(Codecs.encode(chain));
    }

    @Test
    void aFileWithThemInItsJsonIsReadToo() {
        Map<String, byte[]> parts = HostileBundleTest.parts(chain);
        assertThat(parts).doesNotContainKey("arrays.bin");
        byte[] file = BundleZip.write(Manifest.before(parts, Chains.WHEN, chain.fingerprint()));
        assertThat(Bundle.read(file).fitted().fingerprint()).isEqualTo(chain.fingerprint());
    }

    @Test
    void aSmallModelHasNone() {
        assertThat(new String(Chains.bytes(Chains.small()), StandardCharsets.ISO_8859_1))
                .doesNotContain("arrays.bin");
    }

    @Test
    void bytesThatAreTooFewOrTooManyAreRefused() {
        Map<String, byte[]> parts = parts();
        byte[] whole = parts.get("arrays.bin");
        for (int length : new int[] {0, 1, whole.length - 8, whole.length - 1, whole.length + 1, whole.length * 2}) {
            parts.put("arrays.bin", Arrays.copyOf(whole, length));
            assertRefused(parts, "The file is damaged");
        }
        parts.remove("arrays.bin");
        assertRefused(parts, "Could not read ");
    }

    @Test
    void lengthsAndTypesThatLieAreRefused() {
        String array = "{\"$array\":" + (FEATURES + 1) + ",\"type\":\"double\"}";
        for (String lie :
                List.of("-1", "0", "80", "82", "2147483647", "4611686018427387904", "1e3", "\"81\"", "null")) {
            Map<String, byte[]> parts = parts();
            replace(parts, array, array.replace(String.valueOf(FEATURES + 1), lie));
            assertRefused(parts, "The file is damaged");
        }
        for (String type : List.of("float", "int", "long", "")) {
            Map<String, byte[]> parts = parts();
            replace(parts, array, array.replace("double", type));
            assertRefused(parts, "The file is damaged");
        }
    }

    @Test
    void anArrayWhereSomethingElseBelongsIsRefused() {
        Map<String, byte[]> parts = parts();
        byte[] longer = Arrays.copyOf(parts.get("arrays.bin"), parts.get("arrays.bin").length + 4);
        parts.put("arrays.bin", longer);
        replace(parts, "\"complete\":true", "\"complete\":{\"$array\":1,\"type\":\"int\"}");
        assertRefused(parts, "Could not read 'chain.fitted'");
    }

    @Test
    void changedNumbersAreFound() {
        Map<String, byte[]> parts = parts();
        byte[] changed = parts.get("arrays.bin").clone();
        changed[11] ^= 1;
        parts.put("arrays.bin", changed);
        assertRefused(parts, "Expected the pipeline to");
    }
}
