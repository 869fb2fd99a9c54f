/**
 * Searches for the hyperparameters and steps that suit the data: what is searched ({@link io.github.millwork.tune.Space}),
 * in which order ({@link io.github.millwork.tune.SearchStrategy}: grid, random, halving, model-based), and the search itself
 * ({@link io.github.millwork.tune.Tuner}), which fits common preparations once, gives the same result on any number of
 * threads, and can be resumed from its journal.
 */
@NullMarked
package io.github.millwork.tune;

import org.jspecify.annotations.NullMarked;
