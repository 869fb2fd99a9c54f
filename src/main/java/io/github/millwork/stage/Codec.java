package io.github.millwork.stage;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Turns one class of things into data and back, under a name and version that stay the same for ever.
 *
 * @param <T> the class
 */
public interface Codec<T> {
    /** {@return the name under which things of this class are saved, such as {@code "impute"}} */
    String name();

    /** {@return the version that is written; older ones are still read} */
    int version();

    /** {@return the class, which no other codec may have} */
    Class<T> type();

    /**
     * {@return a thing as data}
     *
     * @param value the thing
     */
    State encode(T value);

    /**
     * Reads a thing back.
     *
     * @param state what {@link #encode} of that version gave
     * @param version the version that wrote it, at most {@link #version()}
     * @return an equal thing
     * @throws BundleException if the state is not one of these
     */
    T decode(State state, int version);

    /**
     * Makes a codec of version 1 from two functions.
     *
     * @param <T> the class
     * @param name the name under which things of this class are saved
     * @param type the class
     * @param encode writes a thing
     * @param decode reads it back
     * @return the codec
     */
    static <T> Codec<T> of(String name, Class<T> type, Function<T, State> encode, Function<State, T> decode) {
        return of(name, 1, type, encode, (state, version) -> decode.apply(state));
    }

    /**
     * Makes a codec from two functions.
     *
     * @param <T> the class
     * @param name the name under which things of this class are saved
     * @param version the version that is written
     * @param type the class
     * @param encode writes a thing
     * @param decode reads it back, given the version that wrote it
     * @return the codec
     */
    static <T> Codec<T> of(
            String name, int version, Class<T> type, Function<T, State> encode, BiFunction<State, Integer, T> decode) {
        record Functions<T>(
                String name,
                int version,
                Class<T> type,
                Function<T, State> writer,
                BiFunction<State, Integer, T> reader)
                implements Codec<T> {
            @Override
            public State encode(T value) {
                return writer.apply(value);
            }

            @Override
            public T decode(State state, int savedVersion) {
                return reader.apply(state, savedVersion);
            }
        }
        return new Functions<>(name, version, type, encode, decode);
    }
}
