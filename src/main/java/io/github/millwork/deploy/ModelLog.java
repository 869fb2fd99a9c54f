package io.github.millwork.deploy;

import io.github.millwork.store.LineFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the history of a model comes to: its versions, and what each alias stands for. Immutable; grows by events.
 *
 * @param events all events
 * @param versions the event that published each version that is still there
 * @param aliases by name
 * @param last the highest number that a version has had
 * @param position where the next lines of the journal are
 * @param digest of the last line
 */
record ModelLog(
        List<RegistryEvent> events,
        Map<Integer, RegistryEvent> versions,
        Map<String, Pointer> aliases,
        int last,
        long position,
        String digest) {
    static final ModelLog EMPTY = new ModelLog(List.of(), Map.of(), Map.of(), 0, 0, Journal.START);

    /**
     * An alias.
     *
     * @param held the versions that it has stood for and can go back to, the present one last; empty where it was released
     * @param generation how often it was moved
     * @param moved the event that moved it last
     */
    record Pointer(List<Integer> held, long generation, RegistryEvent moved) {
        boolean holds(int version) {
            return !held.isEmpty() && held.get(held.size() - 1) == version;
        }
    }

    /** What is known when some more lines are. */
    ModelLog plus(LineFile.Lines more) {
        if (more.lines().isEmpty()) return this;
        List<RegistryEvent> all = new ArrayList<>(events);
        Map<Integer, RegistryEvent> there = new TreeMap<>(versions);
        Map<String, Pointer> pointers = new TreeMap<>(aliases);
        int highest = last;
        String before = digest;
        for (String line : more.lines()) {
            RegistryEvent event = Journal.event(before, line);
            before = Journal.digestOf(line);
            all.add(event);
            int version = event.version().orElse(0);
            switch (event.kind()) {
                case PUBLISHED -> {
                    there.put(version, event);
                    highest = Math.max(highest, version);
                }
                case DELETED -> there.remove(version);
                case PROMOTED, ROLLED_BACK, RELEASED ->
                    pointers.merge(
                            event.alias().orElseThrow(),
                            moved(List.of(), 0, event),
                            (old, now) -> moved(old.held, old.generation, event));
                case REFUSED, NOTED -> {
                    // Nothing has changed.
                }
            }
        }
        return new ModelLog(
                Collections.unmodifiableList(all),
                Collections.unmodifiableMap(there),
                Collections.unmodifiableMap(pointers),
                highest,
                more.position(),
                before);
    }

    private static Pointer moved(List<Integer> held, long generation, RegistryEvent event) {
        int version = event.version().orElse(0);
        List<Integer> stack = new ArrayList<>();
        switch (event.kind()) {
            case PROMOTED -> {
                stack.addAll(held);
                stack.add(version);
            }
            case ROLLED_BACK -> stack.addAll(held.subList(0, held.lastIndexOf(version) + 1));
            default -> {
                // Released: it stands for nothing, and what it stood for is past.
            }
        }
        return new Pointer(List.copyOf(stack), generation + 1, event);
    }

    /** Gives an alias that stands for a version. */
    Optional<Pointer> pointer(String alias) {
        return Optional.ofNullable(aliases.get(alias)).filter(pointer -> !pointer.held.isEmpty());
    }

    /** Gives the version that an alias stood for before, of those that are still there. */
    Optional<Integer> before(String alias) {
        List<Integer> held = pointer(alias).map(Pointer::held).orElse(List.of());
        for (int i = held.size() - 2; i >= 0; i--) {
            int version = held.get(i);
            if (versions.containsKey(version) && version != held.get(held.size() - 1)) return Optional.of(version);
        }
        return Optional.empty();
    }

    /** Gives the names of the aliases that stand for a version. */
    List<String> holding(int version) {
        return aliases.entrySet().stream()
                .filter(entry -> entry.getValue().holds(version))
                .map(Map.Entry::getKey)
                .toList();
    }
}
