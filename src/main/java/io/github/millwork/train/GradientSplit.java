package io.github.millwork.train;

/** The best split of a node so far. */
final class GradientSplit {
    /** What gains less gains nothing but rounding. */
    private static final double NOTHING = 1e-9;

    /** The column that is asked for; -1 where no split gains anything. */
    int column = -1;

    double gain = NOTHING;

    /** The sums of both derivatives of the rows that go left, as {@link WholeDerivatives} has them. */
    long slope;

    long curve;

    /** The last bin that goes left; where categories are asked for, those that do are marked instead. */
    int bin;

    boolean missingLeft;

    boolean[] categories = {};

    /** {@return 1 for each bin that goes left, 0 for the others} */
    int[] sides(FeatureBins cut) {
        int[] sides = new int[Histogram.BINS];
        for (int i = 0; i < cut.count(); i++) sides[i] = (cut.categories() ? categories[i] : i <= bin) ? 1 : 0;
        sides[FeatureBins.MISSING] = missingLeft ? 1 : 0;
        return sides;
    }

    TreeSplit question(int feature, FeatureBins cut) {
        boolean last = bin == cut.count() - 1;
        double threshold = cut.categories() ? 0 : last ? Double.MAX_VALUE : cut.between(bin, bin + 1);
        return new TreeSplit(
                feature, gain, threshold, cut.categories() ? cut.categoriesOf(categories) : null, missingLeft);
    }
}
