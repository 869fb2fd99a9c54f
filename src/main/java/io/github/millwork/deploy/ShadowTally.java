package io.github.millwork.deploy;

/**
 * How a shadow has compared so far, over all of its versions.
 *
 * @param rows how many rows both have predicted
 * @param agreed for how many of them they decided the same; where numbers are predicted, gave the same number
 * @param meanDifference how far their numbers were apart on average: the largest difference among the numbers of a row
 * @param dropped how many rows were not compared, since the shadow was behind
 * @param failed how many rows the shadow could not predict
 */
public record ShadowTally(long rows, long agreed, double meanDifference, long dropped, long failed) {}
