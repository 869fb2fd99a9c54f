package io.github.millwork.evaluate;

import io.github.millwork.data.Names;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.TextTable;
import io.github.millwork.stage.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether of two models one is better, by each metric that was measured for both, on the same rows. Immutable.
 *
 * @param pairs the paired test of each metric, in the order of the first evaluation
 */
public record ModelComparison(List<PairedComparison> pairs) {
    /**
     * Copies the tests.
     *
     * @param pairs the paired test of each metric, in the order of the first evaluation
     */
    public ModelComparison {
        pairs = List.copyOf(pairs);
    }

    static <P extends Prediction> ModelComparison of(Evaluation<P> first, Evaluation<P> second) {
        List<Metric<P>> common =
                first.metrics().stream().filter(second.metrics()::contains).toList();
        if (common.isEmpty()) {
            throw new IllegalArgumentException("Expected a metric that was measured for both but the first has "
                    + names(first) + " and the second " + names(second) + ". Measure both by the same.");
        }
        List<PairedComparison> pairs = new ArrayList<>();
        for (Metric<P> metric : common) pairs.add(first.paired(second, metric));
        return new ModelComparison(pairs);
    }

    private static String names(Evaluation<?> evaluation) {
        return Names.list(evaluation.metrics().stream().map(Metric::name).toList());
    }

    /**
     * {@return the paired test of a metric}
     *
     * @param metric one of the metrics that were measured for both
     * @throws IllegalArgumentException if it was not; the message lists what was
     */
    public PairedComparison of(Metric<?> metric) {
        return pairs.stream()
                .filter(pair -> pair.metric().equals(metric.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected a metric that was measured for both but '"
                        + metric.name() + "' was not. There are: "
                        + Names.list(
                                pairs.stream().map(PairedComparison::metric).toList())
                        + "."));
    }

    /** {@return a table of the differences, the first model less the second, with their intervals and what they mean} */
    @Override
    public String toString() {
        TextTable table = new TextTable("metric", "first - second", "95 % interval", "p", "verdict", "test");
        table.alignRight(1, 2);
        table.alignRight(3, 4);
        for (PairedComparison pair : pairs) {
            table.row(
                    pair.metric(),
                    signed(pair.difference()),
                    signed(pair.low()) + " to " + signed(pair.high()),
                    Double.isNaN(pair.pValue())
                            ? ""
                            : pair.pValue() < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", pair.pValue()),
                    switch (pair.verdict()) {
                        case FIRST -> "first is better";
                        case SECOND -> "second is better";
                        case TIED -> "tied";
                    },
                    pair.method());
        }
        return table.toString();
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + Evaluation.number(value);
    }
}
