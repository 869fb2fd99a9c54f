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
record TreeSplit(int feature, double gain, double threshold, int @Nullable [] categories, boolean missingLeft) {}
