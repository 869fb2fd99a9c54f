/**
 * How good a model is: hold-out, metrics with confidence intervals, and the evaluation that puts them together. Metrics
 * are equal to those of scikit-learn.
 */
@NullMarked
package io.github.millwork.evaluate;

import org.jspecify.annotations.NullMarked;
