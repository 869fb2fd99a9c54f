/**
 * Steps that make new columns: {@link io.github.millwork.engineer.Derive} from an expression,
 * {@link io.github.millwork.engineer.DateParts} from dates and timestamps.
 */
@NullMarked
package io.github.millwork.engineer;

import org.jspecify.annotations.NullMarked;
