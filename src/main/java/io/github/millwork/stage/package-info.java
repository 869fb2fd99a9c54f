/**
 * What a stage is: the contracts of sources, transformers, learners, models, metrics and resamplings, the row program
 * that training and serving share, and the chain that fits them together. Stages themselves live in the packages above.
 */
@NullMarked
package io.github.millwork.stage;

import org.jspecify.annotations.NullMarked;
