package io.github.millwork.deploy;

import io.github.millwork.stage.State;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is noted in the history of a model, although it changes nothing. Immutable.
 *
 * @param why what was decided or seen, in words
 * @param version which version it concerns, if one
 * @param alias which alias it concerns, if one
 * @param details what else is known, as data
 */
public record RegistryNote(String why, OptionalInt version, Optional<String> alias, State details) {
    /**
     * {@return a note in words}
     *
     * @param why what was decided or seen
     */
    public static RegistryNote of(String why) {
        return new RegistryNote(why, OptionalInt.empty(), Optional.empty(), State.empty());
    }

    /**
     * {@return this note about a version}
     *
     * @param number the number of the version
     */
    public RegistryNote about(int number) {
        return new RegistryNote(why, OptionalInt.of(number), alias, details);
    }

    /**
     * {@return this note about an alias}
     *
     * @param name the name of the alias
     */
    public RegistryNote about(String name) {
        return new RegistryNote(why, version, Optional.of(name), details);
    }

    /**
     * {@return this note with data}
     *
     * @param data what else is known
     */
    public RegistryNote with(State data) {
        return new RegistryNote(why, version, alias, data);
    }
}
