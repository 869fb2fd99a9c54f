package io.github.millwork.onnx;

import io.github.millwork.stage.AdjustmentMeaning;
import io.github.millwork.stage.AdjustmentMeaning.Around;
import io.github.millwork.stage.AdjustmentMeaning.AtLeast;
import io.github.millwork.stage.AdjustmentMeaning.Cheapest;
import io.github.millwork.stage.AdjustmentMeaning.Curve;
import io.github.millwork.stage.AdjustmentMeaning.Curves;
import io.github.millwork.stage.AdjustmentMeaning.Formula;
import io.github.millwork.stage.AdjustmentMeaning.Logistic;
import io.github.millwork.stage.AdjustmentMeaning.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Says in ONNX what comes after a model: calibration, decisions, intervals, the way back of a transformed target. */
final class AdjustmentNodes {
    private final GraphBuilder graph;

    AdjustmentNodes(GraphBuilder graph) {
        this.graph = graph;
    }

    /**
     * {@return the tensor of the adjusted numbers, of which the index of the class comes last that is decided on}
     *
     * @param numbers the tensor of the numbers before
     * @param width how many there are
     * @param meaning what is done to them
     * @throws IllegalArgumentException if ONNX has no operator for a part of it
     */
    String adjusted(String numbers, int width, AdjustmentMeaning meaning) {
        if (meaning instanceof Curves curves) return curves(numbers, width, curves);
        if (meaning instanceof AtLeast rule) return atLeast(numbers, rule);
        if (meaning instanceof Cheapest costs) return cheapest(numbers, width, costs);
        if (meaning instanceof Around interval) {
            String around = graph.number(interval.width());
            return together(List.of(numbers, graph.node("Sub", numbers, around), graph.node("Add", numbers, around)));
        }
        return new FormulaNodes(graph, column -> numbers)
                .of(((Formula) meaning).expression().term());
    }

    private String together(List<String> columns) {
        return graph.node("Concat", List.of(GraphBuilder.integer("axis", 1)), columns.toArray(String[]::new));
    }

    /** One column of a tensor. */
    private String column(String numbers, int at) {
        return graph.node(
                "Gather", List.of(GraphBuilder.integer("axis", 1)), numbers, graph.integers(new long[] {at}, 1));
    }

    private String curves(String numbers, int width, Curves meaning) {
        if (width == 2) {
            String second = probability(column(numbers, 1), meaning.curves().get(0));
            return together(List.of(graph.node("Sub", graph.number(1), second), second));
        }
        List<String> each = new ArrayList<>();
        for (int k = 0; k < width; k++) {
            each.add(probability(column(numbers, k), meaning.curves().get(k)));
        }
        String all = together(each);
        String total = graph.node("ReduceSum", all, graph.integers(new long[] {1}, 1));
        String nothing = graph.node("Equal", total, graph.number(0));
        return graph.node("Where", nothing, graph.number(1.0 / width), graph.node("Div", all, total));
    }

    private String probability(String numbers, Curve curve) {
        String found =
                curve instanceof Logistic logistic ? logistic(numbers, logistic) : points(numbers, (Points) curve);
        String unseen = graph.node("Equal", numbers, graph.number(-Double.MAX_VALUE));
        return graph.node("Where", unseen, graph.number(0), found);
    }

    private String logistic(String numbers, Logistic curve) {
        String line = graph.node("Mul", numbers, graph.number(-curve.slope()));
        return graph.node("Sigmoid", graph.node("Sub", line, graph.number(curve.offset())));
    }

    /** The height at the first point, and of each step up as much as lies below the number. */
    private String points(String numbers, Points curve) {
        int steps = curve.numbers().length - 1;
        String first = graph.number(curve.probabilities()[0]);
        if (steps == 0) return graph.node("Add", first, graph.node("Mul", numbers, graph.number(0)));
        double[] widths = new double[steps];
        double[] heights = new double[steps];
        for (int i = 0; i < steps; i++) {
            widths[i] = curve.numbers()[i + 1] - curve.numbers()[i];
            heights[i] = curve.probabilities()[i + 1] - curve.probabilities()[i];
        }
        String from = graph.numbers(Arrays.copyOf(curve.numbers(), steps), 1, steps);
        String share = graph.node("Div", graph.node("Sub", numbers, from), graph.numbers(widths, 1, steps));
        String inside = graph.node("Clip", share, graph.scalar(0), graph.scalar(1));
        return graph.node("Add", graph.node("MatMul", inside, graph.numbers(heights, steps, 1)), first);
    }

    private String atLeast(String numbers, AtLeast rule) {
        String reached = graph.node("GreaterOrEqual", column(numbers, rule.label()), graph.number(rule.threshold()));
        String decided = graph.node("Where", reached, graph.number(rule.label()), graph.number(1.0 - rule.label()));
        return together(List.of(numbers, decided));
    }

    private String cheapest(String numbers, int classes, Cheapest meaning) {
        String costs = graph.node("MatMul", numbers, graph.numbers(meaning.table(), classes, classes));
        String least = graph.node(
                "ArgMin", List.of(GraphBuilder.integer("axis", 1), GraphBuilder.integer("keepdims", 1)), costs);
        return together(List.of(numbers, graph.cast(least, GraphBuilder.DOUBLE)));
    }
}
