package io.github.millwork.train;

/**
 * How far a tree of boosting grows, and what its leaves say.
 *
 * @param leaves how many leaves at most, those first that gain most
 * @param depth how many questions at most lead to a leaf
 * @param leafRows how many rows at least are in a leaf, each counted once whatever its weight
 * @param childWeight the least sum of second derivatives on each side of a split
 * @param lambda the L2 penalty on what leaves say
 * @param alpha the L1 penalty
 */
record GradientRules(int leaves, int depth, int leafRows, double childWeight, double lambda, double alpha) {
    /** {@return what a leaf of rows with these sums of derivatives says, before the learning rate} */
    double leaf(double slope, double curve) {
        return curve + lambda > 0 ? -shrunk(slope) / (curve + lambda) : 0;
    }

    /** {@return by how much the loss of such rows falls if they say that, times two} */
    double worth(double slope, double curve) {
        double g = shrunk(slope);
        return curve + lambda > 0 ? g * g / (curve + lambda) : 0;
    }

    /** {@return whether a node is not too deep, and its rows may be enough for two sides} */
    boolean mayBeSplit(GradientNode node) {
        return node.depth < depth
                && node.rows() >= 2L * leafRows
                && node.weight() > 0
                && node.weight() >= 2 * childWeight;
    }

    /** {@return whether so many leaves are no bound, since trees of this depth have no more} */
    boolean boundByDepth() {
        return leaves >= 1L << depth;
    }

    private double shrunk(double slope) {
        if (slope > alpha) return slope - alpha;
        return slope < -alpha ? slope + alpha : 0;
    }
}
