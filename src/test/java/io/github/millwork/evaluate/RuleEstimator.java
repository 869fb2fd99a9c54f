package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Estimator;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.stage.RowSession;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Learns, by a rule of the test, the probability that the column "kind" is the last of the classes it was shown. */
record RuleEstimator(Rule rule) implements Estimator<Classification> {
    /** Learns from training rows how to predict others. */
    interface Rule {
        Predictor fit(Dataset training, FitContext context);
    }

    /** Gives a probability for each row. */
    interface Predictor {
        double[] predict(Dataset rows, @Nullable Dataset earlier);
    }

    /** Predicts by which side of the middle between the means of the classes a row lies on. */
    static RuleEstimator nearestMean(String column) {
        return new RuleEstimator((training, context) -> {
            double[] sums = new double[2];
            int[] counts = new int[2];
            for (int row = 0; row < training.rowCount(); row++) {
                int kind = "yes".equals(training.column("kind").string(row)) ? 1 : 0;
                sums[kind] += training.column(column).number(row);
                counts[kind]++;
            }
            double middle = (sums[0] / counts[0] + sums[1] / counts[1]) / 2;
            return (rows, earlier) -> {
                double[] p = new double[rows.rowCount()];
                for (int row = 0; row < p.length; row++) {
                    p[row] = 1 / (1 + Math.exp(middle - rows.column(column).number(row)));
                }
                return p;
            };
        });
    }

    @Override
    public Task<Classification> task() {
        return Task.classify(Target.of("kind"));
    }

    @Override
    public String describe() {
        return "rule";
    }

    @Override
    public Fitted<Classification> fit(Dataset training, FitContext context) {
        return new FittedRule(task(), training.column("kind").levels(), rule.fit(training, context));
    }

    /** What came of the rule. */
    private record FittedRule(Task<Classification> task, List<String> labels, Predictor predictor)
            implements Fitted<Classification> {
        @Override
        public Schema schema() {
            return Schema.of(List.of());
        }

        @Override
        public Outputs<Classification> outputs() {
            return ClassificationOutputs.probabilities(labels, labels.get(labels.size() - 1));
        }

        @Override
        public List<RowProgram.Input> inputs() {
            return List.of();
        }

        @Override
        public boolean toleratesMissing() {
            return true;
        }

        @Override
        public boolean looksBack() {
            return true;
        }

        @Override
        public RowSession session() {
            throw new IllegalStateException("the rule looks back");
        }

        @Override
        public Predictions<Classification> predict(Dataset rows, @Nullable Dataset earlier, FitContext context) {
            double[] last = predictor.predict(rows, earlier);
            int width = labels.size();
            double[] values = new double[last.length * width];
            for (int row = 0; row < last.length; row++) {
                values[row * width] = 1 - last[row];
                values[row * width + width - 1] = last[row];
            }
            return Predictions.of(outputs(), values, Map.of());
        }

        @Override
        public Classification predict(Row row) {
            throw new IllegalStateException("the rule looks back");
        }

        @Override
        public Assessment<Classification> assess(Dataset rows, @Nullable Dataset earlier, FitContext context) {
            Column kind = rows.column("kind");
            List<String> unknown = new ArrayList<>();
            int[] codes = new int[rows.rowCount()];
            for (int row = 0; row < codes.length; row++) {
                String label = String.valueOf(kind.string(row));
                codes[row] = labels.indexOf(label);
                if (codes[row] >= 0) continue;
                if (!unknown.contains(label)) unknown.add(label);
                codes[row] = -1 - unknown.indexOf(label);
            }
            TargetValues truth = new TargetValues.Classes(labels, codes, labels.get(labels.size() - 1), unknown);
            return new Assessment<>(predict(rows, earlier, context), truth, null, null);
        }
    }
}
