package io.github.millwork.select;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.FitCache;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several chains that are fitted to the same rows, each with its own preparation, and whose predictions are put together:
 * probabilities and numbers are averaged; where a member gives no probabilities, or decides by a rule of its own, the
 * members vote. Immutable; equal by value.
 *
 * @param <P> the kind of prediction: classes, numbers or sets of labels
 * @param members the chains, at least one
 */
public record Ensemble<P extends Prediction>(List<Chain<P>> members) implements Estimator<P> {
    @SuppressWarnings("rawtypes")
    static final Codec<Ensemble> CODEC = Codec.of(
            "ensemble",
            Ensemble.class,
            ensemble -> State.empty()
                    .with(
                            "members",
                            ((Ensemble<?>) ensemble)
                                    .members().stream().map(Codecs::encode).toList()),
            Ensemble::decoded);

    /**
     * Checks that there is a member, and that all predict the same.
     *
     * @param members the chains, at least one
     */
    public Ensemble {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one member of an ensemble but found none. Name one.");
        }
        Task<P> task = members.get(0).task();
        if (!members.stream().allMatch(member -> member.task().equals(task))) {
            throw new IllegalArgumentException(
                    "Expected the members of an ensemble to predict the same but they do not. "
                            + "Make them of one pipeline.");
        }
        Voting.checkKind(task.type());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // that all are of one kind is checked
    private static Ensemble decoded(State state) {
        List<Chain<Prediction>> members = new ArrayList<>();
        for (State member : state.states("members")) members.add(Codecs.decode(member, Chain.class));
        return new Ensemble<>(members);
    }

    @Override
    public Task<P> task() {
        return members.get(0).task();
    }

    @Override
    public String describe() {
        return "mean of " + members.size() + " models: "
                + members.stream().map(member -> member.learner().describe()).collect(Collectors.joining("; "));
    }

    /** Fits each member as it would be alone; what their preparations have in common is fitted once. */
    @Override
    public Fitted<P> fit(Dataset training, FitContext context) {
        FitContext shared = context.withCache(FitCache.ofQuarterOfMemory());
        List<Fitted<P>> fitted = new ArrayList<>();
        double count = members.size();
        for (int i = 0; i < members.size(); i++) {
            fitted.add(members.get(i).fit(training, shared.part(i / count, (i + 1) / count)));
        }
        return new FittedEnsemble<>(fitted, describe());
    }
}
