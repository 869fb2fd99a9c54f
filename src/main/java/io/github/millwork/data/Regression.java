package io.github.millwork.data;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A number for a row.
 *
 * @param value the prediction, in the unit of the target
 * @param low the lower end of its interval, NaN where the model gives none
 * @param high the upper end of its interval, NaN where the model gives none
 */
public record Regression(double value, double low, double high) implements Prediction {
    /** {@return six digits, for example {@code 156.25}, or {@code 156.25 (120.5 to 190)} where there is an interval} */
    @Override
    public String toString() {
        String text = shown(value);
        return Double.isNaN(low) && Double.isNaN(high) ? text : text + " (" + shown(low) + " to " + shown(high) + ")";
    }

    private static String shown(double number) {
        if (!Double.isFinite(number)) return Double.toString(number);
        BigDecimal six = new BigDecimal(number, new MathContext(6)).stripTrailingZeros();
        double size = Math.abs(number);
        return size < 1e7 && (size >= 1e-4 || size == 0) ? six.toPlainString() : six.toString();
    }
}
