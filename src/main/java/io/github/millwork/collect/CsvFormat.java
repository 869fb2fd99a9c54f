package io.github.millwork.collect;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.github.millwork.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lines of cells below a line of names.
 *
 * @param charset the charset
 * @param delimiter what stands between cells; null to find it out
 * @param quote what stands around cells; null to find it out
 */
record CsvFormat(
        Charset charset,
        @Nullable Character delimiter,
        @Nullable Character quote) implements Format {
    private static final int FIRST_ROWS = 64;
    private static final int ROWS_BETWEEN_PROGRESS = 1 << 13;

    CsvFormat {
        if (delimiter != null) checkControl(delimiter, quote);
        if (quote != null) checkControl(quote, delimiter);
    }

    private static void checkControl(char control, @Nullable Character other) {
        if (control == '\n' || control == '\r' || (other != null && other == control)) {
            throw new IllegalArgumentException("Expected a delimiter and a quote character that differ and are no line "
                    + "breaks but found " + (int) control + " (Unicode). Choose another character.");
        }
    }

    @Override
    public String label() {
        return "CSV";
    }

    @Override
    public void read(Body body, RawTable table, DoubleConsumer progress) throws IOException {
        CsvInput input = CsvInput.open(body, charset);
        Dialect dialect = Dialect.detect(input.head(), input.isWhole(), delimiter, quote);
        CsvRows rows = new CsvRows(body.name(), table, dialect.delimiter());
        try (CsvReader<CsvRows> reader = dialect.reader().build(rows, input)) {
            for (CsvRows line : reader) {
                line.endLine();
                if (table.isFull()) table.reserve(estimate(table.rows(), body.share(input.position())));
                if (table.seen() % ROWS_BETWEEN_PROGRESS == 1) progress.accept(body.share(input.position()));
            }
        } catch (CsvParseException e) {
            // What the rows throw comes wrapped.
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            if (e.getCause() instanceof Error failure) throw failure;
            throw notWellFormed(e, rows.place());
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CsvInput.MalformedException malformed) throw malformed(malformed, rows.place());
            throw e.getCause();
        }
        if (rows.isEmpty()) {
            throw new DataException("Expected a line with the names of the columns but " + body.name()
                    + " is empty. Check that it was written to the end.");
        }
    }

    /** The rows that there will be if the rest is like what was read, but neither far more nor hardly more than now. */
    private static int estimate(int rows, double share) {
        double all = share > 0 ? 1.02 * rows / share : 2.0 * rows;
        return (int) Math.max(1.5 * rows, Math.min(all, 4.0 * rows)) + FIRST_ROWS;
    }

    /** Says what the parser found in our words, or in its own where it is something new. */
    private static DataException notWellFormed(CsvParseException e, String place) {
        String message = String.valueOf(e.getMessage());
        String found = message;
        if (message.startsWith("Unclosed quoted field")) found = "a quote that is not closed";
        if (message.startsWith("Unexpected character after closing")) found = "characters after a closing quote";
        if (message.startsWith("The maximum buffer size")) found = "a cell of more than 16 million characters";
        return new DataException(
                "Expected well-formed CSV but found " + found + ", in the record that begins " + place
                        + ". Check its quotes, which are doubled within quoted cells, or give the delimiter and the "
                        + "quote character with delimiter(...) and quote(...).",
                e);
    }

    private DataException malformed(CsvInput.MalformedException e, String place) {
        String advice = e.beginsAsUtf16()
                ? "The file begins like one in UTF-16: give it with charset(StandardCharsets.UTF_16)."
                : "Give the charset of the file, such as charset(StandardCharsets.ISO_8859_1).";
        return new DataException(
                "Expected " + charset.name() + " but found " + e.getMessage() + " " + place + ". " + advice, e);
    }
}
