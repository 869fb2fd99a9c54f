package io.github.millwork.select;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import io.github.millwork.tune.Trial;
import io.github.millwork.tune.Trials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which trial wins: the best, or the simplest that is about as good, among those that keep to the budgets. Budgets are
 * hard: a trial beyond one cannot win, whatever its score. Immutable.
 *
 * @param oneError whether the simplest within one standard error of the best wins, and not the best
 * @param rowTime how long the prediction of a single row may take
 * @param bytes how long what was fitted may be as JSON, in bytes
 * @param fitTime how long a fit on the training rows of a fold may take
 * @param members how many trials win together; 1 for a single one
 */
public record Rule(
        boolean oneError, Optional<Duration> rowTime, OptionalLong bytes, Optional<Duration> fitTime, int members) {
    /**
     * Checks the number of members.
     *
     * @param oneError whether the simplest within one standard error of the best wins, and not the best
     * @param rowTime how long the prediction of a single row may take
     * @param bytes how long what was fitted may be as JSON, in bytes
     * @param fitTime how long a fit on the training rows of a fold may take
     * @param members how many trials win together; 1 for a single one
     */
    public Rule {
        if (members < 1) {
            throw new IllegalArgumentException("Expected at least one trial to win but found " + members + ".");
        }
        if (members > 1 && oneError) {
            throw new IllegalArgumentException("Expected one trial to win by the rule of one standard error but found "
                    + members + ". Use Rule.best().ensembleOf(" + members + ").");
        }
    }

    /** {@return the rule that the best trial wins} */
    public static Rule best() {
        return new Rule(false, Optional.empty(), OptionalLong.empty(), Optional.empty(), 1);
    }

    /**
     * {@return the rule that of the trials within one standard error of the best the simplest wins (Breiman et al. 1984,
     * section 3.4.3): the one whose fitted chain is the smallest, and of those of one size the quickest to fit}
     */
    public static Rule simplestWithinOneError() {
        return new Rule(true, Optional.empty(), OptionalLong.empty(), Optional.empty(), 1);
    }

    /**
     * {@return this rule with a budget for the prediction of a single row}
     *
     * @param most how long it may take
     */
    public Rule rowWithin(Duration most) {
        return new Rule(oneError, Optional.of(most), bytes, fitTime, members);
    }

    /**
     * {@return this rule with a budget for the size of what was fitted}
     *
     * @param most how many bytes it may take as JSON
     */
    public Rule sizeWithin(long most) {
        return new Rule(oneError, rowTime, OptionalLong.of(most), fitTime, members);
    }

    /**
     * {@return this rule with a budget for the time of a fit}
     *
     * @param most how long a fit on the training rows of a fold may take
     */
    public Rule fitWithin(Duration most) {
        return new Rule(oneError, rowTime, bytes, Optional.of(most), members);
    }

    /**
     * {@return this rule with the best trials together for a winner: each is fitted to all training rows, and their
     * predictions are averaged (see {@link Ensemble})} Budgets are for all of them together: one that would break them is
     * passed over for the next best.
     *
     * @param count how many trials, at most; at least 1
     */
    public Rule ensembleOf(int count) {
        return new Rule(oneError, rowTime, bytes, fitTime, count);
    }

    /**
     * Picks the trial that wins.
     *
     * @param <P> the kind of prediction
     * @param trials all trials
     * @return one of them that did not fail, was fitted to all rows of all folds, and keeps to the budgets
     * @throws DataException if there is none
     */
    public <P extends Prediction> Trial<P> pick(Trials<P> trials) {
        return pickAll(trials).get(0);
    }

    /**
     * Picks the trials that win together.
     *
     * @param <P> the kind of prediction
     * @param trials all trials
     * @return at least one of them, the best first, at most as many as the rule has members
     * @throws DataException if there is none
     */
    public <P extends Prediction> List<Trial<P>> pickAll(Trials<P> trials) {
        List<Trial<P>> whole = trials.ranked().stream()
                .filter(trial -> trial.failure().isEmpty())
                .filter(trial -> trial.proposal().share() == 1 && trial.folds().size() == trials.folds())
                .toList();
        // A search that was ended early may have none; what it knows best is then the best it knows.
        List<Trial<P>> finished = whole.isEmpty() ? List.of(trials.best()) : whole;
        List<Trial<P>> within =
                finished.stream().filter(trial -> keepsBudgets(List.of(trial))).toList();
        if (within.isEmpty()) throw overBudget(finished.get(0));
        Trial<P> best = within.get(0);
        if (members > 1) return together(within);
        if (!oneError || Double.isNaN(best.error(0))) return List.of(best);
        return List.of(simplest(within, best));
    }

    private <P extends Prediction> List<Trial<P>> together(List<Trial<P>> within) {
        List<Trial<P>> chosen = new ArrayList<>();
        for (Trial<P> trial : within) {
            if (chosen.size() == members) break;
            chosen.add(trial);
            if (!keepsBudgets(chosen)) chosen.remove(chosen.size() - 1);
        }
        return chosen;
    }

    private static <P extends Prediction> Trial<P> simplest(List<Trial<P>> within, Trial<P> best) {
        return within.stream()
                .filter(trial -> Math.abs(trial.mean() - best.mean()) <= best.error(0))
                .min(Comparator.<Trial<P>>comparingLong(trial -> trial.bytes().orElse(Long.MAX_VALUE))
                        .thenComparing(trial -> trial.cost().wall())
                        .thenComparingInt(Trial::number))
                .orElse(best);
    }

    private boolean keepsBudgets(List<? extends Trial<?>> together) {
        double nanos = together.stream().mapToDouble(Trial::rowNanos).sum();
        boolean sized = together.stream().allMatch(trial -> trial.bytes().isPresent());
        long size =
                together.stream().mapToLong(trial -> trial.bytes().orElse(0)).sum();
        Duration fit = together.stream().map(trial -> trial.cost().wall()).reduce(Duration.ZERO, Duration::plus);
        if (rowTime.isPresent() && !(nanos <= rowTime.get().toNanos())) return false;
        if (bytes.isPresent() && !(sized && size <= bytes.getAsLong())) return false;
        return fitTime.isEmpty() || fit.compareTo(fitTime.get()) <= 0;
    }

    private DataException overBudget(Trial<?> best) {
        return new DataException("Expected a candidate within the budgets (" + this
                + ") but none of them is; the best, "
                + best.chain().learner().describe() + ", takes " + Math.round(best.rowNanos()) + " ns for a row, "
                + best.bytes().orElse(-1) + " bytes, and " + best.cost().wall().toMillis()
                + " ms for a fit. Allow more, or add a simpler candidate.");
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(
                oneError
                        ? "simplest within one standard error"
                        : members > 1 ? "best " + members + " together" : "best");
        rowTime.ifPresent(
                time -> out.append(", row within ").append(time.toNanos()).append(" ns"));
        bytes.ifPresent(size -> out.append(", size within ").append(size).append(" bytes"));
        fitTime.ifPresent(
                time -> out.append(", fit within ").append(time.toMillis()).append(" ms"));
        return out.toString();
    }
}
