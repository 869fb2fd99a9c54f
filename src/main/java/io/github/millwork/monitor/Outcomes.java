package io.github.millwork.monitor;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Sums over predictions whose truth is known, from which the performance follows; in constant memory. Of classes: accuracy,
 * log loss, and of two classes F1, the area under the ROC curve (from 1,024 steps of the probability) and the calibration
 * error (of ten steps). Of numbers: mean absolute error, root of the mean squared error, and R squared. One thread at a time.
 */
final class Outcomes {
    /** Metrics of which less is better. */
    static final Set<String> LOSSES = Set.of("log loss", "calibration error", "MAE", "RMSE");

    private static final int STEPS = 1_024;
    private static final int TENTHS = 10;
    private static final double SMALLEST = 1e-15;
    private static final int ROWS = 0;
    private static final int CORRECT = 1;
    private static final int LOG_LOSS = 2;
    private static final int TRUE_POSITIVE = 3;
    private static final int POSITIVE = 4;
    private static final int PREDICTED = 5;
    private static final int ABSOLUTE = 6;
    private static final int SQUARED = 7;
    private static final int TRUTH = 8;
    private static final int TRUTH_SQUARED = 9;
    private static final int SUMS = 10;

    private final Outputs<?> meaning;
    private final double[] sums = new double[SUMS];
    private final double[] positives = new double[STEPS + 1];
    private final double[] negatives = new double[STEPS + 1];
    private final double[] tenthRows = new double[TENTHS];
    private final double[] tenthSums = new double[TENTHS];
    private final double[] tenthHits = new double[TENTHS];

    Outcomes(Outputs<?> meaning) {
        this.meaning = meaning;
    }

    static boolean suits(Outputs<?> meaning) {
        return meaning instanceof ClassificationOutputs || meaning instanceof RegressionOutputs;
    }

    void add(double[] out, double truth) {
        sums[ROWS]++;
        if (meaning instanceof ClassificationOutputs classes) addClass(classes, out, (int) truth);
        else {
            double error = out[0] - truth;
            sums[ABSOLUTE] += Math.abs(error);
            sums[SQUARED] += error * error;
            sums[TRUTH] += truth;
            sums[TRUTH_SQUARED] += truth * truth;
        }
    }

    private void addClass(ClassificationOutputs classes, double[] out, int truth) {
        int decided = classes.decide(out, 0);
        if (decided == truth) sums[CORRECT]++;
        if (classes.probabilistic()) sums[LOG_LOSS] -= Math.log(Math.max(SMALLEST, Math.min(1, out[truth])));
        if (classes.labels().size() != 2) return;
        int positive = positive(classes);
        if (truth == positive) sums[POSITIVE]++;
        if (decided == positive) sums[PREDICTED]++;
        if (truth == positive && decided == positive) sums[TRUE_POSITIVE]++;
        if (!classes.probabilistic()) return;
        double probability = Math.max(0, Math.min(1, out[positive]));
        (truth == positive ? positives : negatives)[(int) (probability * STEPS)]++;
        int tenth = Math.min(TENTHS - 1, (int) (probability * TENTHS));
        tenthRows[tenth]++;
        tenthSums[tenth] += probability;
        if (truth == positive) tenthHits[tenth]++;
    }

    static int positive(ClassificationOutputs classes) {
        String positive = classes.positive();
        return positive == null ? 1 : classes.labels().indexOf(positive);
    }

    long rows() {
        return (long) sums[ROWS];
    }

    /** The metrics by name; none without rows. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        double rows = sums[ROWS];
        if (rows == 0) return metrics;
        if (!(meaning instanceof ClassificationOutputs classes)) {
            metrics.put("MAE", sums[ABSOLUTE] / rows);
            metrics.put("RMSE", Math.sqrt(sums[SQUARED] / rows));
            double spread = sums[TRUTH_SQUARED] - sums[TRUTH] * sums[TRUTH] / rows;
            metrics.put("R2", spread > 0 ? 1 - sums[SQUARED] / spread : Double.NaN);
            return metrics;
        }
        metrics.put("accuracy", sums[CORRECT] / rows);
        if (classes.probabilistic()) metrics.put("log loss", sums[LOG_LOSS] / rows);
        if (classes.labels().size() != 2) return metrics;
        double either = sums[POSITIVE] + sums[PREDICTED];
        metrics.put("F1", either == 0 ? 0 : 2 * sums[TRUE_POSITIVE] / either);
        if (!classes.probabilistic()) return metrics;
        metrics.put("ROC AUC", area(positives, negatives));
        double off = 0;
        for (int i = 0; i < TENTHS; i++) off += Math.abs(tenthSums[i] - tenthHits[i]);
        metrics.put("calibration error", off / rows);
        return metrics;
    }

    /** The share of pairs of a positive and a negative in which the positive is in the higher step; ties count half. */
    static double area(double[] positives, double[] negatives) {
        double pairs = 0;
        double below = 0;
        double all = 0;
        for (int step = 0; step < positives.length; step++) {
            pairs += positives[step] * (below + negatives[step] / 2);
            below += negatives[step];
            all += positives[step];
        }
        return all == 0 || below == 0 ? Double.NaN : pairs / (all * below);
    }

    State toState() {
        return State.empty()
                .with("sums", sums)
                .with("positives", positives)
                .with("negatives", negatives)
                .with("tenth-rows", tenthRows)
                .with("tenth-sums", tenthSums)
                .with("tenth-hits", tenthHits);
    }

    static Outcomes read(State state, Outputs<?> meaning) {
        Outcomes outcomes = new Outcomes(meaning);
        copy(state.numbers("sums"), outcomes.sums);
        copy(state.numbers("positives"), outcomes.positives);
        copy(state.numbers("negatives"), outcomes.negatives);
        copy(state.numbers("tenth-rows"), outcomes.tenthRows);
        copy(state.numbers("tenth-sums"), outcomes.tenthSums);
        copy(state.numbers("tenth-hits"), outcomes.tenthHits);
        return outcomes;
    }

    private static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, Math.min(from.length, to.length));
    }
}
