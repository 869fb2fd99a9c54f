package io.github.millwork.monitor;

import java.time.Duration;
import java.util.Optional;

/** Asks where another policy does, but not too soon after the last fit. */
record Cooldown(RetrainingPolicy policy, Duration pause, long labels) implements RetrainingPolicy {
    Cooldown {
        if (pause.isNegative() || labels < 0) {
            throw new IllegalArgumentException(
                    "Expected a pause of at least no time and no labels but found " + pause + " and " + labels + ".");
        }
    }

    @Override
    public Optional<RetrainingReason> reason(RetrainingEvidence evidence) {
        boolean tooSoon = evidence.age().compareTo(pause) < 0 || evidence.labels() < labels;
        return tooSoon ? Optional.empty() : policy.reason(evidence);
    }
}
