package io.github.millwork.train;

import io.github.millwork.stage.Workers;

/**
 * The derivatives of the loss of rows as whole numbers, as trees are grown by them: their sums are exact, in whatever order they
 * are taken, and what is left of a sum is exact too. Beside the second derivative each row counts as one, in the upper bits of
 * the same number, so that a sum of second derivatives also tells of how many rows. The larger half of a derivative's range is
 * told to 2^-31 of it where there are 65,535 rows, and to 2^-23 where there are a million. Units are powers of two.
 */
final class WholeDerivatives {
    private final int rowBits;
    private final int shift;
    private final long mask;
    private final long[] cells;
    private double slopeUnit = 1;
    private double curveUnit = 1;

    /**
     * Makes room.
     *
     * @param rows how many rows there are at most
     */
    WholeDerivatives(int rows) {
        rowBits = 32 - Integer.numberOfLeadingZeros(rows);
        shift = 63 - rowBits;
        mask = (1L << shift) - 1;
        cells = new long[2 * rows];
    }

    /**
     * Takes other derivatives.
     *
     * @param derivatives the first and second derivative of each row, side by side; the second not below zero
     * @param workers share the rows
     */
    void set(double[] derivatives, Workers workers) {
        double slope = 0;
        double curve = 0;
        for (int i = 0; i < derivatives.length; i += 2) {
            slope = Math.max(slope, Math.abs(derivatives[i]));
            curve = Math.max(curve, derivatives[i + 1]);
        }
        int slopeBits = bits(61 - rowBits, slope);
        int curveBits = bits(shift - 1 - rowBits, curve);
        slopeUnit = Math.scalb(1.0, -slopeBits);
        curveUnit = Math.scalb(1.0, -curveBits);
        double slopes = Math.scalb(1.0, slopeBits);
        double curves = Math.scalb(1.0, curveBits);
        long one = 1L << shift;
        workers.rows(derivatives.length / 2, (from, to) -> {
            for (int i = 2 * from; i < 2 * to; i += 2) {
                cells[i] = (long) (derivatives[i] * slopes);
                cells[i + 1] = one + (long) (derivatives[i + 1] * curves + 0.5);
            }
        });
    }

    /** {@return by how many bits such numbers are moved up, so that they have no more than that before the point} */
    private static int bits(int most, double largest) {
        return Math.max(-900, Math.min(900, most - Math.getExponent(largest)));
    }

    /** {@return of each row the first derivative, and beside it the second and one row} */
    long[] cells() {
        return cells;
    }

    /** {@return a sum of first derivatives as the number that it stands for} */
    double slope(long sum) {
        return sum * slopeUnit;
    }

    /** {@return the sum of second derivatives in such a sum} */
    double curve(long sum) {
        return (sum & mask) * curveUnit;
    }

    /** {@return the number of rows in such a sum} */
    int rows(long sum) {
        return (int) (sum >>> shift);
    }
}
