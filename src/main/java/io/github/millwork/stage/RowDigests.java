package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.SparseVector;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which rows something was fitted to, without the rows: 32 bits of a hash of each. A row that is among them is always
 * found; one that is not is taken for one of them with a probability of their number over 2^32. Immutable; equal by value.
 *
 * <p>Nothing can be read from digests, but whoever has a row can ask whether it was among them.
 */
public final class RowDigests {
    private static final long MISSING = 0x6d697373696e67L;

    private final List<String> columns;
    private final int[] digests;

    private RowDigests(List<String> columns, int[] digests) {
        this.columns = List.copyOf(columns);
        this.digests = digests;
    }

    /**
     * {@return the digests of rows}
     *
     * @param rows the rows
     * @param columns the columns that make two rows the same one, each of which must exist
     */
    public static RowDigests of(Dataset rows, List<String> columns) {
        int[] all = digests(rows, columns);
        Arrays.sort(all); // as unsigned numbers or not does not matter, as long as it is one order
        return new RowDigests(columns, Arrays.stream(all).distinct().toArray());
    }

    /** {@return the columns that make two rows the same one} */
    public List<String> columns() {
        return columns;
    }

    /** {@return how many different rows there are} */
    public int size() {
        return digests.length;
    }

    /**
     * {@return which rows are among these, by their numbers}
     *
     * @param rows rows with the columns of these
     * @throws DataException if one of the columns is absent, since then nothing is known of the rows
     */
    public BitSet in(Dataset rows) {
        for (String column : columns) {
            if (!rows.has(column)) {
                throw new DataException(
                        "Expected the column '" + column + "', by which rows are told apart, but the data "
                                + "has none of that name. Give rows with the columns of the training data.");
            }
        }
        int[] asked = digests(rows, columns);
        BitSet found = new BitSet(asked.length);
        for (int row = 0; row < asked.length; row++) {
            if (Arrays.binarySearch(digests, asked[row]) >= 0) found.set(row);
        }
        return found;
    }

    /** Column by column, in the order of {@code columns}; equal cells give equal hashes, whatever type holds them. */
    private static int[] digests(Dataset rows, List<String> columns) {
        long[] hashes = new long[rows.rowCount()];
        for (String name : columns) {
            Column column = rows.column(name);
            IntToLongFunction cell = cells(column);
            for (int row = 0; row < hashes.length; row++) {
                hashes[row] = mix(hashes[row] ^ (column.isMissing(row) ? MISSING : cell.applyAsLong(row)));
            }
        }
        int[] digests = new int[hashes.length];
        for (int row = 0; row < digests.length; row++) digests[row] = (int) (hashes[row] >>> 32);
        return digests;
    }

    private static IntToLongFunction cells(Column column) {
        return switch (column.type()) {
            case NUMBER, INTEGER, BOOLEAN, DATE, TIMESTAMP -> row -> number(column.number(row));
            case CATEGORY, TEXT -> row -> text(column.string(row));
            case VECTOR -> row -> vector(column.vector(row));
        };
    }

    /** Both zeros are one. */
    private static long number(double value) {
        return mix(Double.doubleToLongBits(value + 0.0));
    }

    /** FNV-1a over the characters. */
    private static long text(@Nullable String value) {
        long hash = 0xcbf29ce484222325L;
        if (value == null) return hash;
        for (int i = 0; i < value.length(); i++) hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
        return mix(hash);
    }

    private static long vector(SparseVector vector) {
        long hash = 0;
        for (int i = 0; i < vector.size(); i++) {
            hash = mix(hash ^ vector.index(i)) ^ number(vector.value(i));
        }
        return hash;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** As differences, in groups of seven bits: about two bytes for each of a million rows. */
    State encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long before = Integer.MIN_VALUE;
        for (int digest : digests) {
            long rest = digest - before;
            before = digest;
            while (rest > 0x7f) {
                bytes.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }
        return State.empty().with("columns", columns).with("digests", bytes.toByteArray());
    }

    static RowDigests decode(State state) {
        byte[] bytes = state.bytes("digests");
        int[] digests = new int[bytes.length]; // at most one for each byte
        int count = 0;
        long digest = Integer.MIN_VALUE;
        int at = 0;
        while (at < bytes.length) {
            long difference = 0;
            int shift = 0;
            while (bytes[at] < 0) {
                if (++at == bytes.length || shift > 28) throw damaged();
                difference |= (bytes[at - 1] & 0x7fL) << shift;
                shift += 7;
            }
            difference |= (long) bytes[at++] << shift;
            digest += difference;
            if (digest > Integer.MAX_VALUE || (difference == 0 && count > 0)) throw damaged();
            digests[count++] = (int) digest;
        }
        return new RowDigests(state.strings("columns"), Arrays.copyOf(digests, count));
    }

    private static BundleException damaged() {
        return new BundleException(
                "Expected digests of rows in ascending order but found others. The file is damaged.");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowDigests that && columns.equals(that.columns) && Arrays.equals(digests, that.digests);
    }

    @Override
    public int hashCode() {
        return 31 * columns.hashCode() + Arrays.hashCode(digests);
    }

    /** {@return how many rows, by which columns} */
    @Override
    public String toString() {
        return digests.length + " rows by " + columns;
    }
}
