package io.github.millwork.monitor;

import java.util.Locale;
import java.util.Optional;

/**
 * Asks where a score of the last window is worse than on the rows held out, by more than chance and more than an amount. Where a
 * fit was tried in vain, the score of then takes the place of that of the rows held out, if it is the worse: or else one would
 * be tried again and again, though nothing can be had. With each try in vain it must also be worse by half as much again.
 */
record OnDecay(String metric, double by) implements RetrainingPolicy {
    OnDecay {
        if (!(by >= 0)) {
            throw new IllegalArgumentException(
                    "Expected by how much a score must be worse, 0 for any amount, but found " + by + ".");
        }
    }

    private boolean worseThan(RetrainingEvidence evidence, MetricReport found) {
        double tolerated = evidence.tolerated().getOrDefault(metric, found.reference());
        boolean loss = Outcomes.LOSSES.contains(found.name());
        double chance = loss ? found.high() - found.reference() : found.reference() - found.low();
        double lost = loss ? found.value() - tolerated : tolerated - found.value();
        return lost > chance * (1 + evidence.inVain() / 2.0);
    }

    @Override
    public Optional<RetrainingReason> reason(RetrainingEvidence evidence) {
        return evidence.last()
                .flatMap(report -> report.metrics().stream()
                        .filter(found -> found.slice().isEmpty() && found.name().equals(metric))
                        .filter(found -> found.worse() && Math.abs(found.value() - found.reference()) >= by)
                        .filter(found -> worseThan(evidence, found))
                        .findFirst()
                        .map(found -> new RetrainingReason(
                                "decay",
                                String.format(
                                        Locale.ROOT,
                                        "%s is %.4f on %d rows, where it was %.4f and %.4f to %.4f is usual",
                                        metric,
                                        found.value(),
                                        found.rows(),
                                        found.reference(),
                                        found.low(),
                                        found.high()))));
    }
}
