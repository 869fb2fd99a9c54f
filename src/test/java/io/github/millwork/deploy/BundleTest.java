package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FitRecord;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class BundleTest extends BundleCases {
    @Test
    void aLoadedClassifierGivesTheSameBitsForEveryRow() {
        FittedChain<Classification> chain = CensusLike.fitted();
        Dataset rows = CensusLike.dataset(CensusLike.people(2_000));

        Fitted<Classification> loaded =
                Bundle.load(saved(chain), Classification.class).fitted();

        assertSameBits(chain.predict(rows), loaded.predict(rows));
        assertThat(loaded.predict(rows.row(3))).isEqualTo(chain.predict(rows.row(3)));
    }

    @Test
    void aLoadedRegressorGivesTheSameBitsForEveryRow() {
        FittedChain<Regression> chain = Chains.small();

        Fitted<Regression> loaded = Bundle.load(saved(chain), Regression.class).fitted();

        assertSameBits(chain.predict(Chains.flats(300)), loaded.predict(Chains.flats(300)));
    }

    @Test
    void everythingElseIsLoadedToo() {
        FittedChain<Classification> chain = CensusLike.fitted();

        Bundle<Classification> bundle = Bundle.load(saved(chain), Classification.class);
        Fitted<Classification> loaded = bundle.fitted();

        assertThat(loaded.fingerprint()).isEqualTo(chain.fingerprint());
        assertThat(loaded.schema()).isEqualTo(chain.schema());
        assertThat(loaded.task()).isEqualTo(chain.task());
        assertThat(((FittedChain<?>) loaded).learner()).isEqualTo("logistic");
        FitRecord record = Chains.bundle(chain).record();
        assertThat(bundle.record().withSample(record.sample())).isEqualTo(record);
        assertThat(bundle.record().sample().fingerprint())
                .isEqualTo(record.sample().fingerprint());
        assertThat(record.sample().rowCount()).isEqualTo(20);
        assertThat(record.rows()).isEqualTo(500);
    }

    @Test
    void twoFilesOfOnePipelineDifferOnlyInTheTimeOfTheirCreation() {
        FittedChain<Regression> chain = Chains.small();
        Bundle<?> loaded = Bundle.load(saved(chain), Regression.class);
        Golden golden = Golden.of(chain, Chains.sample(chain));

        assertThat(BundleFormat.write(loaded, Saving.DEFAULT, golden, Chains.WHEN))
                .isEqualTo(Chains.bytes(chain));
        assertThat(BundleFormat.write(Chains.bundle(chain), Saving.DEFAULT, golden, Instant.EPOCH))
                .hasSameSizeAs(Chains.bytes(chain))
                .isNotEqualTo(Chains.bytes(chain));
    }

    @Test
    void anyZipToolOpensTheFile() throws IOException {
        Path file = saved(Chains.small());

        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            assertThat(entries)
                    .extracting(ZipEntry::getName)
                    .containsExactly(
                            "manifest.json",
                            "facts.json",
                            "golden.json",
                            "pipeline.json",
                            "record.json",
                            "sample.json");
            for (ZipEntry entry : entries) {
                assertThat(zip.getInputStream(entry).readAllBytes()).hasSize((int) entry.getSize());
                assertThat(entry.getTimeLocal()).hasToString("1980-01-01T00:00");
            }
        }
    }

    @Test
    void theManifestSaysWhatIsInTheFile() throws IOException {
        Instant before = Instant.now().minusSeconds(1);
        FittedChain<Regression> chain = Chains.small();
        Path file = saved(chain);

        State manifest = entry(file, "manifest.json");
        State pipeline = entry(file, "pipeline.json");

        assertThat(manifest.string("format")).isEqualTo("millwork-bundle");
        assertThat(manifest.integer("version")).isEqualTo(1);
        assertThat(manifest.string("library")).isNotEmpty();
        assertThat(Instant.parse(manifest.string("created"))).isAfter(before).isBeforeOrEqualTo(Instant.now());
        assertThat(manifest.string("fingerprint")).isEqualTo(chain.fingerprint());
        byte[] content = pipeline.toJson().getBytes(StandardCharsets.UTF_8);
        assertThat(manifest.states("entries").get(2))
                .isEqualTo(State.empty()
                        .with("name", "pipeline.json")
                        .with("length", content.length)
                        .with("sha256", Digests.sha256(content)));
        assertThat(pipeline).isEqualTo(Codecs.encode(chain));
    }

    @Test
    void foldersAreMadeAndAFileIsReplaced() {
        Path file = folder.resolve("a/b/pipeline");
        Chains.bundle(Chains.small()).save(file);
        FittedChain<Regression> second = Chains.filling(Chains.flats(9));

        Chains.bundle(second).save(file);

        assertThat(Bundle.load(file, Regression.class).fitted().fingerprint()).isEqualTo(second.fingerprint());
        assertThat(file.getParent()).isDirectoryContaining(path -> path.equals(file));
        assertThat(file.getParent().toFile().list()).hasSize(1);
    }

    @Test
    void othersMayReadTheFileAsFarAsTheSystemSays() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "");

        Path file = saved(Chains.small());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)));
    }

    @Test
    void aPipelineThatDoesNotReadBackIsNotSavedAndTheOldFileStays() throws IOException {
        Path file = saved(Chains.small());
        byte[] before = Files.readAllBytes(file);
        FittedChain<Regression> forgetful = Chains.fit(Chains.flats(7).drop("kind"), new TestSteps.Forgetful());

        assertThatThrownBy(() -> Chains.bundle(forgetful).save(file))
                .isInstanceOf(BundleException.class)
                .hasMessage(
                        "Could not save " + file + ", and left it as it was, since the pipeline does not read back as "
                                + "it is: Expected the pipeline to give 2.3333333333333335 for golden row 0, as it did when it "
                                + "was saved, but it gives 2.33. Use the library versions that it was saved with, or save it "
                                + "again.");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(onlyFile()).isEqualTo(file);
    }

    @Test
    void aPipelineIsProvedWhenItIsSavedEvenWithoutGoldenRowsInTheFile() {
        FittedChain<Regression> forgetful = Chains.fit(Chains.flats(7).drop("kind"), new TestSteps.Forgetful());

        assertThatThrownBy(() -> Chains.bundle(forgetful).save(folder.resolve("new"), GoldenRows.NONE))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("but it gives 2.33");

        assertThat(folder).isEmptyDirectory();
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path occupied =
                Files.createDirectories(folder.resolve("occupied/inside")).getParent();

        assertThatThrownBy(() -> Chains.bundle(Chains.small()).save(occupied))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Could not write " + occupied + ": ");
        assertThatThrownBy(() ->
                        Chains.bundle(Chains.small()).save(saved(Chains.small()).resolve("below-a-file")))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("occupied", "pipeline.millwork");
        assertThat(occupied).isDirectory();
    }

    @Test
    void aModelWithoutCodecIsRefusedBeforeAnythingIsWritten() {
        FittedChain<Regression> chain =
                Chains.fit(Chains.flats(7).drop("kind"), new TestSteps.Linear(Set.of()), new WithoutCodec());

        assertThatThrownBy(() -> Chains.bundle(chain).save(folder.resolve("new")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected a codec for ");

        assertThat(folder).isEmptyDirectory();
    }

    private static final class WithoutCodec implements Transformer {
        @Override
        public String describe() {
            return "nothing";
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            return List.of();
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            return TransformerFit.of(List::of);
        }
    }

    @Test
    void aPipelineThatPredictsOtherNumbersThanItDidIsNotLoaded() {
        Path file = saved(Chains.small());
        TestSteps.drift = Math.ulp(64.0);

        assertThatThrownBy(() -> Bundle.load(file, Regression.class))
                .isInstanceOf(BundleException.class)
                .hasMessageMatching(
                        "Could not load .*: Expected the pipeline to give \\S+ for golden row 0, as it did when "
                                + "it was saved, but it gives \\S+\\. Use the library versions that it was saved with, or save it "
                                + "again\\.");
    }

    @Test
    void aPipelineWithAnotherFingerprintIsNotLoaded() {
        FittedChain<Regression> chain = Chains.small();
        Map<String, byte[]> parts = HostileBundleTest.parts(chain);
        byte[] file = BundleZip.write(Manifest.before(parts, Chains.WHEN, "0123"));

        assertThatThrownBy(() -> Bundle.read(file))
                .isInstanceOf(BundleException.class)
                .hasMessage("Expected the pipeline to have the fingerprint 0123 but it has " + chain.fingerprint()
                        + ". A codec does not read what it wrote: mend it, or use the library versions that it was saved "
                        + "with.");
    }

    @Test
    void aFileWithAnOlderVersionOfACodecIsLoadedThoughItsFingerprintDiffers() {
        FittedChain<Regression> chain = Chains.small();
        Map<String, byte[]> parts = HostileBundleTest.parts(chain);
        String pipeline = new String(parts.get("pipeline.json"), StandardCharsets.UTF_8);
        String older =
                pipeline.replace("\"name\":\"test.linear\",\"version\":2", "\"name\":\"test.linear\",\"version\":1");
        assertThat(older).isNotEqualTo(pipeline);
        parts.put("pipeline.json", older.getBytes(StandardCharsets.UTF_8));

        Fitted<?> loaded = Bundle.read(BundleZip.write(Manifest.before(parts, Chains.WHEN, chain.fingerprint())))
                .fitted();

        assertThat(loaded.fingerprint()).isNotEqualTo(chain.fingerprint());
        assertThat(((TestSteps.LinearModel) ((FittedChain<?>) loaded).model()).note())
                .isEqualTo("was version 1");
    }

    @Test
    void textThatIsNoUnicodeIsNotSavedInsteadOfBeingChanged() {
        Dataset data = Chains.flats(6).with(Column.categories("kind", "a", "b", "\ud800", "a", "b", "\ud800"));

        assertThatThrownBy(() -> Chains.bundle(Chains.filling(data)).save(folder.resolve("new")))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("Could not save ");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anotherKindOfPipelineIsNamed() {
        Path file = saved(Chains.small());

        assertThatThrownBy(() -> Bundle.load(file, Classification.class))
                .isInstanceOf(BundleException.class)
                .hasMessage("Could not load " + file
                        + ": it holds a Regression pipeline, not Classification: load it with Regression.class.");
    }

    @Test
    void aMissingFileAFolderAndOtherFilesAreNamed() throws IOException {
        Path missing = folder.resolve("missing");
        Path empty = Files.createFile(folder.resolve("empty"));
        Path text = Files.writeString(folder.resolve("text"), "name,value\n");

        assertRefused(missing, "there is no such file. Check the path.");
        assertRefused(folder, "this is no file. Give the path of a saved pipeline.");
        assertRefused(
                empty,
                "Expected a saved pipeline but the file is empty. Give the path of a file that was saved by this library.");
        assertRefused(
                text,
                "Expected a saved pipeline but this is another kind of file. Give the path of a file that was saved by "
                        + "this library.");
    }
}
