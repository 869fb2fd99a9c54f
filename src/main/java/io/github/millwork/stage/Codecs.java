package io.github.millwork.stage;

import io.github.millwork.data.Names;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The codecs that {@link CodecProvider}s offer, by name and by class. What a file names is looked up here and nowhere
 * else, so that no class is ever named by a file.
 *
 * <p>Providers are looked for beside this library; where they do not know a name or class, through the context class
 * loader of the thread, and that of the class. Each class loader is asked for its providers once, when it is first needed.
 */
public final class Codecs {
    /** Not made in a static initialiser, whose failure the JVM reports once and hides ever after. */
    private static final AtomicReference<@Nullable Codecs> OWN = new AtomicReference<>();

    /** Of other class loaders, such as those of applications in one server; what they loaded keeps them alive. */
    private static final Map<ClassLoader, SoftReference<Codecs>> OTHERS = new WeakHashMap<>();

    private final Map<String, Codec<?>> byName = new HashMap<>();
    private final Map<Class<?>, Codec<?>> byType = new HashMap<>();

    Codecs(List<CodecProvider> providers) {
        providers.forEach(this::add);
    }

    /** Those beside this library, then those of a thread's context, then those of further class loaders. */
    private static @Nullable Codec<?> find(
            Function<Codecs, @Nullable Codec<?>> lookUp, @Nullable ClassLoader... further) {
        Codec<?> found = lookUp.apply(own());
        List<@Nullable ClassLoader> loaders = new ArrayList<>();
        loaders.add(Thread.currentThread().getContextClassLoader());
        loaders.addAll(Arrays.asList(further));
        for (int i = 0; found == null && i < loaders.size(); i++) {
            ClassLoader loader = loaders.get(i);
            if (loader != null && loader != Codecs.class.getClassLoader()) found = lookUp.apply(of(loader));
        }
        return found;
    }

    private static Codecs own() {
        Codecs known = OWN.get();
        if (known == null) {
            known = offered(Codecs.class.getClassLoader());
            OWN.set(known);
        }
        return known;
    }

    /** Found once for each class loader, however many names a file makes up. */
    private static Codecs of(ClassLoader loader) {
        synchronized (OTHERS) {
            SoftReference<Codecs> reference = OTHERS.get(loader);
            Codecs known = reference == null ? null : reference.get();
            if (known == null) {
                known = offered(loader);
                OTHERS.put(loader, new SoftReference<>(known));
            }
            return known;
        }
    }

    private static Codecs offered(@Nullable ClassLoader loader) {
        List<CodecProvider> providers = new ArrayList<>();
        ServiceLoader.load(CodecProvider.class, loader).forEach(providers::add);
        return new Codecs(providers);
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
        Codec<?> codec = codecFor(value);
        if (codec == null) {
            throw new IllegalArgumentException(
                    "Expected a codec for " + value.getClass().getName() + " but there is none. "
                            + "Offer one by a CodecProvider that is named in the file META-INF/services/"
                            + CodecProvider.class.getName() + " on the class path, so that it can be saved.");
        }
        return codec;
    }

    private static @Nullable Codec<?> codecFor(Object value) {
        return find(
                codecs -> codecs.byType.get(value.getClass()), value.getClass().getClassLoader());
    }

    /**
     * {@return whether there is a codec for the class of a thing, so that it can be saved}
     *
     * @param value any thing
     */
    public static boolean canEncode(Object value) {
        return codecFor(value) != null;
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
        Codec<?> codec = find(codecs -> codecs.byName.get(name));
        if (codec == null) {
            throw new BundleException("Expected to know '" + name
                    + "' but no codec has that name. Add the library that " + "provides it to the class path. "
                    + Names.suggest(name, known()));
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

    /** The names that the thread at hand could have meant. */
    private static Set<String> known() {
        Set<String> names = new TreeSet<>(own().byName.keySet());
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null && context != Codecs.class.getClassLoader())
            names.addAll(of(context).byName.keySet());
        return names;
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
