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
        if (probability < 0.5) return -quantile(1 - probability, freedom);
        double high = 1;
        while (above(high, freedom) > 1 - probability) high *= 2;
        double low = high == 1 ? 0 : high / 2;
        for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
            if (above(middle, freedom) > 1 - probability) low = middle;
            else high = middle;
        }
        return high;
    }
}
