package io.github.millwork.onnx;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.ModelMeaning.Layer;
import io.github.millwork.stage.ModelMeaning.Layers;
import io.github.millwork.stage.ModelMeaning.Trees;
import java.util.Arrays;
import java.util.List;

/** Says a model in ONNX: from the features to its outputs. */
final class ModelNodes {
    /** Where {@code 1 + exp(-x)} is {@code exp(-x)} to the last bit, so that classes can be compared by their sums. */
    private static final double FAR_BELOW_ZERO = -100;

    private final GraphBuilder graph;
    private final ModelMeaning meaning;
    private final int width;

    ModelNodes(GraphBuilder graph, ModelMeaning meaning, int width) {
        this.graph = graph;
        this.meaning = meaning;
        this.width = width;
    }

    /**
     * {@return the tensor of the outputs, rows x outputs, as doubles}
     *
     * @param features the tensor of the features
     * @param dimension how many there are
     */
    String outputs(String features, int dimension) {
        String sums = meaning.sums() instanceof Layers layers
                ? layers(features, layers)
                : new TreeNodes(graph, (Trees) meaning.sums(), meaning.labels().length).sums(features, dimension);
        if (meaning.spread() != 1) sums = graph.node("Mul", sums, graph.number(meaning.spread()));
        if (meaning.centre() != 0) sums = graph.node("Add", sums, graph.number(meaning.centre()));
        return switch (meaning.link()) {
            case NUMBER -> sums;
            case LOGISTIC -> {
                String second = graph.node("Sigmoid", sums);
                yield columns(graph.node("Sub", graph.number(1), second), second);
            }
            case SOFTMAX -> placed(softmax(sums), 0);
            case ONE_AGAINST_REST -> placed(oneAgainstRest(sums), 0);
            case SCORES ->
                meaning.labels().length == 1 ? columns(graph.node("Neg", sums), sums) : placed(sums, -Double.MAX_VALUE);
        };
    }

    private String columns(String... all) {
        return graph.node("Concat", List.of(GraphBuilder.integer("axis", 1)), all);
    }

    private String layers(String features, Layers layers) {
        String units = features;
        for (Layer layer : layers.layers()) {
            int size = layer.intercepts().length;
            units = graph.node("MatMul", units, graph.numbers(layer.weights(), layer.inputs(), size));
            units = graph.node("Add", units, graph.numbers(layer.intercepts(), 1, size));
            units = switch (layer.activation()) {
                case NONE -> units;
                case RELU -> graph.node("Relu", units);
                case TANH -> graph.node("Tanh", units);
                case LOGISTIC -> graph.node("Sigmoid", units);
            };
        }
        return units;
    }

    private String softmax(String sums) {
        return graph.node("Softmax", List.of(GraphBuilder.integer("axis", 1)), sums);
    }

    /** Where all are far below zero, their logistic functions may vanish, but not what they are to each other. */
    private String oneAgainstRest(String sums) {
        String each = graph.node("Sigmoid", sums);
        String axis = graph.integers(new long[] {1}, 1);
        String shares = graph.node("Div", each, graph.node("ReduceSum", each, axis));
        String highest = graph.node("ReduceMax", List.of(GraphBuilder.listOfIntegers("axes", List.of(1L))), sums);
        String far = graph.node("Less", highest, graph.number(FAR_BELOW_ZERO));
        return graph.node("Where", far, softmax(sums), shares);
    }

    /** Puts what was computed for the labels that sums speak for in its places among all. */
    private String placed(String values, double others) {
        int[] labels = meaning.labels();
        if (labels.length == width) return values;
        double[] rest = new double[width];
        double[] places = new double[labels.length * width];
        Arrays.fill(rest, others);
        for (int k = 0; k < labels.length; k++) {
            places[k * width + labels[k]] = 1;
            rest[labels[k]] = 0;
        }
        String spread = graph.node("MatMul", values, graph.numbers(places, labels.length, width));
        return graph.node("Add", spread, graph.numbers(rest, 1, width));
    }

    /** Gives the outputs names: {@code probabilities} or {@code scores} with {@code label}, or {@code prediction}. */
    static void name(GraphBuilder graph, String tensor, Outputs<?> outputs) {
        if (outputs instanceof RegressionOutputs) {
            graph.output(tensor, OnnxExport.PREDICTION, GraphBuilder.DOUBLE, 1);
            return;
        }
        ClassificationOutputs classes = (ClassificationOutputs) outputs;
        String name = classes.probabilistic() ? OnnxExport.PROBABILITIES : OnnxExport.SCORES;
        graph.output(tensor, name, GraphBuilder.DOUBLE, classes.width());
        String best = graph.node(
                "ArgMax", List.of(GraphBuilder.integer("axis", 1), GraphBuilder.integer("keepdims", 1)), tensor);
        String labels = graph.strings(classes.labels(), classes.width());
        graph.output(graph.node("Gather", labels, best), OnnxExport.LABEL, GraphBuilder.STRING, 1);
    }
}
