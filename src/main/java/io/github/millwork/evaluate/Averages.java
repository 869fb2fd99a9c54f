package io.github.millwork.evaluate;

import io.github.millwork.stage.Assessment;

/**
 * Shares of hits of several labels, averaged, with the influence of each row. A label of which there is nothing to count
 * has the share 0, as {@code zero_division=0} in scikit-learn; so has the average where there is nothing to count at all.
 */
final class Averages {
    private final Assessment<?> assessment;
    private final Marks marks;
    private final Share share;
    private final double[] actual;
    private final double[] found;
    private final double[] hits;
    private final double[] squares;

    private Averages(Assessment<?> assessment, Marks marks, Share share) {
        this.assessment = assessment;
        this.marks = marks;
        this.share = share;
        actual = new double[marks.labels()];
        found = new double[marks.labels()];
        hits = new double[marks.labels()];
        squares = new double[marks.labels()];
        count();
    }

    private void count() {
        for (int row = 0; row < marks.rows(); row++) {
            double weight = assessment.weight(row);
            if (weight == 0) continue;
            for (int i = marks.trueStarts()[row]; i < marks.trueStarts()[row + 1]; i++) {
                int label = marks.trueLabels()[i];
                actual[label] += weight;
                if (!marks.isFound(row, label)) square(label, weight * share.below(0, 1, 0));
            }
            for (int i = marks.foundStarts()[row]; i < marks.foundStarts()[row + 1]; i++) {
                int label = marks.foundLabels()[i];
                boolean hit = marks.isTrue(row, label);
                found[label] += weight;
                if (hit) hits[label] += weight;
                square(label, weight * (hit ? share.below(1, 1, 1) : share.below(1, 0, 0)));
            }
        }
    }

    private void square(int label, double part) {
        squares[label] += part * part;
    }

    /** {@return the share of one label} */
    static Estimate ofLabel(Assessment<?> assessment, Marks marks, Share share, int label) {
        return orNothing(Ratio.of(
                assessment, row -> marks.isFound(row, label) && marks.isTrue(row, label) ? 1 : 0, row -> {
                    int is = marks.isTrue(row, label) ? 1 : 0;
                    int was = marks.isFound(row, label) ? 1 : 0;
                    return share.below(was, is, is * was);
                }));
    }

    /** {@return the share of all labels counted together} */
    static Estimate micro(Assessment<?> assessment, Marks marks, Share share) {
        return orNothing(Ratio.of(
                assessment,
                marks::hits,
                row -> share.below(marks.foundCount(row), marks.trueCount(row), marks.hits(row))));
    }

    /** {@return the mean of the share of each row's labels} */
    static Estimate samples(Assessment<?> assessment, Marks marks, Share share) {
        return Ratio.mean(assessment, row -> {
            double below = share.below(marks.foundCount(row), marks.trueCount(row), marks.hits(row));
            return below == 0 ? 0 : marks.hits(row) / below;
        });
    }

    /** {@return the mean of the shares of all labels, or of those only that are true or predicted in some row} */
    static Estimate macro(Assessment<?> assessment, Marks marks, Share share, boolean all) {
        Averages averages = new Averages(assessment, marks, share);
        double[] parts = new double[marks.labels()];
        for (int label = 0; label < parts.length; label++) {
            parts[label] = all || averages.actual[label] + averages.found[label] > 0 ? 1 : 0;
        }
        return averages.mean(parts, false);
    }

    /** {@return the mean of the shares of the labels that are true in some row} */
    static Estimate macroOfTrue(Assessment<?> assessment, Marks marks, Share share) {
        Averages averages = new Averages(assessment, marks, share);
        double[] parts = new double[marks.labels()];
        for (int label = 0; label < parts.length; label++) parts[label] = averages.actual[label] > 0 ? 1 : 0;
        return averages.mean(parts, false);
    }

    /** {@return the mean of the shares of the labels, each by the weight of the rows in which it is true} */
    static Estimate weighted(Assessment<?> assessment, Marks marks, Share share) {
        Averages averages = new Averages(assessment, marks, share);
        return averages.mean(averages.actual, true);
    }

    static Estimate average(Assessment<?> assessment, Marks marks, Share share, Average average, boolean all) {
        return switch (average) {
            case MICRO -> micro(assessment, marks, share);
            case MACRO -> macro(assessment, marks, share, all);
            case WEIGHTED -> weighted(assessment, marks, share);
        };
    }

    private static Estimate orNothing(Estimate ratio) {
        return Double.isNaN(ratio.value()) ? new Estimate(0, 0, 0, ratio.rows(), 0) : ratio;
    }

    /**
     * The mean of the shares by these parts of the labels. A row moves the share of each of its labels, and where the
     * parts are weights of rows, the parts of its true labels.
     */
    private Estimate mean(double[] parts, boolean byRows) {
        double total = 0;
        double sum = 0;
        double[] below = new double[parts.length];
        double[] shares = new double[parts.length];
        for (int label = 0; label < parts.length; label++) {
            below[label] = share.below(found[label], actual[label], hits[label]);
            shares[label] = below[label] == 0 ? 0 : hits[label] / below[label];
            total += parts[label];
            sum += parts[label] * shares[label];
        }
        if (total == 0) return new Estimate(0, 0, 0, 0, 0);
        double mean = sum / total;

        double[] influence = new double[marks.rows()];
        for (int row = 0; row < influence.length; row++) {
            double moved = 0;
            for (int i = marks.trueStarts()[row]; i < marks.trueStarts()[row + 1]; i++) {
                int label = marks.trueLabels()[i];
                if (below[label] > 0) moved -= parts[label] * shares[label] * share.actual() / below[label];
                if (byRows) moved += shares[label] - mean;
            }
            for (int i = marks.foundStarts()[row]; i < marks.foundStarts()[row + 1]; i++) {
                int label = marks.foundLabels()[i];
                if (below[label] == 0) continue;
                double above = marks.isTrue(row, label) ? 1 - shares[label] * share.hit() : 0;
                moved += parts[label] * (above - shares[label] * share.found()) / below[label];
            }
            influence[row] = assessment.weight(row) * moved / total;
        }
        return Estimate.of(mean, influence, assessment, effectiveRows(parts, total, below));
    }

    /** As many rows of one label as the mean of shares, each of its own rows, would vary like. */
    private double effectiveRows(double[] parts, double total, double[] below) {
        double inverse = 0;
        for (int label = 0; label < parts.length; label++) {
            double part = parts[label] / total;
            if (below[label] > 0) inverse += part * part * squares[label] / (below[label] * below[label]);
        }
        return inverse == 0 ? 0 : 1 / inverse;
    }
}
