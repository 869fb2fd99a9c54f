package io.github.millwork.onnx;

import io.github.millwork.data.ContentDigest;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX model as bytes, which is opened when it is first asked. Immutable and thread-safe; equal by its bytes, saved with
 * their digest.
 */
final class OnnxFile {
    /** Native memory is given back when nothing refers to the model any more, since nobody closes a pipeline. */
    private static final Cleaner CLEANER = Cleaner.create();

    private static final int MOST_BYTES = 500_000_000;

    private final byte[] bytes;
    private final String digest;
    private @Nullable OnnxSession session;

    private OnnxFile(byte[] bytes) {
        this.bytes = bytes;
        this.digest = new ContentDigest().put(bytes).hex();
    }

    /**
     * Reads a model.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws BundleException if it is too large to be saved in a pipeline
     */
    static OnnxFile read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BundleException("Expected an ONNX model of at most " + MOST_BYTES + " bytes but " + file
                        + " has " + Files.size(file) + ". Use a smaller model.");
            }
            return new OnnxFile(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the ONNX model " + file + ": " + e, e);
        }
    }

    static OnnxFile of(byte[] model) {
        return new OnnxFile(model.clone());
    }

    synchronized OnnxSession session() {
        OnnxSession open = session;
        if (open == null) {
            OnnxSession opened = OnnxRuntime.open(bytes);
            CLEANER.register(this, opened::close);
            session = opened;
            open = opened;
        }
        return open;
    }

    State toState() {
        return State.empty().with("digest", digest).with("model", bytes);
    }

    static OnnxFile fromState(State state) {
        OnnxFile file = new OnnxFile(state.bytes("model"));
        if (file.digest.equals(state.string("digest"))) return file;
        throw new BundleException("Expected an ONNX model with the digest " + state.string("digest")
                + " but found one with " + file.digest + ". The file is damaged.");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnnxFile that && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "ONNX model " + digest.substring(0, 12);
    }
}
