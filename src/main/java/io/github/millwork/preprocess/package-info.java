/**
 * Steps that prepare columns: {@link io.github.millwork.preprocess.Impute} fills missing cells,
 * {@link io.github.millwork.preprocess.Scale} puts numbers on a common scale,
 * {@link io.github.millwork.preprocess.Encode} turns categories into numbers; others clip, replace, tidy and convert cells. What they learn, they learn from training
 * rows only; weights of rows are not looked at.
 */
@NullMarked
package io.github.millwork.preprocess;

import org.jspecify.annotations.NullMarked;
