package io.github.millwork.tune;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All trials of a search, in the order in which they were proposed. Immutable.
 *
 * @param <P> the kind of prediction
 * @param all the trials
 * @param folds how many folds there are; trials that were dropped early have fewer
 */
public record Trials<P extends Prediction>(List<Trial<P>> all, int folds) {
    /**
     * Copies the trials and checks that there is one that did not fail.
     *
     * @param all the trials
     * @param folds how many folds there are; trials that were dropped early have fewer
     */
    public Trials {
        all = List.copyOf(all);
        if (all.stream().noneMatch(trial -> trial.failure().isEmpty())) {
            throw new DataException("Expected at least one trial that can be fitted and scored but "
                    + (all.isEmpty()
                            ? "the time was up before one was. Give the search more time."
                            : "all " + all.size() + " failed, the first since: "
                                    + all.get(0).failure().orElse("")));
        }
    }

    /** {@return the trials, the best first: those on all rows and folds, then the others, then those that failed} */
    public List<Trial<P>> ranked() {
        List<Trial<P>> ranked = new ArrayList<>(all);
        ranked.sort(Comparator.<Trial<P>>comparingInt(trial -> trial.failure().isPresent() ? 1 : 0)
                .thenComparingDouble(trial -> -trial.proposal().share())
                .thenComparingInt(trial -> -trial.folds().size())
                .thenComparingDouble(trial -> -trial.merit())
                .thenComparingInt(Trial::number));
        return ranked;
    }

    /** {@return the best trial; of equals the first} */
    public Trial<P> best() {
        return ranked().get(0);
    }

    /** {@return how many trials there are, and the best, in a line} */
    @Override
    public String toString() {
        return all.size() + (all.size() == 1 ? " trial" : " trials") + ", the best is " + best();
    }

    /**
     * {@return the trials on all rows and folds that no other beats in every metric: the Pareto front, the best by the
     * first metric first}
     */
    public List<Trial<P>> front() {
        List<Trial<P>> whole = ranked().stream()
                .filter(trial -> trial.failure().isEmpty() && trial.isWhole(folds))
                .toList();
        return whole.stream()
                .filter(trial -> whole.stream().noneMatch(other -> beats(other, trial)))
                .toList();
    }

    private static <P extends Prediction> boolean beats(Trial<P> one, Trial<P> other) {
        boolean better = false;
        for (int m = 0; m < one.metrics().size(); m++) {
            double sign = one.metrics().get(m).higherIsBetter() ? 1 : -1;
            double lead = sign * (one.mean(m) - other.mean(m));
            if (lead < 0) return false;
            better |= lead > 0;
        }
        return better;
    }
}
