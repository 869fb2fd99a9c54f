/**
 * Watches a model in use: quality and drift of what it is given, drift of what it predicts, and how good it is once the truth
 * is known. Begin at {@link io.github.millwork.monitor.Monitor}.
 */
@NullMarked
package io.github.millwork.monitor;

import org.jspecify.annotations.NullMarked;
