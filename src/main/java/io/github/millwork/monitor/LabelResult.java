package io.github.millwork.monitor;

/** What became of a label that was told. */
public enum LabelResult {
    /** It is the first for a prediction that is remembered, and counts. */
    JOINED,
    /** The same was told before: it does not count again. */
    DUPLICATE,
    /** Another one was told before for the same prediction: the first stays. */
    CONTRADICTORY,
    /** No such prediction is remembered: it waits for one, as many as are remembered; the oldest is forgotten first. */
    UNKNOWN
}
