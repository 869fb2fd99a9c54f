package io.github.millwork.monitor;

import java.time.Duration;

/**
 * When an alert fires and resolves: hysteresis, so that a value near its limit does not fire again and again. Immutable.
 *
 * @param fireAfter after so many windows in a row in which something is wrong it fires; until then it is pending
 * @param resolveAfter after so many windows in a row in which it is right again it is resolved
 * @param cooldown so long after it was resolved it does not fire again
 */
public record AlertPolicy(int fireAfter, int resolveAfter, Duration cooldown) {
    /**
     * Checks the numbers.
     *
     * @param fireAfter after so many windows in a row it fires
     * @param resolveAfter after so many windows in a row it is resolved
     * @param cooldown so long after it was resolved it does not fire again
     * @throws IllegalArgumentException if a number is below 1 or the time below zero
     */
    public AlertPolicy {
        if (fireAfter < 1 || resolveAfter < 1 || cooldown.isNegative()) {
            throw new IllegalArgumentException(
                    "Expected at least one window to fire and one to resolve after but found " + fireAfter + ", "
                            + resolveAfter + " and " + cooldown + ".");
        }
    }

    /** {@return to fire after two windows and to resolve after two, without cooldown} */
    public static AlertPolicy standard() {
        return new AlertPolicy(2, 2, Duration.ZERO);
    }
}
