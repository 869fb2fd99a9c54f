package io.github.millwork.deploy;

import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where two fitted chains, as data, differ: which step or other part, and at which of its values. */
final class StateDifference {
    private static final int LONGEST = 40;

    /**
     * A part that differs.
     *
     * @param where the part, such as {@code step 2 (impute)} or {@code model (linear)}
     * @param count how many of its values differ
     * @param named some of them, in words
     */
    record Part(String where, int count, List<String> named) {
        @Override
        public String toString() {
            String more = count > named.size() ? ", and " + (count - named.size()) + " more values" : "";
            return where + ": " + String.join(", ", named) + more;
        }
    }

    private final int most;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private String where = "";

    private StateDifference(int most) {
        this.most = most;
    }

    /**
     * Compares what {@code Codecs.encode} gave.
     *
     * @param most so many values are named for each part
     */
    static List<Part> parts(State was, State is, int most) {
        StateDifference difference = new StateDifference(most);
        State before = was.state("state");
        State after = is.state("state");
        for (String name : names(before, after)) {
            Object one = before.values().get(name);
            Object other = after.values().get(name);
            if (name.equals("steps") && one instanceof List<?> steps && other instanceof List<?> others) {
                difference.steps(steps, others);
            } else {
                difference.where = name + codec(one);
                difference.compare("", inner(one), inner(other));
            }
        }
        return List.copyOf(difference.parts.values());
    }

    private void steps(List<?> steps, List<?> others) {
        for (int i = 0; i < Math.max(steps.size(), others.size()); i++) {
            Object step = i < steps.size() ? steps.get(i) : null;
            Object other = i < others.size() ? others.get(i) : null;
            where = "step " + (i + 1) + codec(step == null ? other : step);
            compare("", inner(step), inner(other));
        }
    }

    /** The name of the codec, where there is one. */
    private static String codec(@Nullable Object value) {
        return value instanceof State state && state.has("name") && state.has("state")
                ? " (" + state.string("name") + ")"
                : "";
    }

    private static @Nullable Object inner(@Nullable Object value) {
        return codec(value).isEmpty()
                ? value
                : ((State) Objects.requireNonNull(value)).values().get("state");
    }

    private void compare(String path, @Nullable Object was, @Nullable Object is) {
        if (Objects.equals(was, is)) return;
        if (was instanceof State one && is instanceof State other) {
            for (String name : names(one, other)) {
                compare(
                        path.isEmpty() ? name : path + "." + name,
                        one.values().get(name),
                        other.values().get(name));
            }
        } else if (was instanceof List<?> one && is instanceof List<?> other && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) compare(path + "[" + i + "]", one.get(i), other.get(i));
        } else {
            add((path.isEmpty() ? "" : path + " ") + "was " + shown(was) + " and is " + shown(is));
        }
    }

    private void add(String difference) {
        Part part = parts.getOrDefault(where, new Part(where, 0, List.of()));
        List<String> named = new ArrayList<>(part.named);
        if (named.size() < most) named.add(difference);
        parts.put(where, new Part(where, part.count + 1, named));
    }

    private static Set<String> names(State one, State other) {
        TreeSet<String> names = new TreeSet<>(one.values().keySet());
        names.addAll(other.values().keySet());
        return names;
    }

    private static String shown(@Nullable Object value) {
        if (value == null) return "absent";
        if (value instanceof State) return "an object";
        if (value instanceof List<?> list) return "a list of " + list.size();
        String text = value.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
