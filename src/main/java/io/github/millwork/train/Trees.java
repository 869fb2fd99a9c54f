package io.github.millwork.train;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.State;
import java.util.Arrays;

/**
 * Binary trees in flat arrays: for each node the feature and threshold it asks, or the value of a leaf. Zeros have a way
 * of their own at each node, since at some positions XGBoost has learned from rows that left them out. Not to be changed.
 *
 * @param roots the node that each tree begins at
 * @param feature the position that a node asks for; {@link #LEAF} for none
 * @param number the threshold below which the answer is yes, or the value of a leaf
 * @param yes where the walk goes on
 * @param no where the walk goes on
 * @param ways whether missing values and zeros go the way of yes, as bits
 * @param cover how much training data came by: the sum of the second derivatives of the loss, of which each row of squared
 *     error has one, times its weight
 * @param gain by how much the split lowered the regularised loss, times two; 0 for a leaf
 */
record Trees(int[] roots, int[] feature, float[] number, int[] yes, int[] no, int[] ways, float[] cover, float[] gain)
        implements WalkedTrees {
    static final int LEAF = -1;
    static final int MISSING_IS_YES = 1;
    static final int ZERO_IS_YES = 2;

    /** Far deeper than any that is trained; what walks trees by recursion relies on it. */
    private static final int DEEPEST = 500;

    @Override
    public int count() {
        return roots.length;
    }

    @Override
    public int nodes() {
        return feature.length;
    }

    @Override
    public int root(int tree) {
        return roots[tree];
    }

    @Override
    public boolean isLeaf(int node) {
        return feature[node] < 0;
    }

    @Override
    public int feature(int node) {
        return feature[node];
    }

    @Override
    public int yes(int node) {
        return yes[node];
    }

    @Override
    public int no(int node) {
        return no[node];
    }

    @Override
    public double leaf(int node, int raw) {
        return number[node];
    }

    /** Walks a tree: below the threshold is yes; a zero and NaN go their own ways. */
    float leaf(int tree, double[] features) {
        int node = roots[tree];
        while (feature[node] >= 0) node = next(node, features);
        return number[node];
    }

    @Override
    public int next(int node, double[] features) {
        float value = (float) features[feature[node]];
        boolean answer;
        if (Float.isNaN(value)) answer = (ways[node] & MISSING_IS_YES) != 0;
        else if (value == 0) answer = (ways[node] & ZERO_IS_YES) != 0;
        else answer = value < number[node];
        return answer ? yes[node] : no[node];
    }

    @Override
    public double shareOfYes(int node) {
        double all = (double) cover[yes[node]] + cover[no[node]];
        return all > 0 && all <= Double.MAX_VALUE ? cover[yes[node]] / all : 0.5;
    }

    /** For each position the sum of the gains of all nodes that ask for it. */
    double[] gains(int features) {
        double[] gains = new double[features];
        for (int node = 0; node < feature.length; node++) {
            if (feature[node] >= 0) gains[feature[node]] += Math.max(0, gain[node]);
        }
        return gains;
    }

    /** {@return the first trees, whose nodes stand one after the other} */
    Trees first(int count) {
        if (count == roots.length) return this;
        int nodes = roots[count];
        return new Trees(
                Arrays.copyOf(roots, count),
                Arrays.copyOf(feature, nodes),
                Arrays.copyOf(number, nodes),
                Arrays.copyOf(yes, nodes),
                Arrays.copyOf(no, nodes),
                Arrays.copyOf(ways, nodes),
                Arrays.copyOf(cover, nodes),
                Arrays.copyOf(gain, nodes));
    }

    ModelMeaning.Trees meaning() {
        boolean[] missingIsYes = new boolean[ways.length];
        boolean[] zeroIsYes = new boolean[ways.length];
        for (int node = 0; node < ways.length; node++) {
            missingIsYes[node] = (ways[node] & MISSING_IS_YES) != 0;
            zeroIsYes[node] = (ways[node] & ZERO_IS_YES) != 0;
        }
        return new ModelMeaning.Trees(
                roots.clone(), feature.clone(), number.clone(), yes.clone(), no.clone(), missingIsYes, zeroIsYes);
    }

    State toState() {
        return State.empty()
                .with("roots", roots)
                .with("feature", feature)
                .with("number", number)
                .with("yes", yes)
                .with("no", no)
                .with("ways", ways)
                .with("cover", cover)
                .with("gain", gain);
    }

    static Trees fromState(State state) {
        Trees trees = new Trees(
                state.integers("roots"),
                state.integers("feature"),
                state.floats("number"),
                state.integers("yes"),
                state.integers("no"),
                state.integers("ways"),
                state.floats("cover"),
                state.floats("gain"));
        if (!trees.hangTogether() || trees.depth() > DEEPEST) {
            throw new BundleException("Expected trees whose nodes hang together but they do not. The file is damaged.");
        }
        return trees;
    }

    /** Children come after their parent and have no other, so a damaged file can neither make a walk endless nor branch. */
    private boolean hangTogether() {
        int size = number.length;
        for (int length : new int[] {feature.length, yes.length, no.length, ways.length, cover.length, gain.length}) {
            if (length != size) return false;
        }
        boolean[] reached = new boolean[size];
        for (int root : roots) {
            if (root < 0 || root >= size || reached[root]) return false;
            reached[root] = true;
        }
        for (int node = 0; node < size; node++) {
            if (!(cover[node] >= 0)) return false;
            if (isLeaf(node)) continue;
            for (int child : new int[] {yes[node], no[node]}) {
                if (child <= node || child >= size || reached[child]) return false;
                reached[child] = true;
            }
        }
        return true;
    }

    /** {@return the highest position that a node asks for, -1 where none asks} */
    int highestFeature() {
        int highest = -1;
        for (int position : feature) highest = Math.max(highest, position);
        return highest;
    }
}
