package io.github.millwork.train;

import io.github.millwork.stage.FitContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Grows the trees of AdaBoost (SAMME). Used once. */
final class AdaBoostFit {
    /** A tree that is never wrong would have an infinite vote; nothing comes after it. */
    private static final double NO_MISTAKE = 1e-10;

    private final TreesFit fit;
    private final double rate;
    private final FitContext context;
    private final int[] codes;
    private final int classes;
    private final boolean second;

    AdaBoostFit(TreesFit fit, double rate, FitContext context) {
        if (!(fit.by() instanceof ClassCriterion by)) throw new IllegalStateException("AdaBoost learns classes");
        this.fit = fit;
        this.rate = rate;
        this.context = context;
        this.codes = by.codes();
        this.classes = by.classes();
        this.second = by.second();
    }

    /** A tree, and the weight of its vote. */
    private record Voter(TreeNode root, double vote) {}

    DecisionTrees grow(int most, int depth) {
        double[] weights = fit.weights();
        List<Voter> voters = new ArrayList<>();
        TreeRules rules =
                new TreeRules(depth, Integer.MAX_VALUE, 1, 0, fit.columns().count(), false);
        while (voters.size() < most) {
            context.progress("train", "tree " + (voters.size() + 1), (double) voters.size() / most);
            double total = Arrays.stream(weights).sum();
            for (int row = 0; row < weights.length; row++) weights[row] /= total;
            int[] rows = IntStream.range(0, weights.length)
                    .filter(row -> weights[row] > 0)
                    .toArray();
            TreeNode root = fit.grow(rules, weights, rows.clone());
            boolean[] wrong = wrong(root);
            double error = 0;
            for (int row : rows) if (wrong[row]) error += weights[row];
            if (error <= NO_MISTAKE) {
                // What came before is outvoted: this tree knows all rows.
                voters.clear();
                voters.add(new Voter(root, 1));
                break;
            }
            if (error >= 1 - 1.0 / classes) {
                if (voters.isEmpty()) voters.add(new Voter(root, 1));
                break;
            }
            double vote = rate * (StrictMath.log((1 - error) / error) + StrictMath.log(classes - 1));
            voters.add(new Voter(root, vote));
            for (int row : rows) if (wrong[row]) weights[row] *= StrictMath.exp(vote);
        }
        return written(voters);
    }

    private boolean[] wrong(TreeNode root) {
        boolean[] wrong = new boolean[codes.length];
        int[] all = IntStream.range(0, codes.length).toArray();
        mark(root, all, wrong);
        return wrong;
    }

    private void mark(TreeNode node, int[] rows, boolean[] wrong) {
        TreeSplit split = node.split;
        if (split == null || node.left == null || node.right == null) {
            int said = said(node.values);
            for (int row : rows) wrong[row] = codes[row] != said;
            return;
        }
        BinnedColumns.Bins column = fit.columns().column(split.feature());
        boolean[] left = split.leftBins(column.cut());
        mark(node.left, Arrays.stream(rows).filter(row -> left[column.bin(row)]).toArray(), wrong);
        mark(
                node.right,
                Arrays.stream(rows).filter(row -> !left[column.bin(row)]).toArray(),
                wrong);
    }

    /** The class with the largest share, the first of equals. */
    private int said(double[] shares) {
        if (second) return shares[0] > 0.5 ? 1 : 0;
        int most = 0;
        for (int i = 1; i < shares.length; i++) if (shares[i] > shares[most]) most = i;
        return most;
    }

    /** Leaves say how much of all votes is for a class: of two classes for the second, less those against it. */
    private DecisionTrees written(List<Voter> voters) {
        double all = voters.stream().mapToDouble(Voter::vote).sum();
        TreeWriter writer = new TreeWriter(fit.by().outputs());
        for (Voter voter : voters) {
            vote(voter.root(), voter.vote() / all);
            writer.add(voter.root());
        }
        return writer.trees();
    }

    private void vote(TreeNode node, double share) {
        int said = said(node.values);
        Arrays.fill(node.values, 0);
        if (second) node.values[0] = said == 1 ? share : -share;
        else node.values[said] = share / (classes - 1);
        if (node.left != null) vote(node.left, share);
        if (node.right != null) vote(node.right, share);
    }
}
