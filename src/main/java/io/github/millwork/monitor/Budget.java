package io.github.millwork.monitor;

import java.util.List;
import java.util.Optional;

/**
 * Asks where another policy does, as long as there are fits left: one comes due every so many labels, and what is not used is
 * saved up to a number (a token bucket). There is one at the start.
 */
record Budget(RetrainingPolicy policy, long labels, int saved) implements RetrainingPolicy {
    Budget {
        if (labels < 1 || saved < 1) {
            throw new IllegalArgumentException(
                    "Expected at least one label for a fit and at least one fit to save, but found " + labels + " and "
                            + saved + ".");
        }
    }

    @Override
    public Optional<RetrainingReason> reason(RetrainingEvidence evidence) {
        return left(evidence.tries(), evidence.learned()) < labels ? Optional.empty() : policy.reason(evidence);
    }

    /** How many labels are to be used, of which each fit takes so many. */
    private long left(List<Long> tries, long learned) {
        long left = labels;
        long at = 0;
        for (long tried : tries) {
            left = Math.max(0, came(left, tried - at) - labels);
            at = tried;
        }
        return came(left, learned - at);
    }

    private long came(long left, long since) {
        return Math.min(saved * labels, left + since);
    }
}
