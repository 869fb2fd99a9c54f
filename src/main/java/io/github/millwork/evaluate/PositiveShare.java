package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/** How well the positive class is found, whatever the other classes; zero where there is nothing to count. */
record PositiveShare(Share share) implements Metric<Classification> {
    @Override
    public String name() {
        return share.name();
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double measure(Assessment<Classification> assessment) {
        int positive = Decisions.positive(assessment, name());
        return Averages.ofLabel(assessment, Marks.ofClasses(assessment), share, positive)
                .value();
    }

    @Override
    public Score score(Assessment<Classification> assessment) {
        int positive = Decisions.positive(assessment, name());
        return OneLabel.score(this, assessment, Marks.ofClasses(assessment), share, positive);
    }
}
