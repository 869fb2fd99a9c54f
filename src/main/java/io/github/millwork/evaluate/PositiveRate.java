package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import java.util.List;

/**
 * A share of rows about the positive class; undefined where there are no rows to take a share of.
 *
 * @param name its name in results
 * @param among of which rows the share is taken
 */
record PositiveRate(String name, Among among) implements Bounded<Classification> {
    /** Of which rows a share is taken. */
    enum Among {
        /** Of all rows, those predicted positive. */
        ALL,
        /** Of the positive rows, those predicted positive. */
        POSITIVE,
        /** Of the other rows, those predicted positive. */
        OTHERS,
        /** Of the rows predicted positive, those that are. */
        PREDICTED
    }

    static final List<PositiveRate> RATES = List.of(
            new PositiveRate("share predicted", Among.ALL),
            new PositiveRate("recall", Among.POSITIVE),
            new PositiveRate("false positive rate", Among.OTHERS),
            new PositiveRate("precision", Among.PREDICTED));

    @Override
    public boolean higherIsBetter() {
        return among != Among.OTHERS;
    }

    @Override
    public Estimate estimate(Assessment<Classification> assessment) {
        int positive = Decisions.positive(assessment, name);
        Decisions decisions = Decisions.of(assessment);
        int[] truth = decisions.truth().codes();
        int[] predicted = decisions.predicted();
        return Ratio.of(
                assessment,
                row -> counts(truth[row] == positive, predicted[row] == positive)
                                && (among == Among.PREDICTED ? truth[row] : predicted[row]) == positive
                        ? 1
                        : 0,
                row -> counts(truth[row] == positive, predicted[row] == positive) ? 1 : 0);
    }

    private boolean counts(boolean positive, boolean chosen) {
        return switch (among) {
            case ALL -> true;
            case POSITIVE -> positive;
            case OTHERS -> !positive;
            case PREDICTED -> chosen;
        };
    }
}
