package io.github.millwork.monitor;

/** Watches a stream of numbers, one after the other, for a change of their mean. Has a state; one thread at a time. */
public interface StreamDetector {
    /**
     * Takes the next number.
     *
     * @param value the number, finite
     * @return whether a change is found with this number; after that it begins anew
     */
    boolean add(double value);
}
