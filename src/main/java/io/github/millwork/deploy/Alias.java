package io.github.millwork.deploy;

import java.time.Instant;

/**
 * A name that stands for one version of a model, such as {@code production}, and can be moved to another.
 *
 * @param name the name
 * @param version the version that it stands for
 * @param generation how often it has been moved, from 1; it never goes back, so an alias has changed if and only if its
 *     generation has
 * @param since when it was moved last
 * @param who who moved it
 * @param why why it was moved
 */
public record Alias(String name, ModelVersion version, long generation, Instant since, String who, String why) {
    /** The alias of the version that answers. */
    public static final String PRODUCTION = "production";

    /** The alias of the version that is tried before it answers. */
    public static final String STAGING = "staging";

    /** {@return for example {@code production: version 2, since 2026-01-31T08:00:00Z by anna: better on the hold-out}} */
    @Override
    public String toString() {
        return name + ": version " + version.number() + ", since " + since + " by " + who
                + (why.isEmpty() ? "" : ": " + why);
    }
}
