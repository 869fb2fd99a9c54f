package io.github.millwork.select;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Task;
import io.github.millwork.tune.Space;
import io.github.millwork.tune.Trial;
import io.github.millwork.tune.Trials;
import io.github.millwork.tune.Tuner;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An estimator that chooses among candidates: they are compared on folds of the rows that it is given, the winner is fitted
 * to all of them. So it can be evaluated as any other estimator, on rows that had no part in the choice. Immutable.
 *
 * @param <P> the kind of prediction
 * @param candidates the chains to choose among, at least one
 * @param tuner how they are compared
 * @param searchesDefaults whether candidates without ranges are searched where their learners say; else they are tried as
 *     they are
 * @param rule which trial wins
 * @param earlier what did well in an earlier search, tried besides the candidates as it is; without ranges
 */
public record ModelChoice<P extends Prediction>(
        List<Chain<P>> candidates, Tuner<P> tuner, boolean searchesDefaults, Rule rule, List<Chain<P>> earlier)
        implements Estimator<P> {
    /** The shares of the progress: the search first, and then a single fit. */
    private static final double SEARCH_SHARE = 0.9;

    /**
     * Checks that there is a candidate; equal ones are one.
     *
     * @param candidates the chains to choose among, at least one
     * @param tuner how they are compared
     * @param searchesDefaults whether candidates without ranges are searched where their learners say; else they are
     *     tried as they are
     * @param rule which trial wins
     * @param earlier what did well in an earlier search
     */
    public ModelChoice {
        candidates = candidates.stream().distinct().toList();
        earlier = earlier.stream().distinct().toList();
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("Expected a candidate to choose but found none. Name one.");
        }
    }

    /**
     * Makes a choice that knows of no earlier one.
     *
     * @param candidates the chains to choose among, at least one
     * @param tuner how they are compared
     * @param searchesDefaults whether candidates without ranges are searched where their learners say
     * @param rule which trial wins
     */
    public ModelChoice(List<Chain<P>> candidates, Tuner<P> tuner, boolean searchesDefaults, Rule rule) {
        this(candidates, tuner, searchesDefaults, rule, List.of());
    }

    /**
     * {@return this choice with a warm start}
     *
     * @param chains what did well in an earlier search, without ranges
     */
    public ModelChoice<P> after(List<Chain<P>> chains) {
        return new ModelChoice<>(candidates, tuner, searchesDefaults, rule, chains);
    }

    /**
     * What was chosen.
     *
     * @param <P> the kind of prediction
     * @param leaderboard how all candidates did
     * @param winner the chain that won, without ranges; an {@link Ensemble} where several won together
     * @param fitted the winner, fitted to all rows
     */
    public record Chosen<P extends Prediction>(Leaderboard<P> leaderboard, Estimator<P> winner, Fitted<P> fitted) {}

    @Override
    public Task<P> task() {
        return candidates.get(0).task();
    }

    @Override
    public String describe() {
        return "the " + rule + " of "
                + candidates.stream().map(chain -> chain.learner().describe()).collect(Collectors.joining(", "))
                + " by " + tuner.strategy().describe() + " on "
                + tuner.resampling().describe();
    }

    /**
     * Compares the candidates, and fits the winner.
     *
     * @param training the rows
     * @param context seed, threads, progress and cancellation
     * @return what was chosen, and why
     * @throws io.github.millwork.data.DataException if the rows do not suit, or no candidate can be fitted to them
     */
    public Chosen<P> choose(Dataset training, FitContext context) {
        if (rule.members() > 1) Voting.checkKind(task().type());
        FitContext search = context.child("search", 0, SEARCH_SHARE);
        List<Space<P>> spaces = candidates.stream()
                .map(chain -> searchesDefaults ? Space.of(chain) : Space.ofRanges(chain))
                .toList();
        Trials<P> trials = tuner.searchSpaces(spaces, earlier, training, search);
        List<Trial<P>> winners = rule.pickAll(trials);
        List<Chain<P>> chains = winners.stream().map(Trial::chain).toList();
        Estimator<P> winner = chains.size() == 1 ? chains.get(0) : new Ensemble<>(chains);
        Fitted<P> fitted = winner.fit(training, context.part(SEARCH_SHARE, 1));
        return new Chosen<>(new Leaderboard<>(trials, winners), winner, fitted);
    }

    @Override
    public Fitted<P> fit(Dataset training, FitContext context) {
        return choose(training, context).fitted();
    }
}
