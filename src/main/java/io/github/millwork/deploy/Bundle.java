package io.github.millwork.deploy;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitRecord;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A fitted pipeline and how it was fitted, as one file that holds data only and proves itself: digests of every part, and
 * rows with the numbers that the pipeline gave for them, which it must give again, bit for bit, before the file is
 * published and whenever it is loaded. Immutable.
 *
 * <p>The file is a ZIP archive of JSON, and of long arrays of numbers in binary, to be looked into with any tool; a file that was changed in a single bit is
 * refused. Two files of the same bundle differ only in the time of their creation.
 *
 * @param <P> the kind of prediction
 * @param fitted what was fitted
 * @param record how it was fitted
 */
public record Bundle<P extends Prediction>(Fitted<P> fitted, FitRecord record) implements Bundled<P> {
    private static final String PIPELINE = "pipeline.json";
    private static final String RECORD = "record.json";
    private static final String SAMPLE = "sample.json";
    private static final String GOLDEN = "golden.json";
    private static final Set<String> NAMES = Set.of(Manifest.NAME, Manifest.ARRAYS, PIPELINE, RECORD, SAMPLE, GOLDEN);

    private static final int LONGEST_MESSAGE = 2000;

    @Override
    public Bundle<P> bundle() {
        return this;
    }

    /**
     * Saves the bundle, with up to twenty rows of the training data in the file; see {@link #save(Path, GoldenRows)} to
     * leave them out.
     *
     * @param file where to; the folder is made if it is not there, and a file is replaced in one step
     * @throws BundleException if what was written does not read back as the same pipeline; nothing has changed then
     * @throws IllegalArgumentException if a step or the model has no codec
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void save(Path file) {
        save(file, GoldenRows.TRAINING);
    }

    /**
     * Saves the bundle.
     *
     * @param file where to; the folder is made if it is not there, and a file is replaced in one step
     * @param goldenRows which rows are in the file to prove it by
     * @throws BundleException if what was written does not read back as the same pipeline; nothing has changed then
     * @throws IllegalArgumentException if a step or the model has no codec
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void save(Path file, GoldenRows goldenRows) {
        byte[] bytes;
        try {
            bytes = proved(goldenRows);
        } catch (BundleException e) {
            throw new BundleException("Could not save " + file + ", and left it as it was, since " + e.getMessage(), e);
        }
        AtomicFile.write(file, bytes, written -> {
            if (!Arrays.equals(written, bytes)) {
                throw new BundleException(
                        "Could not save " + file
                                + ", and left it as it was, since the disk does not give back what was written. Check the disk.");
            }
        });
    }

    /** Gives the bytes of a file, of which the pipeline was read back and gave the same numbers. */
    byte[] proved(GoldenRows goldenRows) {
        try {
            Golden golden = Golden.of(fitted, goldenRows == GoldenRows.SYNTHETIC ? Dataset.of() : record.sample());
            byte[] bytes = write(goldenRows, golden, Instant.now().truncatedTo(ChronoUnit.SECONDS));
            prove(golden, bytes);
            return bytes;
        } catch (BundleException e) {
            throw new BundleException("the pipeline does not read back as it is: " + e.getMessage(), e);
        }
    }

    private static void prove(Golden golden, byte[] bytes) {
        try {
            golden.replay(read(bytes).fitted);
        } catch (BundleException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BundleException(e.toString(), e);
        }
    }

    byte[] write(GoldenRows goldenRows, Golden golden, Instant created) {
        Map<String, byte[]> parts = new TreeMap<>();
        Manifest.pack(parts, PIPELINE, Codecs.encode(fitted));
        FitRecord kept = goldenRows == GoldenRows.TRAINING ? record : record.withoutRows();
        parts.put(RECORD, Manifest.bytes(Codecs.encode(kept)));
        if (goldenRows != GoldenRows.NONE) parts.put(GOLDEN, Manifest.bytes(golden.toState()));
        if (goldenRows == GoldenRows.TRAINING) parts.put(SAMPLE, Manifest.bytes(SavedRows.toState(record.sample())));
        return BundleZip.write(Manifest.before(parts, created, fitted.fingerprint()));
    }

    /**
     * Loads a bundle, and has its pipeline predict the rows in the file again.
     *
     * @param <P> the kind of prediction
     * @param file a file that {@link #save(Path)} wrote, of this or an earlier version
     * @param type the kind of prediction, such as {@code Classification.class}
     * @return the bundle, whose pipeline gives the same bits as the one that was saved
     * @throws BundleException if there is no such file, it is damaged or of a newer version, a codec for it is not there,
     *     it holds another kind of pipeline, or it does not predict as it did
     */
    public static <P extends Prediction> Bundle<P> load(Path file, Class<P> type) {
        try {
            return typed(read(bytes(file)), type);
        } catch (IOException | BundleException e) {
            throw new BundleException("Could not load " + file + ": " + e.getMessage(), e);
        }
    }

    static byte[] bytes(Path file) throws IOException {
        if (!Files.exists(file)) throw new BundleException("there is no such file. Check the path.");
        if (!Files.isRegularFile(file))
            throw new BundleException("this is no file. Give the path of a saved pipeline.");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) BundleZip.LIMIT + 1);
            if (bytes.length <= BundleZip.LIMIT) return bytes;
            throw new BundleException("Expected at most " + BundleZip.LIMIT / 1024 + " KB but the file has "
                    + Files.size(file) / 1024 + ". Give the JVM more memory (-Xmx) if you trust the file.");
        }
    }

    @SuppressWarnings("unchecked") // the kind of prediction is compared first
    static <P extends Prediction> Bundle<P> typed(Bundle<?> bundle, Class<P> type) {
        Class<?> found = bundle.fitted.task().type();
        if (found == type) return (Bundle<P>) bundle;
        throw new BundleException("it holds a " + found.getSimpleName() + " pipeline, not " + type.getSimpleName()
                + ": load it with " + found.getSimpleName() + ".class.");
    }

    /** Reads the bytes of a file; whatever they are, nothing but a {@link BundleException} comes of them. */
    static Bundle<?> read(byte[] file) {
        try {
            return checked(file);
        } catch (BundleException e) {
            String message = String.valueOf(e.getMessage());
            if (message.length() <= LONGEST_MESSAGE) throw e;
            // What a file holds may be long, and a message must not be, nor that of its cause.
            throw new BundleException(message.substring(0, LONGEST_MESSAGE) + "...");
        } catch (RuntimeException e) {
            throw new BundleException(
                    e + ". The file is damaged or was written by another version: fetch it again, or save the pipeline "
                            + "again.",
                    e);
        }
    }

    private static Bundle<?> checked(byte[] file) {
        Manifest manifest = Manifest.read(BundleZip.first(file, Manifest.NAME));
        Map<String, byte[]> contents = BundleZip.read(file, NAMES);
        manifest.check(contents);
        Dataset sample = contents.containsKey(SAMPLE) ? SavedRows.fromState(part(contents, SAMPLE)) : Dataset.of();
        FitRecord record =
                Codecs.decode(part(contents, RECORD), FitRecord.class).withSample(sample);
        State saved = part(contents, PIPELINE);
        Fitted<?> fitted = Codecs.decode(saved, Fitted.class);
        if (contents.containsKey(GOLDEN))
            Golden.fromState(part(contents, GOLDEN)).replay(fitted);
        if (!fitted.fingerprint().equals(manifest.fingerprint())
                && Codecs.versions(saved).equals(Codecs.versions(Codecs.encode(fitted)))) {
            throw new BundleException("Expected the pipeline to have the fingerprint " + manifest.fingerprint()
                    + " but it has " + fitted.fingerprint()
                    + ". A codec does not read what it wrote: mend it, or use the library versions that it was saved "
                    + "with.");
        }
        return new Bundle<>(fitted, record);
    }

    private static State part(Map<String, byte[]> contents, String name) {
        byte[] content = contents.get(name);
        if (content == null) {
            throw new BundleException("Expected an entry '" + name + "' but there is none. The file is damaged.");
        }
        return name.equals(PIPELINE) ? Manifest.unpack(contents, content) : Manifest.state(content);
    }
}
