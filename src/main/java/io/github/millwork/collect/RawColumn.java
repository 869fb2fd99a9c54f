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

    /** Stands in the place of a column that is done with. */
    static final RawColumn NONE = new RawColumn("none", null, Set.of(), () -> "", "");

    private final String name;
    private final @Nullable ColumnType declared;
    private final boolean strings;
    private final Set<String> markers;
    private final long[] markerNumbers;
    private final Supplier<String> place;
    private final String door;
    private final Words words = new Words();
    private long[] cells = new long[0];
    private boolean quoted;
    private boolean exact;

    /**
     * Takes what stands for a missing cell in any column, what to say of the place in a message, and the name of the
     * source for its advice.
     */
    RawColumn(String name, @Nullable ColumnType declared, Set<String> markers, Supplier<String> place, String door) {
        this.name = name;
        this.door = door;
        this.declared = declared;
        this.strings = declared != null && declared.isString();
        this.markers = markers;
        this.markerNumbers = markers.stream()
                .mapToLong(marker -> ShortDecimal.of(marker.toCharArray(), 0, marker.length()))
                .filter(number -> number != ShortDecimal.NONE)
                .toArray();
        this.place = place;
    }

    /** Makes room for so many rows, whose cells are missing. */
    void reserve(int rows) {
        int before = cells.length;
        cells = Arrays.copyOf(cells, rows);
        Arrays.fill(cells, before, rows, MISSING);
    }

    /** An empty column like this that holds strings, of the type declared or else categories. */
    RawColumn asStrings() {
        return new RawColumn(name, declared == null ? ColumnType.CATEGORY : declared, markers, place, door);
    }

    /** Makes a cell missing. */
    void clear(int row) {
        cells[row] = MISSING;
    }

    /** Takes a cell of a format that has numbers and truth values of its own, so that a string is neither. */
    void setString(int row, char[] text, int offset, int length) {
        if (length == 0) {
            cells[row] = MISSING;
            return;
        }
        cells[row] = word(text, offset, length);
        if (declared == null && !quoted && CellText.mayBeTyped(text[offset])) {
            String string = new String(text, offset, length);
            quoted = !isMarker(string)
                    && (CellText.read(ColumnType.NUMBER, string, true) != null
                            || CellText.read(ColumnType.BOOLEAN, string, true) != null);
        }
    }

    /** Takes a number as it is written. */
    void setNumber(int row, String text) {
        set(row, text.toCharArray(), 0, text.length());
    }

    /** Asks that a number of too many digits for a double makes this a category, which keeps them. */
    void keepExact() {
        exact = true;
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
                + "' " + place.get() + ". Declare it missing with " + door + ".missing(\""
                + shown + "\"), or read the column as text with " + door + ".text(\"" + name + "\").");
    }

    /** Whether a word is declared to be missing. */
    boolean isMarker(String word) {
        return !markers.isEmpty() && markers.contains(word.strip());
    }

    /** Whether there was a string that would be a number or a truth value without its quotes. */
    boolean isQuoted() {
        return quoted;
    }

    boolean isExact() {
        return exact;
    }

    String door() {
        return door;
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
