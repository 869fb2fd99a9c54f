package io.github.millwork.bandit;

/**
 * How an arm does. Immutable.
 *
 * @param arm its name
 * @param chosen how often it was chosen
 * @param rewarded of how many of these choices the reward is known
 * @param mean the mean reward; NaN where none is known
 * @param low the lower bound of the expected reward; with the upper one it holds at all times at once
 * @param high the upper bound
 */
public record Standing(String arm, long chosen, long rewarded, double mean, double low, double high) {}
