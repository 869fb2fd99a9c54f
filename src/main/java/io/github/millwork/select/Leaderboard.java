package io.github.millwork.select;

import io.github.millwork.data.Names;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.TextTable;
import io.github.millwork.stage.FitCost;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.StudentT;
import io.github.millwork.tune.FoldResult;
import io.github.millwork.tune.Trial;
import io.github.millwork.tune.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the candidates did, the best first: every trial with its score and error, what it costs to fit, to score and to
 * keep. Immutable.
 *
 * @param <P> the kind of prediction
 */
public final class Leaderboard<P extends Prediction> {
    private static final int SHOWN = 15;
    private static final double LEVEL = 0.05;

    private final Trials<P> trials;
    private final List<Integer> winners;
    private final List<Entry> entries;

    /**
     * A trial on the board.
     *
     * @param rank its place, from 1
     * @param trial which trial it was, from 1
     * @param learner the learner with its hyperparameters, in words
     * @param brief the name of the learner, what was searched, and what else sets it apart from others on the board
     * @param parameters the hyperparameters that were searched
     * @param score the mean over the folds with its 95 % interval, in the metric that decides; NaN where it failed
     * @param others the scores in the other metrics, in the order in which these were named
     * @param error the standard error of the mean
     * @param share the share of the training rows it was fitted to
     * @param folds on how many folds
     * @param cost what a fit on the training rows of a fold costs on average
     * @param rowNanos how long the prediction of a single row takes, in nanoseconds; NaN where that was not measured
     * @param bytes how long what was fitted is as JSON, if that was measured
     * @param tied whether it cannot be told apart from the best
     * @param failure why it failed; empty where it did not
     */
    public record Entry(
            int rank,
            int trial,
            String learner,
            String brief,
            Map<String, Double> parameters,
            Score score,
            List<Score> others,
            double error,
            double share,
            int folds,
            FitCost cost,
            double rowNanos,
            OptionalLong bytes,
            boolean tied,
            String failure) {
        /**
         * {@return the mean over the folds with its 95 % interval}
         *
         * @param metric one of those that were measured
         * @throws IllegalArgumentException if it was not measured
         */
        public Score score(Metric<?> metric) {
            List<Score> all = Stream.concat(Stream.of(score), others.stream()).toList();
            return all.stream()
                    .filter(each -> each.metric().equals(metric.name()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Expected a metric that was measured in the search but found '" + metric.name() + "'. "
                                    + Names.suggest(
                                            metric.name(),
                                            all.stream().map(Score::metric).toList())));
        }

        /** {@return the place, the learner and the scores, in a line} */
        @Override
        public String toString() {
            String scores = failure.isEmpty()
                    ? Stream.concat(Stream.of(score), others.stream())
                            .map(Score::toString)
                            .collect(Collectors.joining(", "))
                    : "failed: " + failure;
            return rank + ". " + brief + ", " + scores;
        }
    }

    Leaderboard(Trials<P> trials, List<Trial<P>> winners) {
        this.trials = trials;
        this.winners = winners.stream().map(Trial::number).toList();
        this.entries = entries(trials);
    }

    private static <P extends Prediction> List<Entry> entries(Trials<P> trials) {
        List<Entry> entries = new ArrayList<>();
        Trial<P> best = trials.best();
        CandidateNames names = CandidateNames.of(trials.ranked());
        for (Trial<P> trial : trials.ranked()) {
            entries.add(new Entry(
                    entries.size() + 1,
                    trial.number(),
                    trial.chain().learner().describe(),
                    names.of(trial),
                    trial.parameters(),
                    trial.score(),
                    trial.scores().subList(1, trial.metrics().size()),
                    trial.error(0),
                    trial.proposal().share(),
                    trial.folds().size(),
                    trial.cost(),
                    trial.rowNanos(),
                    trial.bytes(),
                    tied(trial, best),
                    trial.failure().orElse("")));
        }
        return List.copyOf(entries);
    }

    /** By the corrected resampled t test (Nadeau and Bengio 2003) over the folds, at the level of 5 %. */
    private static <P extends Prediction> boolean tied(Trial<P> trial, Trial<P> best) {
        if (trial.number() == best.number()) return true;
        int k = best.folds().size();
        boolean alike = trial.failure().isEmpty()
                && trial.folds().size() == k
                && trial.proposal().share() == best.proposal().share();
        if (!alike || k < 2) return false;
        double[] one = best.values(0).toArray();
        double[] other = trial.values(0).toArray();
        double mean = 0;
        for (int i = 0; i < k; i++) mean += (one[i] - other[i]) / k;
        double squares = 0;
        for (int i = 0; i < k; i++) squares += Math.pow(one[i] - other[i] - mean, 2);
        double train = best.folds().stream().mapToInt(FoldResult::trainRows).sum();
        double test = best.folds().stream().mapToInt(FoldResult::testRows).sum();
        double error = Math.sqrt((1.0 / k + test / train) * squares / (k - 1));
        return error == 0 ? mean == 0 : StudentT.twoSided(mean / error, k - 1) >= LEVEL;
    }

    /** {@return every trial, the best first} */
    public List<Entry> entries() {
        return entries;
    }

    /** {@return the best trial} */
    public Entry best() {
        return entries.get(0);
    }

    /** {@return the trial that won by the rule, which need not be the best; of several that won together the best} */
    public Entry winner() {
        return winners().get(0);
    }

    /** {@return the trials that won by the rule, the best first: a single one but for an ensemble} */
    public List<Entry> winners() {
        return entries.stream().filter(entry -> winners.contains(entry.trial())).toList();
    }

    /** {@return the trials that cannot be told apart from the best, the best among them} */
    public List<Entry> tied() {
        return entries.stream().filter(Entry::tied).toList();
    }

    /**
     * {@return the trials that no other beats in every metric, the best by the first metric first: the Pareto front; the best
     * alone where there is one metric}
     */
    public List<Entry> front() {
        return trials.front().stream().map(this::entry).toList();
    }

    Entry entry(Trial<P> trial) {
        return entries.stream()
                .filter(entry -> entry.trial() == trial.number())
                .findFirst()
                .orElseThrow();
    }

    /** {@return the trials behind the board} */
    public Trials<P> trials() {
        return trials;
    }

    /**
     * {@return the best fifteen trials as a table, with all metrics; the winner is marked with {@code >}, what cannot be told
     * apart from the best with {@code =}}
     */
    @Override
    public String toString() {
        List<String> others = best().others().stream().map(Score::metric).toList();
        List<String> headers = new ArrayList<>(List.of("", "#", best().score().metric(), "± error"));
        headers.addAll(others);
        headers.addAll(CostColumn.labels());
        headers.addAll(List.of("learner", "on"));
        TextTable table = new TextTable(headers.toArray(String[]::new));
        table.alignRight(1, 9 + others.size());
        for (Entry entry : entries.subList(0, Math.min(SHOWN, entries.size()))) {
            table.row(cells(entry).toArray(String[]::new));
        }
        String more = entries.size() > SHOWN ? "\nand " + (entries.size() - SHOWN) + " more trials" : "";
        return table + more + "\n> the winner, = cannot be told apart from the best";
    }

    private List<String> cells(Entry entry) {
        boolean failed = !entry.failure().isEmpty();
        List<String> cells = new ArrayList<>(List.of(
                (winners.contains(entry.trial()) ? ">" : " ") + (entry.tied() ? "=" : " "),
                Integer.toString(entry.rank()),
                failed ? "failed" : number(entry.score().value()),
                failed ? "" : number(entry.error())));
        entry.others().forEach(score -> cells.add(failed ? "" : number(score.value())));
        cells.addAll(CostColumn.texts(entry));
        cells.addAll(List.of(failed ? entry.brief() + ": " + entry.failure() : entry.brief(), on(entry)));
        return cells;
    }

    private static String on(Entry entry) {
        String folds = entry.folds() + (entry.folds() == 1 ? " fold" : " folds");
        return entry.share() == 1
                ? folds
                : String.format(Locale.ROOT, "%s, %.0f %% of rows", folds, 100 * entry.share());
    }

    private static String number(double value) {
        if (Double.isNaN(value)) return "";
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size == 0 || (size >= 0.001 && size < 1e7) ? "%.4f" : "%.3e", value);
    }
}
