package io.github.millwork.deploy;

import io.github.millwork.bandit.EpsilonGreedy;
import io.github.millwork.bandit.LinUcb;
import io.github.millwork.bandit.Policy;
import io.github.millwork.bandit.ThompsonSampling;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a routing is kept in the history of a model, so that it holds again after a restart, and for other servers. */
final class RoutingState {
    private static final String ROUTING = "routing";
    private static final String ANSWERS = "answers";

    private RoutingState() {}

    /** Adds a routing of an alias to the details of an event; a policy of the application is code, and cannot be kept. */
    static State with(State details, String alias, Routing routing) {
        State policy = State.empty();
        if (routing.policy().isPresent()) {
            Optional<State> kept = policy(routing.policy().get());
            if (kept.isEmpty()) return details;
            policy = kept.get();
        }
        return details.with(ANSWERS, alias)
                .with(
                        ROUTING,
                        State.empty()
                                .with("kind", routing.kind().name().toLowerCase(Locale.ROOT))
                                .with("aliases", routing.challengers())
                                .with("share", routing.share())
                                .with("policy", policy)
                                .with("context", routing.context())
                                .with("experiment", routing.experiment()));
    }

    private static Optional<State> policy(Policy policy) {
        if (policy instanceof EpsilonGreedy greedy) {
            return Optional.of(State.empty().with("name", "epsilon-greedy").with("epsilon", greedy.epsilon()));
        }
        if (policy instanceof ThompsonSampling thompson) {
            return Optional.of(State.empty().with("name", "thompson").with("floor", thompson.floor()));
        }
        if (policy instanceof LinUcb linear) {
            return Optional.of(State.empty()
                    .with("name", "linucb")
                    .with("context", linear.contextSize())
                    .with("alpha", linear.alpha())
                    .with("epsilon", linear.epsilon()));
        }
        return Optional.empty();
    }

    /** Gives the routing that an event of the history says holds from then on for an alias. */
    static Optional<Routing> of(RegistryEvent event, String alias) {
        State details = event.details();
        if (event.kind() != RegistryEvent.Kind.NOTED || !details.has(ROUTING)) return Optional.empty();
        if (!details.string(ANSWERS).equals(alias)) return Optional.empty();
        return Optional.of(read(details.state(ROUTING)));
    }

    /**
     * Reads a routing.
     *
     * @throws BundleException if it is not one that this version knows
     */
    static Routing read(State state) {
        List<String> aliases = state.strings("aliases");
        try {
            Routing routing = switch (state.string("kind")) {
                case "alone" -> Routing.alone();
                case "shadow" -> Routing.shadow(aliases.get(0));
                case "canary" -> Routing.canary(aliases.get(0), state.number("share"));
                case "bandit" ->
                    Routing.bandit(policy(state.state("policy")), aliases.toArray(new String[0]))
                            .context(state.strings("context").toArray(new String[0]));
                default -> throw new IllegalArgumentException("Expected a kind of routing.");
            };
            return routing.experiment(state.string("experiment"));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BundleException(
                    "Expected a routing that this version of the library knows but found " + state
                            + ". Update the library that reads it.",
                    e);
        }
    }

    private static Policy policy(State state) {
        return switch (state.string("name")) {
            case "epsilon-greedy" -> new EpsilonGreedy(state.number("epsilon"));
            case "thompson" -> new ThompsonSampling(state.number("floor"));
            case "linucb" -> new LinUcb(state.integer("context"), state.number("alpha"), state.number("epsilon"));
            default -> throw new IllegalArgumentException("Expected a policy.");
        };
    }
}
