package io.github.millwork.evaluate;

/** Student's distribution. */
final class StudentT {
    private StudentT() {}

    /** {@return the probability to be above {@code t}} */
    static double above(double t, double freedom) {
        double tail = IncompleteBeta.of(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
        return t >= 0 ? tail : 1 - tail;
    }

    /** {@return the value that is not exceeded with a probability, which is above 0 and below 1} */
    static double quantile(double probability, double freedom) {
        // By the smaller tail, of which 1 - probability would lose digits.
        return probability < 0.5 ? -upper(probability, freedom) : upper(1 - probability, freedom);
    }

    /** The value that is exceeded with a probability of at most a half. */
    private static double upper(double tail, double freedom) {
        double high = 1;
        while (above(high, freedom) > tail) high *= 2;
        double low = high == 1 ? 0 : high / 2;
        for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
            if (above(middle, freedom) > tail) low = middle;
            else high = middle;
        }
        return high;
    }
}
