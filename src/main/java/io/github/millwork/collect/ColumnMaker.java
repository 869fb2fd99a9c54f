package io.github.millwork.collect;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the type of a {@link RawColumn} from all its cells, and makes the column. */
final class ColumnMaker {
    private static final Logger LOG = LoggerFactory.getLogger(Csv.class);

    /** With so many numbers for each cell that is none, those few are probably meant otherwise. */
    private static final int NEARLY_ALL = 19;

    private final RawColumn raw;
    private final String source;
    private final int rows;
    private final long[] cells;
    private final Words words;

    /** The value of each word, null where it is missing; filled by {@link #fits}. */
    private @Nullable Object[] values = new @Nullable Object[0];

    ColumnMaker(RawColumn raw, String source, int rows) {
        this.raw = raw;
        this.source = source;
        this.rows = rows;
        this.cells = raw.cells();
        this.words = raw.words();
    }

    Column column() {
        ColumnType declared = raw.declared();
        ColumnType type = declared == null ? infer() : declared;
        if (declared != null && !type.isString() && !fits(type)) {
            throw new IllegalStateException("cells are checked against a declared type when they are read");
        }
        return switch (type) {
            case NUMBER -> numbers();
            case INTEGER -> integers();
            case BOOLEAN -> booleans();
            case DATE -> dates();
            case TIMESTAMP -> timestamps();
            default -> strings(type);
        };
    }

    private ColumnType infer() {
        int decimals = 0;
        boolean fraction = false;
        for (int row = 0; row < rows; row++) {
            if (isWord(cells[row])) continue;
            decimals++;
            fraction |= ShortDecimal.scale(cells[row]) > 0;
        }
        if (decimals == 0) {
            if (firstWord(word -> true) == null) {
                if (rows > 0) LOG.warn("All cells of column '{}' of {} are missing.", raw.name(), source);
                values = new @Nullable Object[words.size()];
                return ColumnType.NUMBER;
            }
            if (!raw.isQuoted() && fits(ColumnType.BOOLEAN)) return ColumnType.BOOLEAN;
            if (fits(ColumnType.DATE)) return ColumnType.DATE;
            if (fits(ColumnType.TIMESTAMP)) return ColumnType.TIMESTAMP;
        }
        if (raw.isQuoted()) {
            if (fits(ColumnType.NUMBER)) {
                LOG.warn(
                        "Column '{}' of {} is a category, since its numbers are in quotes. If they are meant as numbers, "
                                + "say so with {}.type(\"{}\", ColumnType.NUMBER).",
                        raw.name(),
                        source,
                        raw.door(),
                        raw.name());
            }
            return ColumnType.CATEGORY;
        }
        if (!fraction && fits(ColumnType.INTEGER)) return ColumnType.INTEGER;
        if (fits(ColumnType.NUMBER)) {
            // Whole numbers too long for a long are identifiers, unless others have a point or an exponent.
            boolean number = fraction || firstWord(CellText::isFractional) != null;
            return number && !(raw.isExact() && losesDigits()) ? ColumnType.NUMBER : ColumnType.CATEGORY;
        }
        warnIfNearlyNumeric(decimals);
        return ColumnType.CATEGORY;
    }

    /** The first word that is not missing among numbers, and of which something holds. */
    private @Nullable String firstWord(Predicate<String> condition) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!raw.isMarker(word) && !CellText.isMissing(word) && condition.test(word)) return word;
        }
        return null;
    }

    private void warnIfNearlyNumeric(int decimals) {
        int others = 0;
        for (int row = 0; row < rows; row++) {
            if (isWord(cells[row]) && cells[row] != RawColumn.MISSING) others++;
        }
        if (decimals < (long) NEARLY_ALL * others) return;
        String odd = firstWord(word -> CellText.read(ColumnType.NUMBER, word, false) == null);
        LOG.warn(
                "Column '{}' of {} is a category, since {} of its {} cells are no numbers, such as '{}'. If that stands "
                        + "for a missing cell, say so with {}.missing(\"{}\").",
                raw.name(),
                source,
                others,
                decimals + others,
                odd,
                raw.door(),
                odd);
    }

    /** Whether a double cannot give back all digits of a number. */
    private boolean losesDigits() {
        for (int row = 0; row < rows; row++) {
            if (cells[row] == RawColumn.MISSING) continue;
            String text = isWord(cells[row]) ? words.get(word(cells[row])) : ShortDecimal.text(cells[row]);
            if (CellText.isMissing(text) || raw.isMarker(text)) continue;
            BigDecimal exactly = new BigDecimal(text.strip());
            if (BigDecimal.valueOf(exactly.doubleValue()).compareTo(exactly) == 0) continue;
            LOG.warn(
                    "Column '{}' of {} is a category, since a double cannot hold all digits of {}. To have rounded numbers, "
                            + "cast the column in the query.",
                    raw.name(),
                    source,
                    text);
            return true;
        }
        return false;
    }

    /** Reads all words as a type; false if one is not of it. */
    private boolean fits(ColumnType type) {
        values = new @Nullable Object[words.size()];
        for (int i = 0; i < values.length; i++) {
            String word = words.get(i);
            if (raw.isMarker(word)) continue;
            values[i] = CellText.read(type, word, raw.declared() != null);
            if (values[i] == null && !CellText.isMissing(word)) return false;
        }
        return true;
    }

    private static boolean isWord(long cell) {
        return ShortDecimal.scale(cell) == ShortDecimal.NONE;
    }

    private static int word(long cell) {
        return (int) (cell >> ShortDecimal.SCALE_BITS);
    }

    private @Nullable Object value(long cell) {
        return cell == RawColumn.MISSING ? null : values[word(cell)];
    }

    private Column numbers() {
        double[] numbers = new double[rows];
        for (int row = 0; row < rows; row++) {
            if (isWord(cells[row])) {
                Object value = value(cells[row]);
                numbers[row] = value == null ? Double.NaN : (Double) value;
            } else {
                numbers[row] = ShortDecimal.toDouble(cells[row]);
            }
        }
        return Column.numbers(raw.name(), numbers);
    }

    private Column integers() {
        long[] integers = new long[rows];
        for (int row = 0; row < rows; row++) {
            if (isWord(cells[row])) {
                Object value = value(cells[row]);
                integers[row] = value == null ? Long.MIN_VALUE : (Long) value;
            } else {
                integers[row] = ShortDecimal.toLong(cells[row]);
            }
        }
        return Column.integers(raw.name(), integers);
    }

    private Column booleans() {
        @Nullable Boolean[] booleans = new @Nullable Boolean[rows];
        for (int row = 0; row < rows; row++) {
            long cell = cells[row];
            booleans[row] = isWord(cell) ? (Boolean) value(cell) : (Boolean) (ShortDecimal.toLong(cell) == 1);
        }
        return Column.booleans(raw.name(), booleans);
    }

    private Column dates() {
        @Nullable LocalDate[] dates = new @Nullable LocalDate[rows];
        for (int row = 0; row < rows; row++) dates[row] = (LocalDate) value(cells[row]);
        return Column.dates(raw.name(), dates);
    }

    private Column timestamps() {
        @Nullable Instant[] instants = new @Nullable Instant[rows];
        for (int row = 0; row < rows; row++) instants[row] = (Instant) value(cells[row]);
        return Column.timestamps(raw.name(), instants);
    }

    /** Numbers among the strings get their text back. */
    private Column strings(ColumnType type) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        int[] levelOf = new int[words.size()];
        for (int i = 0; i < levelOf.length; i++) {
            String word = words.get(i);
            levelOf[i] = raw.isMarker(word) ? -1 : level(word, levels);
        }
        Map<Long, Integer> levelOfNumber = new HashMap<>();
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            long cell = cells[row];
            if (cell == RawColumn.MISSING) codes[row] = -1;
            else if (isWord(cell)) codes[row] = levelOf[word(cell)];
            else codes[row] = levelOfNumber.computeIfAbsent(cell, number -> level(ShortDecimal.text(number), levels));
        }
        List<String> names = List.copyOf(levels.keySet());
        if (type == ColumnType.CATEGORY) return Column.categories(raw.name(), names, codes);
        @Nullable String[] texts = new @Nullable String[rows];
        for (int row = 0; row < rows; row++) texts[row] = codes[row] < 0 ? null : names.get(codes[row]);
        return Column.texts(raw.name(), texts);
    }

    private static int level(String text, Map<String, Integer> levels) {
        return levels.computeIfAbsent(text, name -> levels.size());
    }
}
