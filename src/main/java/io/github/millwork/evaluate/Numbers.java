package io.github.millwork.evaluate;

import java.math.BigDecimal;

/** Numbers in the names of metrics. */
final class Numbers {
    private Numbers() {}

    /** {@return a number without a needless fraction: 2 or 0.5} */
    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
