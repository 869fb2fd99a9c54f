package io.github.millwork.train;

import io.github.millwork.stage.Hyperparameters;

/** The hyperparameters that boosted trees have in common. */
final class BoostingSettings {
    /** How many rounds. */
    static final String TREES = "trees";

    /** How deep each tree is. */
    static final String DEPTH = "depth";

    /** The share of each tree that is added. */
    static final String RATE = "learningRate";

    /** The least sum of second derivatives on each side of a split. */
    static final String CHILD = "minimumChildWeight";

    /** The share of the rows that each tree sees. */
    static final String ROWS = "rowShare";

    /** The share of the features that each tree sees. */
    static final String COLUMNS = "columnShare";

    /** The L2 penalty on the leaves. */
    static final String LAMBDA = "lambda";

    /** The L1 penalty on the leaves. */
    static final String ALPHA = "alpha";

    /** The share of the rows that is cut off to see when to stop. */
    static final String EARLY_STOPPING = "earlyStopping";

    /** How many rounds may pass without improvement. */
    static final String PATIENCE = "patience";

    private BoostingSettings() {}

    /** {@return 200 trees of depth 6, learning rate 0.1} */
    static Hyperparameters parameters() {
        return Hyperparameters.none()
                .integer(TREES, 200, trees -> trees >= 1 && trees <= 100_000, "from 1 to 100000")
                .integer(DEPTH, 6, depth -> depth >= 1 && depth <= 30, "from 1 to 30")
                .number(RATE, 0.1, rate -> rate > 0 && rate <= 1, "above 0 and at most 1")
                .number(CHILD, 1, BoostingSettings::finite, "at least 0 and finite")
                .number(ROWS, 1, share -> share > 0 && share <= 1, "above 0 and at most 1")
                .number(COLUMNS, 1, share -> share > 0 && share <= 1, "above 0 and at most 1")
                .number(LAMBDA, 1, BoostingSettings::finite, "at least 0 and finite")
                .number(ALPHA, 0, BoostingSettings::finite, "at least 0 and finite")
                .number(EARLY_STOPPING, 0, share -> share >= 0 && share <= 0.5, "from 0 to 0.5")
                .integer(PATIENCE, 10, rounds -> rounds >= 1 && rounds <= 100_000, "from 1 to 100000");
    }

    private static boolean finite(double value) {
        return value >= 0 && value <= Double.MAX_VALUE;
    }
}
