package io.github.millwork.evaluate;

import io.github.millwork.data.Anomaly;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/** How well the verdict finds anomalies; zero where there is nothing to count. */
record VerdictShare(Share share) implements Metric<Anomaly> {
    @Override
    public String name() {
        return share.name();
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double measure(Assessment<Anomaly> assessment) {
        return Averages.ofLabel(assessment, Marks.ofAnomalies(assessment), share, 0)
                .value();
    }

    @Override
    public Score score(Assessment<Anomaly> assessment) {
        return OneLabel.score(this, assessment, Marks.ofAnomalies(assessment), share, 0);
    }
}
