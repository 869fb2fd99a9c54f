package io.github.millwork.onnx;

import io.github.millwork.stage.FillMeaning;
import io.github.millwork.stage.SplineMeaning;
import java.util.List;
import java.util.stream.LongStream;

/** Says splines and regressions that fill what is missing in ONNX. */
final class NumberNodes {
    private final GraphBuilder graph;

    NumberNodes(GraphBuilder graph) {
        this.graph = graph;
    }

    /** From which interval a number is in to the values of all splines, degree by degree. */
    String splines(SplineMeaning meaning, String numbers) {
        double[] knots = meaning.knots();
        String missing = graph.node("IsNaN", numbers);
        String present = graph.node("Where", missing, graph.number(meaning.low()), numbers);
        String x = graph.node("Clip", present, graph.scalar(meaning.low()), graph.scalar(meaning.high()));
        int count = knots.length - 1;
        double[] from = new double[count];
        double[] to = new double[count];
        for (int i = 0; i < count; i++) {
            from[i] = meaning.from(i);
            to[i] = meaning.to(i);
        }
        String inside = graph.node(
                "And",
                graph.node("GreaterOrEqual", x, graph.numbers(from, 1, count)),
                graph.node("Less", x, graph.numbers(to, 1, count)));
        String values = graph.cast(inside, GraphBuilder.DOUBLE);
        for (int d = 1; d <= meaning.degree(); d++) {
            int left = count - d;
            double[] begins = new double[left];
            double[] rises = new double[left];
            double[] ends = new double[left];
            double[] falls = new double[left];
            for (int i = 0; i < left; i++) {
                begins[i] = knots[i];
                rises[i] = knots[i + d] - knots[i];
                ends[i] = knots[i + d + 1];
                falls[i] = knots[i + d + 1] - knots[i + 1];
            }
            String rising = graph.node(
                    "Div", graph.node("Sub", x, graph.numbers(begins, 1, left)), graph.numbers(rises, 1, left));
            String falling = graph.node(
                    "Div", graph.node("Sub", graph.numbers(ends, 1, left), x), graph.numbers(falls, 1, left));
            values = graph.node(
                    "Add",
                    graph.node("Mul", rising, columns(values, 0, left)),
                    graph.node("Mul", falling, columns(values, 1, left)));
        }
        return graph.node("Where", missing, graph.number(0), values);
    }

    /** All columns side by side; those of a regression change only where they were missing. */
    String filled(FillMeaning meaning, String row) {
        int width = meaning.first().length;
        String missing = graph.node("IsNaN", row);
        String cells = graph.node("Where", missing, graph.numbers(meaning.first(), 1, width), row);
        for (int number = 0; number < meaning.filled().length; number++) {
            double[] place = new double[width];
            place[meaning.filled()[number]] = 1;
            String own = graph.cast(graph.numbers(place, 1, width), GraphBuilder.BOOL);
            String sum = graph.node("MatMul", cells, graph.numbers(meaning.coefficients(number), width, 1));
            String predicted = graph.node("Add", sum, graph.number(meaning.intercept(number)));
            cells = graph.node("Where", graph.node("And", missing, own), predicted, cells);
        }
        return cells;
    }

    String columns(String numbers, int from, int count) {
        long[] places = LongStream.range(from, (long) from + count).toArray();
        return graph.node("Gather", List.of(GraphBuilder.integer("axis", 1)), numbers, graph.integers(places, count));
    }
}
