package io.github.millwork.monitor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks again where a fit did not mend a decay and there are new labels since: where the world changes slowly, what could not be
 * had at first is there a little later. The last windows are looked at together, since one alone may be bad by chance.
 */
record OnLastingDecay(String metric, double share) implements RetrainingPolicy {
    private static final int WINDOWS = 4;

    OnLastingDecay {
        if (!(share > 0)) throw new IllegalArgumentException("Expected a share above zero but found " + share + ".");
    }

    @Override
    public Optional<RetrainingReason> reason(RetrainingEvidence evidence) {
        if (evidence.inVain() == 0 || evidence.labels() < share * evidence.fitted()) return Optional.empty();
        List<MetricReport> last = evidence.windows().stream()
                .skip(Math.max(0, evidence.windows().size() - WINDOWS))
                .flatMap(this::found)
                .toList();
        if (last.isEmpty()) return Optional.empty();
        double value = last.stream().mapToDouble(MetricReport::value).average().orElseThrow();
        double low = last.stream().mapToDouble(MetricReport::low).average().orElseThrow();
        double high = last.stream().mapToDouble(MetricReport::high).average().orElseThrow();
        boolean worse = Outcomes.LOSSES.contains(metric) ? value > high : value < low;
        if (!worse) return Optional.empty();
        return Optional.of(new RetrainingReason(
                "lasting decay",
                String.format(
                        Locale.ROOT,
                        "%s is still %.4f on the last %d rows, where it was %.4f and %.4f to %.4f is usual, and %d labels "
                                + "came since a fit did not mend it",
                        metric,
                        value,
                        last.stream().mapToLong(MetricReport::rows).sum(),
                        last.get(last.size() - 1).reference(),
                        low,
                        high,
                        evidence.labels())));
    }

    private Stream<MetricReport> found(MonitorReport report) {
        return report.metrics().stream()
                .filter(found -> found.slice().isEmpty() && found.name().equals(metric))
                .filter(found -> !Double.isNaN(found.low()) && !Double.isNaN(found.high()));
    }
}
