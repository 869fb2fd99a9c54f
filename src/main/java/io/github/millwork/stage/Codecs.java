package io.github.millwork.stage;

import io.github.millwork.data.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All codecs that {@link CodecProvider}s offer, by name and by class. What a file names is looked up here and nowhere
 * else, so that no class is ever named by a file.
 */
public final class Codecs {
    /** Not made in a static initialiser, whose failure the JVM reports once and hides ever after. */
    private static final AtomicReference<@Nullable Codecs> ALL = new AtomicReference<>();

    private final Map<String, Codec<?>> byName = new HashMap<>();
    private final Map<Class<?>, Codec<?>> byType = new HashMap<>();

    Codecs(List<CodecProvider> providers) {
        providers.forEach(this::add);
    }

    private static Codecs all() {
        Codecs known = ALL.get();
        if (known == null) {
            known = new Codecs(found());
            ALL.set(known);
        }
        return known;
    }

    private static List<CodecProvider> found() {
        List<CodecProvider> providers = new ArrayList<>();
        ServiceLoader.load(CodecProvider.class, Codecs.class.getClassLoader()).forEach(providers::add);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null && context != Codecs.class.getClassLoader()) {
            ServiceLoader.load(CodecProvider.class, context).forEach(providers::add);
        }
        return providers;
    }

    private void add(CodecProvider provider) {
        for (Codec<?> codec : provider.codecs()) {
            Codec<?> named = byName.putIfAbsent(codec.name(), codec);
            if (named == null) {
                Codec<?> other = byType.putIfAbsent(codec.type(), codec);
                if (other != null) {
                    throw new IllegalStateException(
                            "Expected one codec for " + codec.type().getName() + " but found '" + other.name()
                                    + "' and '" + codec.name() + "'. Remove one of the two.");
                }
            } else if (named.type() != codec.type()) {
                throw new IllegalStateException("Expected codec names to be unique but '" + codec.name()
                        + "' is used for " + named.type().getName() + " and "
                        + codec.type().getName() + ". Rename the newer one.");
            }
        }
    }

    /**
     * {@return a thing as data, with the name and version of its codec}
     *
     * @param value a thing for whose class there is a codec
     * @throws IllegalArgumentException if there is none
     */
    public static State encode(Object value) {
        return encode(value, codecOf(value));
    }

    private static <T> State encode(Object value, Codec<T> codec) {
        return State.empty()
                .with("name", codec.name())
                .with("version", codec.version())
                .with("state", codec.encode(codec.type().cast(value)));
    }

    private static Codec<?> codecOf(Object value) {
        Codec<?> codec = all().byType.get(value.getClass());
        if (codec == null) {
            throw new IllegalArgumentException(
                    "Expected a codec for " + value.getClass().getName() + " but there is none. "
                            + "Offer one through a CodecProvider that ServiceLoader finds.");
        }
        return codec;
    }

    /**
     * {@return whether there is a codec for the class of a thing, so that it can be saved}
     *
     * @param value any thing
     */
    public static boolean canEncode(Object value) {
        return all().byType.containsKey(value.getClass());
    }

    /**
     * Reads a thing back.
     *
     * @param <T> what it is expected to be
     * @param saved what {@link #encode} gave
     * @param expected the class or interface that it must be of
     * @return the thing
     * @throws BundleException if there is no codec of that name, the version is newer, or the thing is something else
     */
    public static <T> T decode(State saved, Class<T> expected) {
        String name = saved.string("name");
        Codec<?> codec = all().byName.get(name);
        if (codec == null) {
            throw new BundleException("Expected to know '" + name
                    + "' but no codec has that name. Add the library that " + "provides it to the class path. "
                    + Names.suggest(name, all().byName.keySet()));
        }
        int version = saved.integer("version");
        if (version < 1 || version > codec.version()) {
            throw new BundleException("Expected version 1 to " + codec.version() + " of '" + name + "' but found "
                    + version + ". Update the library that reads it.");
        }
        if (!expected.isAssignableFrom(codec.type())) {
            throw new BundleException("Expected a " + expected.getSimpleName() + " but '" + name + "' is a "
                    + codec.type().getSimpleName() + ". The file is damaged.");
        }
        try {
            return expected.cast(codec.decode(saved.state("state"), version));
        } catch (RuntimeException e) { // whatever a damaged state makes a codec throw, this class of exception included
            throw new BundleException("Could not read '" + name + "': " + e.getMessage(), e);
        }
    }

    /**
     * {@return the names and versions of all codecs that wrote a state, in the order in which they come}
     *
     * @param saved what {@link #encode} gave
     */
    public static List<String> versions(State saved) {
        List<String> found = new ArrayList<>();
        collect(saved, found);
        return List.copyOf(found);
    }

    private static void collect(Object value, List<String> found) {
        if (value instanceof State state) {
            if (state.has("name") && state.has("version")) {
                found.add(state.values().get("name") + " " + state.values().get("version"));
            }
            state.values().values().forEach(inner -> collect(inner, found));
        } else if (value instanceof List<?> list && !(value instanceof NumberArray)) {
            list.forEach(inner -> collect(inner, found));
        }
    }

    /**
     * {@return 64 hexadecimal digits that are equal for things that encode alike, in every process and release}
     *
     * @param value a thing for whose class there is a codec
     */
    public static String digest(Object value) {
        return encode(value).digest();
    }
}
