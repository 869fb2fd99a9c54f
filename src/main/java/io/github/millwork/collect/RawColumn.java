package io.github.millwork.collect;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one column as they were read, until all rows are known and with them the type. A cell takes 64 bits: a
 * {@link ShortDecimal}, or else the number of a word. Nothing of its text is lost, so a column that turns out to hold
 * strings in its last row needs no second look at the file; and a date, a truth value or an odd number is read once for
 * each distinct word, not for each row.
 */
final class RawColumn {
    /** A cell that is empty or a marker, as if it were the word of number -1. */
    static final long MISSING = -1L << ShortDecimal.SCALE_BITS | ShortDecimal.NONE;

    private final String name;
    private final @Nullable ColumnType declared;
    private final boolean strings;
    private final Set<String> markers;
    private final long[] markerNumbers;
    private final Supplier<String> place;
    private final Words words = new Words();
    private long[] cells = new long[0];

    /** Takes what stands for a missing cell in any column, and what to say of the place in a message. */
    RawColumn(String name, @Nullable ColumnType declared, Set<String> markers, Supplier<String> place) {
        this.name = name;
        this.declared = declared;
        this.strings = declared != null && declared.isString();
        this.markers = markers;
        this.markerNumbers = markers.stream()
                .mapToLong(marker -> ShortDecimal.of(marker.toCharArray(), 0, marker.length()))
                .filter(number -> number != ShortDecimal.NONE)
                .toArray();
        this.place = place;
    }

    /** Makes room for so many rows. */
    void reserve(int rows) {
        cells = Arrays.copyOf(cells, rows);
    }

    /** Takes a cell, for which there must be room. */
    void set(int row, char[] text, int offset, int length) {
        long cell = strings ? ShortDecimal.NONE : ShortDecimal.of(text, offset, length);
        if (cell == ShortDecimal.NONE) cell = length == 0 ? MISSING : word(text, offset, length);
        else if (declared != null || markerNumbers.length > 0) cell = checked(cell);
        cells[row] = cell;
    }

    private long word(char[] text, int offset, int length) {
        int known = words.size();
        int number = words.number(text, offset, length);
        if (number == known) check(text, offset, length);
        return (long) number << ShortDecimal.SCALE_BITS | ShortDecimal.NONE;
    }

    /** Nothing that people write has a NUL in it, but nearly everything else that is taken for a CSV file has. */
    static void refuseNul(char[] text, int offset, int length, Supplier<String> place) {
        for (int i = offset; i < offset + length; i++) {
            if (text[i] != 0) continue;
            throw new DataException("Expected text but found a NUL character " + place.get()
                    + ". The file is binary, or in another charset: give it with charset(...), such as UTF_16LE.");
        }
    }

    /** What does not fit the declared type is found here, while its line is known. */
    private void check(char[] text, int offset, int length) {
        refuseNul(text, offset, length, place);
        if (declared == null || strings) return;
        String word = new String(text, offset, length);
        if (isMarker(word) || CellText.isMissing(word) || CellText.read(declared, word, true) != null) return;
        throw doesNotFit(declared, word);
    }

    private long checked(long decimal) {
        for (long marker : markerNumbers) {
            if (decimal == marker) return MISSING;
        }
        if (declared == null || declared == ColumnType.NUMBER) return decimal;
        boolean whole = ShortDecimal.isWhole(decimal);
        if (declared == ColumnType.INTEGER && whole) return decimal;
        if (declared == ColumnType.BOOLEAN && whole && ShortDecimal.toLong(decimal) >>> 1 == 0) return decimal;
        throw doesNotFit(declared, ShortDecimal.text(decimal));
    }

    private DataException doesNotFit(ColumnType type, String cell) {
        String shown = cell.length() > 60 ? cell.substring(0, 60) + "..." : cell;
        return new DataException("Expected column '" + name + "' to be of type " + type.label() + " but found '" + shown
                + "' " + place.get() + ". Declare it missing with Csv.missing(\"" + shown
                + "\"), or read the column as text with Csv.text(\"" + name + "\").");
    }

    /** Whether a word is declared to be missing. */
    boolean isMarker(String word) {
        return !markers.isEmpty() && markers.contains(word.strip());
    }

    String name() {
        return name;
    }

    @Nullable
    ColumnType declared() {
        return declared;
    }

    long[] cells() {
        return cells;
    }

    Words words() {
        return words;
    }
}
