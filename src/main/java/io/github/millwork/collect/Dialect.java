package io.github.millwork.collect;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What separates and what quotes the cells of a CSV file. */
record Dialect(char delimiter, char quote) {
    private static final char[] OTHER_DELIMITERS = {';', '\t', '|'};

    /** How well a dialect suits: how many delimiters a line has, times the share of lines that have as many. */
    private record Fit(Dialect dialect, double share, int width) {
        double score() {
            return share * (width - 1);
        }
    }

    /**
     * Finds the dialect of a file from its first characters. A single quote is taken for the quote character only if
     * the header begins with one, or if without it the lines would not agree.
     *
     * @param head the first characters
     * @param whole whether that is all, so that the last line is not cut off
     * @param delimiter the delimiter where it is known
     * @param quote the quote character where it is known
     */
    static Dialect detect(String head, boolean whole, @Nullable Character delimiter, @Nullable Character quote) {
        if (quote != null) return best(head, whole, delimiter, quote).dialect;
        Fit doubled = best(head, whole, delimiter, '"');
        Fit single = best(head, whole, delimiter, '\'');
        boolean agree = single.share == 1 && single.width > 1;
        return agree && (doubled.share < 1 || head.startsWith("'")) ? single.dialect : doubled.dialect;
    }

    private static Fit best(String head, boolean whole, @Nullable Character delimiter, char quote) {
        if (delimiter != null) return fit(head, whole, new Dialect(delimiter, quote));
        Fit best = fit(head, whole, new Dialect(',', quote));
        for (char candidate : OTHER_DELIMITERS) {
            Fit fit = fit(head, whole, new Dialect(candidate, quote));
            if (fit.score() > best.score()) best = fit;
        }
        return best;
    }

    private static Fit fit(String head, boolean whole, Dialect dialect) {
        if (dialect.delimiter == dialect.quote) return new Fit(dialect, 1, 1);
        List<CsvRecord> records;
        try {
            records = dialect.reader().allowUnclosedQuote(true).ofCsvRecord(head).stream()
                    .toList();
        } catch (CsvParseException notThisOne) {
            return new Fit(dialect, 1, 1);
        }
        if (!whole && records.size() > 1) records = records.subList(0, records.size() - 1);
        if (records.isEmpty()) return new Fit(dialect, 1, 1);
        int width = records.get(0).getFieldCount();
        long alike =
                records.stream().filter(each -> each.getFieldCount() == width).count();
        return new Fit(dialect, (double) alike / records.size(), width);
    }

    /** A reader of this dialect that leaves the number of cells in a line to be checked by others. */
    CsvReader.CsvReaderBuilder reader() {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(quote)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    }
}
