/**
 * Steps that make new columns: {@link io.github.millwork.engineer.Derive} from an expression,
 * {@link io.github.millwork.engineer.DateParts} from dates and timestamps, {@link
 * io.github.millwork.engineer.TextFeatures} from text, {@link io.github.millwork.engineer.Lags} and {@link
 * io.github.millwork.engineer.Windows} from earlier rows, {@link io.github.millwork.engineer.Aggregates} from groups, and
 * others from numbers.
 */
@NullMarked
package io.github.millwork.engineer;

import org.jspecify.annotations.NullMarked;
