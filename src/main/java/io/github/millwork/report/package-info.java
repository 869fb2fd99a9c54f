/** Reports: numbers as they are written, and the axes they are drawn on. */
@NullMarked
package io.github.millwork.report;

import org.jspecify.annotations.NullMarked;
