package io.github.millwork.deploy;

import java.util.Objects;
import java.util.Optional;

/**
 * Who answers for a model besides the version in production: nobody, a challenger that is asked as well without being heard
 * (shadow), or one that answers a share of the requests (canary). Immutable; equal by value.
 */
public final class Routing {
    private enum Kind {
        ALONE,
        SHADOW,
        CANARY
    }

    private static final Routing ALONE = new Routing(Kind.ALONE, "", 0, "");

    private final Kind kind;
    private final String alias;
    private final double share;
    private final String experiment;

    private Routing(Kind kind, String alias, double share, String experiment) {
        this.kind = kind;
        this.alias = alias;
        this.share = share;
        this.experiment = experiment;
    }

    /** {@return the version in production answers alone} */
    public static Routing alone() {
        return ALONE;
    }

    /**
     * {@return the version in production answers, and the challenger is asked the same afterwards, to compare} Rows wait for
     * it in a queue that is bounded: where it is slower than they come, some are dropped and counted, and nobody waits.
     *
     * @param alias the alias of the challenger, such as {@code staging}
     */
    public static Routing shadow(String alias) {
        return new Routing(Kind.SHADOW, Objects.requireNonNull(alias, "alias"), 0, "");
    }

    /**
     * {@return the challenger answers a share of the requests} Whether it does is decided by a hash of the key of the
     * request, so that the same key has the same answer as long as the share does not shrink. The key is the header {@code
     * X-Routing-Key}, the parameter {@code key} of the Open Inference Protocol, or else the id of the request; a request
     * without any is decided by chance.
     *
     * @param alias the alias of the challenger, such as {@code staging}
     * @param share its share, from 0 to 1
     * @throws IllegalArgumentException if the share is not from 0 to 1
     */
    public static Routing canary(String alias, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Expected a share from 0 to 1 but found " + share + ".");
        }
        return new Routing(Kind.CANARY, Objects.requireNonNull(alias, "alias"), share, alias);
    }

    /**
     * {@return this routing with another name for the experiment} Who is in one experiment says nothing of who is in
     * another.
     *
     * @param name the name; that of the alias by default
     */
    public Routing experiment(String name) {
        return new Routing(kind, alias, share, name);
    }

    /** {@return the alias of the challenger, if there is one} */
    public Optional<String> challenger() {
        return kind == Kind.ALONE ? Optional.empty() : Optional.of(alias);
    }

    /** {@return the share of the requests that the challenger answers} */
    public double share() {
        return share;
    }

    boolean isShadow() {
        return kind == Kind.SHADOW;
    }

    boolean isCanary() {
        return kind == Kind.CANARY;
    }

    /** Whether the challenger answers a key. */
    boolean challenges(String key) {
        return share > 0 && place(experiment + '\n' + key) < share;
    }

    /** A number from 0 to 1 for a text: FNV-1a, mixed so that all bits count (the finalizer of MurmurHash3). */
    private static double place(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return ((hash ^ (hash >>> 33)) >>> 11) * 0x1p-53;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Routing that
                && kind == that.kind
                && alias.equals(that.alias)
                && Double.compare(share, that.share) == 0
                && experiment.equals(that.experiment);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, alias, share, experiment);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case ALONE -> "production alone";
            case SHADOW -> "shadow '" + alias + "'";
            case CANARY -> "canary '" + alias + "' for " + share + " of the requests";
        };
    }
}
