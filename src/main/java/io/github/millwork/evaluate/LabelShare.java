package io.github.millwork.evaluate;

import io.github.millwork.data.MultiLabel;
import io.github.millwork.stage.Assessment;
import org.jspecify.annotations.Nullable;

/**
 * How well labels are found on average.
 *
 * @param share what is averaged
 * @param average how it is averaged over the labels; null for the mean over the rows
 */
record LabelShare(Share share, @Nullable Average average) implements Bounded<MultiLabel> {
    @Override
    public String name() {
        return share.name() + (average == null ? " samples" : average.suffix());
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Estimate estimate(Assessment<MultiLabel> assessment) {
        Marks marks = LabelTruth.marks(assessment);
        return average == null
                ? Averages.samples(assessment, marks, share)
                : Averages.average(assessment, marks, share, average, true);
    }
}
