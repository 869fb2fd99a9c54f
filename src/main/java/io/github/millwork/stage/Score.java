package io.github.millwork.stage;

import java.util.Locale;

/**
 * The value of a metric with its confidence interval.
 *
 * @param metric the name of the metric
 * @param value its value
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 * @param level the level of the interval, such as 0.95
 * @param method how the interval was found, such as {@code "Clopper-Pearson"}
 * @param rows the number of rows that were scored
 */
public record Score(String metric, double value, double low, double high, double level, String method, int rows) {
    /** {@return for example {@code ROC AUC 0.9123 (95 % 0.9071 to 0.9174, bootstrap, 9769 rows)}} */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %.4f (%.0f %% %.4f to %.4f, %s, %d rows)",
                metric,
                value,
                level * 100,
                low,
                high,
                method,
                rows);
    }
}
