package io.github.millwork.monitor;

import java.util.Optional;

/** Asks after some labels, and after twice as many each time that a fit was in vain, up to the most. */
record SlowingSchedule(long first, long most) implements RetrainingPolicy {
    SlowingSchedule {
        if (first < 1 || most < first) {
            throw new IllegalArgumentException(
                    "Expected at least one label, and no fewer at most than at first, but found " + first + " and "
                            + most + ".");
        }
    }

    @Override
    public Optional<RetrainingReason> reason(RetrainingEvidence evidence) {
        long due = first;
        for (int vain = 0; vain < evidence.inVain() && due < most; vain++) due = Math.min(most, 2 * due);
        if (evidence.labels() < due) return Optional.empty();
        String vain = evidence.inVain() == 0 ? "" : " after " + evidence.inVain() + " in vain";
        return Optional.of(new RetrainingReason(
                "labels", evidence.labels() + " labels came since the last fit, where one is due at " + due + vain));
    }
}
