package io.github.millwork.deploy;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.onnx.OnnxExport;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.FitRecord;
import io.github.millwork.stage.Fitted;
import io.github.millwork.store.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A fitted pipeline, how it was fitted and what is known of it, as one file that holds data only and proves itself: digests
 * of every part, and rows with the numbers that the pipeline gave for them, which it must give again, bit for bit, before
 * the file is published and whenever it is loaded. Immutable.
 *
 * <p>The file is a ZIP archive of JSON, and of long arrays of numbers in binary, to be looked into with any tool; a file
 * that was changed in a single bit is refused. Two files of the same bundle differ only in the time of their creation, and
 * the signature over it.
 *
 * @param <P> the kind of prediction
 * @param fitted what was fitted
 * @param record how it was fitted
 * @param facts what is known of it
 */
public record Bundle<P extends Prediction>(Fitted<P> fitted, FitRecord record, ModelFacts facts) implements Bundled<P> {
    /**
     * Makes a bundle of which nothing else is known.
     *
     * @param fitted what was fitted
     * @param record how it was fitted
     */
    public Bundle(Fitted<P> fitted, FitRecord record) {
        this(fitted, record, ModelFacts.NONE);
    }

    @Override
    public Bundle<P> bundle() {
        return this;
    }

    /**
     * Saves the bundle unsigned, with up to twenty rows of the training data in the file; see {@link #save(Path, Saving)} to
     * leave them out.
     *
     * @param file where to; the folder is made if it is not there, and a file is replaced in one step
     * @throws BundleException if what was written does not read back as the same pipeline; nothing has changed then
     * @throws IllegalArgumentException if a step or the model has no codec
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void save(Path file) {
        save(file, Saving.DEFAULT);
    }

    /**
     * Saves the bundle unsigned.
     *
     * @param file where to; the folder is made if it is not there, and a file is replaced in one step
     * @param goldenRows which rows are in the file to prove it by
     * @throws BundleException if what was written does not read back as the same pipeline; nothing has changed then
     * @throws IllegalArgumentException if a step or the model has no codec
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void save(Path file, GoldenRows goldenRows) {
        save(file, Saving.with(goldenRows));
    }

    /**
     * Saves the bundle.
     *
     * @param file where to; the folder is made if it is not there, and a file is replaced in one step
     * @param saving which rows are in the file to prove it by, and who signs it
     * @throws BundleException if what was written does not read back as the same pipeline; nothing has changed then
     * @throws IllegalArgumentException if a step or the model has no codec
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void save(Path file, Saving saving) {
        byte[] bytes;
        try {
            bytes = proved(saving);
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

    /**
     * Writes the whole pipeline as an ONNX model for other runtimes, see {@link OnnxExport} for its inputs and outputs.
     * Training rows, or made up ones, and variations of them are predicted by onnxruntime before the file appears.
     *
     * @param file where to; the folder is made if it is not there, and a file is replaced in one step
     * @throws IllegalArgumentException if ONNX has no operators for a step, the model or what comes after it
     * @throws IllegalStateException if onnxruntime is not on the class path
     * @throws BundleException if onnxruntime does not predict what the pipeline does; nothing has changed then
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void exportOnnx(Path file) {
        byte[] model =
                OnnxExport.write(fitted, Golden.of(fitted, record.sample()).rows());
        AtomicFile.write(file, model, written -> {});
    }

    /** Gives the bytes of a file, of which the pipeline was read back and gave the same numbers. */
    byte[] proved(Saving saving) {
        try {
            boolean synthetic = saving.goldenRows() == GoldenRows.SYNTHETIC;
            Golden golden = Golden.of(fitted, synthetic ? Dataset.of() : record.sample());
            byte[] bytes =
                    BundleFormat.write(this, saving, golden, Instant.now().truncatedTo(ChronoUnit.SECONDS));
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
        return load(file, type, List.of());
    }

    /**
     * Loads a bundle that must be signed. The signature is checked before anything but the manifest is looked at.
     *
     * @param <P> the kind of prediction
     * @param file a file that {@link #save(Path, Saving)} wrote, of this or an earlier version
     * @param type the kind of prediction, such as {@code Classification.class}
     * @param key the public key of Ed25519 that belongs to the one it was signed with
     * @return the bundle, whose pipeline gives the same bits as the one that was saved
     * @throws BundleException if it is not signed with the key that belongs to this one; or as in {@link #load(Path, Class)}
     * @throws IllegalArgumentException if it is another kind of key
     */
    public static <P extends Prediction> Bundle<P> load(Path file, Class<P> type, PublicKey key) {
        Signatures.checked(key);
        return load(file, type, List.of(key));
    }

    private static <P extends Prediction> Bundle<P> load(Path file, Class<P> type, Collection<PublicKey> trusted) {
        try {
            return typed(BundleFormat.read(bytes(file), trusted), type);
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

    /** Reads the bytes of a file, signed or not; whatever they are, nothing but a {@link BundleException} comes of them. */
    static Bundle<?> read(byte[] file) {
        return BundleFormat.read(file, List.of());
    }
}
