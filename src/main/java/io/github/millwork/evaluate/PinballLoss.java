package io.github.millwork.evaluate;

/**
 * The loss that a quantile minimises: what lies above it counts by the quantile, what lies below by the rest to one.
 *
 * @param quantile which quantile is predicted, between 0 and 1
 */
record PinballLoss(double quantile) implements Loss {
    PinballLoss {
        if (!(quantile > 0 && quantile < 1)) {
            throw new IllegalArgumentException("Expected a quantile between 0 and 1 but found " + quantile
                    + ". Use 0.9 for what nine of ten rows lie below.");
        }
    }

    @Override
    public String label() {
        return "pinball " + Numbers.plain(quantile);
    }

    @Override
    public double of(double truth, double predicted) {
        return truth >= predicted ? quantile * (truth - predicted) : (1 - quantile) * (predicted - truth);
    }
}
