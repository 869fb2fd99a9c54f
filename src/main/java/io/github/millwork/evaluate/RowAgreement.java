package io.github.millwork.evaluate;

import io.github.millwork.data.MultiLabel;
import io.github.millwork.stage.Assessment;

/**
 * How well the labels of a row are predicted, on average over the rows.
 *
 * @param kind what is measured on a row
 */
record RowAgreement(Kind kind) implements Bounded<MultiLabel> {
    /** What is measured on a row. */
    enum Kind {
        /** Whether all labels are predicted rightly. */
        SUBSET("subset accuracy"),

        /** The share of labels that are predicted wrongly. */
        HAMMING("Hamming loss"),

        /** The mean over the true labels of the precision down to each. */
        RANKING("label ranking average precision");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    @Override
    public String name() {
        return kind.label;
    }

    @Override
    public boolean higherIsBetter() {
        return kind != Kind.HAMMING;
    }

    @Override
    public Estimate estimate(Assessment<MultiLabel> assessment) {
        Marks marks = LabelTruth.marks(assessment);
        return switch (kind) {
            case SUBSET -> Ratio.mean(assessment, row -> wrong(marks, row) == 0 ? 1 : 0);
            case HAMMING -> Ratio.mean(assessment, row -> (double) wrong(marks, row) / marks.labels());
            case RANKING -> Ratio.mean(assessment, row -> ranking(assessment, marks, row));
        };
    }

    private static int wrong(Marks marks, int row) {
        return marks.trueCount(row) + marks.foundCount(row) - 2 * marks.hits(row);
    }

    /** Labels that the model does not know come after all others; 1 where the row has no label, or all. */
    private static double ranking(Assessment<MultiLabel> assessment, Marks marks, int row) {
        int actual = marks.trueCount(row);
        if (actual == 0 || actual == marks.labels()) return 1;
        int known = LabelTruth.outputs(assessment).labels().size();
        double sum = 0;
        for (int i = marks.trueStarts()[row]; i < marks.trueStarts()[row + 1]; i++) {
            double own = score(assessment, row, marks.trueLabels()[i], known);
            int above = 0;
            int trueAbove = 0;
            for (int label = 0; label < marks.labels(); label++) {
                if (!(score(assessment, row, label, known) >= own)) continue;
                above++;
                if (marks.isTrue(row, label)) trueAbove++;
            }
            sum += (double) trueAbove / above;
        }
        return sum / actual;
    }

    private static double score(Assessment<MultiLabel> assessment, int row, int label, int known) {
        return label < known ? assessment.predictions().value(row, label) : Double.NEGATIVE_INFINITY;
    }
}
