package io.github.millwork.deploy;

import io.github.millwork.stage.State;
import io.github.millwork.tribuo.TribuoBytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * On what a pipeline was fitted: the versions of everything that its bits may depend on.
 *
 * @param versions of the library, Tribuo, the Java runtime and the platform, by name
 */
public record Lineage(Map<String, String> versions) {
    /** Of a pipeline of which this is not known. */
    public static final Lineage UNKNOWN = new Lineage(Map.of());

    /**
     * Makes a lineage.
     *
     * @param versions by name; copied
     */
    public Lineage {
        versions = java.util.Collections.unmodifiableMap(new TreeMap<>(versions));
    }

    /** {@return the versions at work here} */
    public static Lineage here() {
        return new Lineage(Map.of(
                "millwork", library(),
                "tribuo", TribuoBytes.version(),
                "java", System.getProperty("java.runtime.version", "unknown"),
                "platform", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "")));
    }

    static String library() {
        String version = Lineage.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * {@return what is of another version there than here, by name; each as "this, that"}
     *
     * @param other the other lineage
     */
    Map<String, String[]> differences(Lineage other) {
        Map<String, String[]> different = new LinkedHashMap<>();
        versions.forEach((name, version) -> {
            String there = other.versions.getOrDefault(name, "unknown");
            if (!there.equals(version)) different.put(name, new String[] {version, there});
        });
        return different;
    }

    State toState() {
        State state = State.empty();
        for (Map.Entry<String, String> version : versions.entrySet()) {
            state = state.with(version.getKey(), version.getValue());
        }
        return state;
    }

    static Lineage fromState(State state) {
        Map<String, String> versions = new TreeMap<>();
        state.values().keySet().forEach(name -> versions.put(name, state.string(name)));
        return new Lineage(versions);
    }
}
