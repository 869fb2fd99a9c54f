package io.github.millwork.bandit;

/**
 * A rule that chooses one of several arms and learns from rewards. It gives probabilities and not a choice, so that it is
 * known how probable each choice was: without that, nothing can be said of other rules from what was logged. An extension
 * point. Immutable and thread-safe.
 */
public interface Policy {
    /** {@return how many numbers of context it looks at; 0 for none} */
    int contextSize();

    /**
     * {@return what it knows before the first reward}
     *
     * @param arms how many arms there are, at least 2
     */
    Knowledge start(int arms);

    /** {@return the rule in words} */
    String describe();
}
