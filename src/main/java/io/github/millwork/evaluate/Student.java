package io.github.millwork.evaluate;

import io.github.millwork.stage.StudentT;

/** The 97.5 % quantile of Student's distribution, by which intervals of few rows are wider than normal ones. */
final class Student {
    /** From here on four terms of the expansion are exact to the last digit or so. */
    private static final int MANY = 300;

    private Student() {}

    /** {@return the quantile for so many degrees of freedom, at least one} */
    static double quantile(int freedom) {
        if (freedom >= MANY) return expansion(freedom);
        return StudentT.quantile(1 - Interval.LEVEL, freedom);
    }

    /** Abramowitz and Stegun (1964), 26.7.5. */
    private static double expansion(double freedom) {
        double z = Interval.Z;
        double y = z * z;
        double first = z * (y + 1) / 4;
        double second = z * ((5 * y + 16) * y + 3) / 96;
        double third = z * (((3 * y + 19) * y + 17) * y - 15) / 384;
        double fourth = z * ((((79 * y + 776) * y + 1482) * y - 1920) * y - 945) / 92160;
        return z + (first + (second + (third + fourth / freedom) / freedom) / freedom) / freedom;
    }
}
