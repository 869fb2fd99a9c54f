package io.github.millwork.train;

import java.util.Arrays;
import java.util.List;

/** Writes trees into flat arrays. */
final class TreeWriter {
    private final int outputs;
    private int[] roots = new int[1];
    private int trees;
    private int[] asks = new int[64];
    private double[] numbers = new double[64];
    private int[] next = new int[64];
    private float[] cover = new float[64];
    private float[] gain = new float[64];
    private int nodes;
    private int[] sets = new int[16];
    private int setWords;
    private double[] says = new double[64];
    private int said;

    TreeWriter(int outputs) {
        this.outputs = outputs;
    }

    /** Adds a tree. */
    TreeWriter add(TreeNode root) {
        begin();
        write(root, root.weight);
        return this;
    }

    private void begin() {
        if (trees == roots.length) roots = Arrays.copyOf(roots, trees * 2);
        roots[trees++] = nodes;
    }

    private void write(TreeNode node, double whole) {
        int at = node(node.weight / whole);
        TreeSplit split = node.split;
        if (split == null || node.left == null || node.right == null) {
            next[at] = said;
            say(node.values);
            return;
        }
        int[] categories = split.categories();
        asks[at] = split.feature() << 2
                | (split.missingLeft() ? DecisionTrees.MISSING_LEFT : 0)
                | (categories == null ? 0 : DecisionTrees.SET);
        numbers[at] = categories == null ? split.threshold() : set(categories);
        gain[at] = (float) (split.gain() / whole);
        write(node.left, whole);
        next[at] = nodes;
        write(node.right, whole);
    }

    /** Adds a leaf, which may become something else. */
    private int node(double share) {
        if (nodes == asks.length) {
            asks = Arrays.copyOf(asks, nodes * 2);
            numbers = Arrays.copyOf(numbers, nodes * 2);
            next = Arrays.copyOf(next, nodes * 2);
            cover = Arrays.copyOf(cover, nodes * 2);
            gain = Arrays.copyOf(gain, nodes * 2);
        }
        asks[nodes] = DecisionTrees.LEAF;
        cover[nodes] = (float) share;
        return nodes++;
    }

    private void say(double[] values) {
        if (said + outputs > says.length) says = Arrays.copyOf(says, Math.max(said + outputs, says.length * 2));
        System.arraycopy(values, 0, says, said, outputs);
        said += outputs;
    }

    private int set(int[] categories) {
        int words = categories.length == 0 ? 0 : (categories[categories.length - 1] >> 5) + 1;
        int at = setWords;
        setWords += words + 1;
        if (setWords > sets.length) sets = Arrays.copyOf(sets, Math.max(setWords, sets.length * 2));
        sets[at] = words;
        for (int category : categories) sets[at + 1 + (category >> 5)] |= 1 << category;
        return at;
    }

    /** Adds trees that were written elsewhere. */
    TreeWriter add(List<DecisionTrees> parts) {
        int allTrees = trees;
        int allNodes = nodes;
        int allWords = setWords;
        int allSaid = said;
        for (DecisionTrees part : parts) {
            allTrees += part.count();
            allNodes += part.nodes();
            allWords += part.sets().length;
            allSaid += part.says().length;
        }
        roots = Arrays.copyOf(roots, allTrees);
        asks = Arrays.copyOf(asks, allNodes);
        numbers = Arrays.copyOf(numbers, allNodes);
        next = Arrays.copyOf(next, allNodes);
        cover = Arrays.copyOf(cover, allNodes);
        gain = Arrays.copyOf(gain, allNodes);
        sets = Arrays.copyOf(sets, allWords);
        says = Arrays.copyOf(says, allSaid);
        parts.forEach(this::copy);
        return this;
    }

    private void copy(DecisionTrees part) {
        for (int root : part.roots()) roots[trees++] = nodes + root;
        System.arraycopy(part.cover(), 0, cover, nodes, part.nodes());
        System.arraycopy(part.gain(), 0, gain, nodes, part.nodes());
        System.arraycopy(part.asks(), 0, asks, nodes, part.nodes());
        for (int node = 0; node < part.nodes(); node++) {
            boolean set = part.asks()[node] >= 0 && (part.asks()[node] & DecisionTrees.SET) != 0;
            numbers[nodes + node] = part.numbers()[node] + (set ? setWords : 0);
            next[nodes + node] = part.next()[node] + (part.isLeaf(node) ? said : nodes);
        }
        System.arraycopy(part.sets(), 0, sets, setWords, part.sets().length);
        System.arraycopy(part.says(), 0, says, said, part.says().length);
        nodes += part.nodes();
        setWords += part.sets().length;
        said += part.says().length;
    }

    DecisionTrees trees() {
        return new DecisionTrees(
                outputs,
                Arrays.copyOf(roots, trees),
                Arrays.copyOf(asks, nodes),
                Arrays.copyOf(numbers, nodes),
                Arrays.copyOf(next, nodes),
                Arrays.copyOf(sets, setWords),
                Arrays.copyOf(says, said),
                Arrays.copyOf(cover, nodes),
                Arrays.copyOf(gain, nodes));
    }
}
