/**
 * The adapter to Tribuo: prepared rows as Tribuo datasets, Tribuo models as bytes, and its log kept quiet. Tribuo's types
 * go no further than this package and the learners in {@code train}.
 */
@NullMarked
package io.github.millwork.tribuo;

import org.jspecify.annotations.NullMarked;
