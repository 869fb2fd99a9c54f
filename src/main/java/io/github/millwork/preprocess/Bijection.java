package io.github.millwork.preprocess;

import io.github.millwork.data.NumberExpression;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.Optional;

/** A rising function of numbers and its inverse, as scalers of features and transforms of a target use them. */
sealed interface Bijection {
    /** {@return the value that a value is mapped to; NaN stays NaN} */
    double forward(double value);

    /** {@return the value that is mapped to one; outside of what can be reached, the nearest that can} */
    double inverse(double value);

    /** {@return what a value is mapped to as an expression; empty where there is none} */
    default Optional<NumberExpression> forward(NumberExpression value) {
        return Optional.empty();
    }

    /** {@return the inverse as an expression; empty where there is none} */
    default Optional<NumberExpression> inverse(NumberExpression value) {
        return Optional.empty();
    }

    State toState();

    static Bijection fromState(State state) {
        return switch (state.string("kind")) {
            case "affine" -> new Affine(state.number("centre"), state.number("spread"));
            case "log" -> new Log(state.number("shift"));
            case "power" ->
                new Power(
                        state.flag("positive"), state.number("lambda"), state.number("centre"), state.number("spread"));
            case "quantiles" -> new Quantiles(state.numbers("quantiles"), state.flag("normal"));
            default ->
                throw new io.github.millwork.stage.BundleException(
                        "Expected a known mapping of numbers but found '" + state.string("kind") + "'.");
        };
    }

    /** Less a centre, by a spread. */
    record Affine(double centre, double spread) implements Bijection {
        @Override
        public double forward(double value) {
            return (value - centre) / spread;
        }

        @Override
        public double inverse(double value) {
            return value * spread + centre;
        }

        @Override
        public Optional<NumberExpression> forward(NumberExpression value) {
            return Optional.of(value.minus(centre).dividedBy(spread));
        }

        @Override
        public Optional<NumberExpression> inverse(NumberExpression value) {
            return Optional.of(value.times(spread).plus(centre));
        }

        @Override
        public State toState() {
            return State.empty().with("kind", "affine").with("centre", centre).with("spread", spread);
        }
    }

    /** The natural logarithm of a value and a shift. */
    record Log(double shift) implements Bijection {
        @Override
        public double forward(double value) {
            return shift == 1 ? Math.log1p(value) : Math.log(value + shift);
        }

        @Override
        public double inverse(double value) {
            return shift == 1 ? Math.expm1(value) : Math.exp(value) - shift;
        }

        @Override
        public Optional<NumberExpression> inverse(NumberExpression value) {
            return Optional.of(value.exp().minus(shift));
        }

        @Override
        public State toState() {
            return State.empty().with("kind", "log").with("shift", shift);
        }
    }

    /**
     * A power transform, then less a centre, by a spread.
     *
     * @param positive whether it is that of Box and Cox, for numbers above zero; else that of Yeo and Johnson
     */
    record Power(boolean positive, double lambda, double centre, double spread) implements Bijection {
        @Override
        public double forward(double value) {
            return (PowerMaths.transform(positive, lambda, value) - centre) / spread;
        }

        @Override
        public Optional<NumberExpression> forward(NumberExpression value) {
            return Optional.of(
                    PowerMaths.transform(positive, lambda, value).minus(centre).dividedBy(spread));
        }

        @Override
        public double inverse(double value) {
            return PowerMaths.inverse(positive, lambda, value * spread + centre);
        }

        @Override
        public State toState() {
            return State.empty()
                    .with("kind", "power")
                    .with("positive", positive)
                    .with("lambda", lambda)
                    .with("centre", centre)
                    .with("spread", spread);
        }
    }

    /**
     * The share of the training rows below a value, by interpolation between quantiles; in the normal form the value of the
     * normal distribution with that share below it.
     *
     * @param quantiles the quantiles of evenly spaced shares from 0 to 1, ascending
     */
    record Quantiles(double[] quantiles, boolean normal) implements Bijection {
        private static final double LEAST = 1e-7;
        private static final double LOWEST = Normal.quantile(LEAST);
        private static final double HIGHEST = -LOWEST;

        @Override
        public double forward(double value) {
            if (Double.isNaN(value)) return value;
            double share = share(value);
            return normal ? Math.max(LOWEST, Math.min(HIGHEST, Normal.quantile(inside(share)))) : share;
        }

        private static double inside(double share) {
            return Math.max(LEAST / 2, Math.min(1 - LEAST / 2, share));
        }

        private double share(double value) {
            int last = quantiles.length - 1;
            if (value <= quantiles[0]) return 0;
            if (value >= quantiles[last]) return 1;
            int above = first(value, true); // the first quantile above the value
            int from = first(value, false); // the first that is not below it
            double upper = between(above - 1, value);
            double lower = between(from - 1, value);
            return 0.5 * (upper + lower);
        }

        /** The share at a value between a quantile and the next. */
        private double between(int below, double value) {
            double step = 1.0 / (quantiles.length - 1);
            double low = quantiles[below];
            double high = quantiles[below + 1];
            return step * (below + (value - low) / (high - low));
        }

        private int first(double value, boolean above) {
            int low = 0;
            int high = quantiles.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (quantiles[middle] < value || (above && quantiles[middle] == value)) low = middle + 1;
                else high = middle;
            }
            return low;
        }

        @Override
        public double inverse(double value) {
            double share = normal ? Normal.share(value) : value;
            if (normal && value <= LOWEST) share = 0;
            if (normal && value >= HIGHEST) share = 1;
            double place = Math.max(0, Math.min(1, share)) * (quantiles.length - 1);
            int below = Math.min((int) place, quantiles.length - 2);
            if (below < 0) return quantiles[0];
            return quantiles[below] + (quantiles[below + 1] - quantiles[below]) * (place - below);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Quantiles that && normal == that.normal && Arrays.equals(quantiles, that.quantiles);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(quantiles);
        }

        @Override
        public State toState() {
            return State.empty()
                    .with("kind", "quantiles")
                    .with("quantiles", quantiles)
                    .with("normal", normal);
        }
    }
}
