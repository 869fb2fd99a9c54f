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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes and reads a {@link State} as JSON. */
final class Json {
    private static final int DEEPEST = 100;

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

    static String write(State state) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            write(json, state);
        } catch (IOException e) { // a string writer does not fail, but what is written may be too deep
            throw new IllegalArgumentException(
                    "Expected a state that is nested at most " + DEEPEST + " deep. Encode it in flat lists.", e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof State state) {
            json.writeStartObject();
            for (Map.Entry<String, Object> entry : state.values().entrySet()) {
                json.writeFieldName(entry.getKey());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) write(json, item);
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

    static State read(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new BundleException("Expected a JSON object. The file is damaged.");
            }
            State state = object(json);
            if (json.nextToken() != null) throw new BundleException("Expected nothing after the JSON object.");
            return state;
        } catch (IOException e) {
            throw new BundleException(
                    "Expected JSON but could not read it: " + e.getMessage()
                            + ". The file is damaged, or too large for the memory of this JVM (-Xmx).",
                    e);
        }
    }

    private static State object(JsonParser json) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            values.put(name, value(json));
        }
        return State.of(values);
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) list.add(value(json));
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
