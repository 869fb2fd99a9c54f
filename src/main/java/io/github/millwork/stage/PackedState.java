package io.github.millwork.stage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A state as two parts of a file: JSON, and the bytes of its long arrays of numbers. Where {@link State#toJson} writes an
 * array of more than 64 numbers, the JSON has an object such as {@code {"$array":5000,"type":"float"}} in its place: so
 * many numbers of that type (double, float or int) follow in the bytes, each in IEEE 754 or two's complement, the lowest
 * byte first. Arrays lie in the bytes in the order in which the JSON names them, and nothing else does. A name that begins
 * with {@code $} is written with another one before it.
 *
 * @param json the JSON
 * @param arrays the bytes of the arrays, not to be changed; empty where none is long: then the JSON is that of {@link
 *     State#toJson}
 */
public record PackedState(String json, byte[] arrays) {
    static final int LONGEST_IN_JSON = 64;

    /**
     * {@return a state in two parts}
     *
     * @param state the state
     * @throws IllegalArgumentException if it is nested too deeply, or its arrays take 2 GB and more
     */
    public static PackedState of(State state) {
        List<NumberArray> arrays = new ArrayList<>();
        String json = Json.write(state, arrays);
        if (arrays.isEmpty()) return new PackedState(state.toJson(), new byte[0]);
        long bytes = arrays.stream()
                .mapToLong(array -> (long) array.size() * array.type().bytes)
                .sum();
        if (bytes != (int) bytes) {
            throw new IllegalArgumentException(
                    "Expected arrays of less than 2 GB but found " + bytes + " bytes. Train a smaller model.");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        arrays.forEach(array -> array.write(buffer));
        return new PackedState(json, buffer.array());
    }

    /**
     * {@return the state}
     *
     * @throws BundleException if the parts are not what {@link #of} gives; no array is made that is larger than the bytes
     */
    public State unpack() {
        if (arrays.length == 0) return State.fromJson(json);
        ByteBuffer bytes = ByteBuffer.wrap(arrays).order(ByteOrder.LITTLE_ENDIAN);
        State state = Json.read(json, bytes);
        if (bytes.hasRemaining()) {
            throw new BundleException("Expected the arrays to take " + bytes.position() + " bytes but there are "
                    + arrays.length + ". The file is damaged.");
        }
        return state;
    }
}
