package io.github.millwork.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.millwork.http.Refusal;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of the Open Inference Protocol: one column, of single values (shape [n] or [n, 1]) or vectors ([n, d]). Null is a
 * missing element, which the protocol does not know.
 *
 * @param name the name
 * @param shape the dimensions
 * @param type what the elements are
 * @param data the elements, in row-major order
 */
record Tensor(String name, long[] shape, Datatype type, List<@Nullable Object> data) {
    /** What the elements are, and which values they take. */
    enum Datatype {
        BOOL,
        UINT8,
        UINT16,
        UINT32,
        UINT64,
        INT8,
        INT16,
        INT32,
        INT64,
        FP16,
        FP32,
        FP64,
        BYTES;

        private BigInteger least() {
            return name().startsWith("U")
                    ? BigInteger.ZERO
                    : BigInteger.ONE.shiftLeft(bits() - 1).negate();
        }

        private BigInteger most() {
            return BigInteger.ONE
                    .shiftLeft(name().startsWith("U") ? bits() : bits() - 1)
                    .subtract(BigInteger.ONE);
        }

        private int bits() {
            return Integer.parseInt(name().substring(name().indexOf("INT") + 3));
        }

        /** Takes an element as the value of a cell: a number of the FP types as a double, losing nothing. */
        @Nullable
        Object take(@Nullable Object element, String tensor) {
            if (element == null) return null;
            boolean suits = switch (this) {
                case BOOL -> element instanceof Boolean;
                case BYTES -> element instanceof String;
                case FP16, FP32, FP64 -> element instanceof Double || JsonIn.isWhole(element);
                default -> inRange(element);
            };
            if (!suits) {
                throw Refusal.bad("Expected tensor '" + tensor + "' to hold " + this + " but found "
                        + (element instanceof String ? "a string" : element) + ".");
            }
            if (!(element instanceof Long whole) || !name().startsWith("FP")) return element;
            // Small whole numbers are the same as doubles; others are left to the column, which refuses what would be
            // lost.
            return Math.abs(whole) <= 1L << 53 ? (Object) (double) whole : element;
        }

        private boolean inRange(Object element) {
            if (!JsonIn.isWhole(element)) return false;
            if (this == INT64 && element instanceof Long) return true;
            BigInteger whole = element instanceof BigInteger big ? big : BigInteger.valueOf((Long) element);
            return whole.compareTo(least()) >= 0 && whole.compareTo(most()) <= 0;
        }
    }

    /** Reads a tensor, of which the current token is the beginning. */
    static Tensor read(JsonParser json, int mostElements) throws IOException {
        String name = null;
        long[] shape = null;
        Datatype type = null;
        List<@Nullable Object> data = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = JsonIn.name(json, "the name of a tensor");
                case "shape" -> shape = shape(json);
                case "datatype" -> type = datatype(JsonIn.name(json, "'datatype'"));
                case "data" -> {
                    data = new ArrayList<>(1);
                    elements(json, data, mostElements);
                }
                default -> json.skipChildren();
            }
        }
        if (name == null || shape == null || type == null || data == null) {
            throw Refusal.bad("Expected each tensor to have 'name', 'shape', 'datatype' and 'data' but "
                    + (name == null ? "one" : "'" + name + "'") + " has not.");
        }
        return new Tensor(name, shape, type, data).checked();
    }

    private static long[] shape(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) throw JsonIn.wrong(json, "a list for 'shape'");
        long[] shape = new long[2];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || count == 2) {
                throw JsonIn.wrong(json, "one or two whole numbers in 'shape'");
            }
            shape[count] = json.getLongValue();
            if (shape[count] < 0 || shape[count++] > Integer.MAX_VALUE) {
                throw Refusal.bad("Expected dimensions that are neither negative nor huge in 'shape'.");
            }
        }
        if (count == 0) throw Refusal.bad("Expected one or two numbers in 'shape' but it is empty.");
        return count == 2 ? shape : new long[] {shape[0]};
    }

    private static Datatype datatype(String name) {
        for (Datatype each : Datatype.values()) {
            if (each.name().equals(name)) return each;
        }
        throw Refusal.bad("Expected a datatype such as FP64, INT64, BOOL or BYTES but found another one.");
    }

    /** Elements may be nested by dimension. */
    private static void elements(JsonParser json, List<@Nullable Object> data, int most) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) throw JsonIn.wrong(json, "a list for 'data'");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                elements(json, data, most);
            } else {
                if (data.size() >= most) throw Refusal.of(413, "Expected fewer elements.");
                data.add(JsonIn.cell(json, "data"));
            }
        }
    }

    private Tensor checked() {
        long size = shape[0] * (shape.length == 2 ? shape[1] : 1);
        if (size == data.size()) return this;
        throw Refusal.bad("Expected tensor '" + name + "' to have " + size + " elements, by its shape, but found "
                + data.size() + ".");
    }

    long rows() {
        return shape[0];
    }

    /** The cell of a row: a single value, or the numbers of a vector. */
    @Nullable
    Object cell(int row) {
        if (shape.length == 1 || shape[1] == 1) return type.take(data.get(row), name);
        double[] vector = new double[(int) shape[1]];
        for (int d = 0; d < vector.length; d++) {
            Object element = type.take(data.get(row * vector.length + d), name);
            if (!(element instanceof Number number)) {
                throw Refusal.bad("Expected numbers in the vectors of tensor '" + name + "'.");
            }
            vector[d] = number.doubleValue();
        }
        return vector;
    }
}
