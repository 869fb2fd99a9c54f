package io.github.millwork.train;

import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.State;
import java.util.Set;

/** The hyperparameters that boosted trees have in common. */
final class BoostingSettings {
    /** How many rounds. */
    static final String TREES = "trees";

    /** How many leaves each tree has. */
    static final String LEAVES = "leaves";

    /** As deep as trees may be; with 31 leaves none is deeper. */
    private static final int DEEPEST = 30;

    /** How deep each tree is. */
    static final String DEPTH = "depth";

    /** The share of each tree that is added. */
    static final String RATE = "learningRate";

    /** The fewest rows of a leaf. */
    static final String LEAF = "minimumLeaf";

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

    /**
     * {@return 125 trees of at most 31 leaves, learning rate 0.1}
     *
     * @param childWeight the default of the least sum of second derivatives on each side of a split
     */
    static Hyperparameters parameters(double childWeight) {
        return Hyperparameters.none()
                .integer(TREES, 125, trees -> trees >= 1 && trees <= 100_000, "from 1 to 100000")
                .integer(LEAVES, 31, leaves -> leaves >= 2, "at least 2")
                .integer(DEPTH, DEEPEST, depth -> depth >= 1 && depth <= DEEPEST, "from 1 to " + DEEPEST)
                .number(RATE, 0.1, rate -> rate > 0 && rate <= 1, "above 0 and at most 1")
                .number(CHILD, childWeight, BoostingSettings::finite, "at least 0 and finite")
                .number(ROWS, 1, share -> share > 0 && share <= 1, "above 0 and at most 1")
                .number(COLUMNS, 1, share -> share > 0 && share <= 1, "above 0 and at most 1")
                .number(LAMBDA, 1, BoostingSettings::finite, "at least 0 and finite")
                .number(ALPHA, 0, BoostingSettings::finite, "at least 0 and finite")
                .number(EARLY_STOPPING, 0, share -> share >= 0 && share <= 0.5, "from 0 to 0.5")
                .integer(PATIENCE, 10, rounds -> rounds >= 1 && rounds <= 100_000, "from 1 to 100000");
    }

    /**
     * {@return parameters that were read from data} What was saved before there was a bound to the leaves has none, and leaves of
     * any size.
     *
     * @param defaults those of the learner
     * @param state the data
     */
    static Hyperparameters read(Hyperparameters defaults, State state) {
        Hyperparameters declared = defaults;
        if (!state.has(LEAVES)) {
            declared = declared.with(LEAVES, 1 << DEEPEST);
            if (declared.toState().has(LEAF)) declared = declared.with(LEAF, 1);
        }
        return declared.withState(state);
    }

    /** {@return the parameters in words, without those of early stopping where it is off} */
    static String describe(Hyperparameters parameters) {
        boolean off = !parameters.ranges().containsKey(EARLY_STOPPING) && parameters.number(EARLY_STOPPING) == 0;
        return parameters.toString(off ? Set.of(EARLY_STOPPING, PATIENCE) : Set.of());
    }

    private static boolean finite(double value) {
        return value >= 0 && value <= Double.MAX_VALUE;
    }
}
