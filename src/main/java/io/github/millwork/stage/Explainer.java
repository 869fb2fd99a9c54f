package io.github.millwork.stage;

/**
 * Splits what a model says of a row into what each feature contributes. It is about raw outputs: the numbers of a model
 * before they become probabilities, in which features add up. For each of them
 *
 * <pre>{@code expected + sum of contributions = raw}</pre>
 *
 * up to the rounding of doubles. Contributions are in the unit of the raw output; one above zero pushes it up. They are
 * those of the features that the model sees, behind all steps. Immutable and thread-safe; keep it, since making one may
 * look at the whole model.
 */
public interface Explainer {
    /** What raw outputs are measured in. */
    enum Unit {
        /** The number that the model was trained to predict: the target, as a training option may have transformed it. */
        TARGET("target"),
        /** The logarithm of the number that is predicted. */
        LOG_TARGET("logarithm of the target"),
        /** The logarithm of the odds of a class against all others: 0 is a probability of one half. */
        LOG_ODDS("log-odds"),
        /** The logarithm of the probability of a class, but for a number that all classes of a row have in common. */
        LOG_PROBABILITY("log-probability"),
        /** The probability of a class, where a model adds up probabilities, as forests do. */
        PROBABILITY("probability"),
        /** The score of a class, where the model knows no probabilities: the larger, the more the row is like the class. */
        SCORE("score"),
        /** The logarithm to base 2 of the score of an anomaly, above which are the rows that stand out more. */
        LOG_SCORE("logarithm to base 2 of the score");

        private final String words;

        Unit(String words) {
            this.words = words;
        }

        /** {@return what messages and tables call it} */
        public String words() {
            return words;
        }
    }

    /** {@return what raw outputs and contributions are measured in} */
    Unit unit();

    /** {@return how many raw outputs there are: one for a number or two classes, else one for each class that was seen} */
    int raws();

    /**
     * {@return the index among the labels of the class that a raw output speaks for: of two classes the second; 0 for a
     * number}
     *
     * @param raw the raw output, from 0
     */
    int label(int raw);

    /**
     * {@return what the raw output is where nothing is known of a row: its mean over the training rows, as the model
     * remembers them}
     *
     * @param raw the raw output, from 0
     */
    double expected(int raw);

    /**
     * {@return the raw output for a row}
     *
     * @param features the features of the row
     * @param raw the raw output, from 0
     */
    double raw(FeatureVector features, int raw);

    /**
     * Computes what each feature contributes to a raw output.
     *
     * @param features the features of the row
     * @param raw the raw output, from 0
     * @param out where the contributions go, one for each feature
     */
    void contributions(FeatureVector features, int raw, double[] out);
}
