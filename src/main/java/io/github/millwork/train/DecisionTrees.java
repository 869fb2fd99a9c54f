package io.github.millwork.train;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Binary trees in flat arrays, each in preorder: the left child of a node is the next one. Not to be changed.
 *
 * @param outputs how many numbers a leaf says
 * @param roots the node that each tree begins at
 * @param asks what a node asks: four times the position of the feature, plus {@link #MISSING_LEFT} if a missing value
 *     goes left, plus {@link #SET} if it asks for categories; {@link #LEAF} for a leaf
 * @param numbers what is at most that goes left; where it asks for categories, the place of these among the sets
 * @param next the right child; of a leaf the place of what it says
 * @param sets of each set the number of its words, and then these: bit c is set where category c goes left
 * @param says what the leaves say
 * @param cover the share of the tree's training data that came by
 * @param gain by how much the split lowered the impurity, times the share of the training data; 0 for a leaf
 */
record DecisionTrees(
        int outputs,
        int[] roots,
        int[] asks,
        double[] numbers,
        int[] next,
        int[] sets,
        double[] says,
        float[] cover,
        float[] gain)
        implements WalkedTrees {
    static final int LEAF = -1;
    static final int MISSING_LEFT = 2;
    static final int SET = 1;

    /** Puts trees, each on its own, one after the other. */
    static DecisionTrees together(List<DecisionTrees> parts) {
        return new TreeWriter(parts.get(0).outputs).add(parts).trees();
    }

    @Override
    public int count() {
        return roots.length;
    }

    @Override
    public int nodes() {
        return asks.length;
    }

    @Override
    public int root(int tree) {
        return roots[tree];
    }

    @Override
    public boolean isLeaf(int node) {
        return asks[node] < 0;
    }

    @Override
    public int feature(int node) {
        return asks[node] >> 2;
    }

    @Override
    public int yes(int node) {
        return node + 1;
    }

    @Override
    public int no(int node) {
        return next[node];
    }

    @Override
    public double leaf(int node, int raw) {
        return says[next[node] + (outputs == 1 ? 0 : raw)];
    }

    @Override
    public double shareOfYes(int node) {
        double all = (double) cover[node + 1] + cover[next[node]];
        return all > 0 ? cover[node + 1] / all : 0.5;
    }

    /**
     * {@inheritDoc} Which side of a threshold a number is on is read from the sign of a difference, without a branch, which
     * would be guessed wrong every other time.
     */
    @Override
    public int next(int node, double[] features) {
        int ask = asks[node];
        double value = features[ask >> 2];
        int right = next[node];
        int left = node + 1;
        if ((ask & SET) == 0) {
            double room = numbers[node] - value;
            if (!Double.isNaN(room)) return left + ((right - left) & (int) (Double.doubleToRawLongBits(room) >> 63));
            if (!Double.isNaN(value)) return value <= numbers[node] ? left : right; // both are infinite
        } else if (!Double.isNaN(value)) {
            return contains((int) numbers[node], value) ? left : right;
        }
        return (ask & MISSING_LEFT) != 0 ? left : right;
    }

    private boolean contains(int set, double category) {
        int number = (int) category;
        int word = number >> 5;
        return word < sets[set] && number >= 0 && (sets[set + 1 + word] >>> number & 1) != 0;
    }

    /** {@return where what a tree says of a row begins} */
    int says(int tree, double[] features) {
        int node = roots[tree];
        while (asks[node] >= 0) node = next(node, features);
        return next[node];
    }

    /**
     * {@return a sum, to which is added what some trees say of a row, one after the other} Four are walked at a time, so that one
     * does not wait for what another asks for.
     *
     * @param sum what is added to
     * @param first the first of the trees
     * @param step how far the next is
     * @param number which of the numbers of a leaf
     * @param features the row
     */
    double add(double sum, int first, int step, int number, double[] features) {
        double all = sum;
        int tree = first;
        for (; tree < roots.length - 3 * step; tree += 4 * step) {
            int a = roots[tree];
            int b = roots[tree + step];
            int c = roots[tree + 2 * step];
            int d = roots[tree + 3 * step];
            for (boolean more = true; more; ) {
                more = false;
                if (asks[a] >= 0) {
                    a = next(a, features);
                    more = true;
                }
                if (asks[b] >= 0) {
                    b = next(b, features);
                    more = true;
                }
                if (asks[c] >= 0) {
                    c = next(c, features);
                    more = true;
                }
                if (asks[d] >= 0) {
                    d = next(d, features);
                    more = true;
                }
            }
            all += says[next[a] + number];
            all += says[next[b] + number];
            all += says[next[c] + number];
            all += says[next[d] + number];
        }
        for (; tree < roots.length; tree += step) all += says[says(tree, features) + number];
        return all;
    }

    /**
     * {@return for each position its share in the gains of all nodes of a tree, as the mean of the trees that have any}
     *
     * @param features how many positions there are
     */
    double[] gains(int features) {
        int[] tree = new int[asks.length];
        double[] all = new double[roots.length];
        for (int i = 0; i < roots.length; i++) tree[roots[i]] = i;
        for (int node = 0; node < asks.length; node++) { // children come after their parent
            if (isLeaf(node)) continue;
            tree[node + 1] = tree[node];
            tree[next[node]] = tree[node];
            all[tree[node]] += gain[node];
        }
        double count = Arrays.stream(all).filter(sum -> sum > 0).count();
        double[] shares = new double[features];
        for (int node = 0; node < asks.length; node++) {
            if (gain[node] > 0) shares[feature(node)] += gain[node] / all[tree[node]] / count;
        }
        return shares;
    }

    /** {@return the highest position that a node asks for; -1 if none asks} */
    int highestFeature() {
        return Arrays.stream(asks).max().orElse(LEAF) >> 2;
    }

    /** {@return how many leaves there are} */
    int leaves() {
        return (int) Arrays.stream(asks).filter(ask -> ask < 0).count();
    }

    /**
     * {@return these trees as data, for exports}
     *
     * @param base what is added to each sum
     */
    ModelMeaning.Forest meaning(double[] base) {
        int[] feature = new int[asks.length];
        int[] yes = new int[asks.length];
        boolean[] missingIsYes = new boolean[asks.length];
        Map<Integer, int[]> categories = new HashMap<>();
        for (int node = 0; node < asks.length; node++) {
            feature[node] = isLeaf(node) ? LEAF : feature(node);
            yes[node] = node + 1;
            missingIsYes[node] = !isLeaf(node) && (asks[node] & MISSING_LEFT) != 0;
            if (!isLeaf(node) && (asks[node] & SET) != 0) categories.put(node, categories((int) numbers[node]));
        }
        return new ModelMeaning.Forest(
                base.clone(),
                outputs,
                roots.clone(),
                feature,
                numbers.clone(),
                categories,
                yes,
                next.clone(),
                missingIsYes,
                next.clone(),
                says.clone());
    }

    private int[] categories(int set) {
        return IntStream.range(0, sets[set] * Integer.SIZE)
                .filter(category -> contains(set, category))
                .toArray();
    }

    State toState() {
        return State.empty()
                .with("outputs", outputs)
                .with("roots", roots)
                .with("asks", asks)
                .with("numbers", numbers)
                .with("next", next)
                .with("sets", sets)
                .with("says", says)
                .with("cover", cover)
                .with("gain", gain);
    }

    static DecisionTrees fromState(State state) {
        DecisionTrees trees = new DecisionTrees(
                state.integer("outputs"),
                state.integers("roots"),
                state.integers("asks"),
                state.numbers("numbers"),
                state.integers("next"),
                state.integers("sets"),
                state.numbers("says"),
                state.floats("cover"),
                state.floats("gain"));
        if (!trees.hangTogether()) {
            throw new BundleException("Expected trees whose nodes hang together but they do not. The file is damaged.");
        }
        return trees;
    }

    /** Children come after their parent and have no other, so a damaged file can neither make a walk endless nor branch. */
    private boolean hangTogether() {
        int size = asks.length;
        if (outputs < 1 || roots.length < 1) return false;
        if (numbers.length != size || next.length != size || cover.length != size || gain.length != size) return false;
        boolean[] reached = new boolean[size];
        for (int root : roots) {
            if (root < 0 || root >= size || reached[root]) return false;
            reached[root] = true;
        }
        for (int node = 0; node < size; node++) {
            if (!(cover[node] >= 0) || !(gain[node] >= 0)) return false;
            if (!(asks[node] < 0 ? leafIsSound(node) : splitIsSound(node, reached))) return false;
        }
        return depth() <= TreeRules.DEEPEST;
    }

    private boolean leafIsSound(int node) {
        return asks[node] == LEAF && next[node] >= 0 && next[node] <= says.length - outputs;
    }

    private boolean splitIsSound(int node, boolean[] reached) {
        for (int child : new int[] {node + 1, next[node]}) {
            if (child <= node || child >= asks.length || reached[child]) return false;
            reached[child] = true;
        }
        if ((asks[node] & SET) == 0) return !Double.isNaN(numbers[node]);
        int set = (int) numbers[node];
        return set == numbers[node] && set >= 0 && set < sets.length && sets[set] >= 0 && sets[set] < sets.length - set;
    }
}
