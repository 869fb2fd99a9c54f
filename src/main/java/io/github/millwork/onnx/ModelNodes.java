package io.github.millwork.onnx;

import io.github.millwork.stage.AdjustmentMeaning;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.ModelMeaning.Adjusted;
import io.github.millwork.stage.ModelMeaning.Forest;
import io.github.millwork.stage.ModelMeaning.Layer;
import io.github.millwork.stage.ModelMeaning.Layers;
import io.github.millwork.stage.ModelMeaning.Machine;
import io.github.millwork.stage.ModelMeaning.Means;
import io.github.millwork.stage.ModelMeaning.Products;
import io.github.millwork.stage.ModelMeaning.Squares;
import io.github.millwork.stage.ModelMeaning.Stack;
import io.github.millwork.stage.ModelMeaning.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

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
            case PAIRS -> placed(pairs(sums), -Double.MAX_VALUE);
            case EXPONENTIAL -> graph.node("Min", graph.node("Exp", sums), graph.number(Double.MAX_VALUE));
        };
    }

    private String sums(String features, int dimension) {
        if (meaning.sums() instanceof Layers layers) return layers(features, layers);
        if (meaning.sums() instanceof Forest forest) return new ForestNodes(graph, forest).sums(features);
        if (meaning.sums() instanceof Means means) return means(features, dimension, means);
        if (meaning.sums() instanceof Stack stack) return stack(features, dimension, stack);
        if (meaning.sums() instanceof Adjusted adjusted) return adjusted(features, dimension, adjusted);
        SumNodes nodes = new SumNodes(graph);
        if (meaning.sums() instanceof Products products) return nodes.products(features, products);
        if (meaning.sums() instanceof Squares squares) return nodes.squares(features, squares);
        if (meaning.sums() instanceof Machine machine) return nodes.machine(features, machine);
        return new TreeNodes(graph, (Trees) meaning.sums(), meaning.labels().length).sums(features, dimension);
    }

    private String means(String features, int dimension, Means means) {
        String[] each = new String[means.weights().length];
        for (int m = 0; m < each.length; m++) {
            String own = outputs(means.models().get(m), features, dimension);
            if (means.majority()) own = largest(own);
            each[m] = graph.node("Mul", own, graph.number(means.weights()[m]));
        }
        return graph.node("Sum", each);
    }

    private String adjusted(String features, int dimension, Adjusted adjusted) {
        String numbers = outputs(adjusted.model(), features, dimension);
        try {
            for (AdjustmentMeaning adjustment : adjusted.adjustments()) {
                numbers = new AdjustmentNodes(graph).adjusted(numbers, width, adjustment);
            }
        } catch (IllegalArgumentException e) {
            throw Refused.of("of what comes after a member " + e.getMessage());
        }
        return numbers;
    }

    private String outputs(ModelMeaning model, String features, int dimension) {
        return new ModelNodes(graph, model, width).outputs(features, dimension);
    }

    /** 1 for the largest output of a row, the first of equals, and 0 for the others. */
    private String largest(String outputs) {
        String best = graph.node(
                "ArgMax", List.of(GraphBuilder.integer("axis", 1), GraphBuilder.integer("keepdims", 1)), outputs);
        String places = graph.integers(LongStream.range(0, width).toArray(), 1, width);
        return graph.cast(graph.node("Equal", best, places), GraphBuilder.DOUBLE);
    }

    private String stack(String features, int dimension, Stack stack) {
        List<String> given = new ArrayList<>();
        int each = width == 2 ? 1 : width;
        for (ModelMeaning model : stack.models()) {
            String outputs = outputs(model, features, dimension);
            given.add(width == 2 ? second(outputs) : outputs);
        }
        if (stack.withFeatures()) given.add(features);
        int length = each * stack.models().size() + (stack.withFeatures() ? dimension : 0);
        return outputs(stack.last(), columns(given.toArray(String[]::new)), length);
    }

    private String second(String outputs) {
        return graph.node(
                "Gather", List.of(GraphBuilder.integer("axis", 1)), outputs, graph.integers(new long[] {1}, 1));
    }

    /** How many pairs each class wins, and by how much, as a matrix of the pairs and the classes counts them. */
    private String pairs(String sums) {
        int classes = meaning.labels().length;
        int pairs = classes * (classes - 1) / 2;
        double[] firstWins = new double[pairs * classes];
        double[] secondWins = new double[pairs * classes];
        double[] favours = new double[pairs * classes];
        int pair = 0;
        for (int i = 0; i < classes; i++) {
            for (int j = i + 1; j < classes; j++, pair++) {
                firstWins[pair * classes + i] = 1;
                secondWins[pair * classes + j] = 1;
                favours[pair * classes + i] = 1;
                favours[pair * classes + j] = -1;
            }
        }
        String second = graph.cast(graph.node("Less", sums, graph.number(0)), GraphBuilder.DOUBLE);
        String first = graph.node("Sub", graph.number(1), second);
        String wins = graph.node(
                "Add",
                graph.node("MatMul", first, graph.numbers(firstWins, pairs, classes)),
                graph.node("MatMul", second, graph.numbers(secondWins, pairs, classes)));
        String clear = graph.node("MatMul", sums, graph.numbers(favours, pairs, classes));
        String size = graph.node("Add", graph.node("Abs", clear), graph.number(1));
        return graph.node("Add", wins, graph.node("Div", clear, graph.node("Mul", size, graph.number(3))));
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
