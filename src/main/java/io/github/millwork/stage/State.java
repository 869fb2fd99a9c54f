package io.github.millwork.stage;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a specification or a fitted thing is made of, as plain data: strings, numbers, truth values, lists and further
 * states under names. It is written as JSON in which every double keeps its bits; NaN and the infinities, which JSON
 * does not know, are strings. Arrays of numbers are held as they are. Immutable; equal by content.
 *
 * <p>The getters throw {@link BundleException} where a value is absent or of another kind, since what they read comes
 * from a file.
 */
public final class State {
    private static final State EMPTY = new State(Map.of());

    private final Map<String, Object> values;

    private State(Map<String, Object> values) {
        this.values = values;
    }

    /** {@return the state without values} */
    public static State empty() {
        return EMPTY;
    }

    /**
     * Adds a value.
     *
     * @param name its name; must be new
     * @param value a String, Integer, Long, Double, Boolean, State, double[], float[], int[], byte[] (written in base
     *     64), or a List of those; arrays are copied
     * @return a state with that value too
     */
    public State with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        if (more.put(name, plain(value)) != null) {
            throw new IllegalArgumentException(
                    "Expected the names in a state to differ but '" + name + "' comes twice.");
        }
        return new State(more);
    }

    static Object plain(Object value) {
        if (value instanceof Integer number) return (long) number;
        if (value instanceof Double number && !Double.isFinite(number)) return number.toString();
        if (value instanceof Long || value instanceof Double || value instanceof Boolean) return value;
        if (value instanceof String || value instanceof State) return value;
        if (value instanceof byte[] bytes) return Base64.getEncoder().encodeToString(bytes);
        if (value instanceof double[] numbers) return NumberArray.of(numbers);
        if (value instanceof float[] numbers) return NumberArray.of(numbers);
        if (value instanceof int[] numbers) return NumberArray.of(numbers);
        if (value instanceof NumberArray) return value;
        if (value instanceof List<?> list)
            return list.stream().<Object>map(State::plain).toList();
        throw new IllegalArgumentException("Expected a string, number, boolean, state, array or list but found a "
                + value.getClass().getName() + ".");
    }

    /** {@return the values by name, in the order they were added} */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /**
     * {@return whether there is a value of that name}
     *
     * @param name a name
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * {@return a string}
     *
     * @param name its name
     */
    public String string(String name) {
        return cast(name, value(name), String.class);
    }

    /**
     * {@return a double}
     *
     * @param name its name
     */
    public double number(String name) {
        return toDouble(name, value(name));
    }

    /**
     * {@return a whole number}
     *
     * @param name its name
     */
    public int integer(String name) {
        long value = wide(name);
        if (value != (int) value) throw wrong(name, "a whole number below 2^31", value);
        return (int) value;
    }

    /**
     * {@return a whole number of 64 bits}
     *
     * @param name its name
     */
    public long wide(String name) {
        return cast(name, value(name), Long.class);
    }

    /**
     * {@return a truth value}
     *
     * @param name its name
     */
    public boolean flag(String name) {
        return cast(name, value(name), Boolean.class);
    }

    /**
     * {@return a state}
     *
     * @param name its name
     */
    public State state(String name) {
        return cast(name, value(name), State.class);
    }

    /**
     * {@return bytes}
     *
     * @param name their name
     */
    public byte[] bytes(String name) {
        try {
            return Base64.getDecoder().decode(string(name));
        } catch (IllegalArgumentException e) {
            throw new BundleException("Expected '" + name + "' to be base 64 but it is not. The file is damaged.", e);
        }
    }

    /**
     * {@return a list of strings}
     *
     * @param name its name
     */
    public List<String> strings(String name) {
        return list(name, String.class);
    }

    /**
     * {@return a list of states}
     *
     * @param name its name
     */
    public List<State> states(String name) {
        return list(name, State.class);
    }

    /**
     * {@return an array of doubles}
     *
     * @param name its name
     */
    public double[] numbers(String name) {
        if (value(name) instanceof NumberArray array) return array.toDoubles();
        List<?> list = cast(name, value(name), List.class);
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = toDouble(name, list.get(i));
        return numbers;
    }

    /**
     * {@return an array of floats}
     *
     * @param name its name
     */
    public float[] floats(String name) {
        double[] numbers = numbers(name);
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
            if (Double.compare(floats[i], numbers[i]) != 0) throw wrong(name, "numbers that a float holds", numbers[i]);
        }
        return floats;
    }

    /**
     * {@return an array of whole numbers}
     *
     * @param name its name
     */
    public int[] integers(String name) {
        if (value(name) instanceof NumberArray array && array.whole()) return array.toInts();
        return list(name, Long.class).stream()
                .mapToInt(number -> {
                    if (number != number.intValue()) throw wrong(name, "whole numbers below 2^31", number);
                    return number.intValue();
                })
                .toArray();
    }

    private <T> List<T> list(String name, Class<T> type) {
        List<T> typed = new ArrayList<>();
        for (Object item : cast(name, value(name), List.class)) typed.add(cast(name, item, type));
        return typed;
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new BundleException("Expected a value '" + name + "' but there are only " + values.keySet()
                    + ". The file is damaged or was written by another version.");
        }
        return value;
    }

    static boolean isDouble(Object value) {
        return value instanceof Double
                || List.of("NaN", "Infinity", "-Infinity").contains(value);
    }

    static double toDouble(String name, @Nullable Object value) {
        if (value instanceof Number number) return number.doubleValue();
        if ("NaN".equals(value)) return Double.NaN;
        if ("Infinity".equals(value)) return Double.POSITIVE_INFINITY;
        if ("-Infinity".equals(value)) return Double.NEGATIVE_INFINITY;
        throw wrong(name, "a number", value);
    }

    private static <T> T cast(String name, @Nullable Object value, Class<T> type) {
        if (type.isInstance(value)) return type.cast(value);
        throw wrong(name, "a " + type.getSimpleName().toLowerCase(Locale.ROOT), value);
    }

    private static BundleException wrong(String name, String expected, @Nullable Object found) {
        return new BundleException("Expected '" + name + "' to be " + expected + " but found " + shown(found)
                + ". The file is damaged or was written by another version.");
    }

    /** What a file holds may be long, and a message must not be. */
    private static String shown(@Nullable Object found) {
        if (found instanceof State) return "an object";
        if (found instanceof List<?> list) return "a list of " + list.size();
        String text = String.valueOf(found);
        return "'" + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + "'";
    }

    /**
     * {@return the state as JSON on one line}
     *
     * @throws IllegalArgumentException if it is nested so deeply that it could not be read back
     */
    public String toJson() {
        return Json.write(this, null);
    }

    /**
     * Reads a state from JSON.
     *
     * @param json what {@link #toJson} wrote
     * @return an equal state
     * @throws BundleException if it is not JSON, not an object, or nested too deeply
     */
    public static State fromJson(String json) {
        return Json.read(json, null);
    }

    /** {@return 64 hexadecimal digits that are equal for equal content, in every process and release} */
    public String digest() {
        return StateDigest.of(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }

    static State of(Map<String, Object> read) {
        return new State(read);
    }
}
