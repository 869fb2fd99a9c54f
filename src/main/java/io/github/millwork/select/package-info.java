/**
 * Chooses among candidates: compares them on the same folds ({@link io.github.millwork.select.Leaderboard}), picks one by a
 * rule ({@link io.github.millwork.select.Rule}), and fits it to all rows ({@link io.github.millwork.select.ModelChoice}).
 */
@NullMarked
package io.github.millwork.select;

import org.jspecify.annotations.NullMarked;
