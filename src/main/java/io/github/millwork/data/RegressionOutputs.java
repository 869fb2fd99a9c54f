package io.github.millwork.data;

/**
 * The predicted value, and the ends of its interval where the model gives one.
 *
 * @param interval whether there is an interval
 */
public record RegressionOutputs(boolean interval) implements Outputs<Regression> {
    @Override
    public int width() {
        return interval ? 3 : 1;
    }

    @Override
    public Class<Regression> predictionType() {
        return Regression.class;
    }

    @Override
    public Regression read(double[] values, int at) {
        return interval
                ? new Regression(values[at], values[at + 1], values[at + 2])
                : new Regression(values[at], Double.NaN, Double.NaN);
    }
}
