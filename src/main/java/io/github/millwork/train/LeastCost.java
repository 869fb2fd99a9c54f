package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.Adjustment;
import io.github.millwork.stage.AdjustmentMeaning;
import io.github.millwork.stage.AdjustmentOption;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Costs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides for the class whose cost, expected by the probabilities, is the least; the first of equals (Elkan 2001).
 *
 * @param costs what it costs to take one class for another
 */
record LeastCost(Costs costs) implements AdjustmentOption<Classification> {
    @Override
    public String describe() {
        return "decision by least cost";
    }

    @Override
    public Phase phase() {
        return Phase.DECIDE;
    }

    @Override
    public int folds() {
        return 0;
    }

    @Override
    public boolean onlyOnce() {
        return true;
    }

    @Override
    public Decision fit(
            Predictions<Classification> outOfFold,
            TargetValues truth,
            double @Nullable [] weights,
            FitContext context) {
        ClassificationOutputs outputs = (ClassificationOutputs) outOfFold.outputs();
        if (!outputs.probabilistic()) {
            throw new DataException("Expected probabilities to expect costs by but the learner gives scores only. Add "
                    + "Calibration.sigmoid() to it.");
        }
        List<String> labels = outputs.labels();
        costs.byTruth().forEach((actual, ofTruth) -> {
            check(actual, labels);
            ofTruth.keySet().forEach(predicted -> check(predicted, labels));
        });
        double[] table = new double[labels.size() * labels.size()];
        for (int t = 0; t < labels.size(); t++) {
            for (int p = 0; p < labels.size(); p++) {
                table[t * labels.size() + p] = costs.cost(labels.get(t), labels.get(p));
            }
        }
        return new Decision(table);
    }

    private static void check(String label, List<String> labels) {
        if (labels.contains(label)) return;
        throw new DataException("Expected costs of the classes of the target but '" + label + "' is none. "
                + Names.suggest(label, labels));
    }

    /**
     * Decides by the probabilities.
     *
     * @param table for each true class what each predicted class costs, one true class after the other
     */
    record Decision(double[] table) implements Adjustment<Classification> {
        @Override
        public Outputs<Classification> outputs(Outputs<Classification> before) {
            ClassificationOutputs classes = (ClassificationOutputs) before;
            int labels = classes.labels().size();
            if (table.length == labels * labels) return classes.withDecision();
            throw new BundleException("Expected " + labels * labels + " costs for " + labels + " classes but found "
                    + table.length + ". The file is damaged.");
        }

        @Override
        public void adjust(double[] from, double[] to) {
            int labels = to.length - 1;
            System.arraycopy(from, 0, to, 0, labels);
            double least = Double.POSITIVE_INFINITY;
            for (int predicted = 0; predicted < labels; predicted++) {
                double expected = 0;
                for (int actual = 0; actual < labels; actual++) {
                    expected += from[actual] * table[actual * labels + predicted];
                }
                if (expected < least) {
                    least = expected;
                    to[labels] = predicted;
                }
            }
        }

        @Override
        public Optional<AdjustmentMeaning> meaning() {
            return Optional.of(new AdjustmentMeaning.Cheapest(table.clone()));
        }
    }

    static final Codec<LeastCost> CODEC = Codec.of(
            "least-cost",
            LeastCost.class,
            option -> option.costs.toState(),
            state -> new LeastCost(Costs.fromState(state)));

    static final Codec<Decision> DECISION_CODEC = Codec.of(
            "least-cost.fitted",
            Decision.class,
            decision -> State.empty().with("table", decision.table),
            state -> new Decision(state.numbers("table")));
}
