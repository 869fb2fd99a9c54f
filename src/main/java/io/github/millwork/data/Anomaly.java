package io.github.millwork.data;

/**
 * Whether a row is unusual.
 *
 * @param score how anomalous it is; the larger the more
 * @param anomalous the verdict
 */
public record Anomaly(double score, boolean anomalous) implements Prediction {}
