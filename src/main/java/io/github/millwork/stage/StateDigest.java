package io.github.millwork.stage;

import io.github.millwork.data.ContentDigest;
import java.util.List;
import java.util.TreeMap;

/**
 * The digest of a state. Of numbers it takes the bits and not their JSON, since Java 19 and later write some doubles in
 * fewer digits. How a list is held makes no difference: an array of numbers and an equal list give the same.
 */
final class StateDigest {
    private final ContentDigest digest = new ContentDigest();

    private StateDigest() {}

    static String of(State state) {
        StateDigest whole = new StateDigest();
        whole.put(state);
        return whole.digest.hex();
    }

    private void put(Object value) {
        if (value instanceof State state) {
            digest.put("{").put(state.values().size());
            // In order of the names, since states are equal whatever the order in which values were added.
            new TreeMap<>(state.values()).forEach((name, inner) -> {
                digest.put(name);
                put(inner);
            });
        } else if (value instanceof List<?> list) {
            putList(list);
        } else if (value instanceof Double number) {
            digest.put("d").put(number.doubleValue());
        } else {
            digest.put(value instanceof String ? "s" : "v").put(value.toString());
        }
    }

    private void putList(List<?> list) {
        if (list instanceof NumberArray array && !array.isEmpty()) {
            digest.put(array.whole() ? "I" : "D").put(array.size());
            for (int i = 0; i < array.size(); i++) {
                if (array.whole()) digest.put((long) array.number(i));
                else digest.put(array.number(i));
            }
        } else if (!list.isEmpty() && list.stream().allMatch(item -> item instanceof Long n && n == n.intValue())) {
            digest.put("I").put(list.size());
            for (Object item : list) digest.put((Long) item);
        } else if (!list.isEmpty() && list.stream().allMatch(State::isDouble)) {
            digest.put("D").put(list.size());
            for (Object item : list) digest.put(State.toDouble("", item));
        } else {
            digest.put("[").put(list.size());
            list.forEach(this::put);
        }
    }
}
