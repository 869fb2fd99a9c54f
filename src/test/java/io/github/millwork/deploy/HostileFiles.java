package io.github.millwork.deploy;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that were made to do harm, by what is wrong with them. All digests in them are right. */
final class HostileFiles {
    private static final String[] NAMES = {
        "../evil",
        "..\\evil",
        "/etc/passwd",
        "C:\\evil",
        "\\\\host\\share",
        "a/../../evil",
        "./pipeline.json",
        "pipeline.json/",
        "..%2fevil",
        "%2e%2e/evil",
        "\u00c0\u00ae\u00c0\u00ae/evil",
        "pipeline.json\u0000",
        "Evil.class",
        "META-INF/MANIFEST.MF"
    };

    private final FittedChain<Regression> chain = Chains.small();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    static Map<String, byte[]> all() {
        try {
            HostileFiles hostile = new HostileFiles();
            hostile.names();
            hostile.sizes();
            hostile.classes();
            hostile.contents();
            return hostile.files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, byte[]> parts() {
        return HostileBundleTest.parts(chain);
    }

    private byte[] written(Map<String, byte[]> parts) {
        return BundleZip.write(Manifest.before(parts, Chains.WHEN, chain.fingerprint()));
    }

    private byte[] withPipeline(String json) {
        Map<String, byte[]> parts = parts();
        parts.put("pipeline.json", json.getBytes(StandardCharsets.UTF_8));
        return written(parts);
    }

    private void names() {
        for (String name : NAMES) {
            Map<String, byte[]> parts = parts();
            parts.put("x".repeat(name.length()), new byte[3]);
            byte[] file = written(parts);
            byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(bytes, 0, file, last(file, 0x04034b50) + 30, bytes.length);
            System.arraycopy(bytes, 0, file, last(file, 0x02014b50) + 46, bytes.length);
            files.put("name " + name, digested(file));
        }
        Map<String, byte[]> parts = parts();
        parts.remove("sample.json");
        parts.put("golden.jsoM", parts.get("golden.json"));
        byte[] twice = written(parts);
        twice[local(twice, "golden.jsoM") + 30 + 10] = 'n';
        twice[last(twice, 0x02014b50) - 46 - "pipeline.json".length() - 1] = 'n';
        files.put("an entry that is there twice", digested(twice));
    }

    private void sizes() {
        Map<String, byte[]> parts = parts();
        parts.put("golden.json", new byte[1_000_000]);
        for (int lie : new int[] {-1, Integer.MAX_VALUE, 500_000_000, 8_000_000, 1_000_001, 100, 0}) {
            byte[] bomb = written(parts);
            ByteBuffer.wrap(bomb).order(ByteOrder.LITTLE_ENDIAN).putInt(local(bomb, "golden.json") + 22, lie);
            files.put("a bomb that says " + lie, digested(bomb));
        }
        for (int lie : new int[] {-1, Integer.MAX_VALUE, 1, 0}) {
            byte[] packed = written(parts());
            ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).putInt(local(packed, "golden.json") + 18, lie);
            files.put("a compressed size of " + lie, digested(packed));
        }
        parts.put("golden.json", "[".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
        files.put("a bomb of brackets", written(parts));
        parts.put("golden.json", ("{\"rows\":[0" + ",0".repeat(3_000_000) + "]}").getBytes(StandardCharsets.UTF_8));
        files.put("a bomb of zeros", written(parts));
        parts.put("golden.json", new byte[60_000_000]);
        files.put("a bomb that is what it says", written(parts));
    }

    private void classes() throws IOException {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(object)) {
            out.writeObject(new ArrayList<>(List.of("harmless")));
        }
        files.put("a serialized object", object.toByteArray());
        Map<String, byte[]> parts = parts();
        parts.put("pipeline.json", object.toByteArray());
        files.put("a serialized object as pipeline", written(parts));
        String good = Codecs.encode(chain).toJson();
        files.put("a class as codec", withPipeline(good.replace("\"test.linear\"", "\"" + HostileLoad.TRAP + "\"")));
        files.put(
                "a class of the platform as codec",
                withPipeline(good.replace("\"test.linear\"", "\"java.lang.Runtime\"")));
        State tribuo = State.empty()
                .with("name", "model.tribuo")
                .with("version", 1)
                .with(
                        "state",
                        State.empty()
                                .with("predicts", "Regression")
                                .with("dimension", 2)
                                .with("tribuo", Base64.getEncoder().encodeToString(libLinear(object.toByteArray()))));
        String model = Codecs.encode(chain).state("state").state("model").toJson();
        files.put("a serialized object in a model of LibLinear", withPipeline(good.replace(model, tribuo.toJson())));
    }

    /** A protobuf of Tribuo: version, class name, and an Any with the serialized model of LibLinear in its bytes. */
    private static byte[] libLinear(byte[] object) throws IOException {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        field(inner, 2, object);
        ByteArrayOutputStream any = new ByteArrayOutputStream();
        field(any, 1, "tribuo.classification.liblinear.LibLinearModelProto".getBytes(StandardCharsets.UTF_8));
        field(any, 2, inner.toByteArray());
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        field(
                model,
                2,
                "org.tribuo.classification.liblinear.LibLinearClassificationModel".getBytes(StandardCharsets.UTF_8));
        field(model, 3, any.toByteArray());
        return model.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] bytes) throws IOException {
        out.write(number << 3 | 2);
        int length = bytes.length;
        while (length > 127) {
            out.write(length & 127 | 128);
            length >>>= 7;
        }
        out.write(length);
        out.write(bytes);
    }

    private void contents() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry :
                    Manifest.before(parts(), Chains.WHEN, chain.fingerprint()).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        files.put("an archive of another writer", bytes.toByteArray());
        String good = Codecs.encode(chain).toJson();
        files.put("deep JSON", withPipeline("{\"task\":" + "[".repeat(100_000)));
        files.put(
                "a number without end",
                withPipeline(good.replace("\"complete\":true", "\"complete\":" + "9".repeat(100_000))));
        Map<String, byte[]> changed = new TreeMap<>(parts());
        changed.remove("pipeline.json");
        files.put("no pipeline", written(changed));
        Map<String, byte[]> contents = Manifest.before(parts(), Chains.WHEN, chain.fingerprint());
        contents.put("sample.json", "{\"columns\":[]}".getBytes(StandardCharsets.UTF_8));
        files.put("an entry that the manifest does not name as it is", BundleZip.write(contents));
    }

    /** Gives a file that was tampered with the digest that it should have. */
    private static byte[] digested(byte[] file) {
        byte[] digest = Digests.sha256(file, file.length - 64).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digest, 0, file, file.length - 64, 64);
        return file;
    }

    private static int local(byte[] file, String name) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("PK\3\4");
        while (!text.startsWith(name, at + 30)) at = text.indexOf("PK\3\4", at + 1);
        return at;
    }

    private static int last(byte[] file, int signature) {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = file.length - 4;
        while (buffer.getInt(at) != signature) at--;
        return at;
    }
}
