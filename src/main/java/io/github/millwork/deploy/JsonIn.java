package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.millwork.http.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON of requests and answers: whatever comes, what it costs is bounded. */
final class JsonIn {
    private static final int DEEPEST = 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            // Names come from anyone: they are not kept for ever.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(400)
                    .maxNameLength(2_000)
                    .maxStringLength(4_000_000)
                    .build())
            .build();

    private JsonIn() {}

    /** What is read from a parser. */
    interface Reading {
        void read(JsonParser json) throws IOException;
    }

    /** What is written to a generator. */
    interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * Reads a body, which must be one value and nothing else.
     *
     * @throws Refusal if it is not JSON, or nested too deep, or too long in one of its parts
     */
    static void read(byte[] bytes, int length, Reading reading) {
        try (JsonParser json = FACTORY.createParser(bytes, 0, length)) {
            if (json.nextToken() == null) throw Refusal.bad("Expected JSON but the body is empty.");
            reading.read(json);
            if (json.nextToken() != null) throw wrong(json, "nothing after the JSON value");
        } catch (IOException | IllegalStateException e) { // the latter where names were made to collide
            throw Refusal.bad("Expected JSON but could not read it: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /** Says what was expected at a place. */
    static Refusal wrong(JsonParser json, String expected) {
        String found =
                json.currentToken() == null ? "the end" : json.currentToken().toString();
        return Refusal.bad("Expected " + expected + " but found " + found + " at line "
                + json.currentTokenLocation().getLineNr() + ", column "
                + json.currentTokenLocation().getColumnNr() + ".");
    }

    /** Reads a value that is no object: Double, Long, BigInteger, Boolean, String, null, or a list of numbers. */
    static @Nullable Object cell(JsonParser json, String column) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) json.getBigIntegerValue()
                        : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> finite(json, column);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_ARRAY -> numbers(json, column);
            default -> throw wrong(json, "a single value for column '" + column + "'");
        };
    }

    private static double finite(JsonParser json, String column) throws IOException {
        double number = json.getDoubleValue();
        if (Double.isFinite(number)) return number;
        throw Refusal.bad("Expected numbers that a double can hold for column '" + column + "' but found one beyond.");
    }

    private static double[] numbers(JsonParser json, String column) throws IOException {
        double[] numbers = new double[8];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (!json.currentToken().isNumeric()) throw wrong(json, "numbers in the list for column '" + column + "'");
            if (count == numbers.length) numbers = java.util.Arrays.copyOf(numbers, 2 * count);
            numbers[count++] = finite(json, column);
        }
        return java.util.Arrays.copyOf(numbers, count);
    }

    /** Reads a string, or a number by its text. */
    static String name(JsonParser json, String what) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING || json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return json.getText();
        }
        throw wrong(json, "a string for " + what);
    }

    /** Writes JSON as bytes. */
    static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            writing.write(json);
        } catch (IOException e) { // memory does not fail
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Writes JSON as text. */
    static String text(Writing writing) {
        return new String(bytes(writing), StandardCharsets.UTF_8);
    }

    /** Writes a number; null where it is none. */
    static void number(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) json.writeNumber(value);
        else json.writeNull();
    }

    /** The body of an answer that says what is wrong. */
    static String error(String message) {
        return text(json -> {
            json.writeStartObject();
            json.writeStringField("error", message);
            json.writeEndObject();
        });
    }

    static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof BigInteger;
    }
}
