/**
 * Learners: algorithms of Tribuo behind the contract of {@link io.github.millwork.stage.Learner}. What they learn is
 * kept as plain data (weights, trees) wherever that is possible, so that scoring needs neither Tribuo nor native code.
 */
@NullMarked
package io.github.millwork.train;

import org.jspecify.annotations.NullMarked;
