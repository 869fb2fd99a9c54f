/**
 * What becomes of a fitted pipeline: a bundle, which is one file that proves itself, and a scorer, which answers for the
 * records of an application.
 */
@NullMarked
package io.github.millwork.deploy;

import org.jspecify.annotations.NullMarked;
