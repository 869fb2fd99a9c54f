/**
 * Files that appear whole or not at all, lines that are only ever added, and locks between processes: what registries,
 * feedback and monitors keep things with. It knows nothing of what is kept.
 */
@NullMarked
package io.github.millwork.store;

import org.jspecify.annotations.NullMarked;
