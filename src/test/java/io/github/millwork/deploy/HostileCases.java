package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FittedChain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

/** A good file, and how it is tampered with. */
abstract class HostileCases {
    @TempDir
    Path folder;

    final FittedChain<Regression> chain = Chains.small();
    final Map<String, byte[]> parts = parts(chain);

    /** The entries of a good file, without its manifest. */
    static Map<String, byte[]> parts(FittedChain<?> chain) {
        Map<String, byte[]> parts = new TreeMap<>();
        parts.put(
                "golden.json",
                Manifest.bytes(Golden.of(chain, Chains.sample(chain)).toState()));
        parts.put("pipeline.json", Manifest.bytes(Codecs.encode(chain)));
        parts.put(
                "record.json", Manifest.bytes(Codecs.encode(Chains.bundle(chain).record())));
        parts.put("sample.json", Manifest.bytes(SavedRows.toState(Chains.sample(chain))));
        return parts;
    }

    /** Writes entries with a manifest that is right about them. */
    byte[] written(Map<String, byte[]> entries) {
        return BundleZip.write(Manifest.before(entries, Chains.WHEN, chain.fingerprint()));
    }

    byte[] withPipeline(String json) {
        parts.put("pipeline.json", json.getBytes(StandardCharsets.UTF_8));
        return written(parts);
    }

    String pipeline() {
        return Manifest.state(Manifest.bytes(Codecs.encode(chain))).toJson();
    }

    void assertRefused(byte[] file, String reason) {
        try {
            Path path = Files.write(folder.resolve("hostile"), file);
            assertThatThrownBy(() -> Bundle.load(path, Regression.class))
                    .isInstanceOf(BundleException.class)
                    .hasMessageStartingWith("Could not load " + path + ": ")
                    .hasMessageContaining(reason);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Gives a file that was tampered with the digest that it should have. */
    static byte[] signed(byte[] file) {
        byte[] digest = Digests.sha256(file, file.length - 64).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digest, 0, file, file.length - 64, 64);
        return file;
    }

    /** Finds the local header of an entry. */
    static int localHeader(byte[] file, String name) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("PK\3\4");
        while (!text.startsWith(name, at + 30)) at = text.indexOf("PK\3\4", at + 1);
        return at;
    }
}
