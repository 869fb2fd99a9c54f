package io.github.millwork.engineer;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetNumbers;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.List;
import java.util.Locale;

/**
 * Keeps the features that are worth most, by a score of each on its own: so many, a percentage, or those above a bound. It
 * looks at numbers, integers, booleans, and each dimension of vectors, together. Which are kept is known only after the fit,
 * while columns are planned before; so each column becomes a vector under its own name, with the dimensions that are kept: a
 * column of numbers with one of its name, or with none. It belongs behind all other steps.
 *
 * <p>Of equal scores the earlier feature is kept; one whose score cannot be told (it never changes) comes last. Missing cells
 * are left out of the score and stay missing. Weights of rows are not looked at.
 *
 * @param columns which columns; by type, only numbers, integers, booleans and vectors
 * @param score what a feature is worth
 * @param hyperparameters {@code rule} (best, percent or above) and the number that belongs to each
 */
public record SelectFeatures(Columns columns, FeatureScore score, Hyperparameters hyperparameters)
        implements Transformer {
    /**
     * {@return the step that keeps the features whose variance is above a bound}
     *
     * @param columns numbers, integers, booleans and vectors
     * @param bound 0 to drop only what never changes
     */
    public static SelectFeatures variance(Columns columns, double bound) {
        return by(FeatureScore.VARIANCE, columns).above(bound);
    }

    /**
     * {@return the step that keeps the ten features of highest score}
     *
     * @param score what a feature is worth
     * @param columns numbers, integers, booleans and vectors
     */
    public static SelectFeatures by(FeatureScore score, Columns columns) {
        return new SelectFeatures(columns, score, KeepRule.DEFAULTS);
    }

    /**
     * {@return the step that drops features that say what an earlier one says}
     *
     * @param columns numbers, integers, booleans and vectors
     * @param bound from 0 to 1: a feature is dropped whose correlation with one that is kept is above it, in absolute value
     */
    public static SelectUncorrelated uncorrelated(Columns columns, double bound) {
        return SelectUncorrelated.of(columns, bound);
    }

    /**
     * {@return the step that keeps ten features that together say much of the classes, one after the other}
     *
     * @param criterion what the next feature is chosen by
     * @param columns numbers, integers, booleans and vectors, without missing cells
     */
    public static SelectJointly jointly(JointCriterion criterion, Columns columns) {
        return SelectJointly.of(criterion, columns);
    }

    /**
     * {@return the step that keeps the ten features of which a learner makes most}
     *
     * @param learner what is fitted to all of them, and knows importances or is linear
     * @param columns numbers, integers, booleans and vectors
     */
    public static SelectImportant important(Learner<?> learner, Columns columns) {
        return SelectImportant.of(learner, columns);
    }

    /**
     * {@return the step that drops the feature of which a learner makes least, fits it again, and so on until ten are left}
     *
     * @param learner what is fitted again and again, and knows importances or is linear
     * @param columns numbers, integers, booleans and vectors
     */
    public static SelectRecursively recursively(Learner<?> learner, Columns columns) {
        return SelectRecursively.of(learner, columns);
    }

    /**
     * {@return this step with so many features kept}
     *
     * @param count at least 1; the default is 10
     */
    public SelectFeatures best(int count) {
        return withHyperparameters(KeepRule.best(hyperparameters, count));
    }

    /**
     * {@return this step with the number of features left to tuning}
     *
     * @param count where to search
     */
    public SelectFeatures best(Range count) {
        return withHyperparameters(KeepRule.best(hyperparameters, count));
    }

    /**
     * {@return this step with a percentage of the features kept, at least one}
     *
     * @param percentage above 0 and at most 100
     */
    public SelectFeatures percent(double percentage) {
        return withHyperparameters(KeepRule.percent(hyperparameters, percentage));
    }

    /**
     * {@return this step with the features kept whose score is above a bound}
     *
     * @param bound the bound
     */
    public SelectFeatures above(double bound) {
        return withHyperparameters(KeepRule.above(hyperparameters, bound));
    }

    @Override
    public SelectFeatures withHyperparameters(Hyperparameters values) {
        return new SelectFeatures(columns, score, values);
    }

    static final Codec<SelectFeatures> CODEC = Codec.of(
            "select-features",
            SelectFeatures.class,
            select -> State.empty()
                    .with("columns", select.columns.toString())
                    .with("score", select.score.name())
                    .with("hyperparameters", select.hyperparameters.toState()),
            state -> new SelectFeatures(
                    Columns.parse(state.string("columns")),
                    FeatureScore.valueOf(state.string("score")),
                    KeepRule.DEFAULTS.withState(state.state("hyperparameters"))));

    @Override
    public String describe() {
        return "select by " + score.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " from " + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        score.checkTarget(input);
        return KeptFeatures.plan(Block.selection(columns).in(input));
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        Candidates candidates = new Candidates(Block.selection(columns).in(training, describe()));
        TargetNumbers target = score.target(training);
        double[] scores = new double[candidates.size()];
        for (int feature = 0; feature < scores.length; feature++) {
            context.checkCancelled();
            double[] cells = candidates.cells(feature);
            check(cells, candidates.column(feature));
            scores[feature] = score.of(cells, target);
        }
        return TransformerFit.of(candidates.keep(KeepRule.kept(hyperparameters, scores)));
    }

    /** The cells of a feature, none of which is infinite. */
    static double[] finite(Candidates candidates, int feature, String step) {
        double[] cells = candidates.cells(feature);
        for (int row = 0; row < cells.length; row++) {
            if (Double.isInfinite(cells[row])) {
                Block.checked(cells[row], candidates.column(feature), row, step);
            }
        }
        return cells;
    }

    private void check(double[] cells, Column column) {
        boolean nonNegative = score == FeatureScore.CHI_SQUARE;
        for (int row = 0; row < cells.length; row++) {
            if (!Double.isInfinite(cells[row]) && !(nonNegative && cells[row] < 0)) continue;
            throw new DataException("Expected "
                    + (nonNegative ? "finite numbers not below zero" : "finite numbers")
                    + " in column '" + column.name() + "' to " + describe() + " but found " + cells[row]
                    + " at training row " + row + ". Scale it first, or choose another score.");
        }
    }
}
