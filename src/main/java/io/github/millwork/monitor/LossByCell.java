package io.github.millwork.monitor;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.JudgedRow;
import io.github.millwork.stage.Profile;
import java.util.List;

/**
 * How wrong the model was on the rows held out, by the values of each column: the share of wrong predictions, or the mean
 * absolute error. From that follows how much the error would change by the change of a column alone. Of few rows the mean of a
 * cell is drawn to that of all. Immutable.
 */
final class LossByCell {
    private static final double FEW = 20;

    private final double[][] losses; // by column and cell, the last where it is missing; empty where nothing is known
    private final double[][] before;

    LossByCell(Profile reference, Outputs<?> meaning) {
        List<JudgedRow> judged = Outcomes.suits(meaning) ? reference.judged() : List.of();
        int columns = judged.isEmpty() ? 0 : reference.inputs().size();
        this.losses = new double[columns][];
        this.before = new double[columns][];
        double mean =
                judged.stream().mapToDouble(row -> loss(row, meaning)).average().orElse(Double.NaN);
        for (int column = 0; column < columns; column++) {
            int missing = reference.inputs().get(column).grid().cells();
            double[] sums = new double[missing + 1];
            double[] counts = new double[missing + 1];
            for (JudgedRow row : judged) {
                int cell = row.cells()[column] < 0 ? missing : row.cells()[column];
                sums[cell] += loss(row, meaning);
                counts[cell]++;
            }
            losses[column] = new double[missing + 1];
            before[column] = new double[missing + 1];
            for (int cell = 0; cell <= missing; cell++) {
                losses[column][cell] = (sums[cell] + FEW * mean) / (counts[cell] + FEW);
                before[column][cell] = counts[cell] / judged.size();
            }
        }
    }

    private static double loss(JudgedRow row, Outputs<?> meaning) {
        if (meaning instanceof ClassificationOutputs classes) {
            return classes.decide(row.out(), 0) == (int) row.truth() ? 0 : 1;
        }
        return meaning instanceof RegressionOutputs ? Math.abs(row.out()[0] - row.truth()) : Double.NaN;
    }

    /** {@return how much the mean error would change by this change alone; NaN where that is not known} */
    double change(int column, ColumnProfile now) {
        double rows = (double) now.present() + now.missing();
        if (losses.length == 0 || rows == 0) return Double.NaN;
        double change = 0;
        int missing = losses[column].length - 1;
        for (int cell = 0; cell < missing; cell++) {
            change += (now.count(cell) / rows - before[column][cell]) * losses[column][cell];
        }
        return change + (now.missing() / rows - before[column][missing]) * losses[column][missing];
    }
}
