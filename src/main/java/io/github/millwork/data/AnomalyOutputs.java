package io.github.millwork.data;

/**
 * How anomalous the row is; the larger the more.
 *
 * @param threshold the score from which on a row counts as anomalous
 */
public record AnomalyOutputs(double threshold) implements Outputs<Anomaly> {
    @Override
    public int width() {
        return 1;
    }

    @Override
    public Class<Anomaly> predictionType() {
        return Anomaly.class;
    }

    @Override
    public Anomaly read(double[] values, int at) {
        return new Anomaly(values[at], values[at] >= threshold);
    }
}
