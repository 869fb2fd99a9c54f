package io.github.millwork.evaluate;

import io.github.millwork.data.Anomaly;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/** How well the scores of anomalies rank, whatever the verdict. */
sealed interface AnomalyRanking extends Metric<Anomaly> {
    @Override
    default boolean higherIsBetter() {
        return true;
    }

    /** The area under the ROC curve. */
    record Roc() implements AnomalyRanking {
        @Override
        public String name() {
            return "ROC AUC";
        }

        @Override
        public double measure(Assessment<Anomaly> assessment) {
            return RankCurve.of(Ranking.ofAnomalies(assessment)).area();
        }

        @Override
        public Score score(Assessment<Anomaly> assessment) {
            return Areas.of(RankCurve.of(Ranking.ofAnomalies(assessment))).score(this, assessment);
        }
    }

    /** The area under the curve of precision over recall. */
    record Precision() implements AnomalyRanking, Linearised<Anomaly> {
        @Override
        public String name() {
            return "average precision";
        }

        @Override
        public Estimate estimate(Assessment<Anomaly> assessment) {
            return AveragePrecision.of(assessment, PrecisionCurve.of(Ranking.ofAnomalies(assessment)));
        }

        @Override
        public Interval interval(Estimate estimate, Assessment<Anomaly> assessment) {
            return estimate.logit();
        }

        @Override
        public String method() {
            return "delta, logit scale";
        }
    }

    /** The share of anomalies among the rows of the largest scores. */
    record PrecisionAt(int rows) implements AnomalyRanking, Bounded<Anomaly> {
        public PrecisionAt {
            if (rows < 1) {
                throw new IllegalArgumentException("Expected a number of rows above zero but found " + rows
                        + ". Use as many rows as can be looked at.");
            }
        }

        @Override
        public String name() {
            return "precision at " + rows;
        }

        @Override
        public Estimate estimate(Assessment<Anomaly> assessment) {
            return TopRows.first(assessment, Ranking.ofAnomalies(assessment), rows)
                    .precision();
        }
    }
}
