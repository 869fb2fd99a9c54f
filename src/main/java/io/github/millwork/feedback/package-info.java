/**
 * What was predicted, and what came of it: predictions are kept with the cells they were made from and how probable their
 * version was to answer, and are joined with their truth and their reward when those are told.
 */
@NullMarked
package io.github.millwork.feedback;

import org.jspecify.annotations.NullMarked;
