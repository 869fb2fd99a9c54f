package io.github.millwork.evaluate;

import io.github.millwork.data.Cluster;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.TargetValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The predictions of the test rows of all cuts put together, in the order of the rows, where that makes sense.
 *
 * @param assessment the predictions; null where they cannot be put together
 * @param rows the number of the row of each
 * @param obstacle why they cannot be put together; empty where they can
 */
record PooledRows<P extends Prediction>(@Nullable Assessment<P> assessment, int[] rows, String obstacle) {
    /** Puts predictions together; no row may be tested in two cuts. */
    static <P extends Prediction> PooledRows<P> of(List<Cut> cuts, List<Assessment<P>> tests) {
        Outputs<P> outputs = tests.get(0).predictions().outputs();
        if (outputs.predictionType() == Cluster.class) {
            return none("each cut numbers its clusters in its own way");
        }
        if (tests.stream().anyMatch(test -> !test.predictions().outputs().equals(outputs))) {
            return none("the training rows of some cuts lack a class, so that the predictions differ in kind");
        }
        int[] rows = cuts.stream().flatMapToInt(cut -> IntStream.of(cut.test())).toArray();
        int[] order = IntStream.range(0, rows.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(rows[a], rows[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        Assessment<P> all =
                new Assessment<>(predictions(outputs, tests), truth(tests), weights(tests, rows.length), null);
        return new PooledRows<>(
                all.rows(order), IntStream.of(order).map(i -> rows[i]).toArray(), "");
    }

    static <P extends Prediction> PooledRows<P> none(String obstacle) {
        return new PooledRows<>(null, new int[0], obstacle);
    }

    private static <P extends Prediction> Predictions<P> predictions(Outputs<P> outputs, List<Assessment<P>> tests) {
        int width = outputs.width();
        double[] values =
                new double[width * tests.stream().mapToInt(Assessment::rows).sum()];
        Map<String, Long> unseen = new HashMap<>();
        int at = 0;
        for (Assessment<P> test : tests) {
            for (int row = 0; row < test.rows(); row++) {
                for (int o = 0; o < width; o++)
                    values[at++] = test.predictions().value(row, o);
            }
            test.predictions().unseen().forEach((column, count) -> unseen.merge(column, count, Long::sum));
        }
        return Predictions.of(outputs, values, unseen);
    }

    private static double @Nullable [] weights(List<? extends Assessment<?>> tests, int rows) {
        if (tests.stream().allMatch(test -> test.weights() == null)) return null;
        double[] weights = new double[rows];
        int at = 0;
        for (Assessment<?> test : tests) for (int row = 0; row < test.rows(); row++) weights[at++] = test.weight(row);
        return weights;
    }

    private static TargetValues truth(List<? extends Assessment<?>> tests) {
        List<TargetValues> parts = new ArrayList<>();
        for (Assessment<?> test : tests) parts.add(test.truth());
        int rows = parts.stream().mapToInt(TargetValues::size).sum();
        TargetValues first = parts.get(0);
        if (first instanceof TargetValues.Classes classes) return classes(classes, parts);
        if (first instanceof TargetValues.LabelSets sets) return labels(sets, parts);
        if (first instanceof TargetValues.None) return new TargetValues.None(rows);
        return new TargetValues.Numbers(parts.stream()
                .flatMapToDouble(part -> Arrays.stream(((TargetValues.Numbers) part).values()))
                .toArray());
    }

    /** Codes below zero are those of unknown classes, which each cut numbers anew. */
    private static TargetValues classes(TargetValues.Classes first, List<TargetValues> parts) {
        Map<String, Integer> unknown = new HashMap<>();
        List<String> names = new ArrayList<>();
        List<Integer> codes = new ArrayList<>();
        for (TargetValues part : parts) {
            TargetValues.Classes classes = (TargetValues.Classes) part;
            for (int row = 0; row < classes.size(); row++) {
                int code = classes.codes()[row];
                if (code < 0) {
                    code = unknown.computeIfAbsent(classes.label(row), label -> {
                        names.add(label);
                        return -names.size();
                    });
                }
                codes.add(code);
            }
        }
        return new TargetValues.Classes(
                first.labels(), codes.stream().mapToInt(Integer::intValue).toArray(), first.positive(), names);
    }

    /** Labels that the model does not know follow those it does, in an order of each cut. */
    private static TargetValues labels(TargetValues.LabelSets first, List<TargetValues> parts) {
        Set<String> all = new LinkedHashSet<>(first.labels());
        for (TargetValues part : parts) all.addAll(((TargetValues.LabelSets) part).labels());
        List<String> labels = List.copyOf(all);
        List<BitSet> sets = new ArrayList<>();
        for (TargetValues part : parts) {
            TargetValues.LabelSets own = (TargetValues.LabelSets) part;
            int[] to = own.labels().stream().mapToInt(labels::indexOf).toArray();
            for (BitSet set : own.sets()) {
                BitSet moved = new BitSet(labels.size());
                set.stream().forEach(label -> moved.set(to[label]));
                sets.add(moved);
            }
        }
        return new TargetValues.LabelSets(labels, sets);
    }
}
