package io.github.millwork.testkit;

import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Specification;
import io.github.millwork.stage.State;

/** The rules for every specification, transformer or learner: it is a value, and it can be saved. */
final class SpecificationRules {
    private SpecificationRules() {}

    static void check(Specification specification, Class<?> kind, Findings findings) {
        findings.check("describe() to give a few words", "Messages and reports show them.", () -> {
            String words = specification.describe();
            return words.isBlank() || words.contains("\n") ? "found '" + words + "'" : null;
        });
        findings.check(
                "a saved specification to be equal to the one it was saved from",
                "Make it a record, and let its codec write and read every component; offer the codec through a "
                        + "CodecProvider.",
                () -> {
                    Object loaded = reloaded(specification, kind);
                    boolean equal = loaded.equals(specification)
                            && loaded.hashCode() == specification.hashCode()
                            && Codecs.digest(loaded).equals(specification.digest());
                    return equal ? null : "found " + loaded + " instead of " + specification;
                });
    }

    /** A copy that went through JSON, as all that is saved does. */
    static <T> T reloaded(Object thing, Class<T> kind) {
        return Codecs.decode(State.fromJson(Codecs.encode(thing).toJson()), kind);
    }
}
