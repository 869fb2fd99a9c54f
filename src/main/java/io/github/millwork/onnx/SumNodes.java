package io.github.millwork.onnx;

import io.github.millwork.stage.ModelMeaning.Kernel;
import io.github.millwork.stage.ModelMeaning.Machine;
import io.github.millwork.stage.ModelMeaning.Power;
import io.github.millwork.stage.ModelMeaning.Products;
import io.github.millwork.stage.ModelMeaning.Radial;
import io.github.millwork.stage.ModelMeaning.Squares;
import io.github.millwork.stage.ModelMeaning.Tangent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Says sums in ONNX that are not linear in the features: of products, of squares, of kernels. */
final class SumNodes {
    private final GraphBuilder graph;

    SumNodes(GraphBuilder graph) {
        this.graph = graph;
    }

    /** Each feature with all before it, factor by factor: the sum of its vector times what theirs have come to. */
    String products(String features, Products meaning) {
        int sums = meaning.intercepts().length;
        int width = sums * meaning.factors();
        double[] together = new double[width * sums];
        for (int f = 0; f < width; f++) together[f * sums + f / meaning.factors()] = 1;
        String each = graph.node("Unsqueeze", features, graph.integers(new long[] {2}, 1));
        String parts = graph.node("Mul", each, graph.numbers(meaning.vectors(), 1, meaning.inputs(), width));
        String before = graph.node(
                "CumSum", List.of(GraphBuilder.integer("exclusive", 1)), parts, graph.integers(new long[] {1}));
        String pairs = graph.node(
                "ReduceSum",
                List.of(GraphBuilder.integer("keepdims", 0)),
                graph.node("Mul", parts, before),
                graph.integers(new long[] {1}, 1));
        return graph.node(
                "Add",
                weighted(features, meaning.weights(), meaning.inputs(), meaning.intercepts()),
                graph.node("MatMul", pairs, graph.numbers(together, width, sums)));
    }

    private String weighted(String rows, double[] weights, int inputs, double[] intercepts) {
        String sums = graph.node("MatMul", rows, graph.numbers(weights, inputs, intercepts.length));
        return graph.node("Add", sums, graph.numbers(intercepts, 1, intercepts.length));
    }

    String squares(String features, Squares meaning) {
        int inputs = meaning.inputs();
        List<String> each = new ArrayList<>();
        for (int k = 0; k < meaning.intercepts().length; k++) {
            double[] centre = Arrays.copyOfRange(meaning.centres(), k * inputs, (k + 1) * inputs);
            double[] weights = Arrays.copyOfRange(meaning.weights(), k * inputs, (k + 1) * inputs);
            String off = graph.node("Sub", features, graph.numbers(centre, 1, inputs));
            each.add(weighted(graph.node("Mul", off, off), weights, inputs, new double[] {meaning.intercepts()[k]}));
        }
        return graph.node("Concat", List.of(GraphBuilder.integer("axis", 1)), each.toArray(String[]::new));
    }

    String machine(String features, Machine meaning) {
        int inputs = meaning.inputs();
        int count = meaning.vectors().length / inputs;
        double[] turned = new double[meaning.vectors().length];
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < inputs; i++) turned[i * count + row] = meaning.vectors()[row * inputs + i];
        }
        String products = graph.node("MatMul", features, graph.numbers(turned, inputs, count));
        String kernels = kernels(features, products, meaning.kernel(), meaning.vectors(), inputs);
        return weighted(kernels, meaning.weights(), count, meaning.intercepts());
    }

    private String kernels(String features, String products, Kernel kernel, double[] vectors, int inputs) {
        if (kernel instanceof Radial radial) {
            String squares = squares(features, products, vectors, inputs);
            return graph.node("Exp", graph.node("Mul", squares, graph.number(-radial.gamma())));
        }
        if (kernel instanceof Tangent tangent) {
            return graph.node("Tanh", line(products, tangent.gamma(), tangent.offset()));
        }
        Power power = (Power) kernel;
        String line = line(products, power.gamma(), power.offset());
        String result = line;
        for (int i = 1; i < power.degree(); i++) result = graph.node("Mul", result, line);
        return result;
    }

    private String line(String products, double gamma, double offset) {
        return graph.node("Add", graph.node("Mul", products, graph.number(gamma)), graph.number(offset));
    }

    /** Squared distances: the lengths of both less twice the product, which rounding may put below zero. */
    private String squares(String features, String products, double[] vectors, int inputs) {
        int count = vectors.length / inputs;
        double[] lengths = new double[count];
        for (int i = 0; i < vectors.length; i++) lengths[i / inputs] += vectors[i] * vectors[i];
        String own =
                graph.node("MatMul", graph.node("Mul", features, features), graph.numbers(ones(inputs), inputs, 1));
        String both = graph.node("Add", own, graph.numbers(lengths, 1, count));
        String off = graph.node("Sub", both, graph.node("Mul", products, graph.number(2)));
        return graph.node("Max", off, graph.number(0));
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
