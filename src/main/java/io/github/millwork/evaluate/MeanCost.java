package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Costs;
import java.util.ArrayList;
import java.util.List;

/**
 * What a row costs on average. It lies between the least and the largest cost that there is, so the interval is Wilson's.
 *
 * @param name what it is called
 * @param costs what it costs to take one class for another
 */
record MeanCost(String name, Costs costs) implements Linearised<Classification> {
    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Estimate estimate(Assessment<Classification> assessment) {
        double[][] table = table(assessment);
        Marks marks = Marks.ofClasses(assessment);
        return Ratio.mean(assessment, row -> table[marks.trueLabels()[row]][marks.foundLabels()[row]]);
    }

    @Override
    public Interval interval(Estimate estimate, Assessment<Classification> assessment) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double[] ofTruth : table(assessment)) {
            for (double cost : ofTruth) {
                least = Math.min(least, cost);
                most = Math.max(most, cost);
            }
        }
        return estimate.wilson(least, most);
    }

    @Override
    public String method() {
        return "Wilson";
    }

    private double[][] table(Assessment<Classification> assessment) {
        List<String> labels = Decisions.outputs(assessment).labels();
        List<String> truthLabels = new ArrayList<>(labels);
        truthLabels.addAll(Decisions.truth(assessment).unknown());
        costs.byTruth().forEach((truth, ofTruth) -> {
            check(truth, truthLabels);
            ofTruth.keySet().forEach(predicted -> check(predicted, labels));
        });
        double[][] table = new double[truthLabels.size()][labels.size()];
        for (int t = 0; t < table.length; t++) {
            for (int p = 0; p < table[t].length; p++) table[t][p] = costs.cost(truthLabels.get(t), labels.get(p));
        }
        return table;
    }

    private void check(String label, List<String> labels) {
        if (labels.contains(label)) return;
        throw new DataException("Expected the costs of '" + name + "' to name classes but '" + label + "' is none. "
                + Names.suggest(label, labels));
    }
}
