package io.github.millwork.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over typed content: the fingerprint of datasets, specifications and fitted pipelines. What is put in is
 * prefixed with its length, so that no two contents run together. Not thread-safe.
 */
public final class ContentDigest {
    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(8192);

    /** Starts with nothing put in. */
    public ContentDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Puts a string in.
     *
     * @param value any string
     * @return this digest
     */
    public ContentDigest put(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        put(bytes.length);
        return put(bytes);
    }

    /**
     * Puts a whole number in.
     *
     * @param value any number
     * @return this digest
     */
    public ContentDigest put(long value) {
        if (buffer.remaining() < 8) flush();
        buffer.putLong(value);
        return this;
    }

    /**
     * Puts the bits of a double in; all NaN are alike.
     *
     * @param value any number
     * @return this digest
     */
    public ContentDigest put(double value) {
        return put(Double.doubleToLongBits(value));
    }

    /**
     * Puts bytes in, without their length.
     *
     * @param bytes any bytes
     * @return this digest
     */
    public ContentDigest put(byte[] bytes) {
        flush();
        digest.update(bytes);
        return this;
    }

    /** {@return the digest of what was put in, as 64 hexadecimal digits} Nothing may be put in afterwards. */
    public String hex() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    private void flush() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
