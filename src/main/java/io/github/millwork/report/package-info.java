/**
 * Reports: tables, charts and diagrams of neutral figures, shown as one self-contained HTML page or as plain text. A
 * {@link io.github.millwork.report.Report} is a value; nothing here knows what its numbers were measured on.
 */
@NullMarked
package io.github.millwork.report;

import org.jspecify.annotations.NullMarked;
