package io.github.millwork.monitor;

import java.util.Locale;
import java.util.Optional;

/** Asks once there are many new labels beside the rows that the model was fitted to. */
record OnGrowth(double share) implements RetrainingPolicy {
    OnGrowth {
        if (!(share > 0)) throw new IllegalArgumentException("Expected a share above zero but found " + share + ".");
    }

    @Override
    public Optional<RetrainingReason> reason(RetrainingEvidence evidence) {
        if (evidence.labels() == 0 || evidence.labels() < share * evidence.fitted()) return Optional.empty();
        return Optional.of(new RetrainingReason(
                "growth",
                String.format(
                        Locale.ROOT,
                        "%d labels came since the last fit, %.2f for each of the %d rows fitted to then, "
                                + "where one is due at %.2f",
                        evidence.labels(),
                        evidence.fitted() == 0 ? Double.NaN : (double) evidence.labels() / evidence.fitted(),
                        evidence.fitted(),
                        share)));
    }
}
