package io.github.millwork.bandit;

/**
 * An arm that was chosen. Immutable.
 *
 * @param arm its name
 * @param propensity how probable it was that it would be chosen, above 0
 */
public record Choice(String arm, double propensity) {}
