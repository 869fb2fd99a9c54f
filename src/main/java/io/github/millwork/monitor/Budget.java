package io.github.millwork.monitor;

import java.util.List;
import java.util.Optional;

/**
 * Asks where another policy does, as long as there are fits left: one comes due every so many labels, and what is not used is
 * saved up to a number (a token bucket). There is one at the start. Where the first fits are forgotten, the first that is not is
 * taken to have used up what was saved: rather less is allowed than more.
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
        return left(evidence) < labels ? Optional.empty() : policy.reason(evidence);
    }

    /** How many labels are to be used, of which each fit takes so many. */
    private long left(RetrainingEvidence evidence) {
        List<Long> tries = evidence.tries();
        boolean all = evidence.forgotten() == 0 || tries.isEmpty();
        long left = all ? labels : 0;
        long at = all ? 0 : tries.get(0);
        for (long tried : all ? tries : tries.subList(1, tries.size())) {
            left = Math.max(0, came(left, tried - at) - labels);
            at = tried;
        }
        return came(left, evidence.learned() - at);
    }

    private long came(long left, long since) {
        return Math.min(saved * labels, left + since);
    }
}
