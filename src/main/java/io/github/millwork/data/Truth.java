package io.github.millwork.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The column that unsupervised predictions are compared with. It is no feature, and nothing is learned from it.
 *
 * @param column the name of the column
 * @param anomalies the values that mean an anomaly; empty where the truth is a cluster
 */
public record Truth(String column, Set<String> anomalies) {
    /**
     * Copies the anomalies.
     *
     * @param column the name of the column
     * @param anomalies the values that mean an anomaly; empty where the truth is a cluster
     */
    public Truth {
        anomalies = Collections.unmodifiableSet(new TreeSet<>(anomalies));
    }

    /**
     * {@return the truth in a column}
     *
     * @param column the name of the column
     */
    public static Truth of(String column) {
        return new Truth(column, Set.of());
    }

    /**
     * {@return this truth with the values that mean an anomaly}
     *
     * @param values the values
     */
    public Truth anomalous(String... values) {
        return new Truth(column, new TreeSet<>(Arrays.asList(values)));
    }
}
