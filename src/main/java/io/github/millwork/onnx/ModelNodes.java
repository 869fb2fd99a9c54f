package io.github.millwork.onnx;

import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.ModelMeaning.Forest;
import io.github.millwork.stage.ModelMeaning.Layer;
import io.github.millwork.stage.ModelMeaning.Layers;
import io.github.millwork.stage.ModelMeaning.Means;
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
        String sums = sums(features, dimension);
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
            case SHARES ->
                meaning.labels().length == 1
                        ? columns(graph.node("Sub", graph.number(1), sums), sums)
                        : placed(sums, 0);
            case EXPONENTIAL -> graph.node("Min", graph.node("Exp", sums), graph.number(Double.MAX_VALUE));
        };
    }

    private String sums(String features, int dimension) {
        if (meaning.sums() instanceof Layers layers) return layers(features, layers);
        if (meaning.sums() instanceof Forest forest) return new ForestNodes(graph, forest).sums(features);
        if (meaning.sums() instanceof Means means) return means(features, dimension, means);
        return new TreeNodes(graph, (Trees) meaning.sums(), meaning.labels().length).sums(features, dimension);
    }

    private String means(String features, int dimension, Means means) {
        String[] each = new String[means.weights().length];
        for (int m = 0; m < each.length; m++) {
            String own = new ModelNodes(graph, means.models().get(m), width).outputs(features, dimension);
            each[m] = graph.node("Mul", own, graph.number(means.weights()[m]));
        }
        return graph.node("Sum", each);
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
}
