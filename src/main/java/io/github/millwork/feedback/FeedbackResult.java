package io.github.millwork.feedback;

/** What became of a label or a reward that was told. */
public enum FeedbackResult {
    /** It is the first for its prediction, and is kept. */
    JOINED,
    /** The same was told before: nothing has changed. */
    DUPLICATE,
    /** Another one was told before for the same prediction: the first stays. */
    CONTRADICTORY,
    /** No such prediction is known: nothing is kept, so tell it again if the prediction is still on its way. */
    UNKNOWN,
    /** The prediction is older than feedback is taken for: nothing is kept. */
    TOO_LATE
}
