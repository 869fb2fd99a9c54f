/**
 * Learning from interaction: policies that choose one of several arms, such as versions of a model, and learn from the
 * rewards that come of it; what another policy would have earned; and when there is a winner.
 */
@NullMarked
package io.github.millwork.bandit;

import org.jspecify.annotations.NullMarked;
