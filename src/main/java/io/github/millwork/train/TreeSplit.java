package io.github.millwork.train;

import org.jspecify.annotations.Nullable;

/**
 * The question of a node, and what it gains.
 *
 * @param feature which feature it asks for
 * @param gain by how much it lowers impurity times weight
 * @param threshold a number goes left if it is at most that
 * @param categories the categories that go left, ascending; null for a number
 * @param missingLeft whether a missing value goes left
 */
record TreeSplit(int feature, double gain, double threshold, int @Nullable [] categories, boolean missingLeft) {
    /** {@return which bins of its feature go left} */
    boolean[] leftBins(FeatureBins cut) {
        boolean[] left = new boolean[Histogram.BINS];
        int[] chosen = categories;
        if (chosen == null) {
            for (int bin = 0; bin < cut.count(); bin++) left[bin] = cut.highest()[bin] <= threshold;
        } else {
            for (int category : chosen) left[cut.bins()[category]] = true;
        }
        left[FeatureBins.MISSING] = missingLeft;
        return left;
    }
}
