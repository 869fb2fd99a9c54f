package io.github.millwork.engineer;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TransformerFit;
import io.github.millwork.stage.Transforms;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps the features that are left when again and again a learner is fitted and those are dropped of which it makes least:
 * recursive feature elimination, scikit-learn's RFE. What it makes of them are the gains of trees or the coefficients of a
 * linear model, see {@link io.github.millwork.stage.Importances}; coefficients can be compared only where features are on one
 * scale. As for every selection, each column becomes a vector of the dimensions that are kept.
 *
 * <p>Of equally important features the later one is dropped. The learner is fitted as in {@link SelectImportant}, once for
 * each round: with many features, drop a share of them in each.
 *
 * @param columns which columns; by type, only numbers, integers, booleans and vectors
 * @param learner what is fitted: a learner of classes or numbers
 * @param hyperparameters {@code best}: how many are left; {@code step}: how many are dropped in a round, below 1 as a share of
 *     all
 */
public record SelectRecursively(Columns columns, Learner<?> learner, Hyperparameters hyperparameters)
        implements LearnedSelection {
    private static final String BEST = "best";
    private static final String STEP = "step";

    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer(BEST, 10, value -> value >= 1, "at least 1")
            .number(
                    STEP,
                    1,
                    value -> value > 0 && (value < 1 || value == Math.rint(value)),
                    "a whole number, or a share below 1");

    /**
     * Checks the learner.
     *
     * @param columns which columns; by type, only numbers, integers, booleans and vectors
     * @param learner what is fitted: a learner of classes or numbers
     * @param hyperparameters {@code best}: how many are left; {@code step}: how many are dropped in a round, below 1 as a
     *     share of all
     */
    public SelectRecursively {
        LearnedImportance.check(learner);
    }

    static SelectRecursively of(Learner<?> learner, Columns columns) {
        return new SelectRecursively(columns, learner, DEFAULTS);
    }

    /**
     * {@return this step with so many features left}
     *
     * @param count at least 1; the default is 10
     */
    public SelectRecursively best(int count) {
        return withHyperparameters(hyperparameters.with(BEST, count));
    }

    /**
     * {@return this step with the number of features left to tuning}
     *
     * @param count where to search
     */
    public SelectRecursively best(Range count) {
        return withHyperparameters(hyperparameters.with(BEST, count));
    }

    /**
     * {@return this step with more features dropped in a round}
     *
     * @param count a whole number; below 1 a share of all features; 1 by default
     */
    public SelectRecursively step(double count) {
        return withHyperparameters(hyperparameters.with(STEP, count));
    }

    @Override
    public SelectRecursively withHyperparameters(Hyperparameters values) {
        return new SelectRecursively(columns, learner, values);
    }

    static final Codec<SelectRecursively> CODEC =
            LearnedSelection.codec("select-recursively", SelectRecursively.class, DEFAULTS, SelectRecursively::new);

    @Override
    public String describe() {
        return "select recursively from " + columns.describe() + " by " + learner.describe();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Column> chosen = Block.selection(columns).in(training, describe());
        Candidates candidates = new Candidates(chosen);
        Dataset rows = LearnedImportance.narrowed(training, chosen);
        int best = hyperparameters.integer(BEST);
        double given = hyperparameters.number(STEP);
        int step = (int) Math.max(1, given < 1 ? given * candidates.size() : given);
        int[] left = IntStream.range(0, candidates.size()).toArray();
        for (int round = 0; left.length > best; round++) {
            Dataset narrowed = Transforms.apply(candidates.keep(left), rows, context.workers());
            double[] importances = LearnedImportance.of(learner, narrowed, context.child("round " + round));
            left = kept(left, importances, Math.max(best, left.length - step));
        }
        return TransformerFit.of(candidates.keep(left));
    }

    /** So many of the features, in their order, of which the learner makes most. */
    private static int[] kept(int[] features, double[] importances, int count) {
        return IntStream.range(0, features.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -importances[i]))
                .limit(count)
                .mapToInt(i -> features[i])
                .sorted()
                .toArray();
    }
}
