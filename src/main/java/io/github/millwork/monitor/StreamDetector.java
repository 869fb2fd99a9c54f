package io.github.millwork.monitor;

import io.github.millwork.stage.State;

/**
 * Watches a stream of numbers, one after the other, for a change of their mean. An extension point; {@link WatchedStream} has a
 * monitor show it numbers. Has a state; one thread at a time.
 */
public interface StreamDetector {
    /**
     * Takes the next number.
     *
     * @param value the number, finite
     * @return whether a change is found with this number; after that it begins anew
     */
    boolean add(double value);

    /** {@return its name and settings, as reports and alerts show them; what was saved is found again by them} */
    String describe();

    /** {@return whether a change may be about to come, for those that tell} */
    default boolean warning() {
        return false;
    }

    /** {@return whether it is for streams of 0 and 1 only, such as the errors of a classifier} */
    default boolean binary() {
        return false;
    }

    /** {@return what it has seen so far, as data} */
    State toState();

    /**
     * Goes on from where a detector of the same settings was.
     *
     * @param state what its {@link #toState} gave
     * @throws io.github.millwork.stage.BundleException if it is none
     */
    void restore(State state);
}
