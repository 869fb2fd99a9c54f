package io.github.millwork.stage;

/** What a learner needs of its features; looked at before it is fitted, with the step to add where it is not so. */
public enum Need {
    /** No missing values, or else an error. */
    COMPLETE,
    /** No values below zero, or else an error. */
    NON_NEGATIVE,
    /** Numbers that spread alike, within a factor of a hundred, or else a {@link Finding}. */
    LIKE_SCALES
}
