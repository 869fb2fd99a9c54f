package io.github.millwork.tune;

/**
 * Tries points at random (Bergstra and Bengio 2012), none twice.
 *
 * @param trials how many in all, dealt out to the candidates in turn; each candidate is tried at least once
 */
public record RandomSearch(int trials) implements SearchStrategy {
    /**
     * Checks the number.
     *
     * @param trials how many in all, dealt out to the candidates in turn; each candidate is tried at least once
     */
    public RandomSearch {
        Points.checkedTrials(trials);
    }

    /**
     * {@return a random search}
     *
     * @param count how many trials in all, dealt out to the candidates in turn
     */
    public static RandomSearch trials(int count) {
        return new RandomSearch(count);
    }

    @Override
    public String describe() {
        return "random search of " + trials + " trials";
    }

    @Override
    public Search begin(Question question) {
        return Points.atOnce(Points.deal(question, trials, candidate -> Points.random(question, candidate)));
    }
}
