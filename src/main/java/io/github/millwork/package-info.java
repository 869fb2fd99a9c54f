/**
 * The facade: a {@link io.github.millwork.Pipeline} says how to get from collected data to a model, a {@link
 * io.github.millwork.FittedPipeline} predicts.
 */
@NullMarked
package io.github.millwork;

import org.jspecify.annotations.NullMarked;
