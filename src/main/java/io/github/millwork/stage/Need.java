package io.github.millwork.stage;

/** What a learner needs of its features; checked before it is fitted, with the step to add in the error. */
public enum Need {
    /** No missing values. */
    COMPLETE,
    /** No values below zero. */
    NON_NEGATIVE
}
