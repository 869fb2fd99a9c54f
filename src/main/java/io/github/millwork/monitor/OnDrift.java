package io.github.millwork.monitor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks where the last windows have all drifted. */
record OnDrift(int inARow) implements RetrainingPolicy {
    private static final int TOLD = 3;

    OnDrift {
        if (inARow < 1) {
            throw new IllegalArgumentException(
                    "Expected at least one window that has drifted but found " + inARow + ".");
        }
    }

    @Override
    public Optional<RetrainingReason> reason(RetrainingEvidence evidence) {
        List<MonitorReport> windows = evidence.windows();
        if (windows.size() < inARow) return Optional.empty();
        List<MonitorReport> last = windows.subList(windows.size() - inARow, windows.size());
        if (!last.stream().allMatch(MonitorReport::drifted)) return Optional.empty();
        MonitorReport newest = last.get(inARow - 1);
        String what = Stream.of(
                        Judge.ranked(Stream.concat(newest.columns().stream(), newest.predictions().stream())
                                        .toList())
                                .stream()
                                .limit(TOLD)
                                .map(column -> String.format(
                                        Locale.ROOT,
                                        "%s of %s is %.4g, where %.4g matters",
                                        column.effect(),
                                        column.name(),
                                        column.size(),
                                        column.floor())),
                        newest.together().stream()
                                .filter(Together::drifted)
                                .limit(1)
                                .map(found -> String.format(
                                        Locale.ROOT,
                                        "the columns together by %s: %.4g, where %.4g matters",
                                        found.method(),
                                        found.size(),
                                        found.floor())),
                        newest.streams().stream()
                                .filter(StreamReport::drifted)
                                .limit(TOLD)
                                .map(found -> found.detector() + " found a change of " + found.stream()))
                .flatMap(found -> found)
                .collect(Collectors.joining(", "));
        String windowsInWords = inARow == 1 ? "a window" : inARow + " windows";
        return Optional.of(new RetrainingReason("drift", windowsInWords + " drifted: " + what));
    }
}
