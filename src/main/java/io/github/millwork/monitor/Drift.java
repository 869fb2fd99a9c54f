package io.github.millwork.monitor;

/** What a monitor says of the drift of a column or of all of them. */
public enum Drift {
    /** The values differ from the reference by more than matters and by more than chance explains. */
    DRIFTED,
    /** They do not. */
    STABLE,
    /** There are too few values to tell. */
    INSUFFICIENT_DATA,
    /** Shown only: the reference is of rows that the model was fitted to, on which it is surer than on any others. */
    NOT_JUDGED
}
