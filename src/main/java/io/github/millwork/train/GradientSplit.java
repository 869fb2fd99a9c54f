package io.github.millwork.train;

/** The best split of a node so far. */
final class GradientSplit {
    /** What gains less gains nothing but rounding. */
    private static final double NOTHING = 1e-9;

    int feature = -1;
    double gain = NOTHING;
    double threshold;
    final boolean[] left = new boolean[Histogram.BINS];

    TreeSplit question(FeatureBins cut) {
        return new TreeSplit(
                feature, gain, threshold, cut.categories() ? cut.categoriesOf(left) : null, left[FeatureBins.MISSING]);
    }
}
