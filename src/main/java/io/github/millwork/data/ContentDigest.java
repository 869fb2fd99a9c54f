package io.github.millwork.data;

import java.nio.ByteBuffer;
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
        put(value.length());
        for (int i = 0; i < value.length(); i++) { // not as UTF-8, which writes every lone surrogate as '?'
            if (buffer.remaining() < Character.BYTES) flush();
            buffer.putChar(value.charAt(i));
        }
        return this;
    }

    /**
     * Puts a whole number in.
     *
     * @param value any number
     * @return this digest
     */
    public ContentDigest put(long value) {
        if (buffer.remaining() < Long.BYTES) flush();
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
