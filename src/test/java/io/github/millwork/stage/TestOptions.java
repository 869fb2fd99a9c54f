package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Training options that write down when they are applied. */
final class TestOptions {
    private TestOptions() {}

    record Rows(String name, Phase phase, List<String> log, UnaryOperator<Dataset> change)
            implements RowOption<Prediction> {
        @Override
        public boolean isData() {
            return false;
        }

        @Override
        public String describe() {
            return name;
        }

        @Override
        public Dataset apply(Dataset training, FitContext context) {
            log.add(name + " " + training.rowCount() + " rows");
            log.add("seed " + context.seed());
            return change.apply(training);
        }
    }

    record Resample(String name, List<String> log) implements ResampleOption<Prediction> {
        @Override
        public String describe() {
            return name;
        }

        @Override
        public TrainingData apply(TrainingData training, FitContext context) {
            log.add(name + " " + training.rows() + " rows");
            int[] doubled = new int[training.rows() * 2];
            for (int i = 0; i < doubled.length; i++) doubled[i] = i / 2;
            return training.rows(doubled);
        }
    }

    /** Multiplies the target, and divides the predictions. */
    record Multiply(double factor, List<String> log) implements TargetOption<Regression> {
        @Override
        public String describe() {
            return "multiply";
        }

        @Override
        public Transformed<Regression> apply(TargetValues target, FitContext context) {
            log.add("multiply " + target.size() + " rows");
            return new Transformed<>(
                    values -> new TargetValues.Numbers(Arrays.stream(((TargetValues.Numbers) values).values())
                            .map(value -> value * factor)
                            .toArray()),
                    new Changed("divide by " + factor, value -> value / factor));
        }
    }

    /** Adds to the target, and subtracts from the predictions. */
    record Raise(double by, List<String> log) implements TargetOption<Regression> {
        @Override
        public String describe() {
            return "raise";
        }

        @Override
        public Transformed<Regression> apply(TargetValues target, FitContext context) {
            log.add("raise " + target.size() + " rows");
            return new Transformed<>(
                    values -> new TargetValues.Numbers(Arrays.stream(((TargetValues.Numbers) values).values())
                            .map(value -> value + by)
                            .toArray()),
                    new Changed("subtract " + by, value -> value - by));
        }
    }

    record Changed(String what, java.util.function.DoubleUnaryOperator change) implements Adjustment<Regression> {
        @Override
        public Outputs<Regression> outputs(Outputs<Regression> before) {
            return before;
        }

        @Override
        public void adjust(double[] from, double[] to) {
            to[0] = change.applyAsDouble(from[0]);
        }
    }

    /** Keeps the out-of-fold predictions that it is given. */
    record Adjust(String name, int folds, List<String> log, List<Predictions<Regression>> seen)
            implements AdjustmentOption<Regression> {
        @Override
        public String describe() {
            return name;
        }

        @Override
        public Phase phase() {
            return Phase.CALIBRATE;
        }

        @Override
        public Adjustment<Regression> fit(
                Predictions<Regression> outOfFold,
                TargetValues truth,
                double @Nullable [] weights,
                FitContext context) {
            log.add(name + " " + outOfFold.size() + " rows");
            seen.add(outOfFold);
            return new Shifted(1);
        }
    }

    /** Gives every row the weight 2. */
    record Weigh() implements ResampleOption<Regression> {
        @Override
        public String describe() {
            return "weigh";
        }

        @Override
        public TrainingData apply(TrainingData training, FitContext context) {
            double[] weights = new double[training.rows()];
            java.util.Arrays.fill(weights, 2);
            return training.withWeights(weights);
        }
    }

    /** Adds a number to every prediction. */
    record Shift(double by) implements AdjustmentOption<Regression> {
        static final Codec<Shift> CODEC = Codec.of(
                "test.shift",
                Shift.class,
                it -> State.empty().with("by", it.by),
                state -> new Shift(state.number("by")));

        @Override
        public String describe() {
            return "shift";
        }

        @Override
        public Phase phase() {
            return Phase.CALIBRATE;
        }

        @Override
        public int folds() {
            return 2;
        }

        @Override
        public Adjustment<Regression> fit(
                Predictions<Regression> outOfFold,
                TargetValues truth,
                double @Nullable [] weights,
                FitContext context) {
            return new Shifted(by);
        }
    }

    record Shifted(double by) implements Adjustment<Regression> {
        static final Codec<Shifted> CODEC = Codec.of(
                "test.shifted",
                Shifted.class,
                it -> State.empty().with("by", it.by),
                state -> new Shifted(state.number("by")));

        @Override
        public Outputs<Regression> outputs(Outputs<Regression> before) {
            return before;
        }

        @Override
        public void adjust(double[] from, double[] to) {
            to[0] = from[0] + by;
        }
    }
}
