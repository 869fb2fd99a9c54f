package io.github.millwork.data;

import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the content of a dataset into a digest: bits of numbers and never their text, which differs between releases. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Dataset data) {
        ContentDigest digest = new ContentDigest().put(data.rowCount()).put(data.columnCount());
        for (Column column : data.columns()) {
            digest.put(column.name())
                    .put(column.type().label())
                    .put(column.role().label())
                    .put(column.dimensions().size());
            column.dimensions().forEach(digest::put);
            if (column.type().isString()) putStrings(digest, column);
            else putCells(digest, column);
        }
        return digest.hex();
    }

    private static void putCells(ContentDigest digest, Column column) {
        for (int row = 0; row < column.size(); row++) {
            switch (column.type()) {
                case INTEGER -> digest.put(column.integer(row).orElse(IntegerStore.MISSING));
                case VECTOR -> {
                    SparseVector vector = column.vector(row);
                    digest.put(vector.size());
                    for (int i = 0; i < vector.size(); i++)
                        digest.put(vector.index(i)).put(vector.value(i));
                }
                default -> digest.put(column.number(row));
            }
        }
    }

    /** Each string once, and for each row its number in the order of first use: equal whatever the dictionary was. */
    private static void putStrings(ContentDigest digest, Column column) {
        Map<String, Long> codes = new LinkedHashMap<>();
        for (int row = 0; row < column.size(); row++) {
            String value = column.string(row);
            digest.put(value == null ? -1L : codes.computeIfAbsent(value, key -> (long) codes.size()));
        }
        codes.keySet().forEach(digest::put);
    }
}
