package io.github.millwork.monitor;

import java.util.Optional;

/** Asks where both of two policies do. */
record Both(RetrainingPolicy first, RetrainingPolicy second) implements RetrainingPolicy {
    @Override
    public Optional<RetrainingReason> reason(RetrainingEvidence evidence) {
        return first.reason(evidence)
                .flatMap(one -> second.reason(evidence)
                        .map(other -> new RetrainingReason(
                                one.rule() + " and " + other.rule(), one.why() + "; and " + other.why())));
    }
}
