package io.github.millwork.deploy;

import io.github.millwork.bandit.Policy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for a model besides the version in production: nobody, a challenger that is asked as well without being heard
 * (shadow), one that answers a share of the requests (canary), or several of which those answer more that earn more
 * (bandit). Immutable; equal by value.
 */
public final class Routing {
    enum Kind {
        ALONE,
        SHADOW,
        CANARY,
        BANDIT
    }

    private static final Routing ALONE = new Routing(Kind.ALONE, List.of(), 0, null, List.of(), "");

    private final Kind kind;
    private final List<String> aliases;
    private final double share;
    private final @Nullable Policy policy;
    private final List<String> context;
    private final String experiment;

    private Routing(
            Kind kind,
            List<String> aliases,
            double share,
            @Nullable Policy policy,
            List<String> context,
            String experiment) {
        this.kind = kind;
        this.aliases = aliases;
        this.share = share;
        this.policy = policy;
        this.context = context;
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
        return new Routing(Kind.SHADOW, List.of(alias), 0, null, List.of(), "");
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
        return new Routing(Kind.CANARY, List.of(alias), share, null, List.of(), alias);
    }

    /**
     * {@return a policy chooses who answers, the version in production or a challenger, and learns from the rewards that are
     * told of predictions} It takes a store of feedback ({@link ModelServer#feedback}), from which what was learned is
     * known again after a restart, and to other servers on the same store. What was learned is of versions: when one of the
     * aliases moves, it begins anew. As with a canary, a key has the same answer as long as the probabilities stay.
     *
     * @param policy how it chooses, such as {@link io.github.millwork.bandit.ThompsonSampling}
     * @param aliases the aliases of the challengers, at least one
     * @throws IllegalArgumentException if there is none, or one twice
     */
    public static Routing bandit(Policy policy, String... aliases) {
        if (aliases.length == 0 || Set.copyOf(List.of(aliases)).size() < aliases.length) {
            throw new IllegalArgumentException(
                    "Expected the aliases of challengers, each once, but found " + List.of(aliases) + ".");
        }
        return new Routing(
                Kind.BANDIT, List.of(aliases), 0, Objects.requireNonNull(policy, "policy"), List.of(), "bandit");
    }

    /**
     * {@return this routing by a policy that looks at some columns of the row, as many as it takes numbers of context} Each
     * is taken as it differs from the mean in training, in standard deviations, where that is known of the version in
     * production; a missing cell counts as the mean. Of several rows in one request the first decides.
     *
     * @param columns columns of numbers or truth values that the version in production reads
     * @throws IllegalArgumentException if it is not a routing by a policy, or that takes another number of them
     */
    public Routing context(String... columns) {
        if (policy == null || policy.contextSize() != columns.length) {
            throw new IllegalArgumentException("Expected a policy that looks at " + columns.length
                    + " columns but found " + (policy == null ? "none" : policy.describe()) + ".");
        }
        return new Routing(kind, aliases, share, policy, List.of(columns), experiment);
    }

    /**
     * {@return this routing with another name for the experiment} Who is in one experiment says nothing of who is in
     * another, and what is learned in one is not known in another.
     *
     * @param name the name; that of the alias for a canary, {@code bandit} for a policy by default
     */
    public Routing experiment(String name) {
        return new Routing(kind, aliases, share, policy, context, Objects.requireNonNull(name, "name"));
    }

    /** {@return the alias of the challenger, the first of several, if there is one} */
    public Optional<String> challenger() {
        return aliases.stream().findFirst();
    }

    /** {@return the aliases of all challengers} */
    public List<String> challengers() {
        return aliases;
    }

    /** {@return the share of the requests that a canary answers} */
    public double share() {
        return share;
    }

    /** {@return how it is chosen who answers, where rewards decide} */
    public Optional<Policy> policy() {
        return Optional.ofNullable(policy);
    }

    /** {@return the columns that the policy looks at} */
    public List<String> context() {
        return context;
    }

    /** {@return the name of the experiment} */
    public String experiment() {
        return experiment;
    }

    Kind kind() {
        return kind;
    }

    boolean isShadow() {
        return kind == Kind.SHADOW;
    }

    boolean isCanary() {
        return kind == Kind.CANARY;
    }

    /** Whether the challenger answers a key. */
    boolean challenges(String key) {
        return share > 0 && place(key) < share;
    }

    /** A number from 0 to 1 for a key: FNV-1a, mixed so that all bits count (the finalizer of MurmurHash3). */
    double place(String key) {
        String text = experiment + '\n' + key;
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
                && aliases.equals(that.aliases)
                && Double.compare(share, that.share) == 0
                && Objects.equals(policy, that.policy)
                && context.equals(that.context)
                && experiment.equals(that.experiment);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, aliases, share, policy, context, experiment);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case ALONE -> "production alone";
            case SHADOW -> "shadow '" + aliases.get(0) + "'";
            case CANARY -> "canary '" + aliases.get(0) + "' for " + share + " of the requests";
            case BANDIT ->
                "bandit over production and '" + String.join("', '", aliases) + "' by "
                        + (policy == null ? "" : policy.describe());
        };
    }
}
