package io.github.millwork.data;

/**
 * A dataset cut in two: rows to fit on and rows to test on.
 *
 * @param train the rows to fit on
 * @param test the rows held out
 */
public record Split(Dataset train, Dataset test) {}
