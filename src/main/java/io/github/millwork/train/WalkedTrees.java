package io.github.millwork.train;

/** Binary trees as flat nodes that can be walked; children come after their parent. */
interface WalkedTrees {
    /** {@return the number of trees} */
    int count();

    /** {@return the number of nodes of all trees} */
    int nodes();

    /** {@return the node that a tree begins at} */
    int root(int tree);

    boolean isLeaf(int node);

    /** {@return the position of the feature that a node asks for} */
    int feature(int node);

    /** {@return where the walk goes on} */
    int yes(int node);

    /** {@return where the walk goes on otherwise} */
    int no(int node);

    /** {@return where the walk of a row goes on} */
    int next(int node, double[] features);

    /** {@return the share of the training data that went the way of yes; one half where none came by} */
    double shareOfYes(int node);

    /** {@return what a leaf says} */
    double leaf(int node, int raw);

    /** {@return how many questions lead to the farthest leaf} */
    default int depth() {
        int[] depths = new int[nodes()];
        int deepest = 0;
        for (int node = 0; node < depths.length; node++) {
            if (isLeaf(node)) continue;
            depths[yes(node)] = depths[node] + 1;
            depths[no(node)] = depths[node] + 1;
            deepest = Math.max(deepest, depths[node] + 1);
        }
        return deepest;
    }
}
