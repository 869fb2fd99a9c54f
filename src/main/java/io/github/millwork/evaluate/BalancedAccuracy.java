package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;

/** The mean over the true classes of the share of their rows that is predicted. */
record BalancedAccuracy() implements Bounded<Classification> {
    @Override
    public String name() {
        return "balanced accuracy";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Estimate estimate(Assessment<Classification> assessment) {
        return Averages.macroOfTrue(assessment, Marks.ofClasses(assessment), Share.RECALL);
    }
}
