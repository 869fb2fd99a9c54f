package io.github.millwork.tune;

import io.github.millwork.stage.Specification;
import java.util.List;

/**
 * In which order points are tried, and which ones: grid, random, halving, model-based. An extension point. Immutable;
 * equal by value.
 */
public interface SearchStrategy extends Specification {
    /**
     * What is searched.
     *
     * @param spaces the spaces of the candidates
     * @param folds how many folds there are
     * @param higherIsBetter whether larger scores are better
     * @param seed decides what is random
     */
    record Question(List<Space<?>> spaces, int folds, boolean higherIsBetter, long seed) {
        /**
         * Copies the spaces.
         *
         * @param spaces the spaces of the candidates
         * @param folds how many folds there are
         * @param higherIsBetter whether larger scores are better
         * @param seed decides what is random
         */
        public Question {
            spaces = List.copyOf(spaces);
        }
    }

    /** One search. Not thread-safe; asked by one thread. */
    interface Search {
        /**
         * Proposes what to try next, all of it at once, since it may be tried in parallel. What is proposed must depend on
         * what was found and not on time or threads, so that a search can be repeated and resumed.
         *
         * @param trials all that was found so far, in the order in which it was proposed first
         * @return what to try; nothing at the end of the search
         */
        List<Proposal> next(List<? extends Trial<?>> trials);

        /** {@return how many fits on a fold of all training rows the whole search is about worth} */
        double fits();
    }

    /**
     * Begins a search. The first proposal for each candidate is its initial point.
     *
     * @param question what is searched
     * @return the search
     */
    Search begin(Question question);
}
