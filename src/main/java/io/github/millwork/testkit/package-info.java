/**
 * The conformance kit: {@link io.github.millwork.testkit.TransformerKit} and {@link io.github.millwork.testkit.LearnerKit}
 * check a transformer or learner of your own against the rules that the pipeline relies on, as they check those of this
 * library. They need no test framework: a broken rule is an {@link AssertionError} that lists all of them.
 */
@NullMarked
package io.github.millwork.testkit;

import org.jspecify.annotations.NullMarked;
