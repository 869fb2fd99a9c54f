package io.github.millwork.monitor;

import java.time.Duration;
import java.util.Optional;

/** Asks after some time. */
record OnSchedule(Duration every) implements RetrainingPolicy {
    OnSchedule {
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException("Expected a time above zero but found " + every + ".");
        }
    }

    @Override
    public Optional<RetrainingReason> reason(RetrainingEvidence evidence) {
        if (evidence.age().compareTo(every) < 0) return Optional.empty();
        return Optional.of(new RetrainingReason(
                "schedule", "the last fit was " + evidence.age() + " ago, where one is due every " + every));
    }
}
