package io.github.millwork.tune;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Splitter;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.FitCache;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Observer;
import io.github.millwork.stage.Resampling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Searches: has a strategy propose points, fits and scores the chains they stand for on the folds of a resampling, and
 * tells the strategy, until it has no more. The same data, specification and seed give the same trials, on any number of
 * threads and also when resumed, unless a time limit ends the search. Immutable.
 *
 * @param <P> the kind of prediction
 * @param strategy which points are tried
 * @param resampling which rows are fitted and tested on
 * @param metrics what is measured; the first decides
 * @param limits when to stop, and where to write
 */
public record Tuner<P extends Prediction>(
        SearchStrategy strategy, Resampling resampling, List<Metric<P>> metrics, Limits limits) {
    /**
     * Checks that there is a metric.
     *
     * @param strategy which points are tried
     * @param resampling which rows are fitted and tested on
     * @param metrics what is measured; the first decides
     * @param limits when to stop, and where to write
     */
    public Tuner {
        metrics = List.copyOf(metrics);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("Expected a metric to decide by but found none. Name one.");
        }
    }

    /** What a trial is known by: equal chains on the same rows are one trial, wherever they come from. */
    private record Key(int candidate, Chain<?> chain, double share) {}

    /**
     * Searches the ranges of some candidates; of those without ranges, what their learners declare.
     *
     * @param candidates the chains to choose among
     * @param data the rows to cut into folds
     * @param context seed, threads, progress and cancellation
     * @return all trials
     * @throws DataException if the data cannot be cut, or every trial fails
     * @throws IllegalArgumentException if there is no candidate, or the journal is of another search
     */
    public Trials<P> search(List<Chain<P>> candidates, Dataset data, FitContext context) {
        return searchSpaces(candidates.stream().map(Space::of).toList(), data, context);
    }

    /**
     * Searches some spaces.
     *
     * @param spaces a space for each candidate
     * @param data the rows to cut into folds
     * @param context seed, threads, progress and cancellation
     * @return all trials
     * @throws DataException if the data cannot be cut, or every trial fails
     * @throws IllegalArgumentException if there is no space, or the journal is of another search
     */
    public Trials<P> searchSpaces(List<Space<P>> spaces, Dataset data, FitContext context) {
        return searchSpaces(spaces, List.of(), data, context);
    }

    /**
     * Searches some spaces, and begins with chains that did well before, on other rows: a warm start. They are tried besides
     * what the strategy proposes, which is told of those that lie in a space; the others are tried as they are.
     *
     * @param spaces a space for each candidate
     * @param earlier what did well before, without ranges
     * @param data the rows to cut into folds
     * @param context seed, threads, progress and cancellation
     * @return all trials
     * @throws DataException if the data cannot be cut, or every trial fails
     * @throws IllegalArgumentException if there is no space, or the journal is of another search
     */
    public Trials<P> searchSpaces(List<Space<P>> spaces, List<Chain<P>> earlier, Dataset data, FitContext context) {
        if (spaces.isEmpty()) {
            throw new IllegalArgumentException("Expected something to search but there is no candidate. Name one.");
        }
        WarmStart<P> warm = WarmStart.of(spaces, earlier);
        return search(warm.spaces(), warm, data, context);
    }

    private Trials<P> search(List<Space<P>> spaces, WarmStart<P> warm, Dataset data, FitContext context) {
        String target = spaces.get(0).chain().task().column().orElse(null);
        List<Cut> cuts = resampling.cuts(
                data,
                new Splitter.Request(
                        target, OptionalLong.of(context.child("folds").seed())));
        FoldRows rows = new FoldRows(data, cuts, context.child("shares").seed());
        Metric<P> deciding = metrics.get(0);
        SearchStrategy.Question question = new SearchStrategy.Question(
                List.copyOf(spaces),
                cuts.size(),
                deciding.higherIsBetter(),
                context.child("search").seed());
        FitContext quiet = context.withObserver(Observer.NONE)
                .withCache(limits.cacheBytes() == 0 ? null : FitCache.ofBytes(limits.cacheBytes()));
        try (Journal journal = Journal.open(limits.journal(), this, spaces, data, context.seed())) {
            Round<P> round = new Round<>(rows, metrics, quiet, limits.budget(), journal);
            return search(spaces, strategy.begin(question), warm.proposals(question), round, context);
        }
    }

    private Trials<P> search(
            List<Space<P>> spaces,
            SearchStrategy.Search search,
            List<Proposal> warm,
            Round<P> round,
            FitContext context) {
        Map<Key, Trial<P>> trials = new LinkedHashMap<>();
        double fits = search.fits() + warm.stream().mapToInt(Proposal::folds).sum();
        Progressing<P> progress = new Progressing<>(context, fits, metrics.get(0));
        while (true) {
            List<Proposal> proposals = new ArrayList<>(trials.isEmpty() ? warm : List.of());
            proposals.addAll(search.next(List.copyOf(trials.values())));
            if (proposals.isEmpty() || round.isOver()) break;
            Map<Key, Trial<P>> asked = new LinkedHashMap<>(); // what is proposed twice is tried once
            for (Proposal proposal : proposals) {
                Space<P> space = spaces.get(proposal.candidate());
                Chain<P> chain = space.at(proposal.point());
                Key key = new Key(proposal.candidate(), chain, proposal.share());
                Trial<P> known = trials.get(key);
                int number = known == null ? trials.size() + 1 : known.number();
                List<FoldResult> folds = known == null ? List.of() : known.folds();
                Trial<P> trial = new Trial<>(
                        number,
                        proposal,
                        chain,
                        space.named(proposal.point()),
                        space.words(proposal.point()),
                        metrics,
                        folds);
                trials.put(key, trial);
                asked.merge(
                        key,
                        trial,
                        (one, other) ->
                                one.proposal().folds() < other.proposal().folds() ? other : one);
            }
            for (Trial<P> answered : round.run(List.copyOf(asked.values()), progress)) {
                Proposal proposal = answered.proposal();
                Key key = new Key(proposal.candidate(), answered.chain(), proposal.share());
                if (answered.folds().isEmpty()) trials.remove(key); // the time was up
                else trials.put(key, answered);
            }
            if (reached(trials)) break;
        }
        return new Trials<>(List.copyOf(trials.values()), round.folds());
    }

    private boolean reached(Map<Key, Trial<P>> trials) {
        double sign = metrics.get(0).higherIsBetter() ? 1 : -1;
        return limits.target()
                .map(target -> trials.values().stream().anyMatch(trial -> trial.merit() >= sign * target))
                .orElse(false);
    }
}
