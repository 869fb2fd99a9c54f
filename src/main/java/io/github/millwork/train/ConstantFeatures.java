package io.github.millwork.train;

/**
 * The features that all rows of a node have in common, so that they need not be looked at in the nodes below it. Those of a
 * node are the first so many of one list, as trees are grown depth first: what is added below stands behind them.
 */
final class ConstantFeatures {
    private final int[] list;
    private final int[] place;

    ConstantFeatures(int features) {
        list = new int[features];
        place = new int[features];
    }

    /** {@return whether a feature is among the first so many} */
    boolean holds(int feature, int count) {
        return place[feature] < count && list[place[feature]] == feature;
    }

    /** Adds a feature behind the first so many. {@return how many there are with it} */
    int add(int feature, int count) {
        list[count] = feature;
        place[feature] = count;
        return count + 1;
    }
}
