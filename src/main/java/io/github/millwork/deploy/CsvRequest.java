package io.github.millwork.deploy;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.millwork.collect.CellText;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Schema;
import io.github.millwork.http.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows as CSV with a header, in UTF-8, by the same rules as a file: cells are read by the types of the model's columns. */
final class CsvRequest {
    private final RequestRows rows;
    private final Schema schema;

    private CsvRequest(RequestRows rows, Schema schema) {
        this.rows = rows;
        this.schema = schema;
    }

    /**
     * Reads a body into rows that are still empty.
     *
     * @throws Refusal if it is no such request
     */
    static void read(byte[] bytes, int length, RequestRows rows, Schema schema) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // which are refused below, with a message of ours
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text(bytes, length))) {
            new CsvRequest(rows, schema).read(csv.iterator());
        } catch (CsvParseException e) {
            throw Refusal.bad("Expected CSV but could not read it: " + e.getMessage(), e);
        } catch (IOException e) { // a string does not fail
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes, int length) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Refusal.bad("Expected UTF-8 but found other bytes. Send the text in UTF-8.", e);
        }
    }

    private void read(Iterator<CsvRecord> lines) {
        if (!lines.hasNext()) throw Refusal.bad("Expected CSV with a header but the body is empty.");
        List<String> names =
                lines.next().getFields().stream().map(String::strip).toList();
        int[] places = names.stream().mapToInt(rows::place).toArray();
        while (lines.hasNext()) {
            CsvRecord line = lines.next();
            if (line.getFieldCount() != places.length) {
                throw Refusal.bad("Expected " + places.length + " cells, as many as the header has, but found "
                        + line.getFieldCount() + " in line " + line.getStartingLineNumber() + ".");
            }
            @Nullable Object[] row = rows.add();
            for (int c = 0; c < places.length; c++) {
                if (places[c] < 0) continue;
                rows.put(row, places[c], names.get(c), cell(names.get(c), line, c));
            }
        }
    }

    private @Nullable Object cell(String column, CsvRecord line, int place) {
        String text = line.getField(place);
        if (!schema.has(column)) return text;
        ColumnType type = schema.field(column).type();
        if (type.isString() || type == ColumnType.VECTOR) return text;
        if (CellText.isMissing(text)) return null;
        Object value = CellText.read(type, text, true);
        if (value != null) return value;
        String shown = text.length() > 100 ? text.substring(0, 100) + "..." : text;
        throw Refusal.bad("Expected column '" + column + "' to be of type " + type.label() + " but found '" + shown
                + "' in line " + line.getStartingLineNumber() + ". Leave the cell empty if it is missing.");
    }
}
