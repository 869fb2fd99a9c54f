package io.github.millwork;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import io.github.millwork.deploy.RegistryNote;
import io.github.millwork.evaluate.PairedComparison;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A challenger against the champion on the same rows: whether it is to answer, the comparison by the metric and those by the
 * guards, and why.
 */
record Contest(boolean promotes, List<PairedComparison> comparisons, String why) {
    /**
     * The rule.
     *
     * @param metric what decides
     * @param guards by what the challenger must not be worse
     * @param confidence how sure it must be that the challenger is better
     */
    record Terms<P extends Prediction>(Metric<P> metric, List<Metric<P>> guards, double confidence) {
        /** The p value is of both sides. */
        private boolean better(PairedComparison comparison) {
            boolean ahead = comparison.difference() != 0 && comparison.difference() > 0 == comparison.higherIsBetter();
            return ahead && 1 - comparison.pValue() / 2 > confidence;
        }

        /** Decides; the champion is asked for its predictions here, since it may not be able to. */
        Contest between(Assessment<P> challenger, Supplier<Assessment<P>> champion) {
            List<PairedComparison> comparisons = new ArrayList<>();
            try {
                Assessment<P> held = champion.get();
                comparisons.add(PairedComparison.bootstrap(metric, challenger, held));
                for (Metric<P> guard : guards) comparisons.add(PairedComparison.bootstrap(guard, challenger, held));
            } catch (DataException | IllegalArgumentException e) {
                // Such as a column that is gone, or a class that came: then people must decide.
                return new Contest(false, comparisons, "the champion cannot be compared with it: " + e.getMessage());
            }
            return judged(comparisons);
        }

        private Contest judged(List<PairedComparison> comparisons) {
            PairedComparison comparison = comparisons.get(0);
            boolean better = better(comparison);
            String why = switch (comparison.verdict()) {
                case FIRST -> "it is better than the champion by " + comparison;
                case SECOND -> "the champion is better by " + comparison;
                case TIED ->
                    (better
                                    ? "it is more likely better than the champion by "
                                    : "it is not shown to be better than the champion by ")
                            + comparison;
            };
            List<PairedComparison> others = comparisons.subList(1, comparisons.size());
            Optional<PairedComparison> worse = others.stream()
                    .filter(guard -> guard.verdict() == PairedComparison.Verdict.SECOND)
                    .findFirst();
            if (worse.isPresent()) {
                return new Contest(false, comparisons, why + ", but the champion is better by " + worse.get());
            }
            String besides = others.isEmpty()
                    ? ""
                    : "; " + others.stream().map(PairedComparison::toString).collect(Collectors.joining("; "));
            return new Contest(better, comparisons, why + besides);
        }
    }

    /** Where nobody answers yet. */
    static Contest unopposed() {
        return new Contest(true, List.of(), "there was no version that answered");
    }

    Contest refused(String reason) {
        return new Contest(false, comparisons, reason);
    }

    /** What the history tells of a challenger that does not answer. */
    RegistryNote note(int version, String reason) {
        RegistryNote note = RegistryNote.of("not promoted: " + reason).about(version);
        if (comparisons.isEmpty()) return note;
        State first = state(comparisons.get(0));
        List<State> guards = comparisons.stream().skip(1).map(Contest::state).toList();
        return note.with(guards.isEmpty() ? first : first.with("guards", guards));
    }

    private static State state(PairedComparison found) {
        return State.empty()
                .with("metric", found.metric())
                .with("difference", found.difference())
                .with("low", found.low())
                .with("high", found.high())
                .with("p", found.pValue());
    }
}
