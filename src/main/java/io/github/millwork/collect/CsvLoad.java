package io.github.millwork.collect;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.stage.FitContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the file of a {@link Csv} once, from its first byte to its last. */
final class CsvLoad {
    private static final Logger LOG = LoggerFactory.getLogger(Csv.class);
    private static final int FIRST_ROWS = 64;
    private static final int ROWS_BETWEEN_PROGRESS = 1 << 13;

    private final Csv csv;
    private final FitContext context;

    CsvLoad(Csv csv, FitContext context) {
        this.csv = csv;
        this.context = context;
    }

    Dataset load() {
        context.progress("collect", csv.describe(), 0);
        if (Files.isDirectory(csv.file)) {
            throw unreachable("that is a folder. Name a file in it.", new FileSystemException(csv.file.toString()));
        }
        try (CsvInput input = CsvInput.open(csv.file, csv.charset)) {
            Dataset data = load(input, Math.max(1, Files.size(csv.file)));
            context.progress("collect", csv.describe(), 1);
            LOG.info("Read {}: {} rows, {} columns.", csv.file, data.rowCount(), data.columnCount());
            return data;
        } catch (NoSuchFileException e) {
            throw unreachable("there is none. " + nearest(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + csv.file + ": " + e.getMessage(), e);
        }
    }

    private Dataset load(CsvInput input, long size) throws IOException {
        Dialect dialect = Dialect.detect(input.head(), input.isWhole(), csv.delimiter, csv.quote);
        CsvRows rows = new CsvRows(csv, dialect.delimiter());
        try (CsvReader<CsvRows> reader = dialect.reader().build(rows, input)) {
            for (CsvRows line : reader) {
                line.endLine();
                if (line.isFull()) line.reserve(estimate(line.rows(), input.position(), size));
                if (line.rows() % ROWS_BETWEEN_PROGRESS == 1) {
                    context.progress("collect", csv.describe(), Math.min(1.0, (double) input.position() / size));
                }
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
            throw new DataException("Expected a line with the names of the columns but " + csv.file
                    + " is empty. Check that it was written to the end.");
        }
        return rows.dataset();
    }

    /** The rows that there will be if the rest is like what was read, but neither far more nor hardly more than now. */
    private static int estimate(int rows, long bytesRead, long size) {
        double all = 1.02 * rows * size / Math.max(1, bytesRead);
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
                "Expected " + csv.charset.name() + " but found " + e.getMessage() + " " + place + ". " + advice, e);
    }

    private UncheckedIOException unreachable(String found, IOException cause) {
        return new UncheckedIOException("Expected a CSV file at " + csv.file.toAbsolutePath() + " but " + found, cause);
    }

    private String nearest() {
        Path folder = csv.file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) return "There is no such folder either.";
        try (Stream<Path> siblings = Files.list(folder)) {
            List<String> names =
                    siblings.map(path -> path.getFileName().toString()).sorted().toList();
            return names.isEmpty()
                    ? "The folder is empty."
                    : Names.suggest(csv.file.getFileName().toString(), names);
        } catch (IOException | UncheckedIOException e) {
            return "The folder cannot be read: " + e.getMessage();
        }
    }
}
