package io.github.millwork.evaluate;

/** What a predicted number costs where the truth is another: what errors are the mean of. */
sealed interface Loss permits PointLoss, PinballLoss {
    /** {@return the name of the metric} */
    String label();

    /** {@return the loss; never negative} */
    double of(double truth, double predicted);

    /** {@return whether the metric is the root of the mean loss} */
    default boolean root() {
        return false;
    }

    /** {@return which true numbers it is defined for} */
    default Domain truths() {
        return Domain.ALL;
    }

    /** {@return which predicted numbers it is defined for} */
    default Domain predictions() {
        return Domain.ALL;
    }

    /** Which numbers a loss is defined for. */
    enum Domain {
        ALL("any"),
        AT_LEAST_ZERO("at least zero"),
        ABOVE_ZERO("above zero");

        final String words;

        Domain(String words) {
            this.words = words;
        }

        boolean has(double number) {
            // What is no number is no matter of the domain: it makes the metric undefined.
            return switch (this) {
                case ALL -> true;
                case AT_LEAST_ZERO -> !(number < 0);
                case ABOVE_ZERO -> !(number <= 0);
            };
        }
    }
}
