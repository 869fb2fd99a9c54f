package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import java.util.Arrays;

/**
 * What steps learn of a column of numbers. Missing cells are left out, every row counts the same, and the order of the rows
 * does not show.
 */
public final class Statistics {
    private Statistics() {}

    /**
     * Takes the values that are not missing, in the order of the rows.
     *
     * @param column a column of numbers
     * @param remedy what to do if there is no value, for the message
     * @return the values, at least one
     * @throws DataException if there are none, or one is infinite
     */
    public static double[] present(Column column, String remedy) {
        double[] values = new double[column.size()];
        int count = 0;
        for (int row = 0; row < values.length; row++) {
            double value = column.number(row);
            if (Double.isInfinite(value)) {
                throw new DataException("Expected finite numbers in column '" + column.name() + "' but found " + value
                        + " at training row " + row + ". Make it missing, or leave the row out.");
            }
            if (!Double.isNaN(value)) values[count++] = value;
        }
        if (count == 0) throw allMissing(column, remedy);
        return Arrays.copyOf(values, count);
    }

    /**
     * {@return what is thrown where a column has no value}
     *
     * @param column the column
     * @param remedy what to do, a sentence
     */
    public static DataException allMissing(Column column, String remedy) {
        return new DataException("Expected column '" + column.name() + "' to have a value in at least one training row "
                + "but all " + column.size() + " are missing. " + remedy);
    }

    /**
     * {@return the mean}
     *
     * @param values at least one
     */
    public static double mean(double[] values) {
        return sum(values, 0, 1) / values.length;
    }

    /**
     * {@return the standard deviation of the values themselves (divided by n), not of a population they are drawn from}
     *
     * @param values at least one
     * @param mean their mean
     */
    public static double deviation(double[] values, double mean) {
        return Math.sqrt(sum(values, mean, 2) / values.length);
    }

    /**
     * Adds up (value - centre)^power with Neumaier's compensation (Neumaier 1974), so that neither the order of the rows
     * nor their number shows in the result.
     */
    private static double sum(double[] values, double centre, int power) {
        double sum = 0;
        double lost = 0;
        for (double value : values) {
            double difference = value - centre;
            double term = power == 1 ? difference : difference * difference;
            double next = sum + term;
            lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
            sum = next;
        }
        return sum + lost;
    }

    /**
     * {@return the quantile, between two neighbours by linear interpolation, as NumPy and scikit-learn have it by default}
     *
     * @param ascending at least one value, in ascending order
     * @param share from 0 to 1
     */
    public static double quantile(double[] ascending, double share) {
        double place = share * (ascending.length - 1);
        int below = (int) place;
        double low = ascending[below];
        double high = ascending[Math.min(below + 1, ascending.length - 1)];
        return low + (high - low) * (place - below);
    }

    /**
     * {@return the most frequent value, the smallest of equally frequent ones}
     *
     * @param ascending at least one value, in ascending order
     */
    public static double mode(double[] ascending) {
        double mode = ascending[0];
        int most = 0;
        int run = 0;
        for (int i = 0; i < ascending.length; i++) {
            run = i > 0 && ascending[i] == ascending[i - 1] ? run + 1 : 1;
            if (run > most) {
                most = run;
                mode = ascending[i];
            }
        }
        return mode;
    }
}
