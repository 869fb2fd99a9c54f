package io.github.millwork.deploy;

import java.security.PrivateKey;
import java.util.Optional;

/**
 * How a pipeline is made a file: by which rows it proves itself, and who signs it. Immutable.
 *
 * @param goldenRows which rows are in the file
 * @param key what it is signed with, if it is
 */
public record Saving(GoldenRows goldenRows, Optional<PrivateKey> key) {
    /** With up to twenty training rows, unsigned. */
    public static final Saving DEFAULT = with(GoldenRows.TRAINING);

    /**
     * Makes a way of saving.
     *
     * @param goldenRows which rows are in the file
     * @param key what it is signed with, if it is
     * @throws IllegalArgumentException if the key is none of Ed25519
     */
    public Saving {
        key.ifPresent(Signatures::checked);
    }

    /**
     * {@return unsigned, with some rows}
     *
     * @param goldenRows which rows are in the file
     */
    public static Saving with(GoldenRows goldenRows) {
        return new Saving(goldenRows, Optional.empty());
    }

    /**
     * {@return this way, signed} Whoever has the public key can demand that what is loaded was signed with this one: see
     * {@link Bundle#load(java.nio.file.Path, Class, java.security.PublicKey)} and {@link Registry#trusting}.
     *
     * @param with a key of Ed25519, such as {@code KeyPairGenerator.getInstance("Ed25519")} makes
     * @throws IllegalArgumentException if it is another kind of key
     */
    public Saving signed(PrivateKey with) {
        return new Saving(goldenRows, Optional.of(with));
    }
}
