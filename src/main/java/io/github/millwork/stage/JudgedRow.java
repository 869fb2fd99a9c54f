package io.github.millwork.stage;

import java.util.Arrays;

/**
 * A row that a pipeline was not fitted to, what was predicted for it, and what came true: from such rows a monitor knows how
 * good the model was. Not to be changed; equal by value.
 *
 * @param cells the number of the cell of each input in turn, -1 where it is missing
 * @param out the numbers that were predicted
 * @param truth the value, or the index of the class among the labels
 */
public record JudgedRow(int[] cells, double[] out, double truth) {
    @Override
    public boolean equals(Object other) {
        return other instanceof JudgedRow that
                && Arrays.equals(cells, that.cells)
                && Arrays.equals(out, that.out)
                && Double.compare(truth, that.truth) == 0;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return Arrays.toString(out) + " for " + truth;
    }
}
