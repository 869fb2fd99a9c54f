package io.github.millwork.engineer;

import io.github.millwork.data.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a decision tree on a single column cuts, best first: it takes the cut that lessens the squared error of the target
 * most (of classes Gini's impurity, which is the same for their indicators), until there are as many leaves as wanted. Rows
 * whose cell is missing are left out.
 */
final class TreeCuts {
    private final double[] values;
    private final double[][] sums; // for each number of the target, of the rows before a place

    TreeCuts(Column column, List<double[]> target) {
        int[] rows = IntStream.range(0, column.size())
                .filter(row -> !Double.isNaN(column.number(row)))
                .boxed()
                .sorted((a, b) -> {
                    int byValue = Double.compare(column.number(a), column.number(b));
                    return byValue != 0 ? byValue : compare(target, a, b);
                })
                .mapToInt(row -> row)
                .toArray();
        values = Arrays.stream(rows).mapToDouble(column::number).toArray();
        sums = new double[target.size()][rows.length + 1];
        for (int k = 0; k < sums.length; k++) {
            double mean = Arrays.stream(target.get(k)).average().orElse(0);
            for (int i = 0; i < rows.length; i++) sums[k][i + 1] = sums[k][i] + (target.get(k)[rows[i]] - mean);
        }
    }

    private static int compare(List<double[]> target, int a, int b) {
        for (double[] numbers : target) {
            int order = Double.compare(numbers[a], numbers[b]);
            if (order != 0) return order;
        }
        return 0;
    }

    /** A leaf and its best cut: before which row, and what it gains. */
    private record Leaf(int begin, int end, int cut, double gain) {}

    double[] edges(int leaves) {
        List<Leaf> open = new ArrayList<>();
        add(open, leaf(0, values.length));
        double[] edges = new double[0];
        while (edges.length + 1 < leaves && !open.isEmpty()) {
            Leaf best = open.get(0);
            for (Leaf leaf : open) {
                if (leaf.gain > best.gain) best = leaf;
            }
            open.remove(best);
            edges = Arrays.copyOf(edges, edges.length + 1);
            edges[edges.length - 1] = between(values[best.cut - 1], values[best.cut]);
            add(open, leaf(best.begin, best.cut));
            add(open, leaf(best.cut, best.end));
        }
        Arrays.sort(edges);
        return edges;
    }

    private static void add(List<Leaf> open, @Nullable Leaf leaf) {
        if (leaf != null) open.add(leaf);
    }

    /** Halfway; a tree sends what is on the edge down, a bin up, so the edge is the next number above. */
    private static double between(double low, double high) {
        double middle = low / 2 + high / 2;
        return Math.nextUp(middle >= high ? low : middle);
    }

    private @Nullable Leaf leaf(int begin, int end) {
        int cut = -1;
        double most = 0;
        for (int i = begin + 1; i < end; i++) {
            if (values[i] == values[i - 1]) continue;
            double gain = 0;
            for (double[] sum : sums) {
                double left = sum[i] - sum[begin];
                double right = sum[end] - sum[i];
                double both = left + right;
                gain += left * left / (i - begin) + right * right / (end - i) - both * both / (end - begin);
            }
            if (gain > most * (1 + 1e-12)) {
                most = gain;
                cut = i;
            }
        }
        double least = 1e-12 * (end - begin);
        return cut < 0 || most <= least * least ? null : new Leaf(begin, end, cut, most);
    }
}
