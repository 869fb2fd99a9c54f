package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were made to do harm: unlike damaged ones, their digests are right. */
class HostileBundleTest {
    @TempDir
    Path folder;

    private final FittedChain<Regression> chain = Chains.small();
    private final Map<String, byte[]> parts = parts(chain);

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
    private byte[] written(Map<String, byte[]> entries) {
        return BundleZip.write(Manifest.before(entries, Chains.WHEN, chain.fingerprint()));
    }

    private byte[] withPipeline(String json) {
        parts.put("pipeline.json", json.getBytes(StandardCharsets.UTF_8));
        return written(parts);
    }

    private String pipeline() {
        return Manifest.state(Manifest.bytes(Codecs.encode(chain))).toJson();
    }

    private void assertRefused(byte[] file, String reason) {
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
    private static byte[] signed(byte[] file) {
        byte[] digest = Digests.sha256(file, file.length - 64).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digest, 0, file, file.length - 64, 64);
        return file;
    }

    /** Finds the local header of an entry. */
    private static int localHeader(byte[] file, String name) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("PK\3\4");
        while (!text.startsWith(name, at + 30)) at = text.indexOf("PK\3\4", at + 1);
        return at;
    }

    @Test
    void theEntriesAreAcceptedUnchanged() {
        assertThat(Bundle.read(written(parts)).fitted().fingerprint()).isEqualTo(chain.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "..\\evil",
                "/etc/passwd",
                "C:\\evil",
                "C:evil",
                "\\\\host\\share",
                "a/../../evil",
                "./pipeline.json",
                "pipeline.json/",
                "PIPELINE.JSON",
                "..%2fevil",
                "%2e%2e/evil",
                "\u00c0\u00ae\u00c0\u00ae/evil",
                "\u00ff\u00fe.",
                "pipeline.json\u0000",
                "\u001b[2Jevil",
                "Evil.class",
                "META-INF/MANIFEST.MF",
                ""
            })
    void foreignEntriesAreRefusedWhateverTheirName(String name) {
        String place = "x".repeat(name.length());
        parts.put(place, new byte[3]);
        byte[] file = written(parts);
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        // In both headers, so that the archive itself is as it should be.
        int local = lastOf(file, 0x04034b50) + 30;
        int central = lastOf(file, 0x02014b50) + 46;
        System.arraycopy(bytes, 0, file, local, bytes.length);
        System.arraycopy(bytes, 0, file, central, bytes.length);

        assertRefused(
                signed(file),
                "Expected no entries but 'arrays.bin', 'facts.json', 'golden.json', 'manifest.json', 'pipeline.json', "
                        + "'record.json', 'sample.json', 'signature.json' but found '"
                        + name.replaceAll("[^ -~]", "?") + "'.");
    }

    private static int lastOf(byte[] file, int signature) {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = file.length - 4;
        while (buffer.getInt(at) != signature) at--;
        return at;
    }

    @Test
    void aVeryLongNameIsShortenedInTheMessage() {
        parts.put("x".repeat(60_000), new byte[3]);

        assertRefused(written(parts), "but found '" + "x".repeat(60) + "...'");
    }

    @Test
    void anEntryThatIsThereTwiceIsRefused() {
        parts.remove("sample.json");
        parts.put("golden.jsoM", parts.get("golden.json"));
        byte[] file = written(parts);
        file[localHeader(file, "golden.jsoM") + 30 + 10] = 'n';
        file[lastOf(file, 0x02014b50) - 46 - "pipeline.json".length() - 1] = 'n';

        assertRefused(signed(file), "Expected one entry 'golden.json' but there are two.");
    }

    @Test
    void aBombIsNotInflated() {
        parts.put("golden.json", new byte[1_000_000]);
        byte[] small = written(parts);
        int local = localHeader(small, "golden.json");
        ByteBuffer headers = ByteBuffer.wrap(small).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(headers.getInt(local + 22)).isEqualTo(1_000_000);
        long packed = headers.getInt(local + 18);
        assertThat(packed).isLessThan(2_000);

        // It says that it is as large as can be, larger than can be, and small.
        headers.putInt(local + 22, -1);
        assertRefused(
                signed(small.clone()), "but it says 4194303. Give the JVM more memory (-Xmx) if you trust the file");
        headers.putInt(local + 22, (int) (packed * 1033));
        assertRefused(signed(small.clone()), "its sizes, " + packed + " and " + packed * 1033 + " bytes");
        headers.putInt(local + 22, 100);
        assertRefused(signed(small.clone()), "Expected 100 bytes in 'golden.json' but there are more.");
        headers.putInt(local + 22, 1_000_001);
        assertRefused(signed(small.clone()), "Expected 1000001 bytes in 'golden.json' but there are only 1000000.");
    }

    @Test
    void compressedSizesThatLieAreRefused() {
        byte[] file = written(parts);
        int local = localHeader(file, "golden.json");
        ByteBuffer headers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int packed = headers.getInt(local + 18);

        for (int lie : new int[] {0, 1, packed - 1, packed + 1, file.length, Integer.MAX_VALUE, -1}) {
            headers.putInt(local + 18, lie);
            assertRefused(signed(file.clone()), "The file is damaged");
        }
    }

    @Test
    void anUnknownMethodOfCompressionIsRefused() {
        byte[] file = written(parts);
        file[localHeader(file, "golden.json") + 8] = 12;

        assertRefused(signed(file), "or its method, 12, cannot be.");
    }

    @Test
    void aCompressedManifestIsRefused() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put("sample.json", parts.get("sample.json"));
        contents.putAll(Manifest.before(parts, Chains.WHEN, chain.fingerprint()));

        assertRefused(
                BundleZip.write(contents), "but found 'sample.json'. This is no saved pipeline, or a damaged one.");
    }

    @Test
    void anArchiveOfAnotherWriterIsRefusedThoughItsEntriesAreRight() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry :
                    Manifest.before(parts, Chains.WHEN, chain.fingerprint()).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }

        assertRefused(bytes.toByteArray(), "The file is damaged");
    }

    @Test
    void bitsThatNoDigestOfAnEntryCoversAreRefused() {
        byte[] file = written(parts);
        for (int at : new int[] {4, 6, 10, 12, lastOf(file, 0x02014b50) + 38, lastOf(file, 0x06054b50) + 4}) {
            byte[] changed = file.clone();
            changed[at] ^= 1;
            assertRefused(signed(changed), "Expected the file to be, byte for byte, as it was saved but it is not.");
        }
    }

    @Test
    void entriesThatTheManifestDoesNotNameAsTheyAreAreRefused() {
        Map<String, byte[]> contents = Manifest.before(parts, Chains.WHEN, chain.fingerprint());
        contents.put("sample.json", "{\"columns\":[]}".getBytes(StandardCharsets.UTF_8));
        assertRefused(
                BundleZip.write(contents),
                "Expected the entries, their lengths and digests to be those that the manifest names");

        contents.remove("sample.json");
        assertRefused(
                BundleZip.write(contents),
                "Expected the entries, their lengths and digests to be those that the manifest names");
    }

    @Test
    void aFileWithoutPipelineIsRefused() {
        parts.remove("pipeline.json");

        assertRefused(written(parts), "Expected an entry 'pipeline.json' but there is none.");
    }

    @Test
    void aNewerFormatSaysSoWhateverElseIsInIt() {
        State manifest = State.empty()
                .with("format", "millwork-bundle")
                .with("version", 2)
                .with("library", "7.1")
                .with("novelty", List.of());
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put("manifest.json", Manifest.bytes(manifest));
        contents.put("novelty.bin", new byte[10]);

        assertRefused(
                BundleZip.write(contents),
                "Expected format version 1 to 1 but found 2, written by a newer version of the library (7.1). Update the "
                        + "library that reads it.");
    }

    @Test
    void anotherFormatIsRefused() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(
                "manifest.json",
                Manifest.bytes(State.empty().with("format", "other").with("version", 1)));
        assertRefused(BundleZip.write(contents), "but found 'other', version 1.");

        contents.put("manifest.json", Manifest.bytes(State.empty().with("name", "an app")));
        assertRefused(BundleZip.write(contents), "Expected a value 'format' but there are only [name].");

        contents.put("manifest.json", new byte[] {'"', (byte) 0xff, '"'});
        assertRefused(BundleZip.write(contents), "Expected UTF-8 but found other bytes.");
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        Map<String, byte[]> contents = Manifest.before(parts, Chains.WHEN, chain.fingerprint());
        String manifest = new String(contents.get("manifest.json"), StandardCharsets.UTF_8)
                .replace("2026-01-02T03:04:05Z", "yesterday");
        contents.put("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));

        assertRefused(BundleZip.write(contents), "The file is damaged or was written by another version");
    }

    @Test
    void deepJsonIsRefused() {
        String deep = "[".repeat(100_000);
        assertRefused(withPipeline("{\"task\":" + deep), "nesting depth");
        assertRefused(withPipeline("{\"task\":".repeat(100_000)), "nesting depth");
        assertRefused(withPipeline(deep), "Expected a JSON object.");
    }

    @Test
    void wideJsonThatWouldFillTheMemoryIsRefused() {
        int tokens = (int) (Runtime.getRuntime().maxMemory() / 128);
        StringBuilder wide = new StringBuilder(tokens * 2 + 100).append("{\"task\":[0");
        for (int i = 0; i < tokens; i++) wide.append(",0");

        assertRefused(withPipeline(wide.append("]}").toString()), "exceeds the maximum allowed");
    }

    @Test
    void aManifestThatIsTooLongIsRefused() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put("manifest.json", new byte[2_000_000]);

        assertRefused(BundleZip.write(contents), "Expected at most 1024 KB in 'manifest.json' but it says 1953.");
    }

    @Test
    void messagesAreShortWhateverIsInTheFile() {
        String longName = "x".repeat(2_000_000);
        for (String bad : List.of(
                "{\"task\":\"" + longName + "\"}",
                "{\"" + longName + "\":1}",
                "{\"task\":[\"" + longName + "\"]}",
                "{\"task\":{\"type\":\"" + longName + "\"}}",
                pipeline().replace("test.linear", longName))) {
            assertThatThrownBy(() -> Bundle.read(withPipeline(bad)))
                    .isInstanceOf(BundleException.class)
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(5_000));
        }
    }

    @Test
    void hugeNumbersAreRefused() {
        String good = pipeline();
        String flag = "\"complete\":true";
        assertThat(good).contains(flag);
        for (String number : List.of("9".repeat(30), "9".repeat(100_000), "1." + "0".repeat(9999))) {
            assertRefused(
                    withPipeline(good.replace(flag, "\"complete\":" + number)),
                    "Expected JSON but could not read it: ");
        }
        for (String number : List.of("1e999999999", "-1e400")) {
            assertRefused(
                    withPipeline(good.replace(flag, "\"complete\":" + number)),
                    "Expected numbers that a double can hold but found " + number + ".");
        }
    }

    @Test
    void brokenJsonIsRefused() {
        String good = pipeline();
        for (String bad : List.of(
                "", "{}", "null", "{\"a\":1,\"a\":2}", good + good, good.substring(1), good + "x", "\ufeff" + good)) {
            assertRefused(withPipeline(bad), "Could not load ");
        }
    }

    @Test
    void aCodecThatIsNotThereIsNamed() {
        assertRefused(
                withPipeline(pipeline().replace("\"test.linear\"", "\"test.linnear\"")),
                "Expected to know 'test.linnear' but no codec has that name. Add the library that provides it to the class "
                        + "path. Did you mean 'test.linear'?");
        assertRefused(
                withPipeline(pipeline().replace("\"test.linear\"", "\"java.lang.Runtime\"")),
                "Expected to know 'java.lang.Runtime' but no codec has that name.");
    }

    @Test
    void aCodecOfAnotherKindOrVersionIsRefused() {
        assertRefused(
                withPipeline(pipeline().replace("\"test.linear\"", "\"test.filled\"")),
                "Expected version 1 to 1 of 'test.filled' but found 2.");
        assertRefused(
                withPipeline(pipeline().replace("\"test.linear\",\"version\":2", "\"test.filled\",\"version\":1")),
                "Expected a Model but 'test.filled' is a Filled.");
        assertRefused(
                withPipeline(pipeline().replace("\"test.linear\",\"version\":2", "\"test.linear\",\"version\":3")),
                "Expected version 1 to 2 of 'test.linear' but found 3.");
    }

    @Test
    void aModelForAnotherTaskIsRefused() {
        assertRefused(
                withPipeline(pipeline().replace("\"Regression\"", "\"Classification\"")),
                "Expected a learner or model for Classification but found one for Regression.");
    }

    @Test
    void statesThatACodecDoesNotExpectAreRefused() {
        String good = pipeline();
        // Too few weights, which only shows when the model is asked.
        assertRefused(
                withPipeline(good.replaceFirst("\"weights\":\\[[^\\]]*\\]", "\"weights\":[1.0]")), "Could not load ");
        assertRefused(
                withPipeline(good.replaceFirst("\"weights\":\\[[^\\]]*\\]", "\"weights\":[]")), "Could not load ");
        assertRefused(withPipeline(good.replaceFirst("\"means\":\\[[^\\]]*\\]", "\"means\":[]")), "Could not load ");
        assertRefused(withPipeline(good.replace("\"FEATURE\"", "\"FUTURE\"")), "Could not load ");
        assertRefused(withPipeline(good.replace("\"size\"", "\"\"")), "Could not load ");
        assertRefused(withPipeline(good.replace("\"size\"", "\"kind\"")), "Could not load ");
    }

    @Test
    void goldenRowsThatDoNotFitThePipelineAreRefused() {
        Golden golden = Golden.of(chain, Chains.sample(chain));
        parts.put("golden.json", Manifest.bytes(new Golden(golden.rows().drop("size"), golden.outputs()).toState()));
        assertRefused(
                written(parts), "Expected a value for column 'size', a number such as 1.5, but the data has none.");

        double[] fewer = Arrays.copyOf(golden.outputs(), golden.outputs().length - 1);
        parts.put("golden.json", Manifest.bytes(new Golden(golden.rows(), fewer).toState()));
        assertRefused(
                written(parts),
                "Expected 1 numbers for each of " + golden.rows().rowCount() + " golden rows");

        double[] changed = golden.outputs().clone();
        changed[7] = Math.nextUp(changed[7]);
        parts.put("golden.json", Manifest.bytes(new Golden(golden.rows(), changed).toState()));
        assertRefused(written(parts), "Expected the pipeline to give " + changed[7] + " for golden row 7");
    }

    @Test
    void serializedJavaObjectsAreNotRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(List.of("harmless")));
        }
        assertRefused(bytes.toByteArray(), "this is another kind of file");

        parts.put("pipeline.json", bytes.toByteArray());
        assertRefused(written(parts), "Expected UTF-8 but found other bytes.");
    }

    @Test
    void devicesAreNotRead() {
        Path endless = Path.of("/dev/zero");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(endless));

        assertThatThrownBy(() -> Bundle.load(endless, Regression.class))
                .isInstanceOf(BundleException.class)
                .hasMessage("Could not load /dev/zero: this is no file. Give the path of a saved pipeline.");
    }
}
