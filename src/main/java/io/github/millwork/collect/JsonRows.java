package io.github.millwork.collect;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.millwork.data.DataException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes JSON objects as rows: fields within fields as columns of their own. */
final class JsonRows {
    private static final int LONGEST = 1 << 24;
    private static final int MOST_FIELDS = 10_000_000;

    /** A place in an object, and the column of what stands there. */
    private static final class Node {
        final String name;
        final Map<String, Node> children = new LinkedHashMap<>();
        int column = -1;
        boolean seenNull;

        Node(String name) {
            this.name = name;
        }
    }

    private final JsonParser parser;
    private final String file;
    private final RawTable table;
    private final Node root = new Node("");
    private long[] lastRow = new long[16]; // of each column the row it was set in, from 1
    private int nodes;
    private int slot;
    private int cells;

    JsonRows(JsonParser parser, String file, RawTable table) {
        this.parser = parser;
        this.file = file;
        this.table = table;
        table.at(this::place);
    }

    private String place() {
        return "in line " + parser.currentLocation().getLineNr() + " of " + file;
    }

    /** Reads the object that the parser is at. */
    void record() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new DataException("Expected a record, which is a JSON object, but found "
                    + kind(parser.currentToken()) + " " + place()
                    + ". Give the path to the records with records(\"/...\").");
        }
        cells = 0;
        slot = table.beginRow();
        object(root);
        table.endRow(cells);
    }

    private static String kind(@Nullable JsonToken token) {
        if (token == null) return "nothing";
        return switch (token) {
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_NULL -> "null";
            default -> "a truth value";
        };
    }

    private void object(Node node) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            Node child = node.children.get(key);
            if (child == null) child = child(node, key);
            if (token == JsonToken.START_OBJECT) object(child);
            else value(child, token);
        }
    }

    private Node child(Node node, String key) {
        if (++nodes > MOST_FIELDS) {
            throw new DataException("Expected records with the same fields but found " + MOST_FIELDS
                    + " different ones " + place() + ". Names of fields are probably data.");
        }
        Node child = new Node(node == root ? key : node.name + "." + key);
        node.children.put(key, child);
        return child;
    }

    private void value(Node node, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            node.seenNull = true; // of an object that is absent, perhaps, and then no column
            return;
        }
        if (node.column < 0) node.column = table.column(node.name);
        if (node.column >= lastRow.length) lastRow = Arrays.copyOf(lastRow, 2 * node.column);
        if (lastRow[node.column] == table.seen() + 1) {
            throw new DataException("Expected each field once in a record but '" + node.name + "' comes twice "
                    + place() + ". Rename one of the two.");
        }
        lastRow[node.column] = table.seen() + 1;
        cells++;
        RawColumn column = table.get(node.column);
        if (slot < 0) {
            parser.skipChildren();
        } else if (token == JsonToken.START_ARRAY) {
            char[] text = array().toCharArray();
            column.setString(slot, text, 0, text.length);
        } else if (token == JsonToken.VALUE_STRING) {
            column.setString(slot, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        } else {
            column.set(slot, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
    }

    private String array() throws IOException {
        StringWriter out = new StringWriter() {
            @Override
            public void write(char[] text, int offset, int length) {
                if (getBuffer().length() + length > LONGEST) {
                    throw new DataException("Expected an array of at most " + LONGEST
                            + " characters within a record but " + "found a longer one " + place()
                            + ". Give the path to the records with records(\"/...\").");
                }
                super.write(text, offset, length);
            }
        };
        try (JsonGenerator generator = JsonFormat.generator(out)) {
            generator.copyCurrentStructureExact(parser);
        }
        return out.toString();
    }

    /** Makes columns of fields that were null in all records. */
    void end() {
        end(root);
    }

    private void end(Node node) {
        if (node.seenNull && node.column < 0 && node.children.isEmpty()) table.column(node.name);
        node.children.values().forEach(this::end);
    }
}
