package io.github.millwork.bench;

import io.github.millwork.data.Dataset;

/**
 * Rows in the order in which they come, with their truth.
 *
 * @param name what it is called
 * @param shift what changes, in words
 * @param target the column of the truth
 * @param rows the rows
 */
record DriftStream(String name, String shift, String target, Dataset rows) {}
