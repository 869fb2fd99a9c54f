package io.github.millwork.collect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON with records at a path.
 *
 * @param pointer the JSON pointer to them
 * @param path its parts
 */
record JsonFormat(String pointer, List<String> path) implements Format {
    static final int DEEPEST = 100;
    private static final int LONGEST = 1 << 24; // as the longest cell of CSV
    private static final int RECORDS_BETWEEN_PROGRESS = 1 << 12;
    private static final Pattern ESCAPES = Pattern.compile("~(?![01])");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // names may be data
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST)
                    .maxNumberLength(1_000)
                    .maxNameLength(10_000)
                    .build())
            .build();

    static JsonFormat of(String pointer) {
        if (!pointer.isEmpty()
                && (pointer.charAt(0) != '/' || ESCAPES.matcher(pointer).find())) {
            throw new IllegalArgumentException("Expected a JSON pointer such as \"/data/items\" but found '" + pointer
                    + "'. Begin it with a slash, and write ~1 for a slash within a name and ~0 for ~.");
        }
        List<String> path = new ArrayList<>();
        if (!pointer.isEmpty()) {
            for (String part : pointer.substring(1).split("/", -1)) {
                path.add(part.replace("~1", "/").replace("~0", "~"));
            }
        }
        return new JsonFormat(pointer, List.copyOf(path));
    }

    static JsonGenerator generator(Writer out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    @Override
    public String label() {
        return "JSON";
    }

    @Override
    public void read(Body body, RawTable table, DoubleConsumer progress) throws IOException {
        try (JsonParser parser = FACTORY.createParser((InputStream) body)) {
            JsonRows rows = new JsonRows(parser, body.name(), table);
            boolean found = false;
            try {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    found = true;
                    descend(parser, body.name(), 0);
                    if (parser.currentToken() == JsonToken.START_ARRAY) {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            record(rows, table, body, parser, progress);
                        }
                    } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
                        record(rows, table, body, parser, progress);
                    }
                    leave(parser, path.size());
                }
            } catch (JsonProcessingException e) {
                throw notWellFormed(e, parser, body.name());
            } catch (CharConversionException e) {
                throw new DataException(
                        "Expected JSON in UTF-8 but found other bytes in " + body.name() + ": " + e.getMessage()
                                + ". Convert it to UTF-8.",
                        e);
            }
            if (!found) {
                throw new DataException(
                        "Expected JSON but " + body.name() + " is empty. Check that it was written to the end.");
            }
            rows.end();
        }
    }

    private void record(JsonRows rows, RawTable table, Body body, JsonParser parser, DoubleConsumer progress)
            throws IOException {
        rows.record();
        if (table.seen() % RECORDS_BETWEEN_PROGRESS == 1) {
            progress.accept(body.share(parser.currentLocation().getByteOffset()));
        }
    }

    /** Goes from the value that the parser is at down the rest of the path. */
    private void descend(JsonParser parser, String name, int depth) throws IOException {
        if (depth == path.size()) return;
        String wanted = path.get(depth);
        List<String> seen = new ArrayList<>();
        boolean object = parser.currentToken() == JsonToken.START_OBJECT;
        if (object || parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != (object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY); i++) {
                String key = object ? parser.currentName() : Integer.toString(i);
                if (object) parser.nextToken();
                if (key.equals(wanted)) {
                    descend(parser, name, depth + 1);
                    return;
                }
                if (seen.size() < 100) seen.add(key);
                parser.skipChildren();
            }
        }
        throw new DataException("Expected records at " + pointer + " but there is no '" + wanted + "' in " + name + ". "
                + Names.suggest(wanted, seen));
    }

    /** Leaves the objects and arrays that the path went through, whatever else is in them. */
    private static void leave(JsonParser parser, int depth) throws IOException {
        for (int open = depth; open > 0; ) {
            JsonToken token = parser.nextToken();
            if (token == null) return;
            if (token.isStructEnd()) open--;
            else parser.skipChildren();
        }
    }

    /** The scalar at a path of a document as text, or null where there is none or it is null or empty. */
    static @Nullable String scalar(InputStream document, JsonFormat where) throws IOException {
        try (JsonParser parser = FACTORY.createParser(document)) {
            if (parser.nextToken() == null) return null;
            try {
                where.descend(parser, "the answer", 0);
            } catch (DataException absent) {
                return null;
            }
            JsonToken token = parser.currentToken();
            if (!token.isScalarValue() || token == JsonToken.VALUE_NULL || token == JsonToken.VALUE_FALSE) return null;
            String text = parser.getText();
            return text.isEmpty() ? null : text;
        } catch (JsonProcessingException e) {
            throw new DataException("Expected well-formed JSON but found: " + e.getOriginalMessage() + ".", e);
        }
    }

    private static DataException notWellFormed(JsonProcessingException e, JsonParser parser, String name) {
        var location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        String place = " in line " + location.getLineNr() + ", column " + location.getColumnNr() + " of " + name;
        if (e instanceof StreamConstraintsException) {
            return new DataException(
                    "Expected JSON nested at most " + DEEPEST + " deep, strings of at most " + LONGEST
                            + " characters, names of at most 10,000 and numbers of at most 1,000, but found more"
                            + place
                            + ". Check that the file is what it is taken for.",
                    e);
        }
        return new DataException(
                "Expected well-formed JSON but found: " + firstSentence(e.getOriginalMessage()) + place
                        + ". Check that it is JSON in UTF-8 and was written to the end.",
                e);
    }

    private static String firstSentence(String message) {
        String line = message.lines().findFirst().orElse("nothing");
        return line.length() > 160 ? line.substring(0, 160) + "..." : line;
    }
}
