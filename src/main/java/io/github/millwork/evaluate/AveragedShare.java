package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;

/** How well the classes are found on average. */
record AveragedShare(Share share, Average average) implements Bounded<Classification> {
    @Override
    public String name() {
        return share.name() + average.suffix();
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Estimate estimate(Assessment<Classification> assessment) {
        return Averages.average(assessment, Marks.ofClasses(assessment), share, average, false);
    }
}
