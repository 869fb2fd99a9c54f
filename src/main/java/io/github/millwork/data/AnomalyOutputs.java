package io.github.millwork.data;

/**
 * How anomalous the row is (the larger the more), and then the verdict: 1 for an anomaly, 0 for a usual row. What the
 * model learned to tell them apart by is not here, so that predictions of several folds can be put together.
 */
public record AnomalyOutputs() implements Outputs<Anomaly> {
    @Override
    public int width() {
        return 2;
    }

    @Override
    public Class<Anomaly> predictionType() {
        return Anomaly.class;
    }

    @Override
    public Anomaly read(double[] values, int at) {
        return new Anomaly(values[at], values[at + 1] == 1);
    }
}
