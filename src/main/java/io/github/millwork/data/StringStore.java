package io.github.millwork.data;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.strings.IntDictionaryMap;

/**
 * Strings as codes of a dictionary, in the form of a Tablesaw string column. That column itself, which needs a map in
 * both directions, is made when a table is asked for: rows are chosen far more often. It is filled in one go from the
 * codes, because Tablesaw's own way (append one string after the other) costs three hash look-ups a cell.
 */
final class StringStore implements Store {
    /** Tablesaw's key of a missing cell. */
    static final int MISSING = Integer.MAX_VALUE;

    private final String[] dictionary; // may hold strings that no cell has
    private final int[] codes;

    private StringStore(String[] dictionary, int[] codes) {
        this.dictionary = dictionary;
        this.codes = codes;
    }

    /** Takes a code for each row, an index into the dictionary or {@link #MISSING}; no two entries may be equal. */
    static StringStore coded(String[] dictionary, int[] codes) {
        return new StringStore(dictionary, codes);
    }

    /** Takes levels and codes from outside, -1 for missing; checks and copies both. */
    static StringStore coded(String name, List<String> levels, int[] codes) {
        Set<String> distinct = new HashSet<>();
        for (String level : levels) {
            if (level.isEmpty() || !distinct.add(level)) {
                throw new IllegalArgumentException("Expected levels of column '" + name
                        + "' that are not empty and differ but found '" + level + "'"
                        + (level.isEmpty() ? "" : " twice") + ". Give each level once, and -1 for a missing cell.");
            }
        }
        int[] keys = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] < -1 || codes[i] >= levels.size()) {
                throw new IllegalArgumentException("Expected codes of column '" + name + "' from -1 to "
                        + (levels.size() - 1) + " but found " + codes[i] + " at row " + i + ".");
            }
            keys[i] = codes[i] < 0 ? MISSING : codes[i];
        }
        return coded(levels.toArray(new String[0]), keys);
    }

    /** Takes null and the empty string for missing cells. */
    static StringStore of(@Nullable String[] values) {
        Map<String, Integer> keys = new HashMap<>();
        int[] codes = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            String value = values[i];
            if (value == null || value.isEmpty()) {
                codes[i] = MISSING;
            } else {
                Integer known = keys.putIfAbsent(value, keys.size());
                codes[i] = known == null ? keys.size() - 1 : known;
            }
        }
        String[] dictionary = new String[keys.size()];
        keys.forEach((value, key) -> dictionary[key] = value);
        return coded(dictionary, codes);
    }

    /** The distinct values that occur, in ascending order. */
    String[] levels() {
        boolean[] occurs = new boolean[dictionary.length];
        for (int code : codes) {
            if (code != MISSING) occurs[code] = true;
        }
        String[] levels = new String[dictionary.length];
        int count = 0;
        for (int key = 0; key < occurs.length; key++) {
            if (occurs[key]) levels[count++] = dictionary[key];
        }
        levels = Arrays.copyOf(levels, count);
        Arrays.sort(levels);
        return levels;
    }

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public boolean missing(int row) {
        return codes[row] == MISSING;
    }

    @Override
    public int missingCount() {
        int missing = 0;
        for (int code : codes) {
            if (code == MISSING) missing++;
        }
        return missing;
    }

    @Override
    public double number(int row) {
        return Double.NaN;
    }

    @Override
    public @Nullable String value(int row) {
        int code = codes[row];
        return code == MISSING ? null : dictionary[code];
    }

    @Override
    public Store rows(int[] rows) {
        if (rows.length < dictionary.length) return few(rows);
        int[] chosen = new int[rows.length];
        for (int i = 0; i < rows.length; i++) chosen[i] = codes[rows[i]];
        return coded(dictionary, chosen);
    }

    /** Fewer rows than there are entries: their own dictionary is made at less cost than all of this one is copied. */
    private Store few(int[] rows) {
        @Nullable String[] values = new @Nullable String[rows.length];
        for (int i = 0; i < rows.length; i++) values[i] = value(rows[i]);
        return of(values);
    }

    @Override
    public Store concat(Store next) {
        @Nullable String[] values = new @Nullable String[size() + next.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < size() ? value(i) : (String) next.value(i - size());
        }
        return of(values);
    }

    @Override
    public tech.tablesaw.columns.Column<?> copy(String name) {
        Int2ObjectOpenHashMap<String> keyToValue = new Int2ObjectOpenHashMap<>(dictionary.length);
        Object2IntOpenHashMap<String> valueToKey = new Object2IntOpenHashMap<>(dictionary.length);
        Int2IntOpenHashMap keyToCount = new Int2IntOpenHashMap(dictionary.length);
        valueToKey.defaultReturnValue(Integer.MIN_VALUE);
        keyToValue.put(MISSING, "");
        valueToKey.put("", MISSING);
        for (int code : codes) {
            if (keyToCount.addTo(code, 1) > 0 || code == MISSING) continue;
            keyToValue.put(code, dictionary[code]);
            valueToKey.put(dictionary[code], code);
        }
        return StringColumn.createInternal(
                name,
                new IntDictionaryMap.IntDictionaryBuilder()
                        .setNextIndex(dictionary.length)
                        .setKeyToValue(keyToValue)
                        .setValueToKey(valueToKey)
                        .setKeyToCount(keyToCount)
                        .setValues(codes.clone())
                        .build());
    }
}
