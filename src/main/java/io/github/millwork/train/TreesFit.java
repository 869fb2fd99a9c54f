package io.github.millwork.train;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The rows that trees are grown on, in bins, and what they are grown by. */
final class TreesFit {
    private final TrainingData data;
    private final BinnedColumns columns;
    private final Outputs<?> outputs;
    private final int[] labels;
    private final int[] seen;
    private final Criterion by;
    private final double worthOfOne;
    private final FitContext context;

    /**
     * Cuts the features into bins.
     *
     * @param all the training rows, classes or numbers
     * @param entropy whether classes are told apart by entropy; else by Gini's impurity
     * @param context seed, threads and cancellation
     */
    TreesFit(TrainingData all, boolean entropy, FitContext context) {
        if (all.features().dimension() < 1) throw TribuoRows.noFeature();
        this.context = context;
        this.data = TrainingRows.counted(all);
        if (data.target() instanceof TargetValues.Classes target) {
            seen = TrainingRows.seen(target);
            outputs = ModelOutputs.of(target);
            labels = ModelOutputs.labels(outputs, seen);
            by = new ClassCriterion(codes(data), seen.length, entropy, labels.length == 1);
            worthOfOne = 1;
        } else {
            outputs = new RegressionOutputs(false);
            labels = new int[] {0};
            seen = new int[0];
            SquaresCriterion squares = SquaresCriterion.of(data);
            by = squares;
            worthOfOne = squares.scale() * squares.scale();
        }
        this.columns = BinnedColumns.of(data, context.workers());
    }

    TrainingData data() {
        return data;
    }

    /** {@return the class of each row among those that training has rows of, below zero for others; empty for numbers} */
    int[] codes(TrainingData rows) {
        if (!(rows.target() instanceof TargetValues.Classes target)) return new int[0];
        return Arrays.stream(target.codes())
                .map(code -> Arrays.binarySearch(seen, code))
                .toArray();
    }

    BinnedColumns columns() {
        return columns;
    }

    Criterion by() {
        return by;
    }

    /** {@return a gain in the unit of the user, as the criterion counts it} */
    double gain(double impurity) {
        return impurity / worthOfOne;
    }

    /** Grows one tree on all rows. */
    TreeNode grow(TreeRules rules) {
        return grow(rules, weights(), IntStream.range(0, data.rows()).toArray());
    }

    /** Grows one tree on some rows, with other weights. */
    TreeNode grow(TreeRules rules, double[] weights, int[] rows) {
        return new TreeGrower(columns, by, rules, weights, rows, context.seed(), context).grow();
    }

    /** {@return how much each row counts, all above zero; may be changed} */
    double[] weights() {
        return IntStream.range(0, data.rows()).mapToDouble(data::weight).toArray();
    }

    /**
     * Grows many trees, each with a seed of its own, several at a time.
     *
     * @param count how many
     * @param rules how far
     * @param bags where the rows go that each is grown on, as many as there are, drawn with replacement; empty to grow each on
     *     all rows
     */
    DecisionTrees grow(int count, TreeRules rules, BitSet[] bags) {
        boolean bootstrap = bags.length > 0;
        double[] weights = weights();
        DecisionTrees[] trees = new DecisionTrees[count];
        FitContext alone = context.withThreads(1);
        context.workers().tasks(count, number -> {
            FitContext own = alone.child("tree " + number, (double) number / count, (number + 1.0) / count);
            own.checkCancelled();
            long seed = own.seed();
            int[] drawn = bootstrap ? drawn(seed, data.rows()) : new int[0];
            double[] times = weights;
            int[] rows = IntStream.range(0, data.rows()).toArray();
            if (bootstrap) {
                times = new double[weights.length];
                for (int row = 0; row < times.length; row++) times[row] = weights[row] * drawn[row];
                rows = Arrays.stream(rows).filter(row -> drawn[row] > 0).toArray();
                bags[number] = new BitSet(drawn.length);
                for (int row : rows) bags[number].set(row);
            }
            TreeNode root = new TreeGrower(columns, by, rules, times, rows, seed, own).grow();
            trees[number] = new TreeWriter(by.outputs()).add(root).trees();
        });
        return DecisionTrees.together(Arrays.asList(trees));
    }

    /** {@return how often each row is drawn for the tree of a seed} */
    static int[] drawn(long seed, int rows) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x9E3779B97F4A7C15L);
        int[] times = new int[rows];
        for (int i = 0; i < rows; i++) times[random.nextInt(rows)]++;
        return times;
    }

    /**
     * {@return a model of trees that add up}
     *
     * @param start what is added to each sum
     * @param trees the trees
     * @param logarithm whether a number is told by its logarithm
     * @param findings what was found out beside it
     */
    @SuppressWarnings("unchecked") // the kind of model follows the kind of target
    <P extends Prediction> BoostedModel<P> boosted(
            double[] start, DecisionTrees trees, boolean logarithm, List<Finding> findings) {
        return new BoostedModel<>((Outputs<P>) outputs, labels, start, trees, logarithm, findings);
    }

    /**
     * {@return a model of trees: the mean of what they say}
     *
     * @param trees the trees
     * @param findings what was found out beside it
     */
    @SuppressWarnings("unchecked") // the kind of model follows the kind of target
    <P extends Prediction> TreeModel<P> model(DecisionTrees trees, List<Finding> findings) {
        return new TreeModel<>((Outputs<P>) outputs, labels, trees, findings);
    }
}
