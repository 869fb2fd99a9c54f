package io.github.millwork.evaluate;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.TargetValues;

/** Which rows are anomalies in truth. */
final class AnomalyTruth {
    private AnomalyTruth() {}

    static boolean[] of(Assessment<Anomaly> assessment) {
        if (assessment.truth() instanceof TargetValues.Classes classes) {
            int anomalous = classes.positive() == null ? -1 : classes.labels().indexOf(classes.positive());
            if (anomalous >= 0) {
                boolean[] truth = new boolean[classes.size()];
                for (int row = 0; row < truth.length; row++) truth[row] = classes.codes()[row] == anomalous;
                return truth;
            }
        }
        throw new DataException("Expected to know which rows are anomalies but found "
                + assessment.truth().getClass().getSimpleName()
                + ". Say where it stands, and which values mean an anomaly: "
                + "Pipeline.detectAnomalies(Truth.of(\"column\").anomalous(\"value\")).");
    }
}
