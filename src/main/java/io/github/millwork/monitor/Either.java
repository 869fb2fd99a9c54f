package io.github.millwork.monitor;

import java.util.Optional;

/** Asks where one of two policies does, for the reason of the first that does. */
record Either(RetrainingPolicy first, RetrainingPolicy second) implements RetrainingPolicy {
    @Override
    public Optional<RetrainingReason> reason(RetrainingEvidence evidence) {
        Optional<RetrainingReason> reason = first.reason(evidence);
        return reason.isPresent() ? reason : second.reason(evidence);
    }
}
