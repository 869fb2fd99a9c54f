package io.github.millwork.testkit;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gives each class its share of the training rows, shifted by the first feature; wrong in one chosen way, or right. */
record PlantedLearner(Fault fault) implements Learner<Classification> {
    enum Fault {
        NONE,
        CODEC_FORGETS,
        COUNTS_FITS,
        LEARNS_FROM_THREADS,
        CHANGES_THE_TARGET,
        IGNORES_WEIGHTS,
        WEIGHS_THE_TOTAL,
        PUTS_OUT_NAN,
        DOES_NOT_ADD_UP,
        REMEMBERS_THE_LAST_ROW,
        SHARES_A_SCRATCH_FIELD,
        MODEL_CODEC_FORGETS,
        STUMBLES_OVER_CONSTANTS
    }

    static final Codec<PlantedLearner> CODEC = Codec.of(
            "test.planted.learner",
            PlantedLearner.class,
            learner -> State.empty().with("fault", learner.fault.name()),
            state -> new PlantedLearner(
                    Fault.valueOf(state.string("fault")) == Fault.CODEC_FORGETS
                            ? Fault.NONE
                            : Fault.valueOf(state.string("fault"))));

    static final Codec<Shares> MODEL_CODEC = Codec.of(
            "test.planted.model",
            Shares.class,
            model -> State.empty()
                    .with("fault", model.fault.name())
                    .with("labels", model.labels)
                    .with("first", model.first),
            state -> new Shares(
                    Fault.valueOf(state.string("fault")),
                    state.strings("labels"),
                    state.string("fault").equals("MODEL_CODEC_FORGETS") ? 0.5 : state.number("first")));

    private static final AtomicInteger ALL_FITS = new AtomicInteger();

    @Override
    public String describe() {
        return "planted " + fault;
    }

    @Override
    public Class<Classification> predictionType() {
        return Classification.class;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.COMPLETE);
    }

    @Override
    public boolean honoursWeights() {
        return true;
    }

    @Override
    public Model<Classification> fit(TrainingData data, FitContext context) {
        TargetValues.Classes classes = data.classes();
        double firstCell = data.features().value(0);
        boolean constant = IntStream.range(0, data.rows())
                .allMatch(row -> data.features().value(data.features().start(row)) == firstCell);
        if (constant && fault == Fault.STUMBLES_OVER_CONSTANTS) throw new ArithmeticException("/ by zero");
        double first = 0;
        double all = 0;
        for (int row = 0; row < data.rows(); row++) {
            double weight = fault == Fault.IGNORES_WEIGHTS ? 1 : data.weight(row);
            if (classes.codes()[row] == 0) first += weight;
            all += weight;
        }
        if (fault == Fault.WEIGHS_THE_TOTAL && data.weights() != null) all += 1;
        double share = first / all;
        if (fault == Fault.COUNTS_FITS) share /= ALL_FITS.incrementAndGet();
        if (fault == Fault.LEARNS_FROM_THREADS) share /= context.threads();
        if (fault == Fault.CHANGES_THE_TARGET) classes.codes()[0] = 1 - classes.codes()[0];
        return new Shares(fault, classes.labels(), share);
    }

    static final class Shares implements Model<Classification> {
        private final Fault fault;
        private final List<String> labels;
        private final double first;
        private double scratch;
        private @Nullable Thread writer;

        Shares(Fault fault, List<String> labels, double first) {
            this.fault = fault;
            this.labels = labels;
            this.first = first;
        }

        @Override
        public Outputs<Classification> outputs() {
            return ClassificationOutputs.probabilities(labels, null);
        }

        @Override
        public void predict(FeatureVector features, double[] out, int at) {
            double own = features.dense(0)[0] > 0 ? first : first / 2;
            double last = scratch;
            scratch = own;
            if (fault == Fault.SHARES_A_SCRATCH_FIELD) {
                // The worst order of turns, each time: whoever follows another thread reads what that one left.
                Thread self = Thread.currentThread();
                if (writer != null && writer != self) own = last;
                writer = self;
            }
            if (fault == Fault.REMEMBERS_THE_LAST_ROW) own = (own + last) / 2;
            out[at] = own;
            out[at + 1] = fault == Fault.DOES_NOT_ADD_UP ? 1 - own / 2 : 1 - own;
            if (fault == Fault.PUTS_OUT_NAN) out[at] = Double.NaN;
        }
    }
}
