package io.github.millwork.monitor;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Fits a classifier to tell two sets of rows apart, and asks it about rows that it was not fitted to. */
final class Domains {
    private static final double FLOOR = 0.55;
    private static final double SURE = 0.01;
    private static final int FOLDS = 3;
    private static final String SIDE = "side";

    private Domains() {}

    static Together compare(List<double[]> reference, List<double[]> current, Learner<Classification> learner) {
        List<double[]> all = new ArrayList<>(reference);
        all.addAll(current);
        String[] sides = new String[all.size()];
        Arrays.fill(sides, 0, reference.size(), "reference");
        Arrays.fill(sides, reference.size(), sides.length, "use");
        List<Column> columns = new ArrayList<>(Encoded.columns(all));
        columns.add(Column.categories(SIDE, sides));
        Dataset rows = Dataset.of(columns);
        Chain<Classification> chain = new Chain<>(Task.classify(Target.of(SIDE).positive("use")), List.of(), learner);
        double[] scores = new double[sides.length];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            int[] inside = IntStream.range(0, sides.length)
                    .filter(i -> i % FOLDS != held)
                    .toArray();
            int[] outside = IntStream.range(0, sides.length)
                    .filter(i -> i % FOLDS == held)
                    .toArray();
            Predictions<Classification> predictions =
                    chain.fit(rows.rows(inside), FitContext.of(fold)).predict(rows.rows(outside));
            int use = ((ClassificationOutputs) predictions.outputs()).labels().indexOf("use");
            for (int i = 0; i < outside.length; i++) scores[outside[i]] = predictions.value(i, use);
        }
        return together(scores, reference.size());
    }

    /** The area by ranks, and the normal approximation of Mann and Whitney (1947). */
    private static Together together(double[] scores, int first) {
        Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
        double ranks = 0;
        for (int from = 0, to; from < order.length; from = to) {
            to = from + 1;
            while (to < order.length && scores[order[to]] == scores[order[from]]) to++;
            for (int i = from; i < to; i++) if (order[i] >= first) ranks += (from + 1 + to) / 2.0;
        }
        double second = scores.length - first;
        double area = (ranks - second * (second + 1) / 2) / (first * second);
        double error = Math.sqrt((first + second + 1) / (12.0 * first * second));
        double z = (area - 0.5) / error;
        double p = z <= 0 ? 1 : ChiSquare.normalTwoSided(z) / 2;
        return new Together("domain classifier", area, FLOOR, p, area >= FLOOR && p < SURE);
    }
}
