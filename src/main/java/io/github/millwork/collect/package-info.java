/**
 * Where data comes from. A source reads what it finds into a typed {@link io.github.millwork.data.Dataset}: types are
 * inferred over all rows, never over a sample, so no cell is found not to fit after the first part was read.
 */
@NullMarked
package io.github.millwork.collect;

import org.jspecify.annotations.NullMarked;
