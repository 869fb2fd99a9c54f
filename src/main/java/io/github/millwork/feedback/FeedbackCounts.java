package io.github.millwork.feedback;

/**
 * How much feedback there is for a model. The first three are of what is kept, whoever told it; the others of what was told
 * through this store since it was opened. Immutable.
 *
 * @param predictions how many predictions are kept
 * @param labelled of how many of them the truth is known
 * @param rewarded of how many of them the reward is known
 * @param duplicate how often the same was told again
 * @param contradictory how often something else was told than before
 * @param unknown how often a prediction was meant that is not known
 * @param tooLate how often a prediction was meant that is older than feedback is taken for
 * @param damaged how many lines were passed over, since they were damaged
 */
public record FeedbackCounts(
        long predictions,
        long labelled,
        long rewarded,
        long duplicate,
        long contradictory,
        long unknown,
        long tooLate,
        long damaged) {}
