package io.github.millwork.monitor;

/**
 * Why a model is to be fitted anew. Immutable; equal by value.
 *
 * @param rule what was looked at, such as {@code decay} or {@code drift and labels}
 * @param why what was found, with numbers, as the history of a registry tells it
 */
public record RetrainingReason(String rule, String why) {
    /** {@return what was found} */
    @Override
    public String toString() {
        return why;
    }
}
