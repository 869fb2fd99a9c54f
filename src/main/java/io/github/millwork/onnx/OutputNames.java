package io.github.millwork.onnx;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.RegressionOutputs;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** What the outputs of an exported model are called. */
final class OutputNames {
    static final String PROBABILITIES = "probabilities";
    static final String SCORES = "scores";
    static final String LABEL = "label";
    static final String PREDICTION = "prediction";
    static final String LOW = "prediction_low";
    static final String HIGH = "prediction_high";

    /** Which no column may be called. */
    static final Set<String> ALL = Set.of(PROBABILITIES, SCORES, LABEL, PREDICTION, LOW, HIGH);

    private OutputNames() {}

    /** {@return the outputs that hold numbers, in the order of a pipeline's; the index of a decided class is in none} */
    static List<String> ofNumbers(Outputs<?> outputs) {
        if (outputs instanceof ClassificationOutputs classes) {
            return List.of(classes.probabilistic() ? PROBABILITIES : SCORES);
        }
        boolean interval = outputs instanceof RegressionOutputs && outputs.width() == 3;
        return interval ? List.of(PREDICTION, LOW, HIGH) : List.of(PREDICTION);
    }

    /**
     * Gives outputs their names.
     *
     * @param graph where they are
     * @param numbers the tensor of all numbers of a pipeline, rows x outputs
     * @param outputs what these mean
     */
    static void name(GraphBuilder graph, String numbers, Outputs<?> outputs) {
        List<String> names = ofNumbers(outputs);
        if (outputs instanceof RegressionOutputs) {
            for (int i = 0; i < names.size(); i++) {
                String one = names.size() == 1 ? numbers : columns(graph, numbers, i, 1);
                graph.output(one, names.get(i), GraphBuilder.DOUBLE, 1);
            }
            return;
        }
        ClassificationOutputs classes = (ClassificationOutputs) outputs;
        int count = classes.labels().size();
        String each = classes.decided() ? columns(graph, numbers, 0, count) : numbers;
        graph.output(each, names.get(0), GraphBuilder.DOUBLE, count);
        String best = classes.decided()
                ? graph.cast(columns(graph, numbers, count, 1), GraphBuilder.INT64)
                : graph.node(
                        "ArgMax",
                        List.of(GraphBuilder.integer("axis", 1), GraphBuilder.integer("keepdims", 1)),
                        numbers);
        String labels = graph.strings(classes.labels(), count);
        graph.output(graph.node("Gather", labels, best), LABEL, GraphBuilder.STRING, 1);
    }

    private static String columns(GraphBuilder graph, String numbers, int from, int count) {
        long[] places = LongStream.range(from, (long) from + count).toArray();
        return graph.node("Gather", List.of(GraphBuilder.integer("axis", 1)), numbers, graph.integers(places, count));
    }
}
