package io.github.millwork.stage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends names to dimensions by their hash, as scikit-learn's FeatureHasher does: MurmurHash3 (32 bits for x86, seed 0; Austin
 * Appleby, in the public domain) of the UTF-8 bytes; its absolute value gives the dimension and its sign the sign. Own code
 * since no library at hand has it in its interface, and because its bits must never change.
 */
public final class FeatureHash {
    private FeatureHash() {}

    /**
     * {@return the hash of a name}
     *
     * @param name any string
     */
    public static int of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int hash = 0;
        int at = 0;
        for (; at + 4 <= bytes.length; at += 4) {
            int block = (bytes[at] & 0xff)
                    | (bytes[at + 1] & 0xff) << 8
                    | (bytes[at + 2] & 0xff) << 16
                    | bytes[at + 3] << 24;
            hash = Integer.rotateLeft(hash ^ mixed(block), 13) * 5 + 0xe6546b64;
        }
        int rest = 0;
        for (int i = bytes.length - 1; i >= at; i--) rest = rest << 8 | (bytes[i] & 0xff);
        hash ^= mixed(rest) ^ bytes.length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }

    /**
     * {@return the dimension that a hash goes to}
     *
     * @param hash a hash
     * @param width how many dimensions there are
     */
    public static int place(int hash, int width) {
        return (int) (Math.abs((long) hash) % width);
    }

    /**
     * {@return 1 or -1, by the sign of a hash}
     *
     * @param hash a hash
     */
    public static double sign(int hash) {
        return hash >= 0 ? 1 : -1;
    }

    /**
     * {@return names for hashed dimensions, such as {@code text#00042}, in ascending order}
     *
     * @param column the column that is hashed
     * @param width how many dimensions there are
     */
    public static List<String> dimensions(String column, int width) {
        int digits = Integer.toString(width - 1).length();
        List<String> names = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            String number = Integer.toString(i);
            names.add(column + "#" + "0".repeat(digits - number.length()) + number);
        }
        return names;
    }
}
