package io.github.millwork.deploy;

import io.github.millwork.bandit.Bandit;
import io.github.millwork.bandit.Choice;
import io.github.millwork.bandit.Knowledge;
import io.github.millwork.bandit.Logged;
import io.github.millwork.bandit.OffPolicy;
import io.github.millwork.bandit.Policy;
import io.github.millwork.bandit.Standing;
import io.github.millwork.feedback.FeedbackEvent;
import io.github.millwork.feedback.LoggedPrediction;
import io.github.millwork.feedback.LoggedReward;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Versions that answer in turn, and what is learned of them from the feedback that is kept: nothing else, so that it is the
 * same after a restart and nothing counts twice. Thread-safe.
 */
final class Experiment {
    /** So many of the latest rewards are looked at to estimate what each arm would earn. */
    private static final int REMEMBERED = 100_000;

    private final Routing routing;
    private final String name;
    private final Policy policy;
    private final List<String> arms;
    private final Bandit bandit;
    private final Deque<Logged> rewarded = new ArrayDeque<>(); // guarded by itself

    /**
     * Begins an experiment of which nothing is known.
     *
     * @param routing how it is chosen who answers
     * @param versions the version of each alias that may answer, the champion first
     */
    Experiment(Routing routing, Map<String, String> versions) {
        this.routing = routing;
        this.name = name(routing, versions);
        this.arms = List.copyOf(versions.keySet());
        this.policy = routing.policy().orElseGet(() -> new Fixed(routing.share()));
        this.bandit = Bandit.of(policy, arms);
    }

    /** What is learned is of versions: if one is another one, it is another experiment. */
    private static String name(Routing routing, Map<String, String> versions) {
        StringJoiner name = new StringJoiner(" ");
        name.add(routing.experiment());
        versions.forEach((alias, version) -> name.add(alias + "=" + version));
        if (!routing.context().isEmpty()) name.add("by " + String.join(",", routing.context()));
        return name.toString();
    }

    /** A share that does not learn, so that a canary is judged in the same way. */
    private record Fixed(double share) implements Policy {
        @Override
        public int contextSize() {
            return 0;
        }

        @Override
        public Knowledge start(int ignored) {
            return new Knowledge() {
                @Override
                public double[] probabilities(double[] context) {
                    return new double[] {1 - share, share};
                }

                @Override
                public void learn(int arm, double[] context, double reward) {
                    // The share is fixed.
                }
            };
        }

        @Override
        public String describe() {
            return "a fixed share of " + share;
        }
    }

    String name() {
        return name;
    }

    /** Whether it is the one of these versions. */
    boolean is(Routing other, Map<String, String> versions) {
        return routing.equals(other) && name.equals(name(other, versions));
    }

    Policy policy() {
        return policy;
    }

    /** Chooses an alias; it counts once it is kept that it has answered. */
    Choice choose(double draw, double[] context) {
        return bandit.draw(draw, context);
    }

    /** Learns from what is kept, of this experiment only. */
    void happened(FeedbackEvent event) {
        if (event instanceof LoggedPrediction prediction) {
            if (prediction.route().experiment().equals(name))
                bandit.chose(prediction.route().arm());
        } else if (event instanceof LoggedReward reward
                && reward.route().experiment().equals(name)) {
            String arm = reward.route().arm();
            bandit.learn(arm, reward.reward(), reward.route().context());
            synchronized (rewarded) {
                if (rewarded.size() == REMEMBERED) rewarded.removeFirst();
                rewarded.addLast(new Logged(
                        arms.indexOf(arm),
                        reward.route().propensity(),
                        reward.reward(),
                        reward.route().context()));
            }
        }
    }

    /** The alias that has won, if there is one. */
    Optional<String> winner() {
        return bandit.winner();
    }

    List<Standing> standings() {
        return bandit.standings();
    }

    /** How probable each alias is to be chosen now; none where that depends on the row. */
    double[] probabilities() {
        return policy.contextSize() == 0 ? bandit.probabilities() : new double[0];
    }

    /** What each alias would have earned had it always answered; none where too little is known. */
    List<OffPolicy> estimates() {
        List<Logged> log;
        synchronized (rewarded) {
            log = new ArrayList<>(rewarded);
        }
        if (log.size() < 2) return List.of();
        List<OffPolicy> estimates = new ArrayList<>();
        for (int arm = 0; arm < arms.size(); arm++) estimates.add(OffPolicy.always(log, arm));
        return estimates;
    }
}
