package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were made to do harm: unlike damaged ones, their digests are right. */
class HostileBundleTest extends HostileCases {
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
}
