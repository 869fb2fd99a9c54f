package io.github.millwork.train;

/**
 * How far a tree may grow.
 *
 * @param depth how many questions at most lead to a leaf
 * @param leaves how many leaves at most, those first that gain most; {@link Integer#MAX_VALUE} for any number
 * @param leafRows how many rows at least are in a leaf, each counted once whatever its weight
 * @param gain by how much at least a split lowers the impurity, times the share of the rows in its node
 * @param features how many features are drawn to look for each split among; more if all of those are constant
 * @param random whether one cut is drawn for each feature; else the best one is looked for
 */
record TreeRules(int depth, int leaves, int leafRows, double gain, int features, boolean random) {
    /** Far deeper than what helps, so that trees can be walked by recursion. */
    static final int DEEPEST = 500;
}
