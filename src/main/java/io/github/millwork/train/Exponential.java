package io.github.millwork.train;

/**
 * The exponential function where many are needed: within two units in the last place, in half the time of StrictMath, and as
 * there with the same bits on every machine, since it only multiplies and adds. The argument is brought between -ln(2)/2 and
 * ln(2)/2 (Cody and Waite 1980), where Taylor's polynomial of degree 13 is exact to a double.
 */
final class Exponential {
    private static final double PER_LN2 = 0x1.71547652b82fep0;

    /** ln(2) in two parts, the first of which has so few bits that its product with a whole number is exact. */
    private static final double LN2_HIGH = 0x1.62e42fee00000p-1;

    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** Added and taken away again, it rounds to a whole number. */
    private static final double ROUNDS = 0x1.8p52;

    /** Farther from zero the result is no normal number. */
    private static final double FARTHEST = 708;

    private Exponential() {}

    static double of(double x) {
        if (!(Math.abs(x) <= FARTHEST)) return StrictMath.exp(x);
        double k = (x * PER_LN2 + ROUNDS) - ROUNDS;
        double r = (x - k * LN2_HIGH) - k * LN2_LOW;
        double r2 = r * r;
        double r4 = r2 * r2;
        double ones = (1 + r) + r2 * (1.0 / 2 + r * (1.0 / 6));
        double fourths = (1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720 + r * (1.0 / 5040));
        double eighths = (1.0 / 40320 + r * (1.0 / 362880)) + r2 * (1.0 / 3628800 + r * (1.0 / 39916800));
        double twelfths = 1.0 / 479001600 + r * (1.0 / 6227020800.0);
        double power = Double.longBitsToDouble(((long) k + 1023) << 52);
        return (ones + r4 * (fourths + r4 * (eighths + r4 * twelfths))) * power;
    }
}
