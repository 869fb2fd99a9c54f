/**
 * The typed {@link io.github.millwork.data.Dataset} that all stages share, with the words to talk about its columns,
 * rows, splits, targets and predictions. Nothing here knows of stages; Tablesaw is confined to this package.
 */
@NullMarked
package io.github.millwork.data;

import org.jspecify.annotations.NullMarked;
