package io.github.millwork.monitor;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How sure a classifier was: for each of 1,024 steps of the probability of the class looked at (of more than two classes, of
 * the predicted one) how many rows were predicted to be it or not, and the sum of their probabilities. From that the
 * performance can be estimated that is to be expected if the probabilities are right. One thread at a time.
 */
final class Confidence {
    static final int STEPS = 1_024;
    private static final double FINE = 1L << 30;

    private final boolean known;
    private final int looked; // the class looked at; -1 for the predicted one
    private final @Nullable ClassificationOutputs outputs;
    private final long[] counts = new long[2 * (STEPS + 1)];
    private final long[] sums = new long[2 * (STEPS + 1)];

    Confidence(Outputs<?> meaning) {
        this.outputs = meaning instanceof ClassificationOutputs classes ? classes : null;
        this.known = outputs != null && outputs.probabilistic();
        if (outputs == null) this.looked = -1;
        else if (outputs.labels().size() == 2) {
            this.looked = outputs.positive() == null ? 1 : outputs.labels().indexOf(outputs.positive());
        } else this.looked = -1;
    }

    boolean known() {
        return known;
    }

    /** Whether there are two classes, of which one is looked at. */
    boolean binary() {
        return looked >= 0;
    }

    int looked() {
        return looked;
    }

    void add(double[] out, int at) {
        ClassificationOutputs classes = outputs;
        if (!known || classes == null) return;
        int decided = classes.decide(out, at);
        double probability = out[at + (looked < 0 ? decided : looked)];
        if (Double.isNaN(probability)) return;
        int step = (int) (Math.max(0, Math.min(1, probability)) * STEPS);
        int place = looked < 0 || decided == looked ? STEPS + 1 + step : step;
        counts[place]++;
        sums[place] += (long) Math.rint(probability * FINE);
    }

    void addAll(Confidence other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
            sums[i] += other.sums[i];
        }
    }

    /** How many rows were in a step, and predicted to be the class looked at or not. */
    long count(int step, boolean predicted) {
        return counts[predicted ? STEPS + 1 + step : step];
    }

    /** The mean probability of those. */
    double probability(int step, boolean predicted) {
        int place = predicted ? STEPS + 1 + step : step;
        return sums[place] / FINE / counts[place];
    }

    State toState() {
        return State.empty()
                .with("counts", Arrays.stream(counts).asDoubleStream().toArray())
                .with("sums", Arrays.stream(sums).mapToObj(Long::toString).toList());
    }

    static Confidence read(State state, Outputs<?> meaning) {
        Confidence confidence = new Confidence(meaning);
        double[] counts = state.numbers("counts");
        List<String> sums = state.strings("sums");
        for (int i = 0; i < Math.min(counts.length, confidence.counts.length); i++) {
            confidence.counts[i] = (long) counts[i];
            confidence.sums[i] = Long.parseLong(sums.get(i));
        }
        return confidence;
    }
}
