package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TrainingData;
import java.util.BitSet;
import java.util.List;

/** The hyperparameters that trees and forests have in common, and what they mean. */
final class TreeSettings {
    static final String TREES = "trees";
    static final String DEPTH = "depth";
    static final String LEAF = "minimumLeaf";
    static final String CRITERION = "criterion";
    static final String GINI = "gini";
    static final String ENTROPY = "entropy";
    static final String FEATURES = "features";
    static final String ROOT = "root";
    static final String ALL = "all";
    static final String SHARE = "share";
    static final String FEATURE_SHARE = "featureShare";
    static final String ROWS = "rows";
    static final String BOOTSTRAP = "bootstrap";
    static final String OUT_OF_BAG = "outOfBag";
    static final String IGNORED = "ignored";
    static final String SCORED = "scored";

    private TreeSettings() {}

    /** Depth and rows of a leaf; what classes are told apart by. */
    static Hyperparameters tree(Class<? extends Prediction> type, Hyperparameters first, int minimumLeaf) {
        Hyperparameters declared = first.integer(
                        DEPTH,
                        TreeRules.DEEPEST,
                        depth -> depth >= 1 && depth <= TreeRules.DEEPEST,
                        "from 1 to " + TreeRules.DEEPEST)
                .integer(LEAF, minimumLeaf, rows -> rows >= 1, "at least 1");
        return type == Classification.class ? declared.choice(CRITERION, GINI, List.of(GINI, ENTROPY)) : declared;
    }

    static Hyperparameters forest(Class<? extends Prediction> type, boolean bootstrap) {
        Hyperparameters number =
                Hyperparameters.none().integer(TREES, 100, trees -> trees >= 1 && trees <= 100_000, "from 1 to 100000");
        String features = type == Classification.class ? ROOT : ALL;
        return tree(type, number, 1)
                .choice(FEATURES, features, List.of(ROOT, ALL, SHARE))
                .number(FEATURE_SHARE, 0.5, share -> share > 0 && share <= 1, "above 0 and at most 1")
                .onlyIf(FEATURE_SHARE, FEATURES, SHARE)
                .choice(ROWS, bootstrap ? BOOTSTRAP : ALL, List.of(BOOTSTRAP, ALL))
                .choice(OUT_OF_BAG, IGNORED, List.of(IGNORED, SCORED))
                .quiet(OUT_OF_BAG);
    }

    /** Checks that there are rows out of a bag where they are asked for. */
    static Hyperparameters checkBag(Hyperparameters settings) {
        if (settings.text(OUT_OF_BAG).equals(IGNORED) || settings.text(ROWS).equals(BOOTSTRAP)) return settings;
        throw new IllegalArgumentException(
                "Expected trees grown on rows drawn with replacement, so that others are out of "
                        + "the bag, but each is grown on all rows. Call withBootstrap() before outOfBag(), or leave "
                        + "withoutBootstrap() away.");
    }

    /** {@return these with a share of the features drawn for each split} */
    static Hyperparameters drawn(Hyperparameters settings) {
        return settings.with(FEATURES, SHARE);
    }

    static boolean entropy(Class<? extends Prediction> type, Hyperparameters settings) {
        return type == Classification.class && settings.text(CRITERION).equals(ENTROPY);
    }

    /** {@return how many of so many features are drawn for each split} */
    static int features(Hyperparameters settings, int all) {
        double share = switch (settings.text(FEATURES)) {
            case ROOT -> Math.sqrt(all);
            case SHARE -> settings.number(FEATURE_SHARE) * all;
            default -> all;
        };
        return Math.max(1, (int) share);
    }

    /** Grows a forest. */
    static <P extends Prediction> Model<P> forest(
            Class<P> type, Hyperparameters settings, boolean random, TrainingData data, FitContext context) {
        TreesFit fit = new TreesFit(data, entropy(type, settings), context);
        TreeRules rules = new TreeRules(
                settings.integer(DEPTH),
                Integer.MAX_VALUE,
                settings.integer(LEAF),
                0,
                features(settings, fit.columns().count()),
                random);
        boolean bootstrap = settings.text(ROWS).equals(BOOTSTRAP);
        BitSet[] bags = new BitSet[bootstrap ? settings.integer(TREES) : 0];
        DecisionTrees trees = fit.grow(settings.integer(TREES), rules, bags);
        if (settings.text(OUT_OF_BAG).equals(IGNORED)) return fit.model(trees, List.of());
        OutOfBag bag = new OutOfBag(fit.data(), fit.codes(fit.data()), bags);
        return fit.model(trees, bag.findings(trees, context.workers()));
    }
}
