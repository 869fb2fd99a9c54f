package io.github.millwork.stage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and reads a {@link State} as JSON, or as a {@link PackedState}. */
final class Json {
    private static final int DEEPEST = 100;

    private static final String MARK = "$";
    private static final String ARRAY = MARK + "array";
    private static final String TYPE = "type";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(Integer.MAX_VALUE)
                    // A few bytes of JSON take up to a hundred in memory: a file must not fill the heap.
                    .maxTokenCount(Runtime.getRuntime().maxMemory() / 128)
                    .build())
            .build();

    private Json() {}

    /** Writes a state; where long arrays are gathered, what stands for them. */
    static String write(State state, @Nullable List<NumberArray> arrays) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            write(json, state, arrays);
        } catch (IOException e) { // a string writer does not fail, but what is written may be too deep
            throw new IllegalArgumentException(
                    "Expected a state that is nested at most " + DEEPEST + " deep. Encode it in flat lists.", e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, Object value, @Nullable List<NumberArray> arrays) throws IOException {
        if (value instanceof State state) {
            json.writeStartObject();
            for (Map.Entry<String, Object> entry : state.values().entrySet()) {
                boolean marked = arrays != null && entry.getKey().startsWith(MARK);
                json.writeFieldName(marked ? MARK + entry.getKey() : entry.getKey());
                write(json, entry.getValue(), arrays);
            }
            json.writeEndObject();
        } else if (arrays != null && value instanceof NumberArray array && array.size() > PackedState.LONGEST_IN_JSON) {
            json.writeStartObject();
            json.writeNumberField(ARRAY, array.size());
            json.writeStringField(TYPE, array.type().label());
            json.writeEndObject();
            arrays.add(array);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) write(json, item, arrays);
            json.writeEndArray();
        } else if (value instanceof String string) {
            json.writeString(string);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else {
            json.writeNumber((Double) value);
        }
    }

    /** Reads a state; where there are bytes, long arrays are taken from them. */
    static State read(String text, @Nullable ByteBuffer arrays) {
        try (JsonParser json = FACTORY.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new BundleException("Expected a JSON object. The file is damaged.");
            }
            Object state = object(json, arrays);
            if (json.nextToken() != null) throw new BundleException("Expected nothing after the JSON object.");
            if (state instanceof State whole) return whole;
            throw new BundleException("Expected a JSON object but found an array. The file is damaged.");
        } catch (IOException e) {
            throw new BundleException(
                    "Expected JSON but could not read it: " + e.getMessage()
                            + ". The file is damaged, or too large for the memory of this JVM (-Xmx).",
                    e);
        }
    }

    private static Object object(JsonParser json, @Nullable ByteBuffer arrays) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (arrays != null && name.startsWith(MARK)) {
                if (values.isEmpty() && name.equals(ARRAY)) return array(json, arrays);
                name = name.substring(1);
                if (!name.startsWith(MARK)) {
                    throw new BundleException(
                            "Expected '" + MARK + name + "' to begin an object. The file is damaged.");
                }
            }
            values.put(name, value(json, arrays));
        }
        return State.of(values);
    }

    /** Reads an array whose length is the current token. Nothing is allocated before the bytes are known to be there. */
    private static NumberArray array(JsonParser json, ByteBuffer bytes) throws IOException {
        boolean sound = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
        long size = sound ? json.getLongValue() : -1;
        sound &= json.nextToken() == JsonToken.FIELD_NAME && json.currentName().equals(TYPE);
        sound &= json.nextToken() == JsonToken.VALUE_STRING;
        String label = sound ? json.getText() : "";
        sound &= json.nextToken() == JsonToken.END_OBJECT;
        for (NumberArray.Type type : NumberArray.Type.values()) {
            if (!sound || !type.label().equals(label)) continue;
            if (size >= 0 && size <= bytes.remaining() / type.bytes) return NumberArray.read(type, (int) size, bytes);
            throw new BundleException("Expected an array of " + size + " numbers (" + label + ") but "
                    + bytes.remaining() + " bytes are left. The file is damaged.");
        }
        throw new BundleException(
                "Expected a number of numbers, and their type, in the place of an array. The file is " + "damaged.");
    }

    private static Object value(JsonParser json, @Nullable ByteBuffer arrays) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json, arrays);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) list.add(value(json, arrays));
                yield List.copyOf(list);
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> {
                double number = Double.parseDouble(json.getText());
                if (Double.isInfinite(number)) {
                    throw new BundleException("Expected numbers that a double can hold but found " + json.getText()
                            + ". The file is damaged.");
                }
                yield number;
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default ->
                throw new BundleException("Expected a value but found " + json.getText() + ". The file is damaged.");
        };
    }
}
