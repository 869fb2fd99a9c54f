package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/** The share of rows whose class is predicted. */
record Accuracy() implements Metric<Classification> {
    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double measure(Assessment<Classification> assessment) {
        return ratio(assessment).value();
    }

    @Override
    public Score score(Assessment<Classification> assessment) {
        Ratio ratio = ratio(assessment);
        return ratio.wilson().score(this, ratio.value(), "Wilson", assessment);
    }

    private static Ratio ratio(Assessment<Classification> assessment) {
        Decisions decisions = Decisions.of(assessment);
        int[] codes = decisions.truth().codes();
        int[] predicted = decisions.predicted();
        return Ratio.mean(assessment, row -> codes[row] == predicted[row] ? 1 : 0);
    }
}
