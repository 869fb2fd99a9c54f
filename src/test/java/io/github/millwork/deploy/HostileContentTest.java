package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is in the entries of a bundle is refused where it is not what it should be. */
class HostileContentTest extends HostileCases {
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
