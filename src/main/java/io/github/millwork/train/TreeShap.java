package io.github.millwork.train;

import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import java.util.Arrays;

/**
 * Shapley values of the features in a sum of trees, by the path-dependent TreeSHAP of Lundberg, Erion and Lee (2018,
 * arXiv:1802.03888, algorithm 2), in polynomial time: a feature that is not known sends a row both ways, in the shares in
 * which the training data went. Leaves are added in doubles; the model adds them in floats, as XGBoost does, so its own
 * sums differ by the rounding of floats.
 */
final class TreeShap implements Explainer {
    private final Unit unit;
    private final double[] base;
    private final double factor;
    private final WalkedTrees trees;
    private final int[] labels;
    private final int step;
    private final int depth;
    private final double[] expected;

    /**
     * Explains sums of trees that each add to one of them.
     *
     * @param unit what the sums are measured in
     * @param base what is added to each sum
     * @param trees the trees; number t adds to the sum number t modulo their count
     * @param labels the class that each sum speaks for
     */
    TreeShap(Unit unit, double base, WalkedTrees trees, int[] labels) {
        this(unit, same(base, labels.length), 1, trees, labels, labels.length);
    }

    /**
     * {@return an explainer of the mean of trees that each say something on all classes}
     *
     * @param unit what the means are measured in
     * @param trees the trees
     * @param labels the class that each number of a leaf speaks for
     */
    static TreeShap ofMeans(Unit unit, WalkedTrees trees, int[] labels) {
        return new TreeShap(unit, same(0, labels.length), 1.0 / trees.count(), trees, labels, 1);
    }

    /**
     * {@return an explainer of one sum of trees that is multiplied}
     *
     * @param unit what the product is measured in
     * @param base what is added to it
     * @param factor what the sum is multiplied by
     * @param trees the trees
     */
    static TreeShap scaled(Unit unit, double base, double factor, WalkedTrees trees) {
        return new TreeShap(unit, same(base, 1), factor, trees, new int[1], 1);
    }

    /**
     * {@return an explainer of sums of trees}
     *
     * @param unit what the sums are measured in
     * @param base what is added to each sum
     * @param trees the trees
     * @param labels the class that each sum speaks for
     * @param inTurn whether tree number t adds to sum number t modulo their count; else each adds to all
     */
    static TreeShap ofSums(Unit unit, double[] base, WalkedTrees trees, int[] labels, boolean inTurn) {
        return new TreeShap(unit, base, 1, trees, labels, inTurn ? labels.length : 1);
    }

    private static double[] same(double base, int sums) {
        double[] all = new double[sums];
        Arrays.fill(all, base);
        return all;
    }

    /** Looks at the trees once. Of each sum the first tree is that with its number, or the very first if all add to all. */
    private TreeShap(Unit unit, double[] base, double factor, WalkedTrees trees, int[] labels, int step) {
        this.unit = unit;
        this.base = base;
        this.factor = factor;
        this.trees = trees;
        this.labels = labels;
        this.step = step;
        this.depth = trees.depth();
        this.expected = new double[labels.length];
        for (int raw = 0; raw < labels.length; raw++) {
            double[] means = means(raw);
            expected[raw] = base[raw];
            for (int tree = first(raw); tree < trees.count(); tree += step) {
                expected[raw] += factor * means[trees.root(tree)];
            }
        }
    }

    private int first(int raw) {
        return step == 1 ? 0 : raw;
    }

    /** For each node the mean of the leaves behind it. */
    private double[] means(int raw) {
        double[] means = new double[trees.nodes()];
        for (int node = means.length - 1; node >= 0; node--) {
            double share = trees.isLeaf(node) ? 0 : trees.shareOfYes(node);
            means[node] = trees.isLeaf(node)
                    ? trees.leaf(node, raw)
                    : share * means[trees.yes(node)] + (1 - share) * means[trees.no(node)];
        }
        return means;
    }

    @Override
    public Unit unit() {
        return unit;
    }

    @Override
    public int raws() {
        return labels.length;
    }

    @Override
    public int label(int raw) {
        return labels[raw];
    }

    @Override
    public double expected(int raw) {
        return expected[raw];
    }

    @Override
    public double raw(FeatureVector features, int raw) {
        double[] dense = features.dense(0);
        double sum = base[raw];
        for (int tree = first(raw); tree < trees.count(); tree += step) {
            int node = trees.root(tree);
            while (!trees.isLeaf(node)) node = trees.next(node, dense);
            sum += factor * trees.leaf(node, raw);
        }
        return sum;
    }

    @Override
    public void contributions(FeatureVector features, int raw, double[] out) {
        Arrays.fill(out, 0, features.dimension(), 0);
        Walk walk = new Walk(features.dense(0), raw, out);
        for (int tree = first(raw); tree < trees.count(); tree += step) {
            walk.visit(trees.root(tree), 0, 0, 1, 1, Trees.LEAF);
        }
    }

    /**
     * One row on its way through the trees. The path to a node holds for each feature on it the share of the data that
     * goes on where the feature is not known (zero), and 1 or 0 where it is (one). The weight number i is the weight of
     * all sets of i of these features: the share of their orders, times what flows on. Each level of the recursion has a
     * path of its own behind that of its parent.
     */
    private final class Walk {
        private final double[] features;
        private final int raw;
        private final double[] out;
        private final int[] feature = new int[(depth + 2) * (depth + 3) / 2];
        private final double[] zero = new double[feature.length];
        private final double[] one = new double[feature.length];
        private final double[] weight = new double[feature.length];

        Walk(double[] features, int raw, double[] out) {
            this.features = features;
            this.raw = raw;
            this.out = out;
        }

        /**
         * Visits a node and all behind it.
         *
         * @param parent where the parent's path begins
         * @param length how many entries it has
         */
        void visit(int node, int parent, int length, double zeroShare, double oneShare, int split) {
            int path = parent + length;
            copy(parent, path, length);
            extend(path, length, zeroShare, oneShare, split);
            if (trees.isLeaf(node)) {
                for (int i = 1; i <= length; i++) {
                    double change = unwoundSum(path, length, i) * (one[path + i] - zero[path + i]);
                    out[feature[path + i]] += change * factor * trees.leaf(node, raw);
                }
                return;
            }
            int asked = trees.feature(node);
            double comingZero = 1;
            double comingOne = 1;
            int last = length;
            for (int i = 1; i <= length; i++) {
                if (feature[path + i] != asked) continue;
                comingZero = zero[path + i];
                comingOne = one[path + i];
                unwind(path, length, i);
                last--;
                break;
            }
            int hot = trees.next(node, features);
            int yes = trees.yes(node);
            int cold = hot == yes ? trees.no(node) : yes;
            double share = trees.shareOfYes(node);
            double hotShare = hot == yes ? share : 1 - share;
            go(hot, path, last + 1, comingZero * hotShare, comingOne, asked);
            go(cold, path, last + 1, comingZero * (1 - hotShare), 0, asked);
        }

        /** Where the row goes neither with the feature nor without it, all behind the node weighs nothing. */
        private void go(int node, int path, int length, double zeroShare, double oneShare, int split) {
            if (zeroShare != 0 || oneShare != 0) visit(node, path, length, zeroShare, oneShare, split);
        }

        private void copy(int from, int to, int length) {
            System.arraycopy(feature, from, feature, to, length);
            System.arraycopy(zero, from, zero, to, length);
            System.arraycopy(one, from, one, to, length);
            System.arraycopy(weight, from, weight, to, length);
        }

        /** Adds an entry at the end, whose number is given. */
        private void extend(int path, int end, double zeroShare, double oneShare, int split) {
            feature[path + end] = split;
            zero[path + end] = zeroShare;
            one[path + end] = oneShare;
            weight[path + end] = end == 0 ? 1 : 0;
            for (int i = end - 1; i >= 0; i--) {
                weight[path + i + 1] += oneShare * weight[path + i] * (i + 1) / (end + 1);
                weight[path + i] *= zeroShare * (end - i) / (end + 1);
            }
        }

        /** Takes an entry away again, as if it had never been added. */
        private void unwind(int path, int end, int entry) {
            double zeroShare = zero[path + entry];
            double oneShare = one[path + entry];
            double next = weight[path + end];
            for (int i = end - 1; i >= 0; i--) {
                if (oneShare != 0) {
                    double before = weight[path + i];
                    weight[path + i] = next * (end + 1) / ((i + 1) * oneShare);
                    next = before - weight[path + i] * zeroShare * (end - i) / (end + 1);
                } else {
                    weight[path + i] = weight[path + i] * (end + 1) / (zeroShare * (end - i));
                }
            }
            for (int i = entry; i < end; i++) {
                feature[path + i] = feature[path + i + 1];
                zero[path + i] = zero[path + i + 1];
                one[path + i] = one[path + i + 1];
            }
        }

        /** The sum of the weights that there would be without an entry. */
        private double unwoundSum(int path, int end, int entry) {
            double zeroShare = zero[path + entry];
            double oneShare = one[path + entry];
            double next = weight[path + end];
            double total = 0;
            for (int i = end - 1; i >= 0; i--) {
                if (oneShare != 0) {
                    double without = next * (end + 1) / ((i + 1) * oneShare);
                    total += without;
                    next = weight[path + i] - without * zeroShare * (end - i) / (end + 1);
                } else {
                    total += weight[path + i] * (end + 1) / (zeroShare * (end - i));
                }
            }
            return total;
        }
    }
}
