package io.github.millwork.tune;

import java.util.List;

/**
 * A point of a space that a strategy wants to know the score of.
 *
 * @param candidate which space, from 0
 * @param point a value for each dimension of the space
 * @param share the share of the training rows of each fold to fit on, above 0 and at most 1
 * @param folds on how many folds, the first ones; what was found on some of them before is not done again
 */
public record Proposal(int candidate, List<Double> point, double share, int folds) {
    /**
     * Copies the point.
     *
     * @param candidate which space, from 0
     * @param point a value for each dimension of the space
     * @param share the share of the training rows of each fold to fit on, above 0 and at most 1
     * @param folds on how many folds, the first ones; what was found on some of them before is not done again
     */
    public Proposal {
        point = List.copyOf(point);
        if (!(share > 0 && share <= 1) || folds < 1) {
            throw new IllegalArgumentException("Expected a share of the rows above 0 and at most 1, and at least one "
                    + "fold, but found " + share + " and " + folds + ".");
        }
    }
}
