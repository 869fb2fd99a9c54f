package io.github.millwork.train;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Problem;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.tribuo.TribuoRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Training rows as LibLinear sees them: the features that occur have numbers from 1 in the order of their positions, and last
 * of all comes the constant 1, whose weight is the intercept. Not to be changed.
 *
 * @param rows for each row what it holds
 * @param positions the position of each number, less one
 * @param dimension how many positions there are
 */
record LibLinearRows(Feature[][] rows, int[] positions, int dimension) {
    /** An object with a number and a value, and the reference to it. */
    private static final int BYTES = 28;

    static LibLinearRows of(FeatureMatrix features) {
        if (features.dimension() < 1) throw TribuoRows.noFeature();
        int[] numbers = new int[features.dimension()];
        int entries = features.start(features.rows());
        for (int entry = 0; entry < entries; entry++) numbers[features.index(entry)] = 1;
        int known = 0;
        for (int position = 0; position < numbers.length; position++) {
            if (numbers[position] > 0) numbers[position] = ++known;
        }
        int[] positions = new int[known];
        for (int position = 0; position < numbers.length; position++) {
            if (numbers[position] > 0) positions[numbers[position] - 1] = position;
        }
        Feature constant = new FeatureNode(known + 1, 1);
        SharedNodes shared = new SharedNodes(known);
        Feature[][] rows = new Feature[features.rows()][];
        for (int row = 0; row < rows.length; row++) {
            int start = features.start(row);
            Feature[] nodes = new Feature[features.start(row + 1) - start + 1];
            for (int i = 0; i < nodes.length - 1; i++) {
                nodes[i] = shared.node(numbers[features.index(start + i)], features.value(start + i));
            }
            nodes[nodes.length - 1] = constant;
            rows[row] = nodes;
        }
        return new LibLinearRows(rows, positions, features.dimension());
    }

    /**
     * Makes one object for all entries of a feature that are equal, where a feature has few values. Most have: then the solver,
     * which goes through all entries many times, finds the objects in the caches of the processor.
     */
    private static final class SharedNodes {
        private static final int FEW = 512;

        private final List<Map<Double, Feature>> known = new ArrayList<>();

        SharedNodes(int numbers) {
            for (int number = 0; number < numbers; number++) known.add(new HashMap<>());
        }

        Feature node(int number, double value) {
            Map<Double, Feature> ofNumber = known.get(number - 1);
            Feature node = ofNumber.get(value);
            if (node != null) return node;
            Feature made = new FeatureNode(number, value);
            if (ofNumber.size() < FEW) ofNumber.put(value, made);
            return made;
        }
    }

    /** About how much memory the rows take. */
    static long bytes(FeatureMatrix features) {
        return (long) BYTES * features.start(features.rows()) + 24L * features.rows();
    }

    Problem problem(double[] target) {
        Problem problem = new Problem();
        problem.l = rows.length;
        problem.n = positions.length + 1;
        problem.x = rows;
        problem.y = target;
        problem.bias = 1;
        return problem;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return rows.length + " rows of " + Arrays.toString(positions);
    }
}
